import type { Command, Moment, Refusal } from './commands.ts'
import type { NewFact, SiteEvent } from './events.ts'
import { emptyDetails } from './events.ts'
import { createCalendar } from './hours/calendar.ts'
import { isOpenAt } from './hours/opening.ts'
import { daySubject, settingsSubject, ticketingSubject } from './ids.ts'
import type { DeskNumber, NeedId, SubjectId, TicketId } from './ids.ts'
import { callingOrder } from './queue/calling-order.ts'
import { currentTicket, isStillHeld, undoableStep } from './queue/desk-view.ts'
import { formatLabel, nextNumber } from './queue/numbering.ts'
import type { Ticket } from './queue/ticket.ts'
import { isOpen, servingDesk } from './queue/ticket.ts'
import type { Result } from './result.ts'
import { ok, refuse } from './result.ts'
import { parseSettings } from './settings.ts'
import type { Site } from './site.ts'
import { checkDetails } from './visits/details.ts'

export type Decision = Result<readonly NewFact[], Refusal>

/**
 * The rules' one answer to a command: the facts to append, or a refusal. Pure; the same code decides on every device
 * and on the hub. An empty list means that it is already so.
 */
export function decide(site: Site, command: Command, moment: Moment): Decision {
  switch (command.type) {
    case 'IssueTicket':
      return issue(site, command, moment)
    case 'GivePriority':
      return givePriority(site, command, moment)
    case 'CallNext':
      return callNext(site, command.desk, moment)
    case 'CallTicket':
      return callTicket(site, command.ticketId, command.desk, moment)
    case 'RecallTicket':
      return atThisDesk(site, command, ['called'], moment, { type: 'TicketRecalled', desk: command.desk })
    case 'StartService':
      return atThisDesk(site, command, ['called'], moment, { type: 'ServiceStarted', desk: command.desk })
    case 'RecordNoShow':
      return atThisDesk(site, command, ['called'], moment, { type: 'NoShowRecorded', desk: command.desk })
    case 'ReturnTicket':
      return atThisDesk(site, command, ['called', 'serving', 'parked', 'noShow'], moment, {
        type: 'TicketReturned',
        desk: command.desk,
      })
    case 'ParkTicket':
      return atThisDesk(site, command, ['waiting', 'called', 'serving', 'noShow'], moment, {
        type: 'TicketParked',
        desk: command.desk,
      })
    case 'TransferTicket':
      if (!knowsNeed(site, command.need)) return refuse({ type: 'UnknownNeed' })
      return atThisDesk(site, command, ['waiting', 'called', 'serving', 'parked', 'noShow'], moment, {
        type: 'TicketTransferred',
        desk: command.desk,
        need: command.need,
      })
    case 'CancelTicket':
      return atThisDesk(site, command, ['waiting', 'called', 'serving', 'parked', 'noShow'], moment, {
        type: 'TicketCancelled',
        desk: command.desk,
      })
    case 'WithdrawTicket':
      return withdraw(site, command, moment)
    case 'FinishVisit':
      return finish(site, command, moment)
    case 'RecordOutcome':
      return recordOutcome(site, command, moment)
    case 'RecordWalkUp':
      return recordWalkUp(site, command)
    case 'UndoLastStep':
      return undoLastStep(site, command.desk, moment)
    case 'CloseDay':
      if (site.closedDays.has(moment.day)) return refuse({ type: 'DayIsClosed' })
      return facts([daySubject(moment.day), { type: 'DayClosed', day: moment.day }])
    case 'ReopenDay':
      return reopenDay(site, moment)
    case 'PauseTicketing':
      return site.ticketing === 'paused' ? ok([]) : facts([ticketingSubject, { type: 'TicketingPaused' }])
    case 'ResumeTicketing':
      return site.ticketing === 'open' ? ok([]) : facts([ticketingSubject, { type: 'TicketingResumed' }])
    case 'ChangeSettings': {
      const parsed = parseSettings(command.document)
      if (!parsed.ok) return refuse({ type: 'SettingsAreBroken', problems: parsed.error })
      return facts([settingsSubject, { type: 'SettingsChanged', document: command.document }])
    }
  }
}

/** Why no ticket is given now; null: tickets are given (H2, D4). A desk may still give one by hand after closing time. */
export function ticketingRefusal(site: Site, moment: Moment, byHand: boolean): Refusal | null {
  if (site.closedDays.has(moment.day)) return { type: 'DayIsClosed' }
  if (byHand) return null
  if (site.ticketing === 'paused') return { type: 'TicketingIsPaused' }
  if (!site.settings.hoursEnforced) return null
  const time = createCalendar(site.settings.timeZone).localTime(moment.now)
  return isOpenAt(site.settings.deskHours, time) ? null : { type: 'OutsideHours' }
}

