import type { Refusal } from '../commands.ts'
import type { Details } from '../events.ts'
import type { Settings } from '../settings.ts'

/** At most two referrals, a handful of topics: what was said at a desk, not a file about a person (V1). */
const maxReferrals = 2
const maxTopics = 5

/** Checks that every value is an id of this site's configuration; null: all are. There is no free text to check. */
export function checkDetails(settings: Settings, details: Details): Refusal | null {
  const { outcome } = details
  if (outcome !== null && !settings.outcomes.some(({ id, system }) => id === outcome && !system)) {
    return { type: 'UnknownOutcome' }
  }
  const referrals = new Set<string>(settings.referrals.map(({ id }) => id))
  if (details.referrals.length > maxReferrals || details.referrals.some((id) => !referrals.has(id))) {
    return { type: 'UnknownDetail', field: 'referrals' }
  }
  if (details.workshopType !== null && !settings.workshopTypes.some(({ id }) => id === details.workshopType)) {
    return { type: 'UnknownDetail', field: 'workshopType' }
  }
  const needs = new Set<string>(settings.needs.map(({ id }) => id))
  if (details.moreNeeds.some((id) => !needs.has(id))) return { type: 'UnknownDetail', field: 'moreNeeds' }
  const topics = new Set<string>(settings.needs.flatMap((need) => need.topics.map(({ id }) => id)))
  if (details.topics.length > maxTopics || details.topics.some((id) => !topics.has(id))) {
    return { type: 'UnknownDetail', field: 'topics' }
  }
  const fields = new Map(settings.audience.map(({ id, answers }) => [id, answers]))
  const answered = Object.entries(details.audience)
  if (answered.some(([field, answer]) => !(fields.get(field)?.includes(answer) ?? false))) {
    return { type: 'UnknownDetail', field: 'audience' }
  }
  return null
}
