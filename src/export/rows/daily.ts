import { weekdayOf } from '#domain/hours/calendar.ts'
import type { Prepared } from '../prepared.ts'
import type { RowOf } from '../table-schemas.ts'
import { flagOf } from './flag.ts'
import { toldDays } from './told-days.ts'

/** `daily.csv`: totals of each day that has begun (S32). `served` are tickets; walk-ups stand beside them. */
export function dailyRows({ releases }: Prepared): readonly RowOf<'daily'>[] {
  return toldDays(releases).map(({ day, count }) => {
    const figures = {
      tickets_issued: count('issued'),
      served: count('served'),
      no_show: count('noShow'),
      left_unserved: count('leftUnserved'),
      walk_ups: count('walkUp'),
    }
    return { date: day, weekday: weekdayOf(day), ...figures, flag: flagOf(Object.values(figures)) }
  })
}
