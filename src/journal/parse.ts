import { parseEvent } from '#domain/parse-event.ts'
import { isFiledUnder } from '#domain/filing.ts'
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
  const read: Record<string, unknown> = {}
  for (const field of fieldNames) {
    const part = readers[field](shape[field])
    if (part === undefined) return refuse({ field })
    read[field] = part
  }
  const fields = read as Omit<Entry, 'v' | 'id'>
  const entry = { v: Number(shape['v']), id: entryId(fields.origin, fields.n), ...fields }
  return isFiledUnder(entry) ? ok(entry) : refuse({ field: 'subject' })
}

/** The shape that is stored and sent: an event that this version does not know goes on as it came. */
export function storedEntry(entry: Entry): Readonly<Record<string, unknown>> {
  return { ...entry, event: entry.event.type === 'Unknown' ? entry.event.original : entry.event }
}

/** In the order in which they are looked at: the first one that does not fit is named. */
const readers: { readonly [Field in keyof Omit<Entry, 'v' | 'id'>]: (value: unknown) => Entry[Field] | undefined } = {
  origin: parseOriginId,
  n: (value) => (isVersion(value) ? value : undefined),
  subject: parseSubjectId,
  after: (value) => (value === null ? null : parseEntryId(value)),
  hlc: parseHybridTime,
  at: parseInstant,
  day: parseDay,
  clock: (value) => (value === 0 || value === 1 || value === 2 ? value : undefined),
  event: parseEvent,
}

const fieldNames = Object.keys(readers) as readonly (keyof typeof readers)[]

function isVersion(v: unknown): v is number {
  return typeof v === 'number' && Number.isSafeInteger(v) && v >= 1
}
