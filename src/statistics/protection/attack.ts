import type { CellSystem } from './cell-system.ts'
import { groupsOf } from './cell-system.ts'
import type { LinearRow, LinearSolver, OpenProgram } from './solver.ts'

/** What can be worked out of a hidden count from all that is told: it lies from `least` to `most`. */
export interface Interval {
  readonly least: number
  readonly most: number
}

/**
 * A count that must not be told, and how well it has to be hidden: what can be worked out of it must be at least
 * `width` wide, and reach at least so far `above` and `below` the count. A release asks for the width alone, since
 * bounds around the count would tell it (S22).
 */
export interface SensitiveCell {
  readonly cell: number
  readonly width: number
  readonly above: number
  readonly below: number
}

export function sensitiveCell(cell: number, width: number): SensitiveCell {
  return { cell, width, above: 0, below: 0 }
}

/** Solvers work to within 1e-7; a count is whole, so a hundredth decides nothing. */
const grain = 1e-6

/**
 * The feasible interval of each given cell by linear programming over all told cells (S22), each cell by itself:
 * exact, and two programs a cell. `audit` is what a release is checked with.
 */
export function intervalsOf(
  system: CellSystem,
  hidden: ArrayLike<number>,
  cells: readonly number[],
  solver: LinearSolver,
): readonly Interval[] {
  const found = new Map<number, Interval>()
  for (const group of groupsOf(system, (cell) => hidden[cell] === 1)) {
    const asked = group.filter((cell) => cells.includes(cell))
    if (asked.length === 0) continue
    withAttack(system, group, solver, (attack) => {
      for (const cell of asked) {
        const value = system.values[cell] ?? 0
        found.set(cell, { least: value - attack.reach(cell, -1), most: value + attack.reach(cell, 1) })
      }
    })
  }
  return cells.map((cell) => {
    const value = system.values[cell] ?? 0
    return found.get(cell) ?? { least: value, most: value }
  })
}

/** What an audit has found. */
export interface Audit {
  /** Sensitive cells that are not hidden well enough. */
  readonly unsafe: readonly SensitiveCell[]
  readonly audited: number
  /** The narrowest width that was proved; wider is not looked for. null where there was nothing to hide. */
  readonly narrowest: number | null
}

/**
 * Whether all sensitive cells are hidden well enough, by the same programs as `intervalsOf`, but many cells at a time:
 * a solution that moves a cell far enough from its count, or two that do so together, is proof for it, whatever else
 * the solution does. Cells that no solution has proved are worked out one by one.
 */
export function audit(
  system: CellSystem,
  hidden: ArrayLike<number>,
  sensitive: readonly SensitiveCell[],
  solver: LinearSolver,
): Audit {
  const widths = new Map<number, number>(sensitive.map(({ cell }) => [cell, 0]))
  const unsafe = attackAll(system, hidden, sensitive, solver, (attack, asked, open, proofs) => {
    const left = open.filter((each) => {
      const [up, down] = [attack.reach(each.cell, 1), attack.reach(each.cell, -1)]
      for (const moved of [up, -down]) proofs.learn((cell) => (cell === each.cell ? moved : 0))
      return !proofs.isProved(each)
    })
    for (const { cell } of asked) widths.set(cell, proofs.width(cell))
    return left
  })
  return { unsafe, audited: sensitive.length, narrowest: sensitive.length === 0 ? null : Math.min(...widths.values()) }
}

/** The sensitive cells for which many at a time gave no proof: most of those that are not hidden well enough. */
export function unproved(
  system: CellSystem,
  hidden: ArrayLike<number>,
  sensitive: readonly SensitiveCell[],
  solver: LinearSolver,
): readonly SensitiveCell[] {
  return attackAll(system, hidden, sensitive, solver, (_attack, _asked, open) => open)
}

function attackAll(
  system: CellSystem,
  hidden: ArrayLike<number>,
  sensitive: readonly SensitiveCell[],
  solver: LinearSolver,
  workOut: (
    attack: Attack,
    asked: readonly SensitiveCell[],
    open: readonly SensitiveCell[],
    proofs: Proofs,
  ) => readonly SensitiveCell[],
): readonly SensitiveCell[] {
  const sensitiveByCell = new Map(sensitive.map((each) => [each.cell, each]))
  const unsafe = sensitive.filter(({ cell }) => hidden[cell] !== 1)
  for (const group of groupsOf(system, (cell) => hidden[cell] === 1)) {
    const asked = group.flatMap((cell) => sensitiveByCell.get(cell) ?? [])
    if (asked.length === 0) continue
    withAttack(system, group, solver, (attack) => {
      const proofs = createProofs(asked)
      unsafe.push(...workOut(attack, asked, pushTogether(attack, asked, proofs), proofs))
    })
  }
  return unsafe
}

type Proofs = ReturnType<typeof createProofs>

