import { gridOf } from '../release.ts'
import type { Audience, Grid, ProtectionRule, Release } from '../release.ts'
import { sensitiveCell } from './attack.ts'
import type { SensitiveCell } from './attack.ts'
import { createCellSystem } from './cell-system.ts'
import type { CellSystemBuilder } from './cell-system.ts'
import { gridCell, sumsOfWeekdays, sumsWithin } from './grid-cells.ts'
import { isSmall, sensitiveNames } from './primary.ts'
import type { Reason } from './primary.ts'
import { partitionsOf } from './snapshots.ts'
import type { Snapshot } from './snapshots.ts'
import type { SuppressionTask } from './suppression.ts'

/** All that is known, or shall be, of a period and of what was released before, as one system of cells. */
export interface ReleaseTask extends SuppressionTask {
  /** The cells of the release that is to be made, by the names of `gridCell`. */
  readonly cellsByName: ReadonlyMap<string, number>
  /** Why cells of it must not be told. */
  readonly reasons: ReadonlyMap<string, Reason>
  /** Released counts of which so few visits are missing that the difference would tell them (S27). */
  readonly smallRests: readonly SmallRest[]
}

export interface SmallRest {
  readonly name: string
  readonly visits: number
  /** What lies within what: a sum of releases within the new one, or the new one within an old one. */
  readonly outer: Snapshot
  readonly inner: readonly Snapshot[]
}

/**
 * Everything that some readers will know once the candidate is released, and what must not be known of it.
 *
 * @param readers the house reads what is published too, and what was hidden from it must stay so; of what is hidden from
 *   the public alone the house may know more.
 * @param earlier releases that hang together with the candidate by days (`clustersOf`) and that these readers read.
 * @param hidden names of the candidate's counts that are hidden already.
 */
export function releaseTask(
  candidate: Snapshot & Pick<Release, 'audience' | 'rule'>,
  readers: Audience,
  earlier: readonly Release[],
  hidden: ReadonlySet<string> = new Set(),
): ReleaseTask {
  const rule = candidate.audience === readers ? candidate.rule : (earlier.find(isFor(readers))?.rule ?? candidate.rule)
  const builder = createCellSystem()
  const marks: Marks = { told: new Set(), hidden: new Set(), sensitive: new Map() }
  const snapshots: readonly Snapshot[] = [candidate, ...earlier]
  const cells = new Map(
    snapshots.map((snapshot, at) => [snapshot, addSnapshot(builder, snapshot, String(at))] as const),
  )
  const cellsByName = cells.get(candidate) ?? new Map<string, number>()
  const reasons = new Map(candidate.grids.flatMap((grid) => [...sensitiveNames(grid, rule)]))
  if (candidate.audience === readers)
    for (const [name] of reasons) marks.sensitive.set(cellsByName.get(name) ?? -1, rule.width)
  markCandidate(candidate, cellsByName, marks)
  for (const name of hidden) marks.hidden.add(cellsByName.get(name) ?? -1)
  for (const release of earlier) markRelease(release, cells.get(release) ?? new Map(), readers, cellsByName, marks)
  const smallRests = restsBetween(snapshots, cells, () => rule, builder, marks)
  // What an earlier release has told is told, and was judged then.
  const task = markedTask(builder, marks, (cell) => !marks.told.has(cell) || cell === cellsByName.get('visits'))
  return { ...task, cellsByName, reasons, smallRests }
}

/**
 * Everything that some readers know of releases that were told, and what must not be known of it: there is nothing to
 * choose any more, only to audit (S97). A count that one release hides and another tells is told.
 *
 * @param releases that these readers read.
 */
