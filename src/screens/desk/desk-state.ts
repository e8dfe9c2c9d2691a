import { differenceInMinutes } from 'date-fns'
import type { Moment } from '#domain/commands.ts'
import type { Details } from '#domain/events.ts'
import { emptyDetails } from '#domain/events.ts'
import type { Day, DeskNumber, EntryId, Instant, Label, NeedId } from '#domain/ids.ts'
import { byArrival, callingOrder, serves } from '#domain/queue/calling-order.ts'
import type { Ticket } from '#domain/queue/ticket.ts'
import type { Desk, Settings } from '#domain/settings.ts'
import { standingFacts } from '#domain/site.ts'
import type { Site } from '#domain/site.ts'

/** A visit that this desk has closed, with or without a ticket. */
export interface ClosedVisit {
  readonly id: EntryId
  /** null: without a ticket. */
  readonly label: Label | null
  readonly need: NeedId
  readonly closedAt: Instant
  readonly details: Details
}

export interface QueueView {
  /** In calling order, of the needs that this desk serves. */
  readonly waiting: readonly Ticket[]
  /** Waiting for needs that only other desks serve; they may be called by hand (Q5). */
  readonly elsewhere: readonly Ticket[]
  readonly parked: readonly Ticket[]
  readonly noShows: readonly Ticket[]
}

const minuteMs = 60_000
/** A visit that ended after midnight may still get its first outcome (O3). */
const lateOutcomeMs = 6 * 60 * minuteMs

/** The needs that a desk serves; null: all, also for a desk that the settings do not know. */
export function needsOf(settings: Settings, desk: DeskNumber): Desk['needs'] {
  return settings.desks.find(({ number }) => number === desk)?.needs ?? null
}

/** Everybody who is not at a desk, in the order in which an agent reads them. */
export function queueView(site: Site, desk: DeskNumber, day: Day): QueueView {
  const needs = needsOf(site.settings, desk)
  const ofState = (state: Ticket['state']['type']): readonly Ticket[] =>
    [...site.tickets.values()].filter((ticket) => ticket.day === day && ticket.state.type === state).sort(byArrival)
  return {
    waiting: callingOrder(site.tickets.values(), day, needs),
    elsewhere:
      needs === null ? [] : callingOrder(site.tickets.values(), day).filter((ticket) => !serves(needs, ticket.need)),
    parked: ofState('parked'),
    noShows: ofState('noShow'),
  }
}

/** The visits that this desk has closed on a day, latest first. */
export function closedVisits(site: Site, desk: DeskNumber, moment: Moment): readonly ClosedVisit[] {
  const visits: ClosedVisit[] = []
  for (const ticket of site.tickets.values()) {
    if (ticket.state.type !== 'finished' || ticket.state.desk !== desk) continue
    const { finishedAt } = ticket.state
    const details = ticket.details ?? emptyDetails
    const late = details.outcome === null && moment.now - finishedAt < lateOutcomeMs
    if (ticket.day !== moment.day && !late) continue
    visits.push({ id: ticket.id, label: ticket.label, need: ticket.need, closedAt: finishedAt, details })
  }
  for (const walkUp of site.walkUps.values()) {
    if (walkUp.desk !== desk || walkUp.day !== moment.day) continue
    visits.push({ id: walkUp.id, label: null, need: walkUp.need, closedAt: walkUp.recordedAt, details: walkUp.details })
  }
  return visits.sort((a, b) => b.closedAt - a.closedAt || (a.id < b.id ? 1 : -1))
}

/**
 * The visitor who has just left and whose outcome is the next thing to note: the desk's latest visit, until an outcome
 * is chosen or another visitor is called.
 */
export function pendingVisit(site: Site, desk: DeskNumber, visits: readonly ClosedVisit[]): ClosedVisit | undefined {
  const [latest] = visits
  if (latest === undefined || latest.label === null || latest.details.outcome !== null) return undefined
  for (const [subject, history] of site.histories) {
    if (subject === latest.id || (history.at(-1)?.at ?? 0) < latest.closedAt) continue
    const calledSince = standingFacts(history).some(
      ({ at, event }) => event.type === 'TicketCalled' && event.desk === desk && at >= latest.closedAt,
    )
    if (calledSince) return undefined
  }
  return latest
}

/** Whole minutes that have passed; a clock that was set back shows 0, never less. */
export function minutesSince(at: Instant, moment: Moment): number {
  return Math.max(0, differenceInMinutes(moment.now, at))
}

/** The desk that has, or has had, the visitor whom another desk had called too (Q7, Q8). */
export function deskWith(ticket: Ticket): DeskNumber | null {
  switch (ticket.state.type) {
    case 'called':
    case 'serving':
    case 'finished':
    case 'parked':
    case 'noShow':
      return ticket.state.desk
    case 'waiting':
    case 'withdrawn':
    case 'cancelled':
      return null
  }
}
