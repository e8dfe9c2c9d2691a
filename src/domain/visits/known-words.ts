import type { Details } from '../events.ts'
import type { Day, NeedId } from '../ids.ts'
import type { Settings } from '../settings.ts'
import { encodeDayBatch } from './day-batch.ts'
import type { DayBatch } from './day-batch.ts'
import type { DaySheet } from './day-sheet.ts'
import type { VisitRecord } from './record.ts'

/** What stands for a need that the configuration does not have. */
const otherNeed = 'other' as NeedId

/**
 * A day's batch, whatever words its records have. A column holds 254: a device that made up more in one day must keep
 * no site from forgetting it, so that then only the words of the configuration remain (V8).
 */
export function encodeAnyBatch(
  day: Day,
  sheet: DaySheet,
  bandMinutes: number,
  settings: Settings,
  random: () => number,
): DayBatch {
  const { records, ticketsIssued, ...totals } = sheet
  try {
    return encodeDayBatch(day, records, ticketsIssued, bandMinutes, random, totals)
  } catch {
    const known = records.map((record) => withKnownWords(record, settings))
    const types = new Set(settings.workshopTypes.map(({ id }) => id))
    const workshops = totals.workshops.filter(({ type }) => types.has(type))
    return encodeDayBatch(day, known, ticketsIssued, bandMinutes, random, { ...totals, workshops })
  }
}

/** A record with no word that the site's configuration lacks. */
function withKnownWords(record: VisitRecord, settings: Settings): VisitRecord {
  return { ...record, need: knownNeed(record.need, settings), details: knownDetails(record.details, settings) }
}

function knownNeed(need: NeedId, { needs }: Settings): NeedId {
  return needs.some(({ id }) => id === need) ? need : otherNeed
}

function knownDetails(details: Details, settings: Settings): Details {
  const topics = new Set(settings.needs.flatMap((need) => need.topics.map(({ id }) => id)))
  const referrals = new Set(settings.referrals.map(({ id }) => id))
  const audience = Object.entries(details.audience).filter(([field, answer]) =>
    settings.audience.some(({ id, answers }) => id === field && answers.includes(answer)),
  )
  return {
    outcome: settings.outcomes.some(({ id }) => id === details.outcome) ? details.outcome : null,
    workshopType: settings.workshopTypes.some(({ id }) => id === details.workshopType) ? details.workshopType : null,
    referrals: details.referrals.filter((id) => referrals.has(id)),
    moreNeeds: details.moreNeeds.filter((id) => settings.needs.some((need) => need.id === id)),
    topics: details.topics.filter((id) => topics.has(id)),
    audience: Object.fromEntries(audience),
  }
}
