import type { WorkshopType } from '../ids.ts'
import type { VisitRecord } from './record.ts'

/** Group offers of one type on one day, heads only. */
export interface WorkshopTally {
  readonly type: WorkshopType
  readonly sessions: number
  readonly attendees: number
  /** Places of all sessions; null: of some it is not known. */
  readonly capacity: number | null
}

/** What is told of a day beside its visits. */
export interface DayTotals {
  /** How many desks were at work in each hour band, never which. */
  readonly desks: readonly number[]
  /** How many visits corrections have changed or removed. */
  readonly corrected: number
  /** One for each type, in id order. */
  readonly workshops: readonly WorkshopTally[]
}

/** All that is known of a day, before it is shuffled into its batch. */
export interface DaySheet extends DayTotals {
  readonly records: readonly VisitRecord[]
  readonly ticketsIssued: number
}

export const noTotals: DayTotals = { desks: [], corrected: 0, workshops: [] }
export const emptySheet: DaySheet = { ...noTotals, records: [], ticketsIssued: 0 }

/** More than any library has, and than its batch says. */
export const mostCounted = 1_000_000

/** Two sheets of one day, in the same hour bands, whose visits are different ones. */
export function bothSheets(one: DaySheet, other: DaySheet): DaySheet {
  return {
    records: [...one.records, ...other.records],
    ticketsIssued: one.ticketsIssued + other.ticketsIssued,
    ...bothTotals(one, other),
  }
}

function bothTotals(one: DayTotals, other: DayTotals): DayTotals {
  return {
    desks: mostDesks(one.desks, other.desks),
    corrected: Math.min(mostCounted, one.corrected + other.corrected),
    workshops: bothWorkshops(one.workshops, other.workshops),
  }
}

/** Which desks they were is not kept, so that of two tellings the larger one counts. */
export function mostDesks(one: readonly number[], other: readonly number[]): readonly number[] {
  const bands = Math.max(one.length, other.length)
  return Array.from({ length: bands }, (_, band) => Math.max(one[band] ?? 0, other[band] ?? 0))
}

export function bothWorkshops(
  one: readonly WorkshopTally[],
  other: readonly WorkshopTally[],
): readonly WorkshopTally[] {
  const byType = new Map<WorkshopType, WorkshopTally>()
  for (const tally of [...one, ...other]) {
    const known = byType.get(tally.type)
    byType.set(tally.type, known === undefined ? tally : sum(known, tally))
  }
  return [...byType.values()].sort((a, b) => (a.type < b.type ? -1 : 1))
}

/** Without what was counted before and is taken back; a type of which no session is left is gone. */
export function withoutWorkshops(
  from: readonly WorkshopTally[],
  gone: readonly WorkshopTally[],
): readonly WorkshopTally[] {
  return from.flatMap((tally) => {
    const less = gone.find(({ type }) => type === tally.type)
    if (less === undefined) return [tally]
    const sessions = tally.sessions - less.sessions
    if (sessions <= 0) return []
    const attendees = Math.max(0, tally.attendees - less.attendees)
    const capacity = tally.capacity === null ? null : Math.max(0, tally.capacity - (less.capacity ?? 0))
    return [{ type: tally.type, sessions, attendees, capacity }]
  })
}

function sum(one: WorkshopTally, other: WorkshopTally): WorkshopTally {
  const capacity =
    one.capacity === null || other.capacity === null ? null : Math.min(mostCounted, one.capacity + other.capacity)
  return {
    type: one.type,
    sessions: Math.min(mostCounted, one.sessions + other.sessions),
    attendees: Math.min(mostCounted, one.attendees + other.attendees),
    capacity,
  }
}

/** A value for each hour band of a day. */
export function bandsOfDay<Value>(bandMinutes: number, value: () => Value): Value[] {
  return Array.from({ length: Math.ceil((24 * 60) / bandMinutes) }, value)
}

/** A band of one width in bands of another: the one in which it begins. Unknown stays unknown. */
export function bandIn(band: number, fromMinutes: number, toMinutes: number): number {
  return Math.floor((band * fromMinutes) / toMinutes)
}

/** A sheet told in hour bands of another width. */
export function inBandsOf(sheet: DaySheet, fromMinutes: number, toMinutes: number): DaySheet {
  if (fromMinutes === toMinutes) return sheet
  const desks = bandsOfDay(toMinutes, () => 0)
  sheet.desks.forEach((count, band) => {
    const place = bandIn(band, fromMinutes, toMinutes)
    desks[place] = Math.max(desks[place] ?? 0, count)
  })
  return {
    ...sheet,
    records: sheet.records.map((record) => ({
      ...record,
      band: record.band === null ? null : bandIn(record.band, fromMinutes, toMinutes),
    })),
    desks,
  }
}
