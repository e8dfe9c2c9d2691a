import { addDays, createCalendar } from '#domain/hours/calendar.ts'
import type { Day, Instant, SubjectId } from '#domain/ids.ts'
import type { Settings } from '#domain/settings.ts'
import { emptySite } from '#domain/site.ts'
import type { Site } from '#domain/site.ts'
import { decodeDayBatch } from '#domain/visits/day-batch.ts'
import type { DayBatch } from '#domain/visits/day-batch.ts'
import { encodeAnyBatch } from '#domain/visits/known-words.ts'
import { recordsOfDay } from '#domain/visits/record.ts'
import type { VisitRecord } from '#domain/visits/record.ts'
import type { Entry } from '#journal/entry.ts'
import { emptyReplay, play } from '#journal/replay.ts'
import { canonical } from './names.ts'

/** What arrived for a day that is folded: one subject, as it was counted and as it is now. */
export interface LateSubject {
  readonly day: Day
  readonly subject: SubjectId
  /** Its entries that were counted when the day was folded. */
  readonly before: readonly Entry[]
  /** The same with the late ones. */
  readonly after: readonly Entry[]
}

/**
 * A day's batch with a late subject counted once (V7, P8): the record as it was makes room for the record as it is.
 * Where the old record cannot be told apart, its likest takes its place; where there is none, another desk's entries
 * had counted the visit already, and it stays so.
 */
export function correctedBatch(
  batch: DayBatch | undefined,
  late: LateSubject,
  settings: Settings,
  random: () => number,
): DayBatch {
  const bandMinutes = batch?.bandMinutes ?? settings.hourBandMinutes
  const seen = { ...settings, hourBandMinutes: bandMinutes }
  const [was, issuedBefore] = tellOf(late.before, late.day, seen)
  const [is, issuedAfter] = tellOf(late.after, late.day, seen)
  const records = batch === undefined ? [] : [...decodeDayBatch(batch)]
  const issued = (batch?.ticketsIssued ?? 0) + issuedAfter - issuedBefore
  if (was === undefined) {
    if (is !== undefined) records.push(is)
  } else {
    const place = likest(records, was)
    if (place !== -1) records.splice(place, 1, ...(is === undefined ? [] : [is]))
  }
  return encodeAnyBatch(late.day, records, Math.max(0, issued), bandMinutes, settings, random)
}

/** The batches of the days up to the horizon, from the entries of those days alone (design §6). */
export function batchesOf(
  entries: readonly Entry[],
  horizon: Day,
  settings: Settings,
  random: () => number,
  earlier: ReadonlyMap<Day, DayBatch> = new Map(),
): readonly DayBatch[] {
  const site = siteOf(entries, settings)
  const calendar = createCalendar(settings.timeZone)
  const days = new Set<Day>()
  for (const { day } of [...site.tickets.values(), ...site.walkUps.values()]) if (day <= horizon) days.add(day)
  return [...days].sort().map((day) => {
    const known = earlier.get(day)
    const records = [
      ...(known === undefined ? [] : decodeDayBatch(known)),
      ...recordsOfDay(site, day, afterwards(day), calendar),
    ]
    const issued = (known?.ticketsIssued ?? 0) + issuedOn(site, day)
    return encodeAnyBatch(day, records, issued, settings.hourBandMinutes, settings, random)
  })
}

function tellOf(entries: readonly Entry[], day: Day, settings: Settings): readonly [VisitRecord | undefined, number] {
  const site = siteOf(entries, settings)
  const [record] = recordsOfDay(site, day, afterwards(day), createCalendar(settings.timeZone))
  return [record, issuedOn(site, day)]
}

function siteOf(entries: readonly Entry[], settings: Settings): Site {
  const facts = entries.filter(({ subject }) => subject !== 'settings')
  return play(emptyReplay(emptySite(settings)), facts, Number.MAX_SAFE_INTEGER as Instant).site
}

function issuedOn(site: Site, day: Day): number {
  return [...site.tickets.values()].filter((ticket) => ticket.day === day && ticket.state.type !== 'cancelled').length
}

function afterwards(day: Day): { readonly now: Instant; readonly day: Day } {
  return { now: Number.MAX_SAFE_INTEGER as Instant, day: addDays(day, 1) }
}

function likest(records: readonly VisitRecord[], wanted: VisitRecord): number {
  const same = canonical(wanted)
  const exact = records.findIndex((record) => canonical(record) === same)
  if (exact !== -1) return exact
  return records.findIndex(
    ({ end, channel, need, band }) =>
      end === wanted.end && channel === wanted.channel && need === wanted.need && band === wanted.band,
  )
}
