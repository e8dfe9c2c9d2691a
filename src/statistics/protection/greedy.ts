import { audit, createProofs } from './attack.ts'
import type { SensitiveCell } from './attack.ts'
import { movesThatAddUp } from './attack.ts'
import type { LinearSolver, OpenProgram } from './solver.ts'
import { withProgram } from './solver.ts'
import { primaryPattern } from './suppression.ts'
import type { Pattern, SuppressionTask } from './suppression.ts'

/** A move below this is the solver's noise. */
const grain = 1e-6
/** A step of the cell that is to be hidden is worth more than all that has to move with it. */
const reward = 1e5

/**
 * A pattern that hides every sensitive cell well enough, found cell by cell: the cheapest move of what is not fixed
 * that takes the cell as far as it has to go; all that moves with it is hidden. Moves over cells that are hidden
 * already cost nothing, so that later cells lean on earlier ones (after Kelly, Golden & Assad 1992). Not the fewest
 * cells, but for tables of any size; `exactPattern` is for those of a desk.
 * @returns null where no pattern does it: too much is told already.
 */
export function greedyPattern(task: SuppressionTask, solver: LinearSolver): Pattern | null {
  const pattern = primaryPattern(task)
  if (pattern === null) return null
  const open = audit(task.system, pattern, task.sensitive, solver)
  if (open.length === 0) return pattern
  return withMoves(task, pattern, solver, (moves) => {
    const proofs = createProofs(open)
    for (const each of byCount(open, task)) {
      if (!proofs.isProved(each) && !hideFor(each, moves, pattern, proofs)) return null
    }
    return pattern
  })
}

/** The largest first: what protects them protects many of the smaller ones. */
function byCount(cells: readonly SensitiveCell[], { system: { values } }: SuppressionTask): readonly SensitiveCell[] {
  return [...cells].sort((a, b) => (values[b.cell] ?? 0) - (values[a.cell] ?? 0) || a.cell - b.cell)
}

function hideFor(
  each: SensitiveCell,
  moves: Moves,
  pattern: Pattern,
  proofs: ReturnType<typeof createProofs>,
): boolean {
  const go = (direction: 1 | -1, atMost: number): number => {
    const moved = moves.cheapest(each.cell, direction, atMost)
    moved.forEach((distance, cell) => {
      if (Math.abs(distance) > grain) pattern[cell] = 1
    })
    moves.nowFree(pattern)
    proofs.learn((cell) => moved[cell] ?? 0)
    return Math.abs(moved[each.cell] ?? 0)
  }
  const up = go(1, Math.max(each.width - each.below, each.above))
  const down = Math.max(each.below, each.width - up)
  if (down > grain) go(-1, down)
  return proofs.isProved(each)
}

interface Moves {
  /** How far each cell goes where this one goes as far as it can, and the rest follows as cheaply as possible. */
  cheapest(cell: number, direction: 1 | -1, atMost: number): Float64Array
  /** Cells that are hidden by now move at no cost. */
  nowFree(pattern: Pattern): void
}

/** Each cell has two unknowns, its way up and its way down, so that a move of either kind has its price. */
function withMoves<Value>(
  { system, told }: SuppressionTask,
  pattern: Pattern,
  solver: LinearSolver,
  work: (moves: Moves) => Value,
): Value {
  const count = system.values.length
  const prices = pricesOf(system.values)
  const freeOf = (cell: number): number => (pattern[cell] === 1 ? 0 : (prices[cell] ?? 0))
  const both = <Item>(up: (cell: number) => Item, down: (cell: number) => Item): Item[] =>
    [up, down].flatMap((side) => Array.from({ length: count }, (_, cell) => side(cell)))
  const roomAbove = (cell: number): number => (told[cell] === 1 ? 0 : Infinity)
  const roomBelow = (cell: number): number =>
    told[cell] === 1 ? 0 : (system.values[cell] ?? 0) - (system.lower[cell] ?? 0)
  const ups = new Map(Array.from({ length: count }, (_, cell) => [cell, cell]))
  const program = {
    costs: both(freeOf, freeOf),
    lower: both(
      () => 0,
      () => 0,
    ),
    upper: both(roomAbove, roomBelow),
    rows: movesThatAddUp(system, ups).map((row) => ({
      ...row,
      indices: [...row.indices, ...row.indices.map((cell) => cell + count)],
      values: [...row.values, ...row.values.map((value) => -value)],
    })),
  }
  return withProgram(solver, program, (open) =>
    work(movesOver(open, count, pattern, (cell) => [roomAbove(cell), roomBelow(cell)])),
  )
}

function movesOver(
  open: OpenProgram,
  count: number,
  start: Pattern,
  room: (cell: number) => readonly [number, number],
): Moves {
  const free = Uint8Array.from(start)
  return {
    cheapest: (cell, direction, atMost) => {
      const [way, back] = direction === 1 ? [cell, cell + count] : [cell + count, cell]
      const [above, below] = room(cell)
      open.setCosts([way], [-reward])
      open.setBounds([way], [0], [Math.min(atMost, direction === 1 ? above : below)])
      open.setBounds([back], [0], [0])
      const { status, values } = open.solve()
      open.setCosts([way], [0])
      open.setBounds([cell], [0], [above])
      open.setBounds([cell + count], [0], [below])
      if (status !== 'optimal') throw new Error(`What would hide a cell is not known: ${status}`)
      return Float64Array.from({ length: count }, (_, at) => (values[at] ?? 0) - (values[at + count] ?? 0))
    },
    nowFree: (pattern) => {
      const fresh: number[] = []
      for (let cell = 0; cell < count; cell++) {
        if (pattern[cell] !== 1 || free[cell] === 1) continue
        free[cell] = 1
        fresh.push(cell)
      }
      const columns = [...fresh, ...fresh.map((cell) => cell + count)]
      if (columns.length > 0)
        open.setCosts(
          columns,
          columns.map(() => 0),
        )
    },
  }
}

/** Fewest cells first, then the smallest sum of visits: a cell costs one, and a little more the more it counts. */
export function pricesOf(values: Float64Array): Float64Array {
  const sum = values.reduce((total, value) => total + Math.abs(value), 0)
  return values.map((value) => 1 + Math.abs(value) / (sum + 1))
}
