import type { Moment } from '#domain/commands.ts'
import { createCalendar } from '#domain/hours/calendar.ts'
import { hoursOn } from '#domain/hours/opening.ts'
import type { Day } from '#domain/ids.ts'
import type { Settings } from '#domain/settings.ts'

/** The hour bands of a day that have begun (D7), and the one in which a visit most likely was. */
export function bandsOfDay(
  { hourBandMinutes, timeZone, deskHours, libraryHours }: Settings,
  day: Day,
  moment: Moment,
): { readonly bands: readonly number[]; readonly likely: number } {
  const now = createCalendar(timeZone).localTime(moment.now)
  const end = day === now.day ? now.minutes + 1 : 24 * 60
  const bands = Array.from({ length: Math.ceil(end / hourBandMinutes) }, (_, band) => band)
  const last = bands.length - 1
  if (day === now.day) return { bands, likely: last }
  const opens = hoursOn(deskHours, day)?.opens ?? hoursOn(libraryHours, day)?.opens ?? 14 * 60
  return { bands, likely: Math.min(last, Math.floor(opens / hourBandMinutes)) }
}
