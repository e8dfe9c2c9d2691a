import type { Instant } from '#domain/ids.ts'
import type { DeviceReport } from '#protocol/messages.ts'
import type { DeviceId, SiteKey } from '#protocol/names.ts'
import type { Caller } from '../access/access.ts'
import type { DeviceNews } from '../access/device-book.ts'
import type { SiteParts } from './site-parts.ts'

/** What devices say of themselves: kept here for some seconds, so that not every push writes into the book. */
export interface Presence {
  said(caller: Caller, report: DeviceReport): void
  /** After a push: how many own entries the device still has to send. */
  pushed(caller: Caller, unsent: number): void
  /** Its stream is open: it is there, and would send what it had. */
  connected(site: SiteKey, device: DeviceId): void
  flush(): Promise<void>
}

type Change = { -readonly [Key in keyof DeviceNews]?: DeviceNews[Key] }

interface Pending {
  readonly site: SiteKey
  readonly device: DeviceId
  readonly change: Change
}

/** A stream that stays open is written down this often. */
const connectedEveryMs = 60_000
const mostRemembered = 20_000

export function createPresence({ book, log, now }: Pick<SiteParts, 'book' | 'log' | 'now'>): Presence {
  let pending = new Map<string, Pending>()
  const writtenAt = new Map<string, Instant>()

  function note(site: SiteKey, device: DeviceId, change: Change): void {
    const key = `${site} ${device}`
    const known = pending.get(key)?.change
    pending.set(key, { site, device, change: { ...known, lastSeenAt: now(), ...change } })
  }

  async function write({ site, device, change }: Pending): Promise<void> {
    const known = await book.device(site, device)
    if (known === null) return
    const { app, storage, unsent, clockOffsetMs, lastSeenAt } = known
    await book.seen(site, device, { app, storage, unsent, clockOffsetMs, lastSeenAt, ...change })
  }

  return {
    said: ({ site, device }, { app, storage, unsent, now: theirs }) =>
      note(site, device, { app, storage, unsent, clockOffsetMs: theirs - now() }),
    pushed: ({ site, device }, unsent) => note(site, device, { unsent }),
    connected: (site, device) => {
      const last = writtenAt.get(`${site} ${device}`) ?? 0
      if (now() - last >= connectedEveryMs) note(site, device, {})
    },
    flush: async () => {
      const all = pending
      pending = new Map()
      if (writtenAt.size > mostRemembered) writtenAt.clear()
      for (const [key, each] of all) {
        writtenAt.set(key, now())
        await write(each).catch((error: unknown) => log.error('presence', error))
      }
    },
  }
}
