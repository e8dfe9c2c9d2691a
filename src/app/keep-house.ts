import type { Moment } from '#domain/commands.ts'
import { createCalendar } from '#domain/hours/calendar.ts'
import type { Calendar } from '#domain/hours/calendar.ts'
import type { Day, EntryId, SubjectId } from '#domain/ids.ts'
import type { Site } from '#domain/site.ts'
import { decodeDayBatch } from '#domain/visits/day-batch.ts'
import type { DayBatch } from '#domain/visits/day-batch.ts'
import { encodeAnyBatch } from '#domain/visits/known-words.ts'
import { recordsOfDay } from '#domain/visits/record.ts'
import type { Entry } from '#journal/entry.ts'
import { startPosition } from '#journal/port.ts'
import type { Folding, News } from '#journal/port.ts'
import { catchUp, momentOf } from './dispatch.ts'
import { emptyReplay } from '#journal/replay.ts'
import type { Ports } from './ports.ts'

const hourMs = 3_600_000

/**
 * Folds the days whose retention has passed into their anonymous batches and erases what they were made of (design §6).
 * Safe to call at any time and from every window; returns whether anything was folded.
 */
export async function foldClosedDays(ports: Pick<Ports, 'store' | 'clock' | 'builtAt' | 'random'>): Promise<boolean> {
  const start = await ports.store.read(startPosition)
  const seen = plan(start, ports, [])
  if (seen === null) return false
  // A clock that was set back may have opened a folded day again: what comes late joins that day's batch (V7).
  const days = seen.batches.map(({ day }) => day).sort()
  const known = await ports.store.batches(days[0] ?? seen.horizon, days.at(-1) ?? seen.horizon)
  return ports.store.fold((news) => plan(news, ports, known))
}

/** The batch of a day as it stands now, folded or not: what statistics read. */
export function batchOfDay(site: Site, day: Day, moment: Moment, random: () => number, earlier?: DayBatch): DayBatch {
  const calendar = createCalendar(site.settings.timeZone)
  const bandMinutes = earlier?.bandMinutes ?? site.settings.hourBandMinutes
  const records = [
    ...(earlier === undefined ? [] : decodeDayBatch(earlier)),
    ...recordsOfDay(site, day, moment, calendar, bandMinutes),
  ]
  let issued = earlier?.ticketsIssued ?? 0
  for (const ticket of site.tickets.values()) if (ticket.day === day && ticket.state.type !== 'cancelled') issued += 1
  return encodeAnyBatch(day, records, issued, bandMinutes, site.settings, random)
}

/** The days that the journal still holds, in ascending order. */
export function daysHeld(site: Site): readonly Day[] {
  const days = new Set<Day>()
  for (const ticket of site.tickets.values()) days.add(ticket.day)
  for (const walkUp of site.walkUps.values()) days.add(walkUp.day)
  return [...days].sort()
}

function plan(
  news: News,
  ports: Pick<Ports, 'clock' | 'builtAt' | 'random'>,
  known: readonly DayBatch[],
): Folding | null {
  const replay = catchUp(emptyReplay(), { ...news, restart: true }, ports.clock.now())
  const { site } = replay
  const moment = momentOf(replay, news.head, ports)
  const calendar = createCalendar(site.settings.timeZone)
  const days = daysHeld(site)
  const firstKept = days.findIndex((day) => !isForgettable(site, day, moment, calendar))
  const folded = firstKept === -1 ? days : days.slice(0, firstKept)
  const horizon = folded.at(-1)
  if (horizon === undefined) return null
  const batches = folded.map((day) =>
    batchOfDay(
      site,
      day,
      moment,
      ports.random,
      known.find((batch) => batch.day === day),
    ),
  )
  return { batches, horizon, keep: survivorsOf(site, horizon) }
}

function isForgettable(site: Site, day: Day, moment: Moment, calendar: Calendar): boolean {
  // Today keeps its numbers and its closing, however short the retention.
  if (day >= moment.day) return false
  const closedAt = site.closedDays.get(day) ?? calendar.endOf(day)
  return moment.now >= closedAt + site.settings.retentionHours * hourMs
}

/** Keeps later days, and of the site's own facts the last word. */
function survivorsOf(site: Site, horizon: Day): Folding['keep'] {
  const lastWords = new Set<EntryId>()
  for (const subject of ['settings', 'ticketing'] as readonly string[]) {
    const last = site.histories.get(subject as SubjectId)?.at(-1)
    if (last !== undefined) lastWords.add(last.id)
  }
  return (entry: Entry) => {
    if (entry.subject === 'settings' || entry.subject === 'ticketing') return lastWords.has(entry.id)
    if (entry.subject.startsWith('day:')) return entry.subject.slice(4) > horizon
    // A finish after midnight goes with the day of its visit.
    const day = site.tickets.get(entry.subject as EntryId)?.day ?? site.walkUps.get(entry.subject as EntryId)?.day
    return (day ?? entry.day) > horizon
  }
}
