import { createProofs, movesThatAddUp } from './attack.ts'
import type { LinearRow, LinearSolver, OpenProgram } from './solver.ts'
import { withProgram } from './solver.ts'
import { primaryPattern } from './suppression.ts'
import type { Pattern, SuppressionTask } from './suppression.ts'

/** Rounds of cuts before the search gives up; desks' tables need a dozen. */
const mostRounds = 20
const grain = 1e-6

/**
 * The pattern with the fewest hidden cells, and among those the smallest sum of visits, by the model of Fischetti &
 * Salazar González (2000, doi 10.1080/01621459.2000.10474282): a mixed-integer program chooses cells, a linear program a
 * sensitive cell says how far it can then be pinned, and where that is too near, its dual is a cut that every good
 * pattern satisfies. Exact, and for tables of a desk's size (a hundred cells); `greedyPattern` is for larger ones.
 * @returns `null` where no pattern does it; `'stopped'` where the search was given up.
 */
export function exactPattern(task: SuppressionTask, solver: LinearSolver): Pattern | 'stopped' | null {
  const start = primaryPattern(task)
  if (start === null) return null
  const free = [...start.keys()].filter((cell) => start[cell] !== 1 && task.told[cell] !== 1)
  return withPins(task, start, free, solver, (pins) => {
    const cuts: LinearRow[] = [...sumCuts(task, start, free)]
    const choose = (costOf: (cell: number) => number, rows: readonly LinearRow[]): Pattern | 'stopped' | null => {
      const program = {
        costs: free.map(costOf),
        lower: free.map(() => 0),
        upper: free.map(() => 1),
        rows: [...rows, ...cuts],
        integer: true,
      }
      return withProgram(solver, program, (choice) => search(choice, free, start, pins, cuts))
    }
    const fewest = choose(() => 1, [])
    if (fewest === null || fewest === 'stopped') return fewest
    const all = free.map((_, column) => column)
    const count = free.filter((cell) => fewest[cell] === 1).length
    const asFew = { indices: all, values: all.map(() => 1), lower: 0, upper: count }
    return choose((cell) => task.system.values[cell] ?? 0, [asFew])
  })
}

/** @param cuts grows by those that were found. */
function search(
  choice: OpenProgram,
  free: readonly number[],
  start: Pattern,
  pins: Pins,
  cuts: LinearRow[],
): Pattern | 'stopped' | null {
  for (let round = 0; round < mostRounds; round++) {
    const { status, values } = choice.solve()
    if (status === 'infeasible') return null
    if (status !== 'optimal') return 'stopped'
    const pattern = Uint8Array.from(start)
    free.forEach((cell, column) => {
      if ((values[column] ?? 0) > 0.5) pattern[cell] = 1
    })
    const found = pins.cuts(pattern)
    if (found === 'hopeless') return null
    if (found.length === 0) return pattern
    for (const cut of found) {
      cuts.push(cut)
      choice.addRow(cut)
    }
  }
  return 'stopped'
}

/**
 * What every sum asks for by itself, as cuts to begin with: a sensitive part of a told whole needs parts beside it that
 * count the rest of its width, a sensitive whole needs a hidden part. (`coverSums` mends the same one by one.)
 */
function sumCuts(
  { system, sensitive }: SuppressionTask,
  start: Pattern,
  free: readonly number[],
): readonly LinearRow[] {
  const widths = new Map(sensitive.map(({ cell, width }) => [cell, width]))
  const columns = new Map(free.map((cell, column) => [cell, column]))
  return system.equations.flatMap(({ cells }) => {
    const [whole = -1, ...parts] = cells
    return cells.flatMap((cell): readonly LinearRow[] => {
      const width = widths.get(cell)
      if (width === undefined) return []
      const lacking = cell === whole ? 1 : width - (system.values[cell] ?? 0)
      const shareOf = (at: number): number => {
        if (at === cell) return 0
        if (cell === whole) return parts.includes(at) ? 1 : 0
        return at === whole ? lacking : parts.includes(at) ? (system.values[at] ?? 0) : 0
      }
      if (lacking <= grain) return []
      const cut = cutOf(lacking, shareOf, start, columns, cells)
      return cut === 'kept' || cut === null ? [] : [cut]
    })
  })
}

/** How near a pattern lets sensitive cells be pinned, and which cuts follow. */
interface Pins {
  cuts(pattern: Pattern): readonly LinearRow[] | 'hopeless'
}

