import type { Announced, Details, Fact, TicketEvent } from '../events.ts'
import type { Day, DeskNumber, Instant, Label, NeedId, Series, TicketId } from '../ids.ts'

/** Where a ticket stands. A state carries what only it knows, so wrong combinations cannot be written. */
export type TicketState =
  | { readonly type: 'waiting' }
  | { readonly type: 'called'; readonly desk: DeskNumber; readonly calledAt: Instant; readonly calls: number }
  | { readonly type: 'serving'; readonly desk: DeskNumber; readonly startedAt: Instant }
  | { readonly type: 'parked'; readonly desk: DeskNumber; readonly parkedAt: Instant }
  | {
      readonly type: 'noShow'
      readonly desk: DeskNumber
      readonly recordedAt: Instant
      /** The call that was missed. */
      readonly calledAt: Instant
    }
  | { readonly type: 'finished'; readonly desk: DeskNumber; readonly finishedAt: Instant }
  | { readonly type: 'withdrawn'; readonly withdrawnAt: Instant }
  | { readonly type: 'cancelled'; readonly cancelledAt: Instant }

/** A call as the board remembers it: it stays when the visitor is being served. */
export interface CallMark {
  readonly desk: DeskNumber
  readonly at: Instant
  /** The fact's hybrid time: which call came first. */
  readonly order: string
  /** The call and its recalls at this desk. */
  readonly calls: number
}

export interface Ticket {
  readonly id: TicketId
  readonly label: Label
  readonly need: NeedId
  readonly series: Series
  readonly num: number
  readonly source: 'kiosk' | 'desk'
  readonly day: Day
  readonly issuedAt: Instant
  /** The issuing's hybrid time: the order of arrival holds also when a clock is set back. */
  readonly arrival: string
  readonly issuedClock: Fact['clock']
  readonly priority: boolean
  /** The range of waiting that was shown; null: none was. */
  readonly announced: Announced | null
  readonly state: TicketState
  /** The last call that stands: set by a call, cleared when the visitor goes back into the queue. */
  readonly lastCall: CallMark | null
  /** When the call that was answered was made, and when service began by the agent's word (V3). */
  readonly answeredCallAt: Instant | null
  readonly startedAt: Instant | null
  /** Desks that had called or served the same visitor while apart, and what became of it (Q8). */
  readonly superseded: readonly DeskNumber[]
  readonly details: Details | null
  /** Every moment up to here was measured by comparable clocks; otherwise durations are unknown, never negative. */
  readonly clocksAgree: boolean
}

export function isOpen(ticket: Ticket): boolean {
  switch (ticket.state.type) {
    case 'waiting':
    case 'called':
    case 'serving':
    case 'parked':
    case 'noShow':
      return true
    case 'finished':
    case 'withdrawn':
    case 'cancelled':
      return false
  }
}

/** The desk that has this visitor in front of it or on its way, if any. */
export function servingDesk(ticket: Ticket): DeskNumber | null {
  return ticket.state.type === 'called' || ticket.state.type === 'serving' ? ticket.state.desk : null
}

/**
 * Folds one more fact into a ticket. Never fails: a fact that no longer fits changes nothing. Facts come in causal
 * order; a ticket whose issuing has not arrived yet stays undefined.
 */
export function evolveTicket(ticket: Ticket | undefined, fact: Fact, event: TicketEvent): Ticket | undefined {
  if (event.type === 'TicketIssued') return ticket ?? issuedTicket(fact, event)
  if (ticket === undefined) return undefined
  const next = applyEvent(ticket, fact, event)
  if (next === ticket) return ticket
  return fact.clock === ticket.issuedClock && fact.clock !== 2 ? next : { ...next, clocksAgree: false }
}

function issuedTicket(fact: Fact, event: Extract<TicketEvent, { type: 'TicketIssued' }>): Ticket {
  return {
    id: fact.id,
    label: event.label,
    need: event.need,
    series: event.series,
    num: event.num,
    source: event.source,
    day: fact.day,
    issuedAt: fact.at,
    arrival: fact.hlc,
    issuedClock: fact.clock,
    priority: event.priority ?? false,
    announced: event.announced ?? null,
    state: { type: 'waiting' },
    lastCall: null,
    answeredCallAt: null,
    startedAt: null,
    superseded: [],
    details: null,
    clocksAgree: true,
  }
}

