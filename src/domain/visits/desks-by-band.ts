import { deskOf } from '../events.ts'
import type { DeskNumber, EntryId, Day, SubjectId } from '../ids.ts'
import type { Calendar } from '../hours/calendar.ts'
import type { Site } from '../site.ts'
import { bandsOfDay } from './day-sheet.ts'

/**
 * How many desks called, served or noted anything in each hour band of a day (V10): an aggregate, never which. What was
 * taken back counts, since somebody was there; what was done with a visitor after midnight is of no band of the day.
 */
export function desksByBand(site: Site, day: Day, calendar: Calendar, bandMinutes: number): readonly number[] {
  const seen = bandsOfDay(bandMinutes, () => new Set<DeskNumber>())
  for (const [subject, history] of site.histories) {
    if (dayOf(site, subject) !== day) continue
    for (const { event, at, day: workedOn } of history) {
      const desk = deskOf(event)
      if (desk === undefined || workedOn !== day) continue
      const time = calendar.localTime(at)
      // A clock that stumbled: the hour is not known.
      if (time.day !== day) continue
      seen[Math.floor(time.minutes / bandMinutes)]?.add(desk)
    }
  }
  return seen.map((desks) => desks.size)
}

function dayOf({ tickets, walkUps }: Site, subject: SubjectId): Day | undefined {
  return tickets.get(subject as EntryId)?.day ?? walkUps.get(subject as EntryId)?.day
}