type CommandOf<Type extends Command['type']> = Extract<Command, { type: Type }>
interface TicketCommand {
  readonly ticketId: TicketId
  readonly desk: DeskNumber
}

function issue(site: Site, command: CommandOf<'IssueTicket'>, moment: Moment): Decision {
  const need = site.settings.needs.find(({ id }) => id === command.need)
  if (need === undefined) return refuse({ type: 'UnknownNeed' })
  const refusal = ticketingRefusal(site, moment, command.desk !== undefined)
  if (refusal !== null) return refuse(refusal)
  const num = nextNumber(site.numbers, moment.day, need.letter, command.series)
  return facts([
    'new',
    {
      type: 'TicketIssued',
      label: formatLabel(need.letter, command.series, num),
      need: need.id,
      series: command.series,
      num,
      source: command.desk === undefined ? 'kiosk' : 'desk',
      ...(command.desk === undefined ? {} : { desk: command.desk }),
      ...(command.priority === true ? { priority: true } : {}),
      ...(command.announced === undefined ? {} : { announced: command.announced }),
    },
  ])
}

function givePriority(site: Site, command: CommandOf<'GivePriority'>, moment: Moment): Decision {
  const found = ticketOfToday(site, command.ticketId, moment)
  if (!found.ok) return found
  if (!isOpen(found.value)) return refuse(notInThatState(found.value))
  if (found.value.priority === command.priority) return ok([])
  const desk = command.desk === undefined ? {} : { desk: command.desk }
  return facts([command.ticketId, { type: 'PriorityGiven', priority: command.priority, ...desk }])
}

/**
 * Calls the first ticket of the calling order that this desk serves (Q1 to Q5). A visitor who is being served is
 * finished by the same press, outcome to be noted (Q15); one who was called and has not been heard of stands in the
 * way, since only the agent knows whether they came.
 */
function callNext(site: Site, desk: DeskNumber, moment: Moment): Decision {
  if (site.closedDays.has(moment.day)) return refuse({ type: 'DayIsClosed' })
  const closing = closeCurrent(site, desk, moment)
  if (!closing.ok) return closing
  const needs = site.settings.desks.find(({ number }) => number === desk)?.needs ?? null
  const [next] = callingOrder(site.tickets.values(), moment.day, needs)
  if (next === undefined) return refuse({ type: 'NobodyWaiting' })
  return facts(...closing.value, [next.id, { type: 'TicketCalled', desk }])
}

function callTicket(site: Site, ticketId: TicketId, desk: DeskNumber, moment: Moment): Decision {
  const found = ticketOfToday(site, ticketId, moment)
  if (!found.ok) return found
  const holder = servingDesk(found.value)
  if (holder === desk) return ok([])
  if (holder !== null) return refuse({ type: 'CalledElsewhere', label: found.value.label, desk: holder })
  if (!isOpen(found.value)) return refuse(notInThatState(found.value))
  if (site.closedDays.has(moment.day)) return refuse({ type: 'DayIsClosed' })
  const closing = closeCurrent(site, desk, moment)
  if (!closing.ok) return closing
  return facts(...closing.value, [ticketId, { type: 'TicketCalled', desk }])
}

function closeCurrent(site: Site, desk: DeskNumber, moment: Moment): Result<readonly FactPair[], Refusal> {
  const current = currentTicket(site, desk, moment)
  if (current === undefined) return ok([])
  if (current.state.type === 'called') {
    return refuse({ type: 'DeskIsWaiting', ticketId: current.id, label: current.label })
  }
  return ok([[current.id, { type: 'VisitFinished', desk, details: emptyDetails }]])
}

/** Steps that no other desk may take while this one holds the visitor. */
function atThisDesk(
  site: Site,
  command: TicketCommand,
  states: readonly Ticket['state']['type'][],
  moment: Moment,
  event: SiteEvent,
): Decision {
  const ticket = site.tickets.get(command.ticketId)
  if (ticket === undefined) return refuse({ type: 'UnknownTicket' })
  // A visitor in front of the desk may be finished with after midnight; yesterday's queue may not be worked (D3).
  if (ticket.day !== moment.day && (servingDesk(ticket) === null || !isStillHeld(ticket, moment))) {
    return refuse({ type: 'OfAnotherDay', label: ticket.label })
  }
  const holder = servingDesk(ticket)
  if (holder !== null && holder !== command.desk) {
    return refuse({ type: 'CalledElsewhere', label: ticket.label, desk: holder })
  }
  return states.includes(ticket.state.type) ? facts([ticket.id, event]) : refuse(notInThatState(ticket))
}

