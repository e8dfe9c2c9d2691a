import { createCalendar } from '#domain/hours/calendar.ts'
import type { Calendar } from '#domain/hours/calendar.ts'
import { hoursOn } from '#domain/hours/opening.ts'
import type { Day, Instant } from '#domain/ids.ts'
import type { Settings } from '#domain/settings.ts'
import type { DemoMoment } from '../ports.ts'

/** When the desks are staffed on a simulated day. */
export interface DeskDay {
  readonly opensAt: Instant
  readonly closesAt: Instant
}

const minuteMs = 60_000
/** A day on which the desks are closed is simulated all the same when somebody asks for it. */
const usualHours = { opens: 14 * 60, closes: 18 * 60 }
const halfPastFour = 16.5 * 60
/** The evening begins when the last visitor has been served and the day has been closed. */
export const tidyingMinutes = 40

export function deskDay(settings: Settings, day: Day): DeskDay {
  const calendar = createCalendar(settings.timeZone)
  const { opens, closes } = hoursOn(settings.deskHours, day) ?? usualHours
  return { opensAt: instantAt(calendar, day, opens), closesAt: instantAt(calendar, day, closes) }
}

/** The moment at which a demonstration begins: half past four, or where the desks keep other hours, past their middle. */
export function demoMoment(settings: Settings, day: Day, moment: DemoMoment): Instant {
  const { opensAt, closesAt } = deskDay(settings, day)
  if (moment === 'evening') return (closesAt + tidyingMinutes * minuteMs) as Instant
  const usual = instantAt(createCalendar(settings.timeZone), day, halfPastFour)
  const isBusy = usual - opensAt >= 90 * minuteMs && closesAt - usual >= 45 * minuteMs
  return isBusy ? usual : (Math.round(opensAt + (closesAt - opensAt) * 0.6) as Instant)
}

/** The instant at which the site's wall clock shows these minutes, on days of 23 and 25 hours too. */
function instantAt(calendar: Calendar, day: Day, minutes: number): Instant {
  const guess = (calendar.startOf(day) + minutes * minuteMs) as Instant
  const shown = calendar.localTime(guess)
  // Closing at 24:00 is the next day's 00:00.
  const ahead = shown.day > day ? 24 * 60 : 0
  return (guess + (minutes - ahead - shown.minutes) * minuteMs) as Instant
}
