import { weekdayOf } from '#domain/hours/calendar.ts'
import type { Day } from '#domain/ids.ts'
import { endColumns, waitColumns } from '../release.ts'
import type { EndColumn, Grid, GridId, ReleasedGrid, WaitColumn } from '../release.ts'
import { total } from '../columns.ts'

/** Everything that is known of one cell of a grid but its count. */
export interface GridCell {
  /** The same count has the same name in every grid. */
  readonly name: string
  /** It stands in a file, hidden or not; the others are known to the house alone. */
  readonly isPrinted: boolean
  /** A day's count, which each release tells that holds the day. */
  readonly isOfDay: boolean
  /** Whether so many people, when few, must not be known; clocks that could not be compared and open visits are not. */
  readonly isOfPeople: boolean
}

/** How the columns of a grid are read: as values of a dimension, or as counts of their own. */
type Kind =
  { readonly measure: 'visits' | 'referrals'; readonly row: string; readonly column: string } | 'ends' | 'waits'

export function kindOf(id: GridId): Kind {
  switch (id) {
    case 'need_x_end':
    case 'day_x_end':
      return 'ends'
    case 'need_x_wait':
      return 'waits'
    case 'need_x_referral':
      return { measure: 'referrals', row: 'need', column: 'target' }
    case 'weekday_x_band':
      return { measure: 'visits', row: 'weekday', column: 'band' }
    case 'need_x_outcome':
      return { measure: 'visits', row: 'need', column: 'outcome' }
    case 'need_x_band':
      return { measure: 'visits', row: 'need', column: 'band' }
    default:
      return { measure: 'visits', row: 'need', column: id.slice('need_x_'.length) }
  }
}

export function gridCell({ id }: Pick<Grid, 'id'>, row: string, column: string): GridCell {
  const kind = kindOf(id)
  const isOfDay = id === 'day_x_end' && row !== total
  if (kind === 'ends') {
    const of = row === total ? '' : `|${id === 'day_x_end' ? 'day' : 'need'}:${row}`
    return {
      name: `${column}${of}`,
      isPrinted: isEndPrinted(column as EndColumn, isOfDay),
      isOfDay,
      isOfPeople: column !== ('open' satisfies EndColumn),
    }
  }
  if (kind === 'waits') {
    const of = row === total ? '' : `|need:${row}`
    const isUnknown = column === ('unknown' satisfies WaitColumn)
    return { name: `wait-${column}${of}`, isPrinted: !isUnknown, isOfDay, isOfPeople: !isUnknown }
  }
  const parts = [row === total ? '' : `|${kind.row}:${row}`, column === total ? '' : `|${kind.column}:${column}`]
  return {
    name: `${kind.measure}${parts.join('')}`,
    // The profile of the week has no totals; those of its days and bands stand in other files.
    isPrinted: id !== 'weekday_x_band' || row === total || column !== total,
    isOfDay,
    isOfPeople: true,
  }
}

/** `daily.csv` has four of them; shares of the waiting file are made of two, by need and in all. */
function isEndPrinted(column: EndColumn, isOfDay: boolean): boolean {
  switch (column) {
    case 'visits':
    case 'issued':
    case 'served':
      return true
    case 'walkUp':
    case 'noShow':
    case 'leftUnserved':
      return isOfDay
    case 'withdrawn':
    case 'open':
      return false
  }
}

/** A sum that everybody knows to hold: a name of the whole, names of its parts. */
export interface KnownSum {
  readonly whole: string
  readonly parts: readonly string[]
}

/** The sums within one grid. */
export function sumsWithin(grid: Grid): readonly KnownSum[] {
  const kind = kindOf(grid.id)
  const [, ...rows] = grid.rows
  const named = (row: string, column: string): string => gridCell(grid, row, column).name
  const down = (columns: readonly string[]): readonly KnownSum[] =>
    columns.map((column) => ({ whole: named(total, column), parts: rows.map((row) => named(row, column)) }))
  if (kind === 'ends') {
    const across = grid.rows.flatMap((row): readonly KnownSum[] => [
      { whole: named(row, 'visits'), parts: [named(row, 'served'), named(row, 'walkUp')] },
      {
        whole: named(row, 'issued'),
        parts: (['served', 'noShow', 'leftUnserved', 'withdrawn', 'open'] as const).map((end) => named(row, end)),
      },
    ])
    return [...across, ...down(endColumns)]
  }
  if (kind === 'waits') {
    const across = grid.rows.flatMap((row): readonly KnownSum[] => [
      { whole: named(row, 'known'), parts: [named(row, 'within'), named(row, 'beyond')] },
      {
        whole: gridCell({ id: 'need_x_end' }, row, 'served').name,
        parts: [named(row, 'known'), named(row, 'unknown')],
      },
    ])
    return [...across, ...down(waitColumns)]
  }
  const [, ...columns] = grid.columns
  const across = grid.rows.map((row) => ({
    whole: named(row, total),
    parts: columns.map((column) => named(row, column)),
  }))
  return [...across, ...down(grid.columns)]
}

/** The days of a weekday add up to that weekday's row. */
export function sumsOfWeekdays(days: Grid, week: Grid): readonly KnownSum[] {
  const [, ...dayRows] = days.rows
  const [, ...weekdays] = week.rows
  return weekdays.map((weekday) => ({
    whole: gridCell(week, weekday, total).name,
    parts: dayRows
      .filter((day) => String(weekdayOf(day as Day)) === weekday)
      .map((day) => gridCell(days, day, 'visits').name),
  }))
}

/** Each count by its name; the same count in several grids stands once. */
export function countsByName(grids: readonly Grid[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const grid of grids) {
    grid.rows.forEach((row, rowAt) =>
      grid.columns.forEach((column, columnAt) =>
        counts.set(gridCell(grid, row, column).name, grid.counts[rowAt * grid.columns.length + columnAt] ?? 0),
      ),
    )
  }
  return counts
}

/** The names of the counts that are told. */
export function toldNames(grids: readonly ReleasedGrid[]): ReadonlySet<string> {
  const names = new Set<string>()
  for (const grid of grids) {
    grid.rows.forEach((row, rowAt) =>
      grid.columns.forEach((column, columnAt) => {
        if (grid.hidden[rowAt * grid.columns.length + columnAt] !== 1) names.add(gridCell(grid, row, column).name)
      }),
    )
  }
  return names
}
