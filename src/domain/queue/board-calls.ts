import type { Day, DeskNumber, Instant, Label, TicketId } from '../ids.ts'
import type { Ticket } from './ticket.ts'

/** What a board may show: label, desk and moment; nothing of need, wait or outcome. */
export interface BoardCall {
  readonly ticketId: TicketId
  readonly label: Label
  readonly desk: DeskNumber
  readonly calledAt: Instant
  /** The call and its recalls. */
  readonly calls: number
  /** The visitor is still expected: the call stands. */
  readonly valid: boolean
}

/** The last calls of a day, newest first; a recall is a call (Q9). Missed, returned and cancelled ones are gone. */
export function boardCalls(tickets: Iterable<Ticket>, day: Day, limit: number): readonly BoardCall[] {
  const called = [...tickets].flatMap((ticket) => {
    const mark = ticket.day === day ? ticket.lastCall : null
    return mark === null ? [] : [{ ticket, mark, valid: ticket.state.type === 'called' }]
  })
  called.sort((a, b) => (a.mark.order < b.mark.order ? 1 : -1))
  // Calls that still stand are never pushed out by answered ones (Q18).
  let roomForAnswered = limit - called.filter(({ valid }) => valid).length
  return called
    .filter(({ valid }) => valid || roomForAnswered-- > 0)
    .map(({ ticket, mark, valid }) => ({
      ticketId: ticket.id,
      label: ticket.label,
      desk: ticket.state.type === 'serving' ? ticket.state.desk : mark.desk,
      calledAt: mark.at,
      calls: mark.calls,
      valid,
    }))
}