function withdraw(site: Site, command: CommandOf<'WithdrawTicket'>, moment: Moment): Decision {
  const found = ticketOfToday(site, command.ticketId, moment)
  if (!found.ok) return found
  if (!isOpen(found.value) || found.value.state.type === 'serving') return refuse(notInThatState(found.value))
  const desk = command.desk === undefined ? {} : { desk: command.desk }
  return facts([command.ticketId, { type: 'TicketWithdrawn', ...desk }])
}

/** Possible right after a call: pressing "start" is the agent's choice. */
function finish(site: Site, command: CommandOf<'FinishVisit'>, moment: Moment): Decision {
  const details = command.details ?? emptyDetails
  const refusal = checkDetails(site.settings, details)
  if (refusal !== null) return refuse(refusal)
  return atThisDesk(site, command, ['called', 'serving'], moment, {
    type: 'VisitFinished',
    desk: command.desk,
    details,
  })
}

function recordOutcome(site: Site, command: CommandOf<'RecordOutcome'>, moment: Moment): Decision {
  const refusal = checkDetails(site.settings, command.details)
  if (refusal !== null) return refuse(refusal)
  const event = { type: 'OutcomeRecorded', desk: command.desk, details: command.details } as const
  const walkUp = site.walkUps.get(command.subject)
  if (walkUp !== undefined) {
    return walkUp.day === moment.day ? facts([walkUp.id, event]) : refuse({ type: 'OfAnotherDay', label: null })
  }
  const ticket = site.tickets.get(command.subject)
  if (ticket === undefined) return refuse({ type: 'UnknownTicket' })
  if (ticket.state.type !== 'finished') return refuse(notInThatState(ticket))
  // A first outcome may be noted late; a correction belongs to the same day (O3).
  if (ticket.day !== moment.day && ticket.details?.outcome != null) {
    return refuse({ type: 'OfAnotherDay', label: ticket.label })
  }
  return facts([ticket.id, event])
}

function recordWalkUp(site: Site, command: CommandOf<'RecordWalkUp'>): Decision {
  if (!knowsNeed(site, command.need)) return refuse({ type: 'UnknownNeed' })
  const refusal = checkDetails(site.settings, command.details)
  if (refusal !== null) return refuse(refusal)
  return facts(['new', { type: 'WalkUpRecorded', desk: command.desk, need: command.need, details: command.details }])
}

function undoLastStep(site: Site, desk: DeskNumber, moment: Moment): Decision {
  const step = undoableStep(site, desk, moment.day)
  if (step === undefined) return refuse({ type: 'NothingToUndo' })
  // A label may be on paper: the number stays used, the ticket is cancelled (Q16).
  if (step.event.type === 'TicketIssued') return facts([step.subject, { type: 'TicketCancelled', desk }])
  return facts([step.subject, { type: 'StepUndone', undoes: step.id, desk }])
}

function reopenDay(site: Site, moment: Moment): Decision {
  const closing = site.histories
    .get(daySubject(moment.day))
    ?.filter(({ event }) => event.type === 'DayClosed')
    .at(-1)
  if (closing === undefined || !site.closedDays.has(moment.day)) return refuse({ type: 'DayIsOpen' })
  return facts([closing.subject, { type: 'StepUndone', undoes: closing.id }])
}

function ticketOfToday(site: Site, ticketId: TicketId, moment: Moment): Result<Ticket, Refusal> {
  const ticket = site.tickets.get(ticketId)
  if (ticket === undefined) return refuse({ type: 'UnknownTicket' })
  return ticket.day === moment.day ? ok(ticket) : refuse({ type: 'OfAnotherDay', label: ticket.label })
}

function knowsNeed(site: Site, need: NeedId): boolean {
  return site.settings.needs.some(({ id }) => id === need)
}

function notInThatState(ticket: Ticket): Refusal {
  return { type: 'NotInThatState', label: ticket.label, state: ticket.state.type }
}

type FactPair = readonly [SubjectId | 'new', SiteEvent]

function facts(...pairs: readonly FactPair[]): Decision {
  return ok(pairs.map(([subject, event]) => ({ subject, event })))
}
