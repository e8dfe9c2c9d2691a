import type { Axis } from './axis.ts'
import { placesToShow } from './axis.ts'
import type { Grid, GridId } from './release.ts'
import { total } from './tables.ts'
import type { VisitPlaces } from './visit-places.ts'

/** A crossing while it is counted: by place, in the order in which values were met. Row and column 0 hold no count. */
export interface Sheet {
  readonly rows: Axis
  readonly columns: Axis
  readonly width: number
  readonly counts: Float64Array
}

/** Its axes have all their values by now. */
export function createSheet(rows: Axis, columns: Axis): Sheet {
  const width = columns.values().length + 1
  return { rows, columns, width, counts: new Float64Array((rows.values().length + 1) * width) }
}

/** Adds one for each visit where its row and its column cross. What stands at a place 0 is read by nobody. */
export function countCrossing({ counts, width }: Sheet, rows: VisitPlaces, columns: VisitPlaces): void {
  for (let visit = 0; visit < columns.length; visit++) {
    const at = (rows[visit] ?? 0) * width + (columns[visit] ?? 0)
    counts[at] = (counts[at] ?? 0) + 1
  }
}

/** The same where all visits stand in one row. */
export function countRow({ counts, width }: Sheet, row: number, columns: VisitPlaces): void {
  for (const column of columns) counts[row * width + column] = (counts[row * width + column] ?? 0) + 1
}

export function addCount(sheet: Sheet, row: number, column: number, more: number): void {
  sheet.counts[row * sheet.width + column] = countAtPlaces(sheet, row, column) + more
}

export function countAtPlaces({ counts, width }: Sheet, row: number, column: number): number {
  return counts[row * width + column] ?? 0
}

/** The places of a sheet's rows that are shown, in order. */
export function rowsToShow(sheet: Sheet, known: readonly string[] = []): readonly number[] {
  return placesToShow(sheet.rows, known, (row) =>
    sheet.columns.values().some((_, at) => countAtPlaces(sheet, row, at + 1) > 0),
  )
}

export function columnsToShow(sheet: Sheet, known: readonly string[] = []): readonly number[] {
  return placesToShow(sheet.columns, known, (column) =>
    sheet.rows.values().some((_, at) => countAtPlaces(sheet, at + 1, column) > 0),
  )
}

/** A table of which both sides have a total: row 0 and column 0. */
export function crossingGrid(id: GridId, sheet: Sheet, rows: readonly number[], columns: readonly number[]): Grid {
  const width = columns.length + 1
  const counts = new Float64Array((rows.length + 1) * width)
  rows.forEach((row, rowAt) =>
    columns.forEach((column, columnAt) => {
      const count = countAtPlaces(sheet, row, column)
      for (const at of [(rowAt + 1) * width + columnAt + 1, (rowAt + 1) * width, columnAt + 1, 0])
        counts[at] = (counts[at] ?? 0) + count
    }),
  )
  return { id, rows: named(sheet.rows, rows), columns: named(sheet.columns, columns), counts }
}

/**
 * A table whose columns are named beforehand; row 0 is the total.
 * @param sums columns that are made up of others.
 */
export function namedGrid<Column extends string>(
  id: GridId,
  sheet: Sheet,
  rows: readonly number[],
  columns: readonly Column[],
  sums: Readonly<Partial<Record<Column, readonly Column[]>>>,
): Grid {
  const counts = new Float64Array((rows.length + 1) * columns.length)
  rows.forEach((row, rowAt) =>
    columns.forEach((column, columnAt) => {
      const count = (sums[column] ?? [column]).reduce(
        (sum, part) => sum + countAtPlaces(sheet, row, columns.indexOf(part) + 1),
        0,
      )
      counts[(rowAt + 1) * columns.length + columnAt] = count
      counts[columnAt] = (counts[columnAt] ?? 0) + count
    }),
  )
  return { id, rows: named(sheet.rows, rows), columns, counts }
}

function named(axis: Axis, places: readonly number[]): readonly string[] {
  const values = axis.values()
  return [total, ...places.map((place) => values[place - 1] ?? '')]
}
