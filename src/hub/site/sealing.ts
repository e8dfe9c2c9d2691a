import { createCalendar } from '#domain/hours/calendar.ts'
import type { Day, Instant, OriginId } from '#domain/ids.ts'
import type { Site } from '#domain/site.ts'
import { sealDays } from '#protocol/hub-core.ts'
import { emptyWrite } from '#protocol/hub-view.ts'
import type { DeviceId, SiteKey } from '#protocol/names.ts'
import { isOfTheSite } from '#protocol/names.ts'
import { sealableHorizon, sealedEntries, subjectDays } from '#protocol/sealing.ts'
import { withKnownWords } from './known-words.ts'
import type { Presence } from './presence.ts'
import type { SiteFold, SiteFolds } from './site-folds.ts'
import type { SiteParts } from './site-parts.ts'

/** Folds days that are over and delivered (design §6). */
export interface Sealing {
  sealDue(): Promise<void>
  /** Resolves when no fold is under way. */
  idle(): Promise<void>
}

export function createSealing(
  { store, book, kit, metrics, log, now }: SiteParts,
  folds: SiteFolds,
  presence: Presence,
): Sealing {
  let working: Promise<void> = Promise.resolve()

  async function sealAll(): Promise<void> {
    await presence.flush()
    for (const site of await book.sites()) {
      try {
        if (await sealSite(site)) metrics.count('folds')
      } catch (error) {
        // One site's trouble keeps no other from forgetting.
        log.error('sealing', error)
      }
    }
  }

  async function sealSite(site: SiteKey): Promise<boolean> {
    const fold = await folds.current(site)
    const { settings } = fold.replay.site
    const moment = { now: now(), day: createCalendar(settings.timeZone).dayOf(now()) }
    const delivered = await deliveredDays(site, fold)
    const horizon = sealableHorizon(fold.replay.site, moment, delivered)
    if (horizon === null) return false
    return await store.seal(site, ({ entries, batches }) => {
      // Another process may have done it meanwhile.
      if (sealedEntries(entries, horizon).size === 0) return null
      try {
        return sealDays(entries, horizon, batches, settings, kit)
      } catch (error) {
        log.error('sealing', error)
        const known = entries.map((entry) => withKnownWords(entry, settings))
        return sealDays(known, horizon, batches, settings, kit)
      }
    })
  }

  /** Whether every device that wrote on a day has been heard after it, with nothing left to send. */
  async function deliveredDays(site: SiteKey, fold: SiteFold): Promise<(day: Day) => boolean> {
    const origins = originsByDay(fold)
    const owners = await ownersOf(site, [...new Set([...origins.values()].flatMap((some) => [...some]))])
    const devices = new Map((await book.devices(site)).map((device) => [device.id, device]))
    return (day) => {
      const after = overAt(fold.replay.site, day)
      return [...(origins.get(day) ?? [])].every((origin) => {
        const device = devices.get(owners.get(origin) ?? ('' as DeviceId))
        if (device === undefined || device.revokedAt !== null) return true
        return device.lastSeenAt !== null && device.lastSeenAt >= after && device.unsent === 0
      })
    }
  }

  /** A step that only looks: owners are told to steps alone. */
  async function ownersOf(site: SiteKey, origins: readonly OriginId[]): Promise<ReadonlyMap<OriginId, DeviceId>> {
    let owners: ReadonlyMap<OriginId, DeviceId> = new Map()
    const step = (view: { readonly owners: ReadonlyMap<OriginId, DeviceId> }) => {
      owners = view.owners
      return emptyWrite
    }
    if (origins.length > 0) await store.commit([{ site, wanted: { origins, ids: [], days: [] }, step }])
    return owners
  }

  return {
    sealDue: () => (working = working.catch(() => undefined).then(sealAll)),
    idle: () => working.catch(() => undefined),
  }
}

function originsByDay({ replay }: SiteFold): ReadonlyMap<Day, ReadonlySet<OriginId>> {
  const days = new Map<Day, Set<OriginId>>()
  const note = (day: Day, origin: OriginId) => days.set(day, (days.get(day) ?? new Set()).add(origin))
  for (const [subject, entries] of replay.entriesBySubject) {
    if (isOfTheSite(subject)) continue
    const opened = subjectDays(entries).get(subject)
    for (const { day, origin } of entries) {
      note(day, origin)
      if (opened !== undefined) note(opened, origin)
    }
  }
  return days
}

/** A day that was closed by hand is over from then on (D2). */
function overAt(site: Site, day: Day): Instant {
  return site.closedDays.get(day) ?? createCalendar(site.settings.timeZone).endOf(day)
}
