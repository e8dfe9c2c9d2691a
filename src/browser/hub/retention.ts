import type { Instant } from '#domain/ids.ts'
import type { Connection } from './connection.ts'

/** Follows the retention where no hub does: one that does not serve this device folds nothing here. */
export interface Retention {
  /** To be called now and then; looks once an hour. @param isRevoked the hub has said so. */
  look(isLive: boolean, isRevoked: boolean): void
}

/** A device that is out of reach forgets later than its hub: by then nobody serves it any more. */
const outOfReachMs = 7 * 24 * 3_600_000
/** A device that was just opened is about to meet its hub. */
const notLiveMs = 10 * 60_000

export function createRetention({ store, clock, now, elapsed }: Connection): Retention {
  let liveAt = elapsed()
  let lookedIn = 0

  async function forget(until: Instant): Promise<void> {
    const { forgettable } = await import('./forgetting.ts')
    await store.inLane(async () => {
      await store.refresh()
      const erase = forgettable(store.held(), store.kept().confirmed, until)
      if (erase.size > 0) await store.take({ link: store.link(), merge: [], erase, renounce: [] })
    })
  }

  return {
    look: (isLive, isRevoked) => {
      const hour = Math.floor(now() / 3_600_000)
      if (isLive) liveAt = elapsed()
      if (hour === lookedIn || !(isRevoked || elapsed() - liveAt > notLiveMs)) return
      lookedIn = hour
      // A store that cannot be written is tried again in an hour.
      void forget(Math.max(0, clock.now() - (isRevoked ? 0 : outOfReachMs)) as Instant).catch(() => undefined)
    },
  }
}
