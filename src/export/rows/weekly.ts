import type { Prepared, ToldGrid, ToldRelease } from '../prepared.ts'
import type { RowOf } from '../table-schemas.ts'
import { flagOf } from './flag.ts'
import { rounded } from './rounded.ts'

/**
 * `weekly_profile.csv`: visits by weekday and hour of arrival, and how many that is on such a day (S34). What has no
 * known hour has no row.
 */
export function weeklyRows({ releases }: Prepared): readonly RowOf<'weekly'>[] {
  return releases.flatMap((told) => {
    const grid = told.grid('weekday_x_band')
    return grid === undefined ? [] : rowsOf(told, grid)
  })
}

function rowsOf({ release }: ToldRelease, grid: ToldGrid): readonly RowOf<'weekly'>[] {
  const columnsByHour = byHour(grid)
  return grid.rows.flatMap((row) => {
    const weekday = Number(row.word)
    if (!(weekday >= 1 && weekday <= 7)) return []
    const days = release.daysObserved[weekday - 1] ?? 0
    return [...columnsByHour].map(([hour, columns]) => {
      const visits = sumOf(columns.map((column) => grid.count(row, column)))
      return {
        period_start: release.period.start,
        period_end: release.period.end,
        weekday,
        hour,
        visits_total: visits,
        days_observed: days,
        visits_per_day: visits === null || days === 0 ? null : rounded(visits / days, 2),
        flag: flagOf([visits]),
      }
    })
  })
}

/** The columns that begin in each hour, in order: more than one where the site has changed its bands' length. */
function byHour({ columns }: ToldGrid): ReadonlyMap<number, ToldGrid['columns']> {
  const found = new Map<number, ToldGrid['columns']>()
  for (const column of columns) {
    const hour = firstHour(column.word)
    if (hour !== undefined) found.set(hour, [...(found.get(hour) ?? []), column])
  }
  return new Map([...found].sort(([a], [b]) => a - b))
}

/** 14 of `14:00-16:00`. */
function firstHour(band: string): number | undefined {
  const [, hour] = /^([01][0-9]|2[0-3]):[0-5][0-9]-/.exec(band) ?? []
  return hour === undefined ? undefined : Number(hour)
}

/** Of told counts only: with one of them hidden, so is the sum. */
function sumOf(counts: readonly (number | null)[]): number | null {
  return counts.reduce((sum, count) => (sum === null || count === null ? null : sum + count), 0)
}
