import type { Moment } from '../commands.ts'
import type { Fact } from '../events.ts'
import { deskOf } from '../events.ts'
import type { Day, DeskNumber } from '../ids.ts'
import type { Site } from '../site.ts'
import { standingFacts } from '../site.ts'
import type { Ticket } from './ticket.ts'
import { servingDesk } from './ticket.ts'

/** Service may pass midnight; a visitor who was called longer ago on an earlier day has gone home (D3). */
const pastMidnightMs = 6 * 3_600_000

/** The visitor whom a desk has called or serves; of several (after a merge) the latest call. */
export function currentTicket(site: Site, desk: DeskNumber, moment: Moment): Ticket | undefined {
  let current: Ticket | undefined
  for (const ticket of site.tickets.values()) {
    if (servingDesk(ticket) !== desk || !isStillHeld(ticket, moment)) continue
    if (current === undefined || (ticket.lastCall?.order ?? '') > (current.lastCall?.order ?? '')) current = ticket
  }
  return current
}

/** Whether a called or served visitor is still expected or at the desk. */
export function isStillHeld(ticket: Ticket, moment: Moment): boolean {
  return ticket.day === moment.day || moment.now - (ticket.lastCall?.at ?? ticket.issuedAt) < pastMidnightMs
}

/**
 * The step that "undo" would take back: the latest fact of this desk today that is still the last word on its subject
 * (Q16). Somebody else's later step on the same visitor stands in the way, and so does a closed visit's age.
 */
export function undoableStep(site: Site, desk: DeskNumber, day: Day): Fact | undefined {
  let latest: Fact | undefined
  for (const history of site.histories.values()) {
    const last = standingFacts(history).at(-1)
    if (last === undefined || last.day !== day || deskOf(last.event) !== desk) continue
    if (latest === undefined || last.hlc > latest.hlc) latest = last
  }
  return latest
}

/** Visitors that this desk had called while another desk had them: told to the agent, nothing is dropped (Q7, Q8). */
export function supersededCalls(site: Site, desk: DeskNumber, day: Day): readonly Ticket[] {
  return [...site.tickets.values()].filter((ticket) => ticket.day === day && ticket.superseded.includes(desk))
}

/** Visitors whom this desk has while another desk had called them too: it keeps them, and knows why they may hesitate (Q7). */
export function contestedCalls(site: Site, desk: DeskNumber, moment: Moment): readonly Ticket[] {
  return [...site.tickets.values()].filter(
    (ticket) => ticket.superseded.length > 0 && servingDesk(ticket) === desk && isStillHeld(ticket, moment),
  )
}
