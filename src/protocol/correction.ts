import { addDays, createCalendar } from '#domain/hours/calendar.ts'
import type { Day, Instant, SubjectId } from '#domain/ids.ts'
import type { Settings } from '#domain/settings.ts'
import { emptySite } from '#domain/site.ts'
import type { Site } from '#domain/site.ts'
import { amendmentsOf, bySaying } from '#domain/visits/amendments.ts'
import type { SaidAmendment } from '#domain/visits/amendments.ts'
import { sheetOf } from '#domain/visits/day-batch.ts'
import type { DayBatch } from '#domain/visits/day-batch.ts'
import { emptySheet, mostDesks, withoutWorkshops } from '#domain/visits/day-sheet.ts'
import type { DaySheet } from '#domain/visits/day-sheet.ts'
import { amendedSheet, batchOfHeldDay, heldSheet } from '#domain/visits/held-day.ts'
import { encodeAnyBatch } from '#domain/visits/known-words.ts'
import type { VisitRecord } from '#domain/visits/record.ts'
import type { Entry } from '#journal/entry.ts'
import { emptyReplay, play } from '#journal/replay.ts'
import { canonical } from './names.ts'

/** What arrived for a day that is folded: one subject, as it was counted and as it is now. */
export interface LateSubject {
  /** The day into whose batch it goes. */
  readonly day: Day
  readonly subject: SubjectId
  /** Its entries that were counted when the day was folded. */
  readonly before: readonly Entry[]
  /** The same with the late ones. */
  readonly after: readonly Entry[]
}

/**
 * A day's batch with its late subjects counted once (V7, P8): the record as it was makes room for the record as it is.
 * Where the old record cannot be told apart, its likest takes its place; where there is none, another desk's entries
 * had counted the visit already, and it stays so.
 */
export function correctedBatch(
  day: Day,
  batch: DayBatch | undefined,
  late: readonly LateSubject[],
  settings: Settings,
  random: () => number,
): DayBatch {
  const bandMinutes = batch?.bandMinutes ?? settings.hourBandMinutes
  const amended = (sheet: DaySheet, said: readonly SaidAmendment[]) => amendedSheet(sheet, said, settings, bandMinutes)
  let sheet = sheetOf(batch)
  const fresh: SaidAmendment[] = []
  for (const { before, after } of late) {
    const was = tellOf(before, day, settings, bandMinutes)
    const is = tellOf(after, day, settings, bandMinutes)
    sheet = exchanged(sheet, was.held, is.held)
    if (was.said.length === 0) fresh.push(...is.said)
    // What was corrected cannot be told apart any more, and stays; all else is taken out again.
    else if (is.said.length === 0) sheet = exchanged(sheet, amended(emptySheet, was.said), emptySheet)
  }
  return encodeAnyBatch(day, amended(sheet, fresh.sort(bySaying)), bandMinutes, settings, random)
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
  const days = new Set<Day>()
  for (const { day } of [...site.tickets.values(), ...site.walkUps.values()]) if (day <= horizon) days.add(day)
  for (const { event } of amendmentsOf(site)) if (event.day <= horizon) days.add(event.day)
  return [...days].sort().map((day) => batchOfHeldDay(site, day, afterwards(day), random, earlier.get(day)))
}

/** What one subject's entries tell of a day. */
interface Tell {
  readonly held: DaySheet
  readonly said: readonly SaidAmendment[]
}

function tellOf(entries: readonly Entry[], day: Day, settings: Settings, bandMinutes: number): Tell {
  const site = siteOf(entries, settings)
  return {
    held: heldSheet(site, day, afterwards(day), createCalendar(settings.timeZone), bandMinutes),
    said: amendmentsOf(site).filter(({ event }) => event.day === day),
  }
}

function siteOf(entries: readonly Entry[], settings: Settings): Site {
  const facts = entries.filter(({ subject }) => subject !== 'settings')
  return play(emptyReplay(emptySite(settings)), facts, Number.MAX_SAFE_INTEGER as Instant).site
}

function afterwards(day: Day): { readonly now: Instant; readonly day: Day } {
  return { now: Number.MAX_SAFE_INTEGER as Instant, day: addDays(day, 1) }
}

/** What one subject told makes room for what it tells now. */
function exchanged(sheet: DaySheet, was: DaySheet, is: DaySheet): DaySheet {
  return {
    ...sheet,
    records: exchangedRecords(sheet.records, was.records, is.records),
    ticketsIssued: Math.max(0, sheet.ticketsIssued + is.ticketsIssued - was.ticketsIssued),
    desks: mostDesks(sheet.desks, is.desks),
    workshops: withoutWorkshops(sheet.workshops, was.workshops),
  }
}

function exchangedRecords(
  records: readonly VisitRecord[],
  was: readonly VisitRecord[],
  is: readonly VisitRecord[],
): readonly VisitRecord[] {
  const next = [...records, ...is.slice(was.length)]
  for (const [index, before] of was.entries()) {
    const after = is[index]
    if (after !== undefined && canonical(before) === canonical(after)) continue
    const place = likest(next, before)
    if (place !== -1) next.splice(place, 1, ...(after === undefined ? [] : [after]))
  }
  return next
}

/** Where the same record stands, or one like it; -1: nowhere. */
function likest(records: readonly VisitRecord[], wanted: VisitRecord): number {
  const isLike = ({ end, channel, need, band }: VisitRecord) =>
    end === wanted.end && channel === wanted.channel && need === wanted.need && band === wanted.band
  const same = canonical(wanted)
  const exact = records.findIndex((record) => isLike(record) && canonical(record) === same)
  return exact === -1 ? records.findIndex(isLike) : exact
}
