import type { Day } from '#domain/ids.ts'
import type { Site } from '#domain/site.ts'

export interface TodayCounts {
  readonly waiting: number
  /** Called to a desk, or standing at one. */
  readonly held: number
  readonly parked: number
  readonly noShow: number
  readonly served: number
  /** What those who wait, are held or are parked become when the day is closed. */
  readonly leftUnserved: number
}

/** Where the tickets of a day stand; cancelled and withdrawn ones are out of it. */
export function countToday(site: Site, day: Day): TodayCounts {
  const counts = { waiting: 0, held: 0, parked: 0, noShow: 0, served: 0 }
  for (const ticket of site.tickets.values()) {
    if (ticket.day !== day) continue
    switch (ticket.state.type) {
      case 'called':
      case 'serving':
        counts.held += 1
        break
      case 'finished':
        counts.served += 1
        break
      case 'waiting':
      case 'parked':
      case 'noShow':
        counts[ticket.state.type] += 1
        break
      case 'withdrawn':
      case 'cancelled':
        break
    }
  }
  return { ...counts, leftUnserved: counts.waiting + counts.held + counts.parked }
}
