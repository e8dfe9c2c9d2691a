import type { Details } from '#domain/events.ts'
import type { OutcomeId } from '#domain/ids.ts'
import type { Settings } from '#domain/settings.ts'

/** In the order of choosing; a second tap takes it away again. */
export function toggled<Id extends string>(chosen: readonly Id[], id: Id): readonly Id[] {
  return chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id]
}

/** Another outcome: partners and workshop stay only where the new one asks for them. */
export function withOutcome(settings: Settings, details: Details, outcome: OutcomeId): Details {
  const asks = settings.outcomes.find(({ id }) => id === outcome)?.asks ?? null
  return {
    ...details,
    outcome,
    referrals: asks === 'referral' ? details.referrals : [],
    workshopType: asks === 'workshopType' ? details.workshopType : null,
  }
}
