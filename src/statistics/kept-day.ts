import type { Day, NeedId, OutcomeId } from '#domain/ids.ts'
import type { DayBatch } from '#domain/visits/day-batch.ts'
import { sheetOf } from '#domain/visits/day-batch.ts'
import type { WorkshopTally } from '#domain/visits/day-sheet.ts'
import type { VisitRecord } from '#domain/visits/record.ts'
import { contains, periodContaining } from './periods.ts'

/** What is kept of a day, for who wants to say something of it afterwards: small counts are in it (S13). */
export interface KeptDay {
  readonly day: Day
  /** Its served visits, most frequent first: what a correction may be of (V12). */
  readonly kinds: readonly VisitKind[]
  readonly visits: number
  /** Of these, noted one by one afterwards, and typed as totals. */
  readonly backDated: number
  readonly typed: number
  /** Visits that corrections have changed or removed. */
  readonly corrected: number
  /** Workshops of the day's month, by day and type. */
  readonly workshops: readonly HeldWorkshop[]
}

export interface VisitKind {
  readonly need: NeedId
  readonly outcome: OutcomeId | null
  readonly visits: number
}

export interface HeldWorkshop extends WorkshopTally {
  readonly day: Day
}

/** @param batches of the day's month, each day once. */
export function keptDayOf(day: Day, batches: readonly DayBatch[]): KeptDay {
  const { records, corrected } = sheetOf(batches.find((batch) => batch.day === day))
  const served = records.filter(({ end }) => end === 'served')
  const through = (channel: VisitRecord['channel']): number =>
    served.filter((record) => record.channel === channel).length
  const month = periodContaining('month', day)
  return {
    day,
    kinds: kindsOf(served),
    visits: served.length,
    backDated: through('backDated'),
    typed: through('typed'),
    corrected,
    workshops: batches
      .filter((batch) => contains(month, batch.day))
      .flatMap(({ day: held, workshops = [] }) => workshops.map((tally) => ({ day: held, ...tally }))),
  }
}

function kindsOf(served: readonly VisitRecord[]): readonly VisitKind[] {
  const kinds = new Map<string, VisitKind>()
  for (const { need, details } of served) {
    const key = `${need} ${details.outcome}`
    kinds.set(key, { need, outcome: details.outcome, visits: (kinds.get(key)?.visits ?? 0) + 1 })
  }
  // By their ids where they are as frequent: a batch is shuffled anew each time it is made.
  return [...kinds]
    .sort(([a, one], [b, other]) => other.visits - one.visits || (a < b ? -1 : 1))
    .map(([, kind]) => kind)
}
