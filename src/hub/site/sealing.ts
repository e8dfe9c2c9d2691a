import { createCalendar } from '#domain/hours/calendar.ts'
import type { Day, Instant, OriginId } from '#domain/ids.ts'
import { sealDays } from '#protocol/hub-core.ts'
import type { DeviceId, SiteKey } from '#protocol/names.ts'
import { isOfTheSite } from '#protocol/names.ts'
import { overAt, sealableHorizon, sealedEntries, subjectDays } from '#protocol/sealing.ts'
import type { Presence } from './presence.ts'
import type { SiteFold, SiteFolds } from './site-folds.ts'
import type { SiteParts } from './site-parts.ts'
import { ownersOf } from './site-tallies.ts'

const hourMs = 3_600_000

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
      // One site's trouble keeps no other from forgetting.
      await sealSite(site).then(
        (folded) => metrics.count('folds', folded ? 1 : 0),
        (error: unknown) => log.error('sealing', error),
      )
      await forget(site).catch((error: unknown) => log.error('sealing', error))
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
      return sealDays(entries, horizon, batches, settings, kit)
    })
  }

  /** What could not be read has no day: it goes with the day on which it came, at the latest after the retention. */
  async function forget(site: SiteKey): Promise<void> {
    const { horizon } = await store.status(site)
    const settings = await folds.settings(site)
    const calendar = createCalendar(settings.timeZone)
    const today = calendar.startOf(calendar.dayOf(now()))
    const kept = today - settings.retentionHours * hourMs
    const folded = horizon === null ? 0 : Math.min(calendar.endOf(horizon), today)
    await store.forget(site, Math.max(kept, folded) as Instant)
  }

  /** Whether every device that wrote on a day has been heard after it, with nothing left to send. */
  async function deliveredDays(site: SiteKey, fold: SiteFold): Promise<(day: Day) => boolean> {
    const origins = originsByDay(fold)
    const owners = await ownersOf(store, site, [...new Set([...origins.values()].flatMap((some) => [...some]))])
    const devices = new Map((await book.devices(site)).map((device) => [device.id, device]))
    const { site: folded } = fold.replay
    const calendar = createCalendar(folded.settings.timeZone)
    return (day) => {
      const after = overAt(folded, day, calendar)
      return [...(origins.get(day) ?? [])].every((origin) => {
        const device = devices.get(owners.get(origin) ?? ('' as DeviceId))
        if (device === undefined || device.revokedAt !== null) return true
        return device.lastSeenAt !== null && device.lastSeenAt >= after && device.unsent === 0
      })
    }
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
