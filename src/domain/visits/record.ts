import type { Moment } from '../commands.ts'
import type { Details } from '../events.ts'
import { emptyDetails } from '../events.ts'
import type { Calendar } from '../hours/calendar.ts'
import type { Day, NeedId } from '../ids.ts'
import type { Ticket } from '../queue/ticket.ts'
import type { Site } from '../site.ts'

/**
 * How a visit ended. `leftUnserved`: the day was over before anybody had finished with them; never counted as
 * served (D5).
 */
export type VisitEnd = 'served' | 'noShow' | 'leftUnserved' | 'withdrawn'

/** How a visit came to be known. New ones go to the end: batches store their places. */
export const channels = ['ticket', 'walkUp', 'backDated', 'typed'] as const
export type Channel = (typeof channels)[number]

/** How the waiting lay to the range that the visitor was shown (V9). */
export const announcedWords = ['shorter', 'within', 'longer'] as const
export type AnnouncedWord = (typeof announcedWords)[number]

/**
 * What remains of a visit: no label, no moment, no desk, no id (V4). Minutes are whole and capped; the band is the
 * index of the site's hour band (two hours by default) in which the visitor arrived, null where nobody noted it.
 */
export interface VisitRecord {
  readonly end: VisitEnd
  readonly channel: Channel
  readonly band: number | null
  readonly need: NeedId
  readonly waitingMinutes: number | null
  readonly serviceMinutes: number | null
  /** null: no range was shown, or clocks cannot be compared. */
  readonly announced: AnnouncedWord | null
  readonly details: Details
}

/** Longer spans are told as this many minutes: an unusual length could single somebody out (V5). */
export const longestMinutes = 60

const minuteMs = 60_000

/** Whether a day is over: closed by hand, or the site's calendar has gone on (D2). No timer has to have fired. */
export function isOver(site: Site, day: Day, moment: Moment): boolean {
  return day < moment.day || site.closedDays.has(day)
}

/** The stated end of a ticket; null while its visit goes on, and for a cancelled one, which counts nowhere. */
export function visitEnd(ticket: Ticket, dayIsOver: boolean): VisitEnd | null {
  switch (ticket.state.type) {
    case 'finished':
      return 'served'
    case 'withdrawn':
      return 'withdrawn'
    case 'cancelled':
      return null
    case 'noShow':
      return dayIsOver ? 'noShow' : null
    case 'waiting':
    case 'called':
    case 'serving':
    case 'parked':
      return dayIsOver ? 'leftUnserved' : null
  }
}

/** The visits of one day that have ended by now, as anonymous records, in no promised order. */
export function recordsOfDay(
  site: Site,
  day: Day,
  moment: Moment,
  calendar: Calendar,
  bandMinutes: number = site.settings.hourBandMinutes,
): readonly VisitRecord[] {
  const over = isOver(site, day, moment)
  const records: VisitRecord[] = []
  for (const ticket of site.tickets.values()) {
    if (ticket.day !== day) continue
    const end = visitEnd(ticket, over)
    if (end !== null) records.push(recordOfTicket(ticket, end, bandMinutes, calendar))
  }
  for (const walkUp of site.walkUps.values()) {
    if (walkUp.day !== day) continue
    const band = bandOf(bandMinutes, calendar.localTime(walkUp.recordedAt).minutes)
    records.push(withoutTicket('walkUp', band, walkUp.need, walkUp.details))
  }
  return records
}

/** A visit of which no moment is known. */
export function withoutTicket(
  channel: Exclude<Channel, 'ticket'>,
  band: number | null,
  need: NeedId,
  details: Details,
): VisitRecord {
  const end = 'served'
  return { end, channel, band, need, waitingMinutes: null, serviceMinutes: null, announced: null, details }
}

function recordOfTicket(ticket: Ticket, end: VisitEnd, bandMinutes: number, calendar: Calendar): VisitRecord {
  const served = end === 'served'
  return {
    end,
    channel: 'ticket',
    band: bandOf(bandMinutes, calendar.localTime(ticket.issuedAt).minutes),
    need: ticket.need,
    waitingMinutes: served ? waitingMinutes(ticket) : null,
    serviceMinutes: served ? serviceMinutes(ticket) : null,
    announced: announcedWord(ticket),
    details: ticket.details ?? emptyDetails,
  }
}

/** Arrival to the call that was answered (V3); null where clocks cannot be compared, never negative. */
export function waitingMinutes(ticket: Ticket): number | null {
  if (ticket.answeredCallAt === null || !ticket.clocksAgree) return null
  return wholeMinutes(ticket.answeredCallAt - ticket.issuedAt)
}

/** Start to finish; where the agent did not press start, from the answered call (V3). */
export function serviceMinutes(ticket: Ticket): number | null {
  const from = ticket.startedAt ?? ticket.answeredCallAt
  if (ticket.state.type !== 'finished' || from === null || !ticket.clocksAgree) return null
  return wholeMinutes(ticket.state.finishedAt - from)
}

/** By exact moments, to the call that was answered or, where the visitor never came, missed (V9). */
export function announcedWord({
  announced,
  state,
  answeredCallAt,
  issuedAt,
  clocksAgree,
}: Ticket): AnnouncedWord | null {
  const calledAt = state.type === 'noShow' ? state.calledAt : state.type === 'finished' ? answeredCallAt : null
  if (announced === null || calledAt === null || !clocksAgree || calledAt < issuedAt) return null
  const minutes = (calledAt - issuedAt) / minuteMs
  if (minutes < announced.fromMinutes) return 'shorter'
  return minutes > announced.toMinutes ? 'longer' : 'within'
}

function wholeMinutes(spanMs: number): number | null {
  return spanMs < 0 ? null : Math.min(longestMinutes, Math.round(spanMs / minuteMs))
}

function bandOf(bandMinutes: number, minutes: number): number {
  return Math.floor(minutes / bandMinutes)
}
