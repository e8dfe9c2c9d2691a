import { createProofs, unproved } from './attack.ts'
import type { SensitiveCell } from './attack.ts'
import { movesThatAddUp } from './attack.ts'
import { coverSums } from './cover.ts'
import type { LinearSolver, OpenProgram } from './solver.ts'
import { withProgram } from './solver.ts'
import { pricesOf, primaryPattern } from './suppression.ts'
import type { Pattern, SuppressionTask } from './suppression.ts'

/** A move below this is the solver's noise. */
const grain = 1e-6
/** A step of the cell that is to be hidden is worth more than all that has to move with it. */
const reward = 1e5

/**
 * A pattern that hides every sensitive cell well enough: what each sum asks for by itself first, then for every cell that
 * is still pinned the cheapest move of what is not fixed that takes it as far as it has to go; all that moves with it is
 * hidden. Moves over cells that are hidden already cost nothing, so that later cells lean on earlier ones (after Kelly,
 * Golden & Assad 1992). Not the fewest cells, but for tables of any size; `exactPattern` is for those of a desk.
 * @returns null where no pattern does it: too much is told already.
 */
export function greedyPattern(task: SuppressionTask, solver: LinearSolver): Pattern | null {
  const pattern = primaryPattern(task)
  if (pattern === null) return null
  coverSums(task, pattern)
  const open = unproved(task.system, pattern, task.sensitive, solver)
  if (open.length === 0) return pattern
  return withMoves(task, pattern, solver, (moves) => {
    const proofs = createProofs(open)
    const isOpen = (each: SensitiveCell): boolean => !proofs.isProved(each)
    const hide = (cell: number, direction: 1 | -1, atMost: number): void => {
      const moved = moves.cheapest(cell, direction, atMost)
      moved.forEach((distance, at) => {
        if (Math.abs(distance) > grain) pattern[at] = 1
      })
      moves.nowFree(pattern)
      proofs.learn((at) => moved[at] ?? 0)
    }
    for (const each of byCount(open, task)) {
      if (isOpen(each)) hide(each.cell, 1, Math.max(each.width - each.below, each.above))
      if (isOpen(each)) hide(each.cell, -1, proofs.lacking(each))
      if (isOpen(each)) return null
    }
    return pattern
  })
}

/** The largest first: what protects them protects many of the smaller ones. */
function byCount(cells: readonly SensitiveCell[], { system: { values } }: SuppressionTask): readonly SensitiveCell[] {
  return [...cells].sort((a, b) => (values[b.cell] ?? 0) - (values[a.cell] ?? 0) || a.cell - b.cell)
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
      const [above, below] = room(cell)
      const [way, back] = direction === 1 ? [cell, cell + count] : [cell + count, cell]
      open.setBounds([way], [0], [Math.min(atMost, direction === 1 ? above : below)])
      open.setBounds([back], [0], [0])
      open.setCosts([way], [-reward])
      const { status, values } = open.solve()
      open.setCosts([way], [0])
      open.setBounds([cell, cell + count], [0, 0], room(cell))
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
