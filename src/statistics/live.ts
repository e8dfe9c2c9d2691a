import type { Moment } from '#domain/commands.ts'
import type { NeedId } from '#domain/ids.ts'
import type { Site } from '#domain/site.ts'
import { isOver, visitEnd } from '#domain/visits/record.ts'
import type { OpenTickets } from './grids.ts'

/** The visits of today that have not ended: they are in no batch yet. */
export interface OpenVisits {
  /** In the queue or set aside. */
  readonly waiting: number
  /** Called, or being served. */
  readonly atDesk: number
  /** Called and not come so far; they may still be brought back. */
  readonly missed: number
}

/** null: the day is over, and everybody has an end. */
export function openVisits(site: Site, moment: Moment): OpenVisits | null {
  if (isOver(site, moment.day, moment)) return null
  let [waiting, atDesk, missed] = [0, 0, 0]
  for (const ticket of site.tickets.values()) {
    if (ticket.day !== moment.day) continue
    switch (ticket.state.type) {
      case 'waiting':
      case 'parked':
        waiting += 1
        break
      case 'called':
      case 'serving':
        atDesk += 1
        break
      case 'noShow':
        missed += 1
        break
      case 'finished':
      case 'withdrawn':
      case 'cancelled':
        break
    }
  }
  return { waiting, atDesk, missed }
}

/** The same tickets by need, for tables that tell all who took one. */
export function openTickets(site: Site, moment: Moment): readonly OpenTickets[] {
  if (isOver(site, moment.day, moment)) return []
  const byNeed = new Map<NeedId, number>()
  for (const ticket of site.tickets.values()) {
    const isOpen = ticket.day === moment.day && ticket.state.type !== 'cancelled' && visitEnd(ticket, false) === null
    if (isOpen) byNeed.set(ticket.need, (byNeed.get(ticket.need) ?? 0) + 1)
  }
  return [...byNeed].map(([need, tickets]) => ({ day: moment.day, need, tickets }))
}
