import { createDraws } from '#app/demo/draws.ts'
import type { Draws } from '#app/demo/draws.ts'
import { drawDetails } from '#app/demo/visit-details.ts'
import { emptyDetails } from '#domain/events.ts'
import { addDays, weekdayOf } from '#domain/hours/calendar.ts'
import { hoursOn } from '#domain/hours/opening.ts'
import type { Day, WorkshopType } from '#domain/ids.ts'
import { defaultSettings } from '#domain/settings.ts'
import type { Settings } from '#domain/settings.ts'
import { encodeDayBatch } from '#domain/visits/day-batch.ts'
import type { DayBatch } from '#domain/visits/day-batch.ts'
import { bandsOfDay } from '#domain/visits/day-sheet.ts'
import type { VisitRecord } from '#domain/visits/record.ts'

export interface PastDaysRequest {
  /** Both in it. */
  readonly from: Day
  readonly to: Day
  /** About how many visits a day. */
  readonly visitsADay: number
  readonly settings?: Settings
}

/** Waits and numbers by weekday, Monday first: Saturday is the busiest. */
const weekdayPace = [1, 0.9, 1.1, 0.95, 0.8, 1.4, 0.7]

/**
 * The days that a library would have folded: on those on which its desks are open, with busy hours, quiet summers,
 * workshops, a few corrections and typed totals. The same request makes the same days.
 */
export function pastDays({ from, to, visitsADay, settings = defaultSettings() }: PastDaysRequest): readonly DayBatch[] {
  const draws = createDraws(`${visitsADay} ${from}`)
  const batches: DayBatch[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) {
    if (hoursOn(settings.deskHours, day) !== null) batches.push(dayOf(day, visitsADay, settings, draws))
  }
  return batches
}

function dayOf(day: Day, visitsADay: number, settings: Settings, draws: Draws): DayBatch {
  const pace = (weekdayPace[weekdayOf(day) - 1] ?? 1) * (day.slice(5, 7) === '08' ? 0.6 : 1) * draws.between(0.8, 1.2)
  const records = Array.from({ length: Math.round(visitsADay * pace) }, () => recordOf(day, pace, settings, draws))
  // Once in a while somebody types what a broken kiosk did not count, or adds what was forgotten.
  if (draws.happens(0.02)) for (const record of records.slice(0, 6)) records.push(unticketed(record, 'typed'))
  if (draws.happens(0.02)) for (const record of records.slice(0, 2)) records.push(unticketed(record, 'backDated'))
  const issued = records.filter(({ channel }) => channel === 'ticket').length
  const desks = bandsOfDay(settings.hourBandMinutes, () => 0)
  for (const { band } of records) if (band !== null) desks[band] = draws.happens(0.7) ? 2 : 3
  const type = draws.choose(['cv_letter', 'interview', 'digital_skills'] as const) as WorkshopType
  return encodeDayBatch(day, records, issued, settings.hourBandMinutes, draws.fraction, {
    desks,
    corrected: draws.happens(0.03) ? 1 : 0,
    workshops: draws.happens(0.15)
      ? [{ type, sessions: 1, attendees: 5 + Math.floor(7 * draws.fraction()), capacity: 12 }]
      : [],
  })
}

function recordOf(day: Day, pace: number, settings: Settings, draws: Draws): VisitRecord {
  const { opens, closes } = hoursOn(settings.deskHours, day) ?? { opens: 0, closes: 60 }
  // More come in the first half of the opening.
  const share = draws.fraction() ** 1.3
  const band = Math.floor((opens + share * (closes - opens)) / settings.hourBandMinutes)
  const need = draws.choose(settings.needs, ({ demoWeight }) => demoWeight + 0.03)?.id ?? settings.needs[0]?.id
  if (need === undefined) throw new Error('A site has needs')
  const isTicket = draws.happens(0.86)
  const end =
    !isTicket || draws.happens(0.9)
      ? 'served'
      : (draws.choose(['noShow', 'withdrawn', 'leftUnserved'] as const) ?? 'noShow')
  const isTimed = isTicket && end === 'served'
  const busy = pace * (share < 0.4 ? 1.3 : 0.8)
  return {
    end,
    channel: isTicket ? 'ticket' : 'walkUp',
    band,
    need,
    waitingMinutes: isTimed ? Math.min(60, Math.floor(draws.exponential(5.5 * busy))) : null,
    serviceMinutes: isTimed ? Math.max(1, Math.min(60, Math.round(draws.logNormal(13, 0.6)))) : null,
    announced:
      isTimed && draws.happens(0.8)
        ? draws.happens(0.83)
          ? 'within'
          : draws.happens(0.5)
            ? 'shorter'
            : 'longer'
        : null,
    details: end === 'served' ? drawDetails(settings, need, isTicket ? 'ticket' : 'walkUp', draws) : emptyDetails,
  }
}

function unticketed(record: VisitRecord, channel: 'typed' | 'backDated'): VisitRecord {
  const band = channel === 'typed' ? null : record.band
  return { ...record, end: 'served', channel, band, waitingMinutes: null, serviceMinutes: null, announced: null }
}
