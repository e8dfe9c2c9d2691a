import { addDays } from '#domain/hours/calendar.ts'
import type { Day } from '#domain/ids.ts'
import { periodContaining } from '#statistics/periods.ts'
import { leastCellDays, leastCellTickets } from '#statistics/staffing.ts'
import type { Span } from './desk-questions.ts'

/** Out of how many weeks a plan can be made. */
export const planWeeks = [8, 13, 26] as const
export type PlanWeeks = (typeof planWeeks)[number]

/** What a plan needs to speak of single hours. */
export const planTerms = { leastCellTickets, leastCellDays } as const

/** So many whole weeks, Monday to Sunday, up to the one before today's: each weekday is in it equally often. */
export function planSpan(today: Day, weeks: PlanWeeks): Span {
  const monday = periodContaining('week', today).start
  return { start: addDays(monday, -7 * weeks), end: addDays(monday, -1) }
}