function applyEvent(ticket: Ticket, fact: Fact, event: TicketEvent): Ticket {
  const { state } = ticket
  switch (event.type) {
    case 'TicketIssued':
    case 'StepUndone':
      return ticket
    case 'PriorityGiven':
      return isOpen(ticket) ? { ...ticket, priority: event.priority } : ticket
    case 'TicketCalled':
      return called(ticket, event.desk, fact)
    case 'TicketRecalled':
      // A recall of a call that another desk has won meanwhile says nothing new (Q9).
      if (state.type !== 'called' || state.desk !== event.desk) return ticket
      return withCall(
        ticket,
        { desk: state.desk, at: fact.at, order: fact.hlc, calls: state.calls + 1 },
        state.calledAt,
      )
    case 'ServiceStarted':
      return started(ticket, event.desk, fact.at)
    case 'TicketReturned':
      // Only the desk that holds the visitor sends them back; parked and missed ones come back from any desk (Q10, Q11).
      if (isHeldByAnother(ticket, event.desk) || !isOpen(ticket)) return ticket
      return backInQueue(ticket)
    case 'TicketParked':
      if (isHeldByAnother(ticket, event.desk) || !isOpen(ticket)) return ticket
      return { ...backInQueue(ticket), state: { type: 'parked', desk: event.desk, parkedAt: fact.at } }
    case 'TicketTransferred':
      if (isHeldByAnother(ticket, event.desk) || !isOpen(ticket)) return ticket
      return { ...backInQueue(ticket), need: event.need }
    case 'NoShowRecorded':
      if (state.type !== 'called' || state.desk !== event.desk) return ticket
      return {
        ...ticket,
        state: { type: 'noShow', desk: event.desk, recordedAt: fact.at, calledAt: state.calledAt },
        lastCall: null,
      }
    case 'TicketWithdrawn':
      if (!isOpen(ticket) || state.type === 'serving') return ticket
      return { ...ticket, state: { type: 'withdrawn', withdrawnAt: fact.at }, lastCall: null }
    case 'TicketCancelled':
      if (isHeldByAnother(ticket, event.desk) || !isOpen(ticket)) return ticket
      return { ...ticket, state: { type: 'cancelled', cancelledAt: fact.at }, lastCall: null }
    case 'VisitFinished':
      return finished(ticket, event.desk, fact.at, event.details)
    case 'OutcomeRecorded':
      return state.type === 'finished' ? { ...ticket, details: event.details } : ticket
  }
}

function called(ticket: Ticket, desk: DeskNumber, { at, hlc }: Fact): Ticket {
  switch (ticket.state.type) {
    case 'waiting':
    case 'parked':
    case 'noShow':
      return withCall(ticket, { desk, at, order: hlc, calls: 1 }, at)
    case 'called':
    case 'serving':
      // First call in journal order wins; a later one from another desk changes nothing but is told to it (Q7).
      return ticket.state.desk === desk ? ticket : supersede(ticket, desk)
    case 'finished':
    case 'withdrawn':
    case 'cancelled':
      return ticket
  }
}

function started(ticket: Ticket, desk: DeskNumber, at: Instant): Ticket {
  const { state } = ticket
  if (!isOpen(ticket)) return ticket
  if (state.type === 'serving') return state.desk === desk ? ticket : supersede(ticket, desk)
  // A person at the desk beats a number on a screen: the desk that had only called is told (Q8).
  const told = state.type === 'called' && state.desk !== desk ? supersede(ticket, state.desk) : ticket
  const callAt = ticket.lastCall?.at ?? at
  return {
    ...told,
    superseded: told.superseded.filter((other) => other !== desk),
    state: { type: 'serving', desk, startedAt: at },
    answeredCallAt: state.type === 'called' ? state.calledAt : callAt,
    startedAt: at,
  }
}

function finished(ticket: Ticket, desk: DeskNumber, at: Instant, details: Details): Ticket {
  const { state } = ticket
  if (!isOpen(ticket)) return ticket
  // Another desk serves this visitor: its own finish counts, this one changes nothing (Q8).
  if (state.type === 'serving' && state.desk !== desk) return ticket
  const told = state.type === 'called' && state.desk !== desk ? supersede(ticket, state.desk) : ticket
  return {
    ...told,
    state: { type: 'finished', desk, finishedAt: at },
    answeredCallAt: ticket.answeredCallAt ?? (state.type === 'called' ? state.calledAt : (ticket.lastCall?.at ?? null)),
    details,
  }
}

/** `calledAt` of a recalled ticket stays the first call's: that is the one the visitor's wait ends with (V3). */
function withCall(ticket: Ticket, mark: CallMark, calledAt: Instant): Ticket {
  return { ...ticket, state: { type: 'called', desk: mark.desk, calledAt, calls: mark.calls }, lastCall: mark }
}

function backInQueue(ticket: Ticket): Ticket {
  return { ...ticket, state: { type: 'waiting' }, lastCall: null, answeredCallAt: null, startedAt: null }
}

function isHeldByAnother(ticket: Ticket, desk: DeskNumber): boolean {
  const holder = servingDesk(ticket)
  return holder !== null && holder !== desk
}

function supersede(ticket: Ticket, desk: DeskNumber): Ticket {
  return ticket.superseded.includes(desk) ? ticket : { ...ticket, superseded: [...ticket.superseded, desk] }
}
