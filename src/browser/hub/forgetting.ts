import { createCalendar } from '#domain/hours/calendar.ts'
import type { EntryId, Instant, SubjectId } from '#domain/ids.ts'
import { isCounted } from '#journal/intervals.ts'
import type { Counted } from '#journal/intervals.ts'
import { emptyReplay, play } from '#journal/replay.ts'
import type { Held } from '#protocol/device-core.ts'
import { sealableHorizon, sealedEntries } from '#protocol/sealing.ts'

/**
 * What a device that the hub does not serve any more erases by itself: past days whose retention is over at `now`. Each
 * visit of which the hub may lack an entry of this device's stays whole, so that it can still be delivered (P8).
 */
export function forgettable(held: Held, confirmed: Counted, now: Instant): ReadonlySet<EntryId> {
  const entries = held.entries.map(({ entry }) => entry)
  const { site } = play(emptyReplay(), entries, now)
  const day = createCalendar(site.settings.timeZone).dayOf(now)
  const sealed = sealedEntries(entries, sealableHorizon(site, { now, day }, neverDelivered))
  const owed = new Set<SubjectId>()
  for (const { origin, n, subject } of entries) {
    if (held.own.has(origin) && !isCounted(confirmed, origin, n)) owed.add(subject)
  }
  return new Set(entries.filter(({ id, subject }) => sealed.has(id) && !owed.has(subject)).map(({ id }) => id))
}

/** Who is not served does not know who has delivered: only time counts. */
function neverDelivered(): boolean {
  return false
}