export function toldTask(releases: readonly Release[], readers: Audience): SuppressionTask {
  const builder = createCellSystem()
  const marks: Marks = { told: new Set(), hidden: new Set(), sensitive: new Map() }
  const cells = new Map(releases.map((release, at) => [release, addSnapshot(builder, release, String(at))] as const))
  for (const release of releases) markRelease(release, cells.get(release) ?? new Map(), readers, new Map(), marks)
  // Between two releases the rule of the later one holds: it was made beside the other.
  const ruleOf = (told: readonly Snapshot[]): ProtectionRule =>
    releases.filter((release) => told.includes(release)).reduce(laterFor(readers)).rule
  restsBetween(releases, cells, ruleOf, builder, marks)
  return markedTask(builder, marks, (cell) => !marks.told.has(cell))
}

function laterFor(readers: Audience): (one: Release, other: Release) => Release {
  const order = ({ audience, takenAt }: Release): number => (audience === readers ? takenAt : -Infinity)
  return (one, other) => (order(other) >= order(one) ? other : one)
}

function restsBetween(
  snapshots: readonly Snapshot[],
  cells: Nesting['cells'],
  ruleOf: (snapshots: readonly Snapshot[]) => ProtectionRule,
  builder: CellSystemBuilder,
  marks: Marks,
): readonly SmallRest[] {
  return snapshots.flatMap((outer) =>
    partitionsOf(outer, snapshots).flatMap((inner, place) =>
      addRests(builder, { outer, inner, place, cells, rule: ruleOf([outer, ...inner]) }, marks),
    ),
  )
}

function markedTask(
  builder: CellSystemBuilder,
  marks: Marks,
  isStillSensitive: (cell: number) => boolean,
): SuppressionTask {
  const system = builder.build()
  const sensitive: readonly SensitiveCell[] = [...marks.sensitive]
    .filter(([cell]) => isStillSensitive(cell))
    .map(([cell, width]) => sensitiveCell(cell, width))
  const marked = (set: ReadonlySet<number>): Uint8Array =>
    system.values.reduce((ones, _value, cell) => {
      if (set.has(cell)) ones[cell] = 1
      return ones
    }, new Uint8Array(system.values.length))
  // What one release hides and another tells is told.
  for (const cell of marks.told) marks.hidden.delete(cell)
  return { system, sensitive, told: marked(marks.told), hidden: marked(marks.hidden) }
}

function isFor(readers: Audience): (release: Release) => boolean {
  return ({ audience }) => audience === readers
}

interface Marks {
  readonly told: Set<number>
  readonly hidden: Set<number>
  /** The width that each sensitive cell needs. */
  readonly sensitive: Map<number, number>
}

/**
 * All counts of a snapshot with their sums. A day that counts the same in two of them is one cell; of a day on which
 * nobody came everybody knows all, and it is none.
 */
function addSnapshot(builder: CellSystemBuilder, { grids }: Snapshot, scope: string): Map<string, number> {
  const cells = new Map<string, number>()
  for (const grid of grids) {
    const isEmpty = emptyDays(grid)
    forEachCell(grid, (row, column, value) => {
      if (isEmpty(row)) return
      const { name, isOfDay } = gridCell(grid, row, column)
      cells.set(name, builder.cell(isOfDay ? `${name}=${value}` : `${scope}:${name}`, value))
    })
  }
  const [days, week] = [gridOf(grids, 'day_x_end'), gridOf(grids, 'weekday_x_band')]
  const sums = [...grids.flatMap(sumsWithin), ...(days && week ? sumsOfWeekdays(days, week) : [])]
  for (const { whole, parts } of sums) {
    const all = cells.get(whole)
    if (all !== undefined)
      builder.sum(
        all,
        parts.flatMap((part) => cells.get(part) ?? []),
      )
  }
  return cells
}

function emptyDays({ id, rows, columns, counts }: Grid): (row: string) => boolean {
  if (id !== 'day_x_end') return () => false
  const width = columns.length
  const empty = new Set(
    rows.filter((_, at) => at > 0 && counts.subarray(at * width, (at + 1) * width).every((count) => count === 0)),
  )
  return (row) => empty.has(row)
}

