import type { Details } from '#domain/events.ts'
import type { NeedId } from '#domain/ids.ts'
import type { Settings } from '#domain/settings.ts'
import type { Entry } from '#journal/entry.ts'

/** What stands for a need that the configuration does not have. */
const otherNeed = 'other' as NeedId

/**
 * An entry with no word that the site's configuration lacks. A batch's column has 254 words: a device that made up more
 * in one day must not keep the site from forgetting it.
 */
export function withKnownWords(entry: Entry, settings: Settings): Entry {
  const { event } = entry
  switch (event.type) {
    case 'TicketIssued':
    case 'TicketTransferred':
      return { ...entry, event: { ...event, need: knownNeed(event.need, settings) } }
    case 'WalkUpRecorded': {
      const details = knownDetails(event.details, settings)
      return { ...entry, event: { ...event, need: knownNeed(event.need, settings), details } }
    }
    case 'VisitFinished':
    case 'OutcomeRecorded':
      return { ...entry, event: { ...event, details: knownDetails(event.details, settings) } }
    default:
      return entry
  }
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
