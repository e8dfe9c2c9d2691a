import type { DayBatch } from '#domain/visits/day-batch.ts'
import { total } from './columns.ts'
import type { Dimension, Population } from './columns.ts'
import { countCrossings } from './crossings.ts'
import { columnsToShow, rowsToShow, withTotals } from './sheet.ts'
import { bandSide, daySide, referralSide, waitSide, weekdaySide, wholeSide, wordSide } from './sides.ts'
import type { Side } from './sides.ts'

export { total } from './columns.ts'

/**
 * Counts crossed by at most two dimensions. Row-major: `counts[row * columns.length + column]`. Row 0 and column 0 are
 * the totals; a table of one dimension has that one column only, a grand total one cell only.
 */
export interface CountTable {
  readonly dimensions: readonly Dimension[]
  /** `*`, then the values in id order (S7). */
  readonly rows: readonly string[]
  readonly columns: readonly string[]
  readonly counts: Float64Array
}

export type KnownValues = Partial<Readonly<Record<Dimension, readonly string[]>>>

export interface CountOptions {
  /** Values that get a row even where nothing is counted (S6). */
  readonly known?: KnownValues
  readonly population?: Population
  /** What the dimension `wait` is measured by. */
  readonly targetWaitMinutes?: number
}

/**
 * Crosses the columns of batches into one table. Reads one byte a visit and dimension and makes no record objects.
 * A crossing with `referral` counts referrals (S72); every other has the grand total of its population (S5).
 */
export function countTable(
  batches: readonly DayBatch[],
  dimensions: readonly Dimension[],
  options: CountOptions = {},
): CountTable {
  const { known = {}, population = 'visits' } = options
  const [first, second] = dimensions
  const [rows, columns] = [sideOf(first, options), sideOf(second, options)]
  const [table] = countCrossings(batches, [{ rows, columns, population }])
  const shownRows = first === undefined ? [] : rowsToShow(table, known[first])
  const shownColumns = second === undefined ? [] : columnsToShow(table, known[second])
  return { dimensions, ...withTotals(table, shownRows, shownColumns) }
}

export function countAt(table: Omit<CountTable, 'dimensions'>, row: string, column: string = total): number {
  const [rowAt, columnAt] = [table.rows.indexOf(row), table.columns.indexOf(column)]
  return rowAt < 0 || columnAt < 0 ? 0 : (table.counts[rowAt * table.columns.length + columnAt] ?? 0)
}

/** `need`, `need_x_outcome`, `total`. */
export function tableId(table: Pick<CountTable, 'dimensions'>): string {
  return table.dimensions.length === 0 ? 'total' : table.dimensions.join('_x_')
}

function sideOf(dimension: Dimension | undefined, { known = {}, targetWaitMinutes }: CountOptions): Side {
  switch (dimension) {
    case undefined:
      return wholeSide()
    case 'band':
      return bandSide({ known: known.band })
    case 'referral':
      return referralSide({ known: known.referral })
    case 'weekday':
      return weekdaySide()
    case 'day':
      return daySide(known.day)
    case 'wait':
      if (targetWaitMinutes === undefined) throw new Error('A crossing by wait is measured by a target')
      return waitSide(targetWaitMinutes)
    default:
      return wordSide(dimension, { known: known[dimension] })
  }
}
