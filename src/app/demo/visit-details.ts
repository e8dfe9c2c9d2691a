import type { Details } from '#domain/events.ts'
import { emptyDetails } from '#domain/events.ts'
import type { NeedId } from '#domain/ids.ts'
import type { Settings } from '#domain/settings.ts'
import { fading } from './draws.ts'
import type { Draws } from './draws.ts'

/** How often visits end so, for the outcomes that many libraries know; others are as frequent as a rare one. */
const ticketWeights: Readonly<Record<string, number>> = {
  answered: 0.44,
  resources: 0.17,
  referred: 0.16,
  workshop: 0.08,
  come_back: 0.06,
  directional: 0.04,
  unresolved: 0.03,
  out_of_scope: 0.02,
}
const walkUpWeights: Readonly<Record<string, number>> = { answered: 0.4, directional: 0.36, resources: 0.2 }
const rareWeight = 0.04

/** What an agent notes of a finished visit: every value is one of the site's own. */
export function drawDetails(settings: Settings, need: NeedId, channel: 'ticket' | 'walkUp', draws: Draws): Details {
  const weights = channel === 'ticket' ? ticketWeights : walkUpWeights
  const choices = settings.outcomes.filter(({ system }) => !system)
  const outcome = draws.choose(choices, ({ id }) => weights[id] ?? (channel === 'ticket' ? rareWeight : 0.01))
  if (outcome === undefined) return emptyDetails
  const isLong = channel === 'ticket'
  return {
    outcome: outcome.id,
    referrals: outcome.asks === 'referral' ? drawSome(settings.referrals, draws.happens(0.25) ? 2 : 1, draws) : [],
    workshopType: outcome.asks === 'workshopType' ? (draws.choose(settings.workshopTypes, fading)?.id ?? null) : null,
    moreNeeds: isLong && draws.happens(0.12) ? drawOtherNeed(settings, need, draws) : [],
    topics: isLong ? drawTopics(settings, need, draws) : [],
    audience: isLong ? drawAudience(settings, draws) : {},
  }
}

/** Another need than this one, for a transfer or a second question; none where the site has one need. */
export function drawOtherNeed(settings: Settings, need: NeedId, draws: Draws): readonly NeedId[] {
  const other = draws.choose(
    settings.needs.filter(({ id }) => id !== need),
    ({ demoWeight }) => demoWeight + 0.02,
  )
  return other === undefined ? [] : [other.id]
}

function drawTopics(settings: Settings, need: NeedId, draws: Draws): Details['topics'] {
  const topics = settings.needs.find(({ id }) => id === need)?.topics ?? []
  const count = draws.happens(0.4) ? (draws.happens(0.2) ? 2 : 1) : 0
  return drawSome(topics, count, draws)
}

function drawSome<Id extends string>(
  choices: readonly { readonly id: Id }[],
  count: number,
  draws: Draws,
): readonly Id[] {
  const drawn: Id[] = []
  for (let place = 0; place < count; place++) {
    const left = choices.filter(({ id }) => !drawn.includes(id))
    const choice = draws.choose(left, fading)
    if (choice !== undefined) drawn.push(choice.id)
  }
  return drawn
}

/** Half of the visitors are not asked, or do not say. */
function drawAudience(settings: Settings, draws: Draws): Details['audience'] {
  const audience: Record<string, string> = {}
  for (const { id, answers } of settings.audience) {
    if (draws.happens(0.5)) continue
    const answer = draws.choose(
      answers.filter((given) => given !== 'not_given'),
      fading,
    )
    if (answer !== undefined) audience[id] = answer
  }
  return audience
}
