import type { VisitsCorrected } from '../events.ts'
import type { DaySheet } from './day-sheet.ts'
import { mostCounted } from './day-sheet.ts'
import type { VisitRecord } from './record.ts'

/**
 * A day's sheet after a correction (V12): it changes as many matching served visits as there are. Which of them is read
 * off what they say, not off their place: a batch is shuffled.
 */
export function correctedSheet(sheet: DaySheet, { need, outcome, count, becomes }: VisitsCorrected): DaySheet {
  const isMeant = (record: VisitRecord) =>
    record.end === 'served' && record.need === need && record.details.outcome === outcome
  const meant = sheet.records.filter(isMeant)
  // Most corrections are of all visits of a kind: then no two have to be told apart.
  const chosen = meant.length <= count ? meant : inOrder(meant).slice(0, count)
  if (chosen.length === 0 || (becomes?.need === need && becomes.outcome === outcome)) return sheet
  const changed = new Set(chosen)
  const records = sheet.records.flatMap((record) => {
    if (!changed.has(record)) return [record]
    return becomes === null ? [] : [corrected(record, becomes)]
  })
  return { ...sheet, records, corrected: Math.min(mostCounted, sheet.corrected + chosen.length) }
}

/** What hung on a need or outcome that was wrong goes with it. */
function corrected(record: VisitRecord, { need, outcome }: NonNullable<VisitsCorrected['becomes']>): VisitRecord {
  const { details } = record
  return {
    ...record,
    need,
    details: {
      ...details,
      outcome,
      moreNeeds: details.moreNeeds.filter((more) => more !== need),
      ...(record.need === need ? {} : { topics: [] }),
      ...(details.outcome === outcome ? {} : { referrals: [], workshopType: null }),
    },
  }
}

function inOrder(records: readonly VisitRecord[]): readonly VisitRecord[] {
  return records
    .map((record) => [wordsOf(record), record] as const)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([, record]) => record)
}

/** All that a record says, as one text; two with the same are one as good as the other. */
function wordsOf({ channel, band, waitingMinutes, serviceMinutes, announced, details }: VisitRecord): string {
  const { referrals, workshopType, moreNeeds, topics, audience } = details
  const answers = Object.entries(audience).sort(([a], [b]) => (a < b ? -1 : 1))
  const rest = [waitingMinutes, serviceMinutes, announced, referrals, workshopType, moreNeeds, topics, answers]
  return JSON.stringify([channel, band, ...rest])
}
