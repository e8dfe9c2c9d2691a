import type { HubTrouble } from '#app/ports.ts'
import type { WireAnswer } from './hub-wire.ts'

/** Why the hub did not do it, as a screen can say it. */
export function troubleOf(answer: Exclude<WireAnswer<unknown>, { type: 'reply' }>): HubTrouble {
  switch (answer.type) {
    case 'silence':
      return 'unreachable'
    case 'stranger':
      return 'noHub'
    case 'otherLife':
      return 'unknown'
    case 'problem': {
      const { status, title, detail } = answer.problem
      if (status === 401) return 'notPaired'
      if (status === 403 || status === 409) return 'notAllowed'
      if (status === 429) return 'tooManyTries'
      if (status === 507 || (status === 503 && /full/i.test(`${title} ${detail}`))) return 'storeFull'
      return status === 503 ? 'unreachable' : 'unknown'
    }
  }
}
