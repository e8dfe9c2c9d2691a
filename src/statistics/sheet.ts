import type { Axis } from './axis.ts'
import { placesToShow } from './axis.ts'
import { total } from './columns.ts'

/** A crossing while it is counted: by place, in the order in which values were met. Places 0 hold nothing of use. */
export interface Sheet {
  readonly rows: Axis
  readonly columns: Axis
  /** How many places there are, place 0 among them. */
  readonly height: number
  readonly width: number
  readonly counts: Int32Array
}

/** A table as it is told: row-major, `counts[row * columns.length + column]`. */
export interface Crossed {
  readonly rows: readonly string[]
  readonly columns: readonly string[]
  readonly counts: Float64Array
}

/** Its axes have met all their values by now. */
export function createSheet(rows: Axis, columns: Axis): Sheet {
  const [height, width] = [rows.values().length + 1, columns.values().length + 1]
  return { rows, columns, height, width, counts: new Int32Array(height * width) }
}

export function addCount({ counts, width }: Sheet, row: number, column: number, more: number): void {
  counts[row * width + column] = (counts[row * width + column] ?? 0) + more
}

export function countAtPlaces({ counts, width }: Sheet, row: number, column: number): number {
  return counts[row * width + column] ?? 0
}

/** For each place of the columns, what stands there in all rows; at place 0 the sum of all. */
export function columnTotals(sheet: Sheet): readonly number[] {
  const totals = Array.from({ length: sheet.width }, () => 0)
  for (let row = 1; row < sheet.height; row++) {
    for (let column = 1; column < sheet.width; column++) {
      const count = countAtPlaces(sheet, row, column)
      totals[column] = (totals[column] ?? 0) + count
      totals[0] = (totals[0] ?? 0) + count
    }
  }
  return totals
}

/** The places of a sheet's rows that are shown, in order: what is known, and what has a count. */
export function rowsToShow(sheet: Sheet, known: readonly string[] = []): readonly number[] {
  return placesToShow(sheet.rows, known, (row) => {
    for (let column = 1; column < sheet.width; column++) if (countAtPlaces(sheet, row, column) > 0) return true
    return false
  })
}

export function columnsToShow(sheet: Sheet, known: readonly string[] = []): readonly number[] {
  const totals = columnTotals(sheet)
  return placesToShow(sheet.columns, known, (column) => (totals[column] ?? 0) > 0)
}

/** A table of which both sides have a total: row 0 and column 0. A side of which nothing is shown has only that. */
export function withTotals(sheet: Sheet, rows: readonly number[], columns: readonly number[]): Crossed {
  const width = columns.length + 1
  const counts = new Float64Array((rows.length + 1) * width)
  const [rowOf, columnOf] = [positions(sheet.rows, rows), positions(sheet.columns, columns)]
  rowOf.forEach((row, rowPlace) =>
    columnOf.forEach((column, columnPlace) => {
      if (rowPlace === 0 || columnPlace === 0) return
      const count = countAtPlaces(sheet, rowPlace, columnPlace)
      for (const at of new Set([0, row * width, column, row * width + column])) counts[at] = (counts[at] ?? 0) + count
    }),
  )
  return { rows: named(sheet.rows, rows), columns: named(sheet.columns, columns), counts }
}

/** For each place of an axis, where it stands in the table; 0: in the total alone. */
function positions(axis: Axis, shown: readonly number[]): readonly number[] {
  const positions = Array.from({ length: axis.values().length + 1 }, () => 0)
  shown.forEach((place, at) => (positions[place] = at + 1))
  return positions
}

/**
 * A table whose columns are named beforehand; row 0 is the total.
 * @param sums columns that are made up of others.
 */
export function withNamedColumns<Column extends string>(
  sheet: Sheet,
  rows: readonly number[],
  columns: readonly Column[],
  sums: Readonly<Partial<Record<Column, readonly Column[]>>>,
): Crossed {
  const counts = new Float64Array((rows.length + 1) * columns.length)
  rows.forEach((row, rowAt) =>
    columns.forEach((column, columnAt) => {
      const parts = sums[column] ?? [column]
      const count = parts.reduce((sum, part) => sum + countAtPlaces(sheet, row, columns.indexOf(part) + 1), 0)
      counts[(rowAt + 1) * columns.length + columnAt] = count
      counts[columnAt] = (counts[columnAt] ?? 0) + count
    }),
  )
  return { rows: named(sheet.rows, rows), columns, counts }
}

function named(axis: Axis, places: readonly number[]): readonly string[] {
  const values = axis.values()
  return [total, ...places.map((place) => values[place - 1] ?? '')]
}
