import type { Instant } from '#domain/ids.ts'
import type { BatchColumn, DayBatch } from '#domain/visits/day-batch.ts'
import type { Entry } from '#journal/entry.ts'
import type { Intervals } from '#journal/intervals.ts'
import { parseEntry, storedEntry } from '#journal/parse.ts'
import type { LoggedEntry } from '#protocol/hub-view.ts'
import type { Digest, Receipt, Tag } from '#protocol/names.ts'

/** A line of the log as both databases keep it. */
export interface LogRow {
  /** PostgreSQL gives its large numbers as text. */
  readonly seq: number | string
  readonly tag: string
  readonly digest: string
  readonly receipt: string
  readonly receivedAt: number | string
  readonly body: unknown
}

export function logRow(logged: LoggedEntry): LogRow {
  const { seq, tag, digest, receipt, receivedAt, entry } = logged
  return { seq, tag, digest, receipt, receivedAt, body: storedEntry(entry) }
}

/** @throws when the database holds what this version cannot read: it was written by it, or lifted before. */
export function readLogRow(row: LogRow): LoggedEntry {
  return {
    seq: Number(row.seq),
    tag: row.tag as Tag,
    digest: row.digest as Digest,
    receipt: row.receipt as Receipt,
    receivedAt: Number(row.receivedAt) as Instant,
    entry: readEntry(row.body),
  }
}

export function readEntry(body: unknown): Entry {
  const parsed = parseEntry(typeof body === 'string' ? (JSON.parse(body) as unknown) : body)
  if (!parsed.ok) throw new Error(`The hub's store holds an entry that cannot be read: ${parsed.error.field}`)
  return parsed.value
}

interface StoredBatch {
  readonly columns: Readonly<
    Record<string, { readonly dictionary: BatchColumn['dictionary']; readonly values: string }>
  >
}

/** So much is kept of what could not be read, and of so many for each device: a person looks at it, if anybody does. */
export const mostKept = 100
const mostKeptText = 4_000

export function unreadableText(original: unknown): string {
  // A pair that was cut in two is refused by databases.
  return JSON.stringify(original)
    .slice(0, mostKeptText)
    .replace(/\p{Cs}/gu, '')
}

/** A day's batch as JSON: its columns as base 64. */
export function batchText(batch: DayBatch): string {
  const columns = Object.entries(batch.columns).map(
    ([name, { dictionary, values }]) => [name, { dictionary, values: Buffer.from(values).toString('base64') }] as const,
  )
  return JSON.stringify({ ...batch, columns: Object.fromEntries(columns) })
}

export function readBatch(text: string): DayBatch {
  const stored = JSON.parse(text) as Omit<DayBatch, 'columns'> & StoredBatch
  const columns = Object.entries(stored.columns).map(([name, { dictionary, values }]) => [
    name,
    { dictionary, values: new Uint8Array(Buffer.from(values, 'base64')) },
  ])
  return { ...stored, columns: Object.fromEntries(columns) as DayBatch['columns'] }
}

/** PostgreSQL's words for interval sets: `{[1,813),[815,816)}`, upper ends excluded. */
export function multirangeText(intervals: Intervals): string {
  return `{${intervals.map(([from, to]) => `[${from},${to + 1})`).join(',')}}`
}

export function readMultirange(text: string): Intervals {
  return [...text.matchAll(/\[(\d+),(\d+)\)/g)].map(([, from, to]) => [Number(from), Number(to) - 1] as const)
}
