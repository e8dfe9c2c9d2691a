import type { Moment } from '#domain/commands.ts'
import type { Site } from '#domain/site.ts'
import { isOver } from '#domain/visits/record.ts'

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
