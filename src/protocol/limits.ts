import { addDays } from '#domain/hours/calendar.ts'
import type { Day, Instant, OriginId, SubjectId } from '#domain/ids.ts'
import { numberKey } from '#domain/queue/numbering.ts'
import { firstDay, isAmendment, isOfItsTime } from '#domain/visits/amendments.ts'
import type { DayBatch } from '#domain/visits/day-batch.ts'
import { mostVisits } from '#domain/visits/day-batch.ts'
import type { Entry } from '#journal/entry.ts'
import type { Intervals } from '#journal/intervals.ts'
import type { DeviceId } from './names.ts'
import { isOfTheSite, opens } from './names.ts'
import type { Role } from './roles.ts'

/** How much a site holds already, as far as limits ask (P19). May lag behind: limits are far above what is honest. */
export interface SiteTally {
  /** Visits that the stores of a device have opened on a day. */
  opened(device: DeviceId, day: Day): number
  /** Amendments among them. */
  amended(device: DeviceId, day: Day): number
  entriesOf(subject: SubjectId): number
  /** Tickets of a series on a day, by `numberKey`. */
  issued(key: string): number
  /** How many stores of a device the log holds entries of. */
  storesOf(device: DeviceId): number
}

/** The busiest main kiosk has 1,197 labels of a letter a day; a manager moves what other devices have written alone. */
const mostOpened = 5_000
const mostOpenedMoving = 50_000
/** Nobody types more in a day; each may be of 500 visits. */
const mostAmended = 2_000
/** A visitor's whole way is about ten entries. */
const mostOfSubject = 500
/** Pauses of ticketing and settings are never folded: twice a day for decades. */
const mostOfSite = 20_000
/** Numbers that a hub which was set back may not have seen yet. */
const mostAhead = 1_000
/** A store is written under one origin, and one more while its disk is full; each is new when a browser was wiped. */
const mostStores = 20
const mostStoresMoving = 500
/** Holes in an origin's numbers; all devices name them in their hello. */
const mostSpans = 500

/** A clock more than 400 days ahead is not a clock; one day more for the site's time zone. */
const mostDaysAhead = 401

/** Whether a day may be an entry's: outside nothing would ever fold it (P19). */
export function isPlausibleDay(day: Day, today: Day): boolean {
  return day >= firstDay && day <= addDays(today, mostDaysAhead)
}

/** Which field no honest device would write; null: none. A function of the entry alone, but for the day of today. */
export function oddField({ day, subject, event }: Entry, now: Instant): 'day' | 'subject' | 'event' | null {
  const today = new Date(now).toISOString().slice(0, 10) as Day
  if (!isPlausibleDay(day, today)) return 'day'
  if (isAmendment(event) && !isOfItsTime(event, day)) return 'event'
  return subject.startsWith('day:') && !isPlausibleDay(subject.slice(4) as Day, today) ? 'subject' : null
}

export interface Limits {
  /** What an entry goes beyond; null: nothing. */
  readonly exceeded: (entry: Entry, own: boolean, batch: DayBatch | null) => 'day' | 'subject' | 'event' | null
  readonly count: (entry: Entry) => void
  /** Whether this device may begin to write under an origin that is nobody's yet. */
  readonly mayBegin: (origin: OriginId) => boolean
}

/** The limits of one push: what it brings itself is counted, too. */
export function limitsOf(
  tally: SiteTally,
  { device, role }: { readonly device: DeviceId; readonly role: Role },
): Limits {
  const more = new Map<string, number>()
  const begun = new Set<OriginId>()
  const added = (key: string) => more.get(key) ?? 0
  const isMoving = role === 'manager'

  return {
    exceeded: (entry, own, batch) => {
      const { subject, day, event } = entry
      const most = isOfTheSite(subject) ? mostOfSite : mostOfSubject
      if (tally.entriesOf(subject) + added(subject) >= most) return 'subject'
      if (!opens(entry)) return null
      // More than a batch holds could not be read by any device.
      if (batch !== null && batch.visits + added(day) >= mostVisits) return 'day'
      if (!own) return null
      if (tally.opened(device, day) + added(day) >= (isMoving ? mostOpenedMoving : mostOpened)) return 'day'
      if (isAmendment(event)) {
        return tally.amended(device, day) + added(`amended ${day}`) >= mostAmended ? 'event' : null
      }
      if (event.type !== 'TicketIssued' || batch !== null) return null
      // One number that is far ahead would leave none for the tickets that follow.
      const key = keyOf(entry.day, event)
      return event.num > tally.issued(key) + added(key) + mostAhead ? 'event' : null
    },
    count: (entry) => {
      const { subject, day, event } = entry
      const keys = [subject, ...(opens(entry) ? [day] : []), ...(isAmendment(event) ? [`amended ${day}`] : [])]
      for (const key of [...keys, ...(event.type === 'TicketIssued' ? [keyOf(day, event)] : [])]) {
        more.set(key, added(key) + 1)
      }
    },
    mayBegin: (origin) => {
      if (begun.has(origin)) return true
      if (tally.storesOf(device) + begun.size >= (isMoving ? mostStoresMoving : mostStores)) return false
      begun.add(origin)
      return true
    },
  }
}

/** Whether one more number would tear a hole where there are too many already. */
export function tearsTooMuch(intervals: Intervals, n: number): boolean {
  return intervals.length >= mostSpans && !intervals.some(([from, to]) => n >= from - 1 && n <= to + 1)
}

/** The series of a ticket on its day. */
export function keyOf(day: Day, event: Extract<Entry['event'], { type: 'TicketIssued' }>): string {
  return numberKey(day, event.label.slice(0, 1), event.series)
}
