import type { Moment } from '#domain/commands.ts'
import type { DeskNumber, NeedId, TicketId } from '#domain/ids.ts'
import { callingOrder, serves } from '#domain/queue/calling-order.ts'
import { isStillHeld } from '#domain/queue/desk-view.ts'
import type { Ticket } from '#domain/queue/ticket.ts'
import { servingDesk } from '#domain/queue/ticket.ts'
import type { Desk } from '#domain/settings.ts'
import type { Site } from '#domain/site.ts'

/** A visitor who is called before. */
export interface Ahead {
  readonly need: NeedId
  readonly waitedMinutes: number
  /** Share of the desks at work for their need that are at work for ours too: the others may take them off our way. */
  readonly share: number
}

/** What stands between a visitor and a call. */
export interface Situation {
  readonly ahead: readonly Ahead[]
  /** Desks at work that serve the need, and the needs of the visitors at them. */
  readonly desks: number
  readonly atDesks: readonly NeedId[]
}

const minuteMs = 60_000
/** A desk that lets somebody wait for this long after its last step is not at work (S59). */
const idleMinutes = 15
/** Nor is one that nobody has heard of for this long, however empty the queue. */
const silentMinutes = 180

/** The queue of a moment, as it is the same for everybody in it. */
export interface QueueNow {
  readonly order: readonly Ticket[]
  /** Called or being served. */
  readonly held: readonly Ticket[]
  readonly working: readonly Desk[]
  /** When any desk was last heard of today; null: not yet. */
  readonly lastStepAt: number | null
  readonly moment: Moment
}

export function queueNow(site: Site, moment: Moment): QueueNow {
  const order = callingOrder(site.tickets.values(), moment.day)
  const held = [...site.tickets.values()].filter(
    (ticket) => servingDesk(ticket) !== null && isStillHeld(ticket, moment),
  )
  const lastSteps = lastStepByDesk(site, moment)
  const lastStepAt = lastSteps.size === 0 ? null : Math.max(...lastSteps.values())
  return { order, held, working: desksAtWork(site, moment, { order, held, lastSteps }), lastStepAt, moment }
}

/** The desks at work for a need. */
export function desksFor({ working }: QueueNow, need: NeedId): readonly Desk[] {
  return working.filter((desk) => serves(desk.needs, need))
}

/**
 * How a visitor with this need stands who comes now, or who has this ticket (S59). Needs that the same desks are at
 * work for stand alike.
 * @param ticketId a waiting ticket; without it, behind everybody.
 */
export function situationOf(queue: QueueNow, need: NeedId, ticketId?: TicketId): Situation {
  const { order, held, moment } = queue
  const place = order.findIndex(({ id }) => id === ticketId)
  const ours = desksFor(queue, need)
  const shareOf = (other: NeedId): number => {
    const theirs = desksFor(queue, other)
    return theirs.length === 0 ? 0 : theirs.filter((desk) => ours.includes(desk)).length / theirs.length
  }
  return {
    ahead: (place < 0 ? order : order.slice(0, place))
      .map((ticket) => ({
        need: ticket.need,
        waitedMinutes: Math.max(0, moment.now - ticket.issuedAt) / minuteMs,
        share: shareOf(ticket.need),
      }))
      .filter(({ share }) => share > 0),
    desks: ours.length,
    atDesks: held
      .filter((ticket) => ours.some(({ number }) => number === servingDesk(ticket)))
      .map((ticket) => ticket.need),
  }
}

/** The desks that call visitors at present, as far as the queue shows it (S59). */
function desksAtWork(
  site: Site,
  moment: Moment,
  {
    order,
    held,
    lastSteps,
  }: Pick<QueueNow, 'order' | 'held'> & { readonly lastSteps: ReadonlyMap<DeskNumber, number> },
): readonly Desk[] {
  const busy = new Set(held.map(servingDesk))
  return site.settings.desks.filter((desk) => {
    if (busy.has(desk.number)) return true
    const last = lastSteps.get(desk.number)
    if (last === undefined || moment.now - last > silentMinutes * minuteMs) return false
    const waitingSince = Math.min(
      ...order.filter((ticket) => serves(desk.needs, ticket.need)).map(({ issuedAt }) => issuedAt),
    )
    return moment.now - Math.max(last, waitingSince) <= idleMinutes * minuteMs
  })
}

/** When each desk was last heard of today. */
function lastStepByDesk(site: Site, { day }: Moment): ReadonlyMap<DeskNumber, number> {
  const last = new Map<DeskNumber, number>()
  const note = (desk: DeskNumber, at: number): unknown => last.set(desk, Math.max(at, last.get(desk) ?? 0))
  for (const { day: issued, state } of site.tickets.values()) {
    if (issued !== day) continue
    switch (state.type) {
      case 'called':
        note(state.desk, state.calledAt)
        break
      case 'serving':
        note(state.desk, state.startedAt)
        break
      case 'parked':
        note(state.desk, state.parkedAt)
        break
      case 'noShow':
        note(state.desk, state.recordedAt)
        break
      case 'finished':
        note(state.desk, state.finishedAt)
        break
      case 'waiting':
      case 'withdrawn':
      case 'cancelled':
        break
    }
  }
  for (const walkUp of site.walkUps.values()) if (walkUp.day === day) note(walkUp.desk, walkUp.recordedAt)
  return last
}
