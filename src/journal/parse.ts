import { parseEvent } from '#domain/parse-event.ts'
import { entryId, parseDay, parseEntryId, parseInstant, parseOriginId, parseSubjectId } from '#domain/ids.ts'
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
  return ok({ v: Number(shape['v']), id: entryId(origin, n), origin, n, subject, after, hlc, at, clock, day, event })
}

/** The shape that is stored and sent: an event that this version does not know goes on as it came. */
export function storedEntry(entry: Entry): Readonly<Record<string, unknown>> {
  return { ...entry, event: entry.event.type === 'Unknown' ? entry.event.original : entry.event }
}

function isVersion(v: unknown): boolean {
  return typeof v === 'number' && Number.isSafeInteger(v) && v >= 1
}
