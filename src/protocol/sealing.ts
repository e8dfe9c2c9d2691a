import { createCalendar } from '#domain/hours/calendar.ts'
import type { Calendar } from '#domain/hours/calendar.ts'
import type { Moment } from '#domain/commands.ts'
import type { Day, EntryId, Instant, SubjectId } from '#domain/ids.ts'
import type { Site } from '#domain/site.ts'
import { amendmentsOf } from '#domain/visits/amendments.ts'
import { isOver } from '#domain/visits/record.ts'
import type { Entry } from '#journal/entry.ts'
import { isOfTheSite, opens } from './names.ts'

const hourMs = 3_600_000

/**
 * The entries that go when everything up to `horizon` is folded; the same on hub and devices (P7). A finish after
 * midnight goes with the day of its visit. The site's own facts stay: there is no visitor in them, and which of them is
 * the last word would depend on who has met whom.
 */
export function sealedEntries(entries: readonly Entry[], horizon: Day | null): ReadonlySet<EntryId> {
  if (horizon === null) return new Set()
  const days = subjectDays(entries)
  const sealed = entries.filter(({ subject, day }) => !isOfTheSite(subject) && (days.get(subject) ?? day) <= horizon)
  return new Set(sealed.map(({ id }) => id))
}

/** The day of each subject: its opening entry's, or the earliest that is known. */
export function subjectDays(entries: Iterable<Entry>): ReadonlyMap<SubjectId, Day> {
  const days = new Map<SubjectId, Day>()
  const opened = new Set<SubjectId>()
  for (const entry of entries) {
    const known = days.get(entry.subject)
    if (opens(entry)) opened.add(entry.subject)
    else if (opened.has(entry.subject) || (known !== undefined && known <= entry.day)) continue
    days.set(entry.subject, entry.subject.startsWith('day:') ? (entry.subject.slice(4) as Day) : entry.day)
  }
  return days
}

/**
 * The last day that may be folded now, with all before it: over, and delivered by everybody or kept for the whole
 * retention (design §6); null: none.
 *
 * @param delivered whether every device that took part on this day has nothing left to send.
 */
export function sealableHorizon(site: Site, moment: Moment, delivered: (day: Day) => boolean): Day | null {
  const calendar = createCalendar(site.settings.timeZone)
  const held = new Set(
    [...site.tickets.values(), ...site.walkUps.values(), ...amendmentsOf(site)].map(({ day }) => day),
  )
  let horizon: Day | null = null
  for (const day of [...held].sort()) {
    const over = isOver(site, day, moment)
    const forgotten = moment.now >= overAt(site, day, calendar) + site.settings.retentionHours * hourMs
    // Today may be reopened (D6): it is folded when the calendar has gone on.
    if (!over || day >= moment.day || !(forgotten || delivered(day))) break
    horizon = day
  }
  return horizon
}

/** A day that was closed by hand is over from then on (D2); closing it after its end, or a forged moment, puts nothing off. */
export function overAt(site: Site, day: Day, calendar: Pick<Calendar, 'endOf'>): Instant {
  const end = calendar.endOf(day)
  return Math.min(site.closedDays.get(day) ?? end, end) as Instant
}
