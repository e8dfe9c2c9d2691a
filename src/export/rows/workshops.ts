import type { Prepared } from '../prepared.ts'
import type { WorkshopCount } from '../table-file.ts'
import type { RowOf } from '../table-schemas.ts'

/**
 * `workshops.csv`: by day and type. A head-count above zero and below the threshold is left empty (S37): in a small
 * group people know each other.
 */
export function workshopRows({ workshops, smallestHeadCount }: Prepared): readonly RowOf<'workshops'>[] {
  return mergedByDayAndType(workshops).map(({ day, type, sessions, attendees, capacity }) => ({
    date: day,
    type,
    sessions,
    attendees: attendees > 0 && attendees < smallestHeadCount ? null : attendees,
    capacity,
  }))
}

/** One row for each day and type, in that order: a second session the same day adds to the first. */
function mergedByDayAndType(workshops: readonly WorkshopCount[]): readonly WorkshopCount[] {
  const merged = new Map<string, WorkshopCount>()
  for (const workshop of workshops) {
    const key = `${workshop.day} ${workshop.type}`
    const before = merged.get(key)
    merged.set(key, before === undefined ? workshop : together(before, workshop))
  }
  return [...merged].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, workshop]) => workshop)
}

function together(a: WorkshopCount, b: WorkshopCount): WorkshopCount {
  return {
    ...a,
    sessions: a.sessions + b.sessions,
    attendees: a.attendees + b.attendees,
    capacity: a.capacity === null || b.capacity === null ? null : a.capacity + b.capacity,
  }
}
