import { weekdayOf } from '#domain/hours/calendar.ts'
import { figuresOf } from '#statistics/figures.ts'
import { daysOf } from '#statistics/periods.ts'
import { csvText } from './csv.ts'
import type { Cell, Dialect } from './csv.ts'
import { hiddenFlag } from './table-file.ts'
import type { FileInput, TableFile } from './table-file.ts'

const header = ['date', 'weekday', 'tickets_issued', 'served', 'no_show', 'left_unserved', 'walk_ups', 'flag']

/**
 * `daily.csv`: one row for each day of the shown period that has begun (S18). `served` are tickets; walk-ups stand
 * beside them. Each count is hidden by itself: see the limit in the SPEC.
 */
export function dailyFile({ batches, period, today, threshold }: FileInput, dialect: Dialect): TableFile {
  const batchesByDay = new Map(batches.map((batch) => [batch.day, batch]))
  let small = 0
  const rows = daysOf(period, today).map((day): readonly Cell[] => {
    const batch = batchesByDay.get(day)
    const figures = figuresOf(batch === undefined ? [] : [batch])
    const counts = [figures.issued, figures.served, figures.noShow, figures.leftUnserved, figures.walkUps]
    const shown = counts.map((count) => (count > 0 && count < threshold ? null : count))
    const hiddenHere = shown.filter((count) => count === null).length
    small += hiddenHere
    return [day, weekdayOf(day), ...shown, hiddenHere > 0 ? hiddenFlag : '']
  })
  return { name: 'daily.csv', content: csvText(header, rows, dialect), cells: rows.length * 5, small, companions: 0 }
}