function withPins<Value>(
  { system, sensitive }: SuppressionTask,
  start: Pattern,
  free: readonly number[],
  solver: LinearSolver,
  work: (pins: Pins) => Value,
): Value {
  const { values, lower } = system
  const count = values.length
  const everything = Array.from({ length: count }, (_, cell) => cell)
  const rows = movesThatAddUp(system, new Map(everything.map((cell) => [cell, cell])))
  const columns = new Map(free.map((cell, column) => [cell, column]))
  // No reader knows a bound above, but nobody's count can be further off than everybody together and the width.
  const farAbove = values.reduce((sum, value) => sum + Math.abs(value), 0) + 1_000
  const roomBelow = values.map((value, cell) => Math.min(value - (lower[cell] ?? 0), farAbove))
  const program = {
    costs: new Float64Array(count),
    lower: new Float64Array(count),
    upper: new Float64Array(count),
    rows,
  }
  return withProgram(solver, program, (moves) => {
    /** How far the cell can go, at most `atMost`. */
    const reach = (cell: number, direction: 1 | -1, atMost: number): Reach => {
      moves.setCosts([cell], [-direction])
      const { status, values: moved, prices } = moves.solve()
      moves.setCosts([cell], [0])
      if (status !== 'optimal') throw new Error(`What can be worked out of a cell is not known: ${status}`)
      const worth = Float64Array.from(everything, (at) => (at === cell ? -direction : 0))
      rows.forEach(({ indices, values: coefficients }, row) => {
        indices.forEach((at, place) => (worth[at] = (worth[at] ?? 0) - (prices[row] ?? 0) * (coefficients[place] ?? 0)))
      })
      const share = worth.map((price, at) => {
        if (Math.abs(price) < grain) return 0
        return price > 0 ? Math.min(atMost, price * (roomBelow[at] ?? 0)) : Math.min(atMost, -price * farAbove)
      })
      return { far: Math.min(atMost, Math.max(0, direction * (moved[cell] ?? 0))), share, moved }
    }
    return work({
      cuts: (pattern) => {
        open(moves, everything, pattern, roomBelow, farAbove)
        const found: LinearRow[] = []
        // What is worked out for one cell moves others too: most need no program of their own.
        const proofs = createProofs(sensitive)
        for (const each of sensitive) {
          if (proofs.isProved(each)) continue
          const { cell, width, above, below } = each
          const [up, down] = [reach(cell, 1, Math.max(width, above)), reach(cell, -1, Math.max(width, below))]
          for (const { moved } of [up, down]) proofs.learn((at) => moved[at] ?? 0)
          const demands: readonly (readonly [number, number, (at: number) => number])[] = [
            [above, up.far, (at) => up.share[at] ?? 0],
            [below, down.far, (at) => down.share[at] ?? 0],
            [width, up.far + down.far, (at) => (up.share[at] ?? 0) + (down.share[at] ?? 0)],
          ]
          for (const [wanted, reached, shareOf] of demands) {
            if (reached >= wanted - grain) continue
            const cut = cutOf(wanted, shareOf, start, columns, everything)
            if (cut === null) return 'hopeless'
            if (cut !== 'kept') found.push(cut)
          }
        }
        return found
      },
    })
  })
}

interface Reach {
  readonly far: number
  /** What each cell's being hidden contributes to that at most. */
  readonly share: Float64Array
  readonly moved: Float64Array
}

function open(
  moves: OpenProgram,
  all: readonly number[],
  pattern: Pattern,
  below: ArrayLike<number>,
  above: number,
): void {
  moves.setBounds(
    all,
    all.map((cell) => (pattern[cell] === 1 ? -(below[cell] ?? 0) : 0)),
    all.map((cell) => (pattern[cell] === 1 ? above : 0)),
  )
}

/**
 * What the free cells must contribute beyond what hidden ones do; coefficients above what is wanted say no more.
 *
 * @param among the cells that contribute anything.
 * @returns `'kept'` where the hidden ones are enough, `null` where no free cell can help.
 */
function cutOf(
  wanted: number,
  shareOf: (cell: number) => number,
  start: Pattern,
  columns: ReadonlyMap<number, number>,
  among: Iterable<number>,
): LinearRow | 'kept' | null {
  const useful: { readonly column: number; readonly share: number }[] = []
  let lacking = wanted
  for (const cell of among) {
    const column = columns.get(cell)
    if (column !== undefined) useful.push({ column, share: shareOf(cell) })
    else if (start[cell] === 1) lacking -= shareOf(cell)
  }
  if (lacking <= grain) return 'kept'
  const helping = useful.filter(({ share }) => share > grain)
  if (helping.length === 0) return null
  return {
    indices: helping.map(({ column }) => column),
    values: helping.map(({ share }) => Math.min(lacking, share)),
    lower: lacking - grain,
    upper: Infinity,
  }
}
