import type { ReleaseLedger } from '#app/ports.ts'
import { LedgerError } from '#app/ports.ts'
import { releaseAdded, releaseList } from '#protocol/messages.ts'
import type { Release } from '#statistics/release.ts'
import { keptWhole, readKept } from '../ledger-lines.ts'
import { troubleOf } from './hub-trouble.ts'
import type { HubWire } from './hub-wire.ts'

/** A person waits for it, and a release is some hundred kilobytes at most. */
const timeoutMs = 20_000

/** The ledger that the site's managers share, at the hub. */
export function createHubReleaseLedger(wire: Pick<HubWire, 'ask'>): ReleaseLedger {
  return {
    list: async () => {
      const releases: Release[] = []
      // It may grow while it is read: what comes then is behind what was there.
      for (let all = 1; releases.length < all;) {
        const path = `releases?after=${releases.length}`
        const answer = await wire.ask({ path, shape: releaseList, timeoutMs })
        if (answer.type !== 'reply') throw new LedgerError(troubleOf(answer))
        const { known, releases: page } = answer.value
        if (page.length === 0) {
          // Fewer than were read: the hub was set back meanwhile.
          if (known < releases.length) throw new LedgerError('unknown')
          return releases
        }
        releases.push(...page.map(({ value }) => readKept(value)))
        all = known
      }
      return releases
    },
    add: async (release, known) => {
      const body = { known, release: keptWhole(release) }
      const answer = await wire.ask({ method: 'POST', path: 'releases', body, shape: releaseAdded, timeoutMs })
      if (answer.type === 'reply') return true
      if (answer.type === 'problem' && answer.problem.status === 409) return false
      throw new LedgerError(troubleOf(answer))
    },
  }
}
