import type { OriginId } from '#domain/ids.ts'
import type { DayBatch } from '#domain/visits/day-batch.ts'
import { createMemoryJournal } from '#journal/memory-journal.ts'
import type { MemoryJournal } from '#journal/memory-journal.ts'
import { batchOn, times, visit } from '../statistics/visits.ts'

/** Three past days of visits that took 15 minutes each: enough to tell how long waits are. */
export const pastDays: readonly DayBatch[] = ['2026-11-19', '2026-11-20', '2026-11-21'].map((day) =>
  batchOn(day, times(20, visit({ waitingMinutes: 10, serviceMinutes: 15 }))),
)

/** A store that remembers these days, folded. */
export function storeWithPast(days: readonly DayBatch[] = pastDays): MemoryJournal {
  const journal = createMemoryJournal('testorigin' as OriginId)
  return {
    ...journal,
    batches: (from, to) => Promise.resolve(days.filter(({ day }) => from <= day && day <= to)),
  }
}