/**
 * What stands in no file is hidden, the grand total is told. That no visit is open any more and every wait is known goes
 * without saying.
 */
function markCandidate({ grids }: Snapshot, cells: ReadonlyMap<string, number>, marks: Marks): void {
  const printed = new Set<string>()
  const obvious = new Set<string>()
  for (const grid of grids) {
    forEachCell(grid, (row, column, value) => {
      const { name, isPrinted, isOfPeople } = gridCell(grid, row, column)
      // The same count may stand in a file under another table.
      if (isPrinted) printed.add(name)
      if (!isOfPeople && value === 0) obvious.add(name)
    })
  }
  for (const [name, cell] of cells) {
    if (obvious.has(name)) marks.told.add(cell)
    else if (!printed.has(name)) marks.hidden.add(cell)
  }
  const all = cells.get('visits')
  if (all !== undefined) marks.told.add(all)
}

function markRelease(
  release: Release,
  cells: ReadonlyMap<string, number>,
  readers: Audience,
  candidate: ReadonlyMap<string, number>,
  marks: Marks,
): void {
  const ofCandidate = new Set(candidate.values())
  for (const grid of release.grids) {
    grid.rows.forEach((row, rowAt) =>
      grid.columns.forEach((column, columnAt) => {
        const cell = cells.get(gridCell(grid, row, column).name)
        if (cell === undefined) return
        if (grid.hidden[rowAt * grid.columns.length + columnAt] !== 1) marks.told.add(cell)
        // A day that was hidden from the public may be told to the house.
        else if (release.audience === readers || !ofCandidate.has(cell)) marks.hidden.add(cell)
      }),
    )
    if (release.audience !== readers) continue
    for (const [name] of sensitiveNames(grid, release.rule)) {
      const cell = cells.get(name)
      if (cell !== undefined) marks.sensitive.set(cell, Math.max(release.rule.width, marks.sensitive.get(cell) ?? 0))
    }
  }
}

interface Nesting {
  readonly outer: Snapshot
  readonly inner: readonly Snapshot[]
  readonly place: number
  readonly cells: ReadonlyMap<Snapshot, ReadonlyMap<string, number>>
  readonly rule: ProtectionRule
}

/** What is left of each count of the whole beside the parts: few visits there are as secret as few anywhere (S27). */
function addRests(builder: CellSystemBuilder, nesting: Nesting, marks: Marks): readonly SmallRest[] {
  const { outer, inner, place, cells, rule } = nesting
  const small: SmallRest[] = []
  const values = builder.values()
  const seen = new Set<string>()
  for (const grid of outer.grids) {
    forEachCell(grid, (row, column) => {
      const { name, isOfDay, isOfPeople } = gridCell(grid, row, column)
      const whole = cells.get(outer)?.get(name)
      const parts = inner.flatMap((each) => cells.get(each)?.get(name) ?? [])
      if (seen.has(name) || whole === undefined || parts.length === 0 || parts.includes(whole)) return
      seen.add(name)
      const rest = (values[whole] ?? 0) - parts.reduce((sum, part) => sum + (values[part] ?? 0), 0)
      // Where something was taken back, readers cannot know that nothing is below zero.
      const cell = builder.cell(`${whole}-${place}:${name}`, rest, rest < 0 ? -Infinity : 0)
      builder.sum(whole, [...parts, cell])
      marks.hidden.add(cell)
      if (!isOfPeople || !isSmall(Math.abs(rest), rule)) return
      marks.sensitive.set(cell, rule.width)
      if (!isOfDay) small.push({ name, visits: rest, outer, inner })
    })
  }
  return small
}

function forEachCell(grid: Grid, visit: (row: string, column: string, value: number) => void): void {
  grid.rows.forEach((row, rowAt) =>
    grid.columns.forEach((column, columnAt) =>
      visit(row, column, grid.counts[rowAt * grid.columns.length + columnAt] ?? 0),
    ),
  )
}
