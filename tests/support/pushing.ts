import { createHash, createHmac } from 'node:crypto'
import type { Day, EntryId, Instant, NeedId, OriginId, Series } from '#domain/ids.ts'
import { entryId } from '#domain/ids.ts'
import type { SiteEvent } from '#domain/events.ts'
import { formatLabel, lastNumber, mainSeries } from '#domain/queue/numbering.ts'
import { defaultSettings } from '#domain/settings.ts'
import type { Entry } from '#journal/entry.ts'
import { tick } from '#journal/hybrid-clock.ts'
import { storedEntry } from '#journal/parse.ts'
import { acceptPush, readPush, wantedBy } from '#protocol/hub-core.ts'
import type { Accepted, HubKit, PushContext } from '#protocol/hub-core.ts'
import type { SiteWrite } from '#protocol/hub-view.ts'
import type { SiteTally } from '#protocol/limits.ts'
import type { PushRequest } from '#protocol/messages.ts'
import type { DeviceId, Incarnation, Receipt, SiteKey } from '#protocol/names.ts'
import { startCursor } from '#protocol/cursor.ts'
import type { HubStore } from '#hub/stores/hub-store.ts'

export const kit: HubKit = {
  hash: (text) => createHash('sha256').update(text).digest('hex'),
  hmac: (text) => createHmac('sha256', 'a key').update(text).digest('hex'),
  random: () => 0.5,
}

export const mainSite = 'main' as SiteKey
export const noonOfMonday = Date.UTC(2026, 10, 23, 11) as Instant
export const mondayOfHub = '2026-11-23' as Day

/** A site where no limit is near. */
export const farFromLimits: SiteTally = {
  opened: () => 0,
  amended: () => 0,
  entriesOf: () => 0,
  issued: () => lastNumber,
  storesOf: () => 0,
}

export function ticketOf(origin: OriginId, n: number, more: Partial<Entry> = {}): Entry {
  const id = entryId(origin, n)
  const at = (noonOfMonday + n) as Instant
  const event: SiteEvent = {
    type: 'TicketIssued',
    label: formatLabel('J', mainSeries, n),
    need: 'job' as NeedId,
    series: '' as Series,
    num: n,
    source: 'kiosk',
  }
  return {
    v: 1,
    id,
    origin,
    n,
    subject: id,
    after: null,
    hlc: tick(null, at, origin),
    at,
    clock: 1,
    day: mondayOfHub,
    event,
    ...more,
  }
}

export function followUp(
  ticket: Entry,
  origin: OriginId,
  n: number,
  event: SiteEvent,
  after: EntryId = ticket.id,
): Entry {
  const at = (ticket.at + 60_000 + n) as Instant
  return { ...ticket, id: entryId(origin, n), origin, n, after, hlc: tick(null, at, origin), at, event }
}

export function pushOf(
  incarnation: Incarnation,
  entries: readonly Entry[],
  receipts: readonly (Receipt | null)[] = [],
  horizon: Day | null = null,
): PushRequest {
  return {
    cursor: startCursor(incarnation),
    horizon,
    entries: entries.map((entry, index) => ({
      entry: { value: storedEntry(entry) },
      receipt: receipts[index] ?? null,
    })),
    unsent: 0,
  }
}

export function contextOf(incarnation: Incarnation, more: Partial<PushContext> = {}): PushContext {
  return {
    site: mainSite,
    incarnation,
    device: 'devicexxxx' as DeviceId,
    role: 'manager',
    now: noonOfMonday,
    settings: defaultSettings(),
    isRevoked: () => false,
    mayFollow: () => true,
    tally: farFromLimits,
    ...more,
  }
}

/** Pushes entries into a store as the hub's route does. */
export async function pushInto(
  store: HubStore,
  site: SiteKey,
  entries: readonly Entry[],
  more: Partial<PushContext> = {},
): Promise<Accepted> {
  const read = readPush(pushOf(store.incarnation(), entries, [], (await store.status(site)).horizon))
  let accepted: Accepted | undefined
  await store.commit([
    {
      site,
      wanted: wantedBy(read),
      step: (view): SiteWrite => {
        accepted = acceptPush(view, read, contextOf(store.incarnation(), { site, ...more }), kit)
        return accepted.write
      },
    },
  ])
  if (accepted === undefined) throw new Error('The step did not run')
  return accepted
}
