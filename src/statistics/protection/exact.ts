import type { SensitiveCell } from './attack.ts'
import { createProofs, movesThatAddUp } from './attack.ts'
import type { LinearRow, LinearSolver, OpenProgram } from './solver.ts'
import { withProgram } from './solver.ts'
import { primaryPattern } from './suppression.ts'
import type { Pattern, SuppressionTask } from './suppression.ts'

/** Rounds of cuts before the search gives up; desks' tables need a dozen. */
const mostRounds = 60
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
  return withPins(task, solver, (pins) => {
    const cuts: LinearRow[] = []
    const fewest = search(free, () => 1, cuts, [], start, task, pins, solver)
    if (fewest === null || fewest === 'stopped') return fewest
    const count = free.filter((cell) => fewest[cell] === 1).length
    const atMost: LinearRow = {
      indices: free.map((_, column) => column),
      values: free.map(() => 1),
      lower: 0,
      upper: count,
    }
    return search(free, (cell) => task.system.values[cell] ?? 0, cuts, [atMost], start, task, pins, solver)
  })
}

function search(
  free: readonly number[],
  costOf: (cell: number) => number,
  cuts: LinearRow[],
  rows: readonly LinearRow[],
  start: Pattern,
  task: SuppressionTask,
  pins: Pins,
  solver: LinearSolver,
): Pattern | 'stopped' | null {
  const program = {
    costs: free.map(costOf),
    lower: free.map(() => 0),
    upper: free.map(() => 1),
    rows: [...rows, ...cuts],
    integer: true,
  }
  return withProgram(solver, program, (choice) => {
    for (let round = 0; round < mostRounds; round++) {
      const { status, values } = choice.solve()
      if (status === 'infeasible') return null
      if (status !== 'optimal') return 'stopped'
      const pattern = Uint8Array.from(start)
      free.forEach((cell, column) => {
        if ((values[column] ?? 0) > 0.5) pattern[cell] = 1
      })
      const found = pins.cuts(pattern, task.sensitive, free)
      if (found === 'hopeless') return null
      if (found.length === 0) return pattern
      for (const cut of found) {
        cuts.push(cut)
        choice.addRow(cut)
      }
    }
    return 'stopped'
  })
}

/** How near a pattern lets sensitive cells be pinned, and which cuts follow. */
interface Pins {
  cuts(
    pattern: Pattern,
    sensitive: readonly SensitiveCell[],
    free: readonly number[],
  ): readonly LinearRow[] | 'hopeless'
}

function withPins<Value>({ system }: SuppressionTask, solver: LinearSolver, work: (pins: Pins) => Value): Value {
  const { values, lower } = system
  const count = values.length
  const columns = new Map(Array.from({ length: count }, (_, cell) => [cell, cell]))
  const rows = movesThatAddUp(system, columns)
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
    const all = Array.from({ length: count }, (_, cell) => cell)
    /** How far the cell can go, at most `atMost`. */
    const reach = (cell: number, direction: 1 | -1, atMost: number): Reach => {
      moves.setCosts([cell], [-direction])
      const { status, values: moved, prices } = moves.solve()
      moves.setCosts([cell], [0])
      if (status !== 'optimal') throw new Error(`What can be worked out of a cell is not known: ${status}`)
      const worth = Float64Array.from(all, (at) => (at === cell ? -direction : 0))
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
      cuts: (pattern, sensitive, free) => {
        open(moves, all, pattern, roomBelow, farAbove)
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
            const cut = cutOf(wanted, shareOf, pattern, free)
            if (cut === null) return 'hopeless'
            found.push(cut)
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

/** What the free cells must contribute beyond what hidden ones do; coefficients above what is wanted say no more. */
function cutOf(
  wanted: number,
  shareOf: (cell: number) => number,
  pattern: Pattern,
  free: readonly number[],
): LinearRow | null {
  const isFree = new Set(free)
  let lacking = wanted
  for (let cell = 0; cell < pattern.length; cell++)
    if (pattern[cell] === 1 && !isFree.has(cell)) lacking -= shareOf(cell)
  const useful = free.flatMap((cell, column) => {
    const share = Math.min(lacking, shareOf(cell))
    return share > grain ? [{ column, share }] : []
  })
  if (useful.length === 0) return null
  return {
    indices: useful.map(({ column }) => column),
    values: useful.map(({ share }) => share),
    lower: lacking - grain,
    upper: Infinity,
  }
}
