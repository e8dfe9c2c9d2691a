import { addDays } from '#domain/hours/calendar.ts'
import { parseDay } from '#domain/ids.ts'
import type { Day } from '#domain/ids.ts'
import type { EndColumn } from '#statistics/release.ts'
import type { ToldRelease } from '../prepared.ts'

/** A day as a release tells it. */
export interface ToldDay {
  readonly day: Day
  count(column: EndColumn): number | null
}

/**
 * The days of all releases up to the last one that was counted, in order. A day that a month and its year both hold is
 * taken once, from the shortest period (S32): two rows of one day could be counted twice, or against each other.
 */
export function toldDays(releases: readonly ToldRelease[]): readonly ToldDay[] {
  const days = new Map<Day, ToldDay>()
  // Months come before quarters and years.
  for (const told of releases) {
    for (const toldDay of daysOf(told)) if (!days.has(toldDay.day)) days.set(toldDay.day, toldDay)
  }
  return [...days.values()].sort((a, b) => (a.day < b.day ? -1 : 1))
}

function daysOf(told: ToldRelease): readonly ToldDay[] {
  const grid = told.grid('day_x_end')
  if (grid === undefined) return []
  const { until, period } = told.release
  // Of a running period the day after is told too, as far as it has come.
  const last = until < period.end ? addDays(until, 1) : until
  const columns = new Map(grid.columns.map((column) => [column.word, column]))
  return grid.rows.flatMap((row) => {
    const day = parseDay(row.word)
    if (day === undefined || day > last) return []
    const count = (name: EndColumn): number | null => {
      const column = columns.get(name)
      if (column === undefined) throw new Error(`day_x_end has no column ${name}`)
      return grid.count(row, column)
    }
    return [{ day, count }]
  })
}
