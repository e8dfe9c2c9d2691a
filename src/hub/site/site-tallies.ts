import type { Day, Instant, OriginId, SubjectId } from '#domain/ids.ts'
import { isAmendment } from '#domain/visits/amendments.ts'
import type { Entry } from '#journal/entry.ts'
import { emptyWrite } from '#protocol/hub-view.ts'
import { keyOf } from '#protocol/limits.ts'
import type { SiteTally } from '#protocol/limits.ts'
import type { DeviceId, Incarnation, SiteKey } from '#protocol/names.ts'
import { opens } from '#protocol/names.ts'
import type { SiteFolds } from './site-folds.ts'
import type { SiteParts } from './site-parts.ts'

/** A site's tally that goes on with what this process takes (P19). */
export interface OpenTally extends SiteTally {
  /** @param owners whose the entries' origins are from now on. */
  take(entries: readonly Entry[], owners: ReadonlyMap<OriginId, DeviceId>): void
}

export interface SiteTallies {
  of(site: SiteKey): Promise<OpenTally>
}

interface Kept {
  readonly tally: OpenTally
  readonly life: Incarnation
  readonly at: Instant
}

/** Counted anew this often: other processes take entries, too. */
const freshMs = 60_000
const mostKept = 200

export function createSiteTallies({ store, now }: Pick<SiteParts, 'store' | 'now'>, folds: SiteFolds): SiteTallies {
  const kept = new Map<SiteKey, Kept>()

  async function countAnew(site: SiteKey): Promise<OpenTally> {
    const { replay } = await folds.current(site)
    const owners = await ownersOf(store, site, [...replay.counted.keys()])
    const tally = createTally()
    tally.take([], owners)
    for (const entries of replay.entriesBySubject.values()) tally.take(entries, new Map())
    return tally
  }

  return {
    of: async (site) => {
      const known = kept.get(site)
      const life = store.incarnation()
      if (known?.life === life && now() - known.at < freshMs && now() >= known.at) return known.tally
      const tally = await countAnew(site)
      kept.delete(site)
      kept.set(site, { tally, life, at: now() })
      const [oldest] = kept.keys()
      if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest)
      return tally
    },
  }
}

/** A step that only looks: owners are told to steps alone. */
export async function ownersOf(
  store: SiteParts['store'],
  site: SiteKey,
  origins: readonly OriginId[],
): Promise<ReadonlyMap<OriginId, DeviceId>> {
  let owners: ReadonlyMap<OriginId, DeviceId> = new Map()
  const step = (view: { readonly owners: ReadonlyMap<OriginId, DeviceId> }) => {
    owners = view.owners
    return emptyWrite
  }
  if (origins.length > 0) await store.commit([{ site, wanted: { origins, ids: [], days: [] }, step }])
  return owners
}

function createTally(): OpenTally {
  const ownerOf = new Map<OriginId, DeviceId>()
  const stores = new Map<DeviceId, Set<OriginId>>()
  const opened = new Map<string, number>()
  const amended = new Map<string, number>()
  const subjects = new Map<SubjectId, number>()
  const issued = new Map<string, number>()

  return {
    opened: (device: DeviceId, day: Day) => opened.get(`${device} ${day}`) ?? 0,
    amended: (device: DeviceId, day: Day) => amended.get(`${device} ${day}`) ?? 0,
    entriesOf: (subject) => subjects.get(subject) ?? 0,
    issued: (key) => issued.get(key) ?? 0,
    storesOf: (device) => stores.get(device)?.size ?? 0,
    take: (entries, owners) => {
      for (const [origin, device] of owners) {
        ownerOf.set(origin, device)
        const own = stores.get(device) ?? new Set()
        stores.set(device, own.add(origin))
      }
      for (const entry of entries) {
        const { origin, subject, day, event } = entry
        one(subjects, subject)
        const ownerDay = `${ownerOf.get(origin) ?? ''} ${day}`
        if (opens(entry)) one(opened, ownerDay)
        if (isAmendment(event)) one(amended, ownerDay)
        if (event.type === 'TicketIssued') one(issued, keyOf(day, event))
      }
    },
  }
}

function one<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}
