import type { App } from '#app/app.ts'
import type { Command, Refusal } from '#domain/commands.ts'
import type { TicketId } from '#domain/ids.ts'
import { callingOrder } from '#domain/queue/calling-order.ts'
import { currentTicket } from '#domain/queue/desk-view.ts'
import type { Ticket } from '#domain/queue/ticket.ts'
import { needsOf } from './desk-state.ts'

export type CallCommand = Extract<Command, { readonly type: 'CallNext' | 'CallTicket' }>

/** Others may be quicker twice in a row; each answer costs an agent up to 0.4 s. */
const mostTries = 3
/** How long a granted ticket may take to arrive here: the hub knows it before this desk does. */
const arrivalMs = 400

/**
 * Agrees with the hub on whom to call, so that desks which press at once call different visitors (design D4): a command,
 * or why nobody is called. Without a live hub the desk decides alone, at once.
 */
export async function agreedCall(app: App, wanted: CallCommand): Promise<CallCommand | Refusal> {
  const { hub } = app.ports
  const { desk } = wanted
  // What the rules refuse here anyway needs no hub: the agent has to say first whether the visitor came.
  if (hub.standing().freshness !== 'live' || isWaiting(app, wanted)) return wanted
  const ticketId = wanted.type === 'CallTicket' ? wanted.ticketId : null
  let elsewhere: Refusal | null = null
  for (let tries = 0; tries < mostTries; tries++) {
    const claimed = await hub.claim(desk, ticketId)
    switch (claimed.type) {
      case 'unreachable':
        return wanted
      case 'granted': {
        const ticket = await arrived(app, claimed.ticketId)
        if (ticket !== undefined && !isElsewhere(ticket, wanted)) {
          return { type: 'CallTicket', ticketId: claimed.ticketId, desk }
        }
        // The ticket has not come yet: the desk decides alone.
        if (ticket === undefined) return wanted
        elsewhere = calledElsewhere(ticket)
        break
      }
      case 'heldElsewhere': {
        const label = ticketId === null ? undefined : ticketOf(app, ticketId)?.label
        if (label !== undefined) return { type: 'CalledElsewhere', label, desk: claimed.desk }
        break
      }
      case 'nobodyWaiting':
        return ticketId === null ? ownTicketOrNobody(app, wanted) : wanted
    }
  }
  // All who were asked about are another desk's: a call without the hub's word would be a second one for somebody.
  return elsewhere ?? (ticketId === null ? ownTicketOrNobody(app, wanted) : wanted)
}

/**
 * The hub knows nobody who waits for this desk: who waits here all the same is about to be called by another desk,
 * unless the ticket was given in this very browser and the hub has not heard of it: also under the origin of a day that
 * goes on in memory.
 */
function ownTicketOrNobody(app: App, wanted: CallCommand): CallCommand | Refusal {
  const { replay, head, today } = app.store.getState()
  const { site } = replay
  const needs = needsOf(site.settings, wanted.desk)
  const { hub } = app.ports
  const unsent = hub.unsentTickets?.()
  const isOwn = (id: TicketId) => unsent?.includes(id) ?? id.startsWith(`${head.origin}:`)
  const own =
    hub.standing().unsent === 0
      ? undefined
      : callingOrder(site.tickets.values(), today, needs).find(({ id }) => isOwn(id))
  return own === undefined ? { type: 'NobodyWaiting' } : { type: 'CallTicket', ticketId: own.id, desk: wanted.desk }
}

/** Waits for a ticket that the hub already knows; undefined: it has not come. */
function arrived(app: App, id: TicketId): Promise<Ticket | undefined> {
  const known = ticketOf(app, id)
  if (known !== undefined) return Promise.resolve(known)
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      unwatch()
      resolve(ticketOf(app, id))
    }
    const timer = setTimeout(end, arrivalMs)
    const unwatch = app.store.subscribe(() => {
      if (ticketOf(app, id) !== undefined) end()
    })
  })
}

function ticketOf(app: App, id: TicketId): Ticket | undefined {
  return app.store.getState().replay.site.tickets.get(id)
}

function isWaiting(app: App, { desk }: CallCommand): boolean {
  const { replay, now, today } = app.store.getState()
  return currentTicket(replay.site, desk, { now, day: today })?.state.type === 'called'
}

function calledElsewhere({ state, label }: Ticket): Refusal | null {
  return state.type === 'called' || state.type === 'serving'
    ? { type: 'CalledElsewhere', label, desk: state.desk }
    : null
}

/** The claim was too late: another desk's call has arrived meanwhile. */
function isElsewhere({ state }: Ticket, { desk }: CallCommand): boolean {
  return (state.type === 'called' || state.type === 'serving') && state.desk !== desk
}
