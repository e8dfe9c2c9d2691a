import type { Day, Instant } from '../ids.ts'

/** A moment as the site's wall clock shows it. `minutes` counts from local midnight by the wall clock, 0 to 1439. */
export interface LocalTime {
  readonly day: Day
  /** ISO weekday, 1 = Monday to 7 = Sunday. */
  readonly weekday: number
  readonly minutes: number
}

/**
 * The site's calendar: days and hours in its time zone, never the device's (D1). Pure: it is built from a zone name,
 * the moment is an argument. Daylight saving follows the tz data of the runtime.
 */
export interface Calendar {
  readonly timeZone: string
  localTime(at: Instant): LocalTime
  dayOf(at: Instant): Day
  /** The first instant of the day after `day`: a day may last 23, 24 or 25 hours. */
  endOf(day: Day): Instant
  startOf(day: Day): Instant
}

const minuteMs = 60_000
const dayMs = 86_400_000

/** @throws RangeError when the runtime does not know the zone; settings are checked by `isTimeZone` before. */
export function createCalendar(timeZone: string): Calendar {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    calendar: 'iso8601',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })

  function localTime(at: Instant): LocalTime {
    const parts: Record<string, string> = {}
    for (const { type, value } of format.formatToParts(at)) parts[type] = value
    const day = `${(parts['year'] ?? '').padStart(4, '0')}-${parts['month']}-${parts['day']}` as Day
    return { day, weekday: weekdayOf(day), minutes: Number(parts['hour']) * 60 + Number(parts['minute']) }
  }

  function startOf(day: Day): Instant {
    // The first minute whose local day is `day` or later: zones lie within 15 hours of UTC, so 12 halvings settle it,
    // also where clocks change at midnight and 00:00 does not exist.
    const utcMidnight = Date.parse(`${day}T00:00:00Z`) / minuteMs
    let before = utcMidnight - 16 * 60
    let reached = utcMidnight + 16 * 60
    while (reached - before > 1) {
      const middle = Math.floor((before + reached) / 2)
      if (localTime((middle * minuteMs) as Instant).day >= day) reached = middle
      else before = middle
    }
    return (reached * minuteMs) as Instant
  }

  return {
    timeZone,
    localTime,
    startOf,
    dayOf: (at) => localTime(at).day,
    endOf: (day) => startOf(addDays(day, 1)),
  }
}

export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone.length > 0
  } catch {
    return false
  }
}

export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10) as Day
}

/** ISO weekday of a calendar day, 1 = Monday. */
export function weekdayOf(day: Day): number {
  return ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1
}
