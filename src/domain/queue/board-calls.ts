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
  const calls: BoardCall[] = []
  for (const ticket of tickets) {
    if (ticket.day !== day || ticket.lastCall === null) continue
    const { desk, at, calls: count } = ticket.lastCall
    calls.push({
      ticketId: ticket.id,
      label: ticket.label,
      desk: ticket.state.type === 'serving' ? ticket.state.desk : desk,
      calledAt: at,
      calls: count,
      valid: ticket.state.type === 'called',
    })
  }
  calls.sort((a, b) => b.calledAt - a.calledAt || (a.ticketId < b.ticketId ? 1 : -1))
  // Calls that still stand are never pushed out by answered ones (Q18).
  let roomForAnswered = limit - calls.filter(({ valid }) => valid).length
  return calls.filter(({ valid }) => valid || roomForAnswered-- > 0)
}
