import { parseEvent } from '#domain/parse-event.ts'
import {
  daySubject,
  entryId,
  parseDay,
  parseEntryId,
  parseInstant,
  parseOriginId,
  parseSubjectId,
  settingsSubject,
  ticketingSubject,
} from '#domain/ids.ts'
import type { EntryId, SubjectId } from '#domain/ids.ts'
import type { Result } from '#domain/result.ts'
import { ok, refuse } from '#domain/result.ts'
import type { Entry } from './entry.ts'
import { parseHybridTime } from './hybrid-clock.ts'
import { upcast } from './upcast.ts'

/** Which part of an entry cannot be read; the entry is quarantined, never half-understood (J7). */
export interface EntryProblem {
  readonly field: string
}

/** Reads an entry from a file, a database or the wire. Unknown event types are kept whole (J6). */
export function parseEntry(value: unknown): Result<Entry, EntryProblem> {
  if (typeof value !== 'object' || value === null || !isVersion((value as { v?: unknown }).v)) {
    return refuse({ field: 'v' })
  }
  const shape = upcast(value as Record<string, unknown>)
  const origin = parseOriginId(shape['origin'])
  const n = shape['n']
  const subject = parseSubjectId(shape['subject'])
  const after = shape['after'] === null ? null : parseEntryId(shape['after'])
  const hlc = parseHybridTime(shape['hlc'])
  const at = parseInstant(shape['at'])
  const day = parseDay(shape['day'])
  const clock = shape['clock']
  const event = parseEvent(shape['event'])
  if (origin === undefined) return refuse({ field: 'origin' })
  if (typeof n !== 'number' || !Number.isSafeInteger(n) || n < 1) return refuse({ field: 'n' })
  if (subject === undefined) return refuse({ field: 'subject' })
  if (after === undefined) return refuse({ field: 'after' })
  if (hlc === undefined) return refuse({ field: 'hlc' })
  if (at === undefined) return refuse({ field: 'at' })
  if (day === undefined) return refuse({ field: 'day' })
  if (clock !== 0 && clock !== 1 && clock !== 2) return refuse({ field: 'clock' })
  if (event === undefined) return refuse({ field: 'event' })
  const id = entryId(origin, n)
  if (!isFiledUnder(subject, id, event)) return refuse({ field: 'subject' })
  return ok({ v: Number(shape['v']), id, origin, n, subject, after, hlc, at, clock, day, event })
}

/** The shape that is stored and sent: an event that this version does not know goes on as it came. */
export function storedEntry(entry: Entry): Readonly<Record<string, unknown>> {
  return { ...entry, event: entry.event.type === 'Unknown' ? entry.event.original : entry.event }
}

/**
 * Whether a fact is filed under what it is about (J19). What is under a subject of another kind would never be folded,
 * and never leave.
 */
function isFiledUnder(subject: SubjectId, id: EntryId, event: Entry['event']): boolean {
  switch (event.type) {
    case 'TicketIssued':
    case 'WalkUpRecorded':
      return subject === id
    case 'SettingsChanged':
      return subject === settingsSubject
    case 'TicketingPaused':
    case 'TicketingResumed':
      return subject === ticketingSubject
    case 'DayClosed':
      return subject === daySubject(event.day)
    // Of a newer version: only it knows.
    case 'Unknown':
      return true
    // A closed day is opened again by undoing.
    case 'StepUndone':
      return subject !== settingsSubject && subject !== ticketingSubject
    default:
      return parseEntryId(subject) !== undefined
  }
}

function isVersion(v: unknown): boolean {
  return typeof v === 'number' && Number.isSafeInteger(v) && v >= 1
}
