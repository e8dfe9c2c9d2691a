import type { ClockQuality } from '#domain/events.ts'
import type { Calendar } from '#domain/hours/calendar.ts'
import type { Day, Instant } from '#domain/ids.ts'
import type { Head } from './entry.ts'

/** A clock that goes back further than this was set by somebody; one that goes back less has merely stumbled (J8). */
export const stumbleMs = 2 * 3_600_000
/** A clock may be corrected by this much unnoticed. */
const jitterMs = 60_000

/**
 * The business day of an entry (J8): the site's local day of its moment. A clock that stumbles back, or that lost its
 * battery and stands before this version was built, does not take the day back: the last entry's day goes on.
 *
 * @param builtAt when this version was built: no true clock stands before it.
 */
export function businessDay(calendar: Calendar, now: Instant, head: Pick<Head, 'at' | 'day'>, builtAt: Instant): Day {
  const day = calendar.dayOf(now)
  if (head.day === null || head.at === null || day >= head.day) return day
  const stumbled = head.at - now < stumbleMs
  const lostBattery = now < builtAt && head.at >= builtAt
  return stumbled || lostBattery ? head.day : day
}

/**
 * What an entry says of its clock (J18): without a hub it is unproven, and suspect when it jumped back.
 *
 * @param told what a hub has said of this clock.
 */
export function clockQuality(
  now: Instant,
  head: Pick<Head, 'at'>,
  builtAt: Instant,
  told: ClockQuality = 0,
): ClockQuality {
  return now < builtAt || (head.at !== null && head.at - now > jitterMs) ? 2 : told
}
