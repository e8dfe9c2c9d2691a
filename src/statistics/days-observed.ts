import { weekdayOf } from '#domain/hours/calendar.ts'
import type { DayBatch } from '#domain/visits/day-batch.ts'
import { contains } from './periods.ts'
import type { Period } from './periods.ts'

/** How many days of each weekday had a visit or a ticket, Monday first. */
export function daysObserved(batches: readonly DayBatch[], period: Period): readonly number[] {
  const counts = [0, 0, 0, 0, 0, 0, 0]
  for (const { day, visits, ticketsIssued } of batches) {
    const at = weekdayOf(day) - 1
    if (contains(period, day) && visits + ticketsIssued > 0) counts[at] = (counts[at] ?? 0) + 1
  }
  return counts
}
