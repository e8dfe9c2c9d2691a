import type { Moment } from '#domain/commands.ts'
import { createCalendar } from '#domain/hours/calendar.ts'
import type { Calendar } from '#domain/hours/calendar.ts'
import type { Day, EntryId, Instant, SubjectId } from '#domain/ids.ts'
import type { Site } from '#domain/site.ts'
import { amendmentsOf } from '#domain/visits/amendments.ts'
import type { DayBatch } from '#domain/visits/day-batch.ts'
import { batchOfHeldDay } from '#domain/visits/held-day.ts'
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
  // What comes late joins its day's batch, by a clock that was set back or by an amendment (V7).
  const days = seen.batches.map(({ day }) => day).sort()
  const [first = seen.horizon] = days
  const last = days.at(-1) ?? seen.horizon
  const known = await ports.store.batches(first, last)
  return ports.store.fold((news) => {
    const folding = plan(news, ports, known)
    // A day of which more has come meanwhile, and whose batch was not read: the next time.
    return folding?.batches.some(({ day }) => day < first || day > last) === true ? null : folding
  })
}

/** The batch of a day as it stands now, folded or not: what statistics read. */
export function batchOfDay(site: Site, day: Day, moment: Moment, random: () => number, earlier?: DayBatch): DayBatch {
  return batchOfHeldDay(site, day, moment, random, earlier)
}

/** The days of which the journal holds anything, in ascending order. */
export function daysHeld(site: Site): readonly Day[] {
  return daysOf(
    site,
    amendmentsOf(site).map(({ event }) => event.day),
  )
}

/**
 * Of what the journal holds, the amendments that a hub's batches do not count yet: it folds them with the day on which
 * they were said, and all else is in its batches already, or will be.
 *
 * @param horizon the last day that was folded when the hub's batches were read.
 */
export function notYetAtHub(site: Site, horizon: Day | null): Site {
  const later = amendmentsOf(site).filter(({ day }) => horizon === null || day > horizon)
  const histories = later.map(({ subject }) => [subject, site.histories.get(subject) ?? []] as const)
  return { ...site, tickets: new Map(), walkUps: new Map(), histories: new Map(histories) }
}

/** Days whose raw entries should have gone from here more than an hour ago, and have not (S96). */
export function daysOverdue(site: Site, { now, day }: Moment): readonly Day[] {
  const calendar = createCalendar(site.settings.timeZone)
  // Housekeeping looks every ten minutes, and a device that was just opened has to find its hub first.
  const moment = { now: (now - hourMs) as Instant, day }
  const said = amendmentsOf(site).map(({ day: saidOn }) => saidOn)
  return daysOf(site, said).filter((held) => isForgettable(site, held, moment, calendar))
}

function daysOf(site: Site, more: readonly Day[]): readonly Day[] {
  const days = new Set<Day>(more)
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
  // An amendment is held like all else that was said on its day, and may be taken back until then (D8).
  const said = amendmentsOf(site)
  const days = daysOf(
    site,
    said.map(({ day }) => day),
  )
  const firstKept = days.findIndex((day) => !isForgettable(site, day, moment, calendar))
  const folded = firstKept === -1 ? days : days.slice(0, firstKept)
  const horizon = folded.at(-1)
  if (horizon === undefined) return null
  const amended = said.filter(({ day }) => day <= horizon).map(({ event }) => event.day)
  const gone = upTo(site, horizon)
  const batches = daysOf(gone, amended).map((day) =>
    batchOfDay(
      gone,
      day,
      moment,
      ports.random,
      known.find((batch) => batch.day === day),
    ),
  )
  return { batches, horizon, keep: survivorsOf(site, horizon) }
}

/** What a fold takes away: visits and amendments of the days up to the horizon. */
function upTo(site: Site, horizon: Day): Site {
  const isGone = ([subject]: readonly [SubjectId, unknown]) => (dayOf(site, subject) ?? horizon) <= horizon
  return {
    ...site,
    tickets: new Map([...site.tickets].filter(isGone)),
    walkUps: new Map([...site.walkUps].filter(isGone)),
    histories: new Map([...site.histories].filter(isGone)),
  }
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
    return (dayOf(site, entry.subject) ?? entry.day) > horizon
  }
}

/** A finish after midnight goes with the day of its visit, and what was undone with what it was. */
function dayOf(site: Site, subject: SubjectId): Day | undefined {
  const [first] = site.histories.get(subject) ?? []
  return first?.day
}