/** How far a cell is known to be free to move, and whether that is enough. */
export function createProofs(sensitive: readonly SensitiveCell[]) {
  const low = new Map<number, number>()
  const high = new Map<number, number>()
  const isProved = ({ cell, width, above, below }: SensitiveCell): boolean => {
    const [up, down] = [high.get(cell) ?? 0, -(low.get(cell) ?? 0)]
    return up + down >= width - grain && up >= above - grain && down >= below - grain
  }
  return {
    isProved,
    /** How wide a cell's interval is at least. */
    width: (cell: number): number => (high.get(cell) ?? 0) - (low.get(cell) ?? 0),
    /** How much further down a cell has to be free to move. */
    lacking: ({ cell, width, below }: SensitiveCell): number => Math.max(below, width - (high.get(cell) ?? 0)),
    /** @param movedBy how far a solution moves a cell. */
    learn: (movedBy: (cell: number) => number): void => {
      for (const { cell } of sensitive) {
        const moved = movedBy(cell)
        if (moved > (high.get(cell) ?? 0)) high.set(cell, moved)
        if (moved < (low.get(cell) ?? 0)) low.set(cell, moved)
      }
    },
  }
}

/** A group's unknowns are how far each of its cells may lie from its count. */
interface Attack {
  /** How far the cell may lie from its count in that direction; `Infinity` where nothing holds it. */
  reach(cell: number, direction: 1 | -1): number
  /** A solution that moves as many of the cells as far as possible, each at most `atMost`. */
  push(cells: readonly number[], direction: 1 | -1, atMost: number): ReadonlyMap<number, number>
}

function pushTogether(attack: Attack, asked: readonly SensitiveCell[], proofs: Proofs): readonly SensitiveCell[] {
  let open = asked
  for (let before = Infinity; open.length > 1 && open.length < before;) {
    before = open.length
    const cells = open.map(({ cell }) => cell)
    const far = Math.max(...open.map(({ width, above, below }) => Math.max(width, above, below)))
    for (const direction of [1, -1] as const) {
      const moves = attack.push(cells, direction, far)
      proofs.learn((cell) => moves.get(cell) ?? 0)
    }
    open = open.filter((each) => !proofs.isProved(each))
  }
  return open
}

function withAttack<Value>(
  system: CellSystem,
  group: readonly number[],
  solver: LinearSolver,
  work: (attack: Attack) => Value,
): Value {
  const columns = new Map(group.map((cell, column) => [cell, column]))
  const lower = group.map((cell) => (system.lower[cell] ?? 0) - (system.values[cell] ?? 0))
  const open = solver.open({
    costs: new Float64Array(group.length),
    lower,
    upper: new Float64Array(group.length).fill(Infinity),
    rows: movesThatAddUp(system, columns),
  })
  try {
    return work(attackOver(open, group, columns, lower))
  } finally {
    open.close()
  }
}

function attackOver(
  open: OpenProgram,
  group: readonly number[],
  columns: ReadonlyMap<number, number>,
  lower: readonly number[],
): Attack {
  const placeOf = (cell: number): number => columns.get(cell) ?? 0
  return {
    reach: (cell, direction) => {
      const column = placeOf(cell)
      open.setCosts([column], [-direction])
      const { status, values } = open.solve()
      open.setCosts([column], [0])
      if (status === 'unbounded') return Infinity
      if (status !== 'optimal') throw new Error(`What can be worked out of a cell is not known: ${status}`)
      return Math.max(0, direction * (values[column] ?? 0))
    },
    push: (cells, direction, atMost) => {
      const pushed = cells.map(placeOf)
      const floor = pushed.map((column) => lower[column] ?? 0)
      open.setBounds(
        pushed,
        direction === 1 ? floor : floor.map((least) => Math.max(least, -atMost)),
        pushed.map(() => (direction === 1 ? atMost : Infinity)),
      )
      open.setCosts(
        pushed,
        pushed.map(() => -direction),
      )
      const { status, values } = open.solve()
      open.setCosts(
        pushed,
        pushed.map(() => 0),
      )
      open.setBounds(
        pushed,
        floor,
        pushed.map(() => Infinity),
      )
      if (status !== 'optimal') return new Map()
      return new Map(group.map((cell, column) => [cell, values[column] ?? 0]))
    },
  }
}

/** The equations between moves: what is told does not move. */
export function movesThatAddUp(system: CellSystem, columns: ReadonlyMap<number, number>): readonly LinearRow[] {
  return system.equations.flatMap(({ cells, coefficients }): readonly LinearRow[] => {
    const indices: number[] = []
    const values: number[] = []
    cells.forEach((cell, place) => {
      const column = columns.get(cell)
      if (column === undefined) return
      indices.push(column)
      values.push(coefficients[place] ?? 0)
    })
    return indices.length === 0 ? [] : [{ indices, values, lower: 0, upper: 0 }]
  })
}
