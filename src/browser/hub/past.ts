import type { OwnPast, ReleaseLedger } from '#app/ports.ts'
import type { Day, SubjectId } from '#domain/ids.ts'
import { parseDay } from '#domain/ids.ts'
import type { DayBatch } from '#domain/visits/day-batch.ts'
import type { Entry } from '#journal/entry.ts'
import type { Counted } from '#journal/intervals.ts'
import { parseEntry, storedEntry } from '#journal/parse.ts'
import type { Journal, VisitArchive } from '#journal/port.ts'
import { startPosition } from '#journal/port.ts'
import { fromWireBatch, toWireBatch, wireBatch } from '#protocol/batch.ts'
import { archiveRequest, mostPushed, toWire } from '#protocol/messages.ts'
import { anything, fields, list, nullable, oneOf, optional, shape, whole } from '#protocol/shape.ts'
import { parseKept, toKept } from '#statistics/kept-release.ts'
import type { Release } from '#statistics/release.ts'

/** What a browser has gathered while it worked alone. */
export interface Past {
  readonly horizon: Day | null
  /** What the batches are made of. */
  readonly counted: Counted
  readonly batches: readonly DayBatch[]
  /** In the order of their causes. */
  readonly entries: readonly Entry[]
  /** What was released of it, in order: it goes along, or the site would not know what was told. */
  readonly releases: readonly Release[]
}

const kind = 'guichet-libre-past'
/** Ten years of days, and a day's entries of the largest library. */
const mostBatches = 4_000
const mostEntries = 200_000
const mostReleases = 10_000

const pastFile = fields({
  kind: oneOf(kind),
  version: whole(1, 1),
  horizon: nullable(shape('day', parseDay)),
  counted: shape('counted', (value) => archiveRequest.parse({ horizon: null, counted: value, batches: [] })?.counted),
  batches: list(wireBatch, mostBatches),
  entries: list(anything, mostEntries),
  /** A file of an older version has none. */
  releases: optional(list(anything, mostReleases), []),
})

/** @param ledger null: only what there is, not what was told of it. */
export async function readPast(
  journal: Journal & VisitArchive,
  ledger: Pick<ReleaseLedger, 'list'> | null,
): Promise<Past> {
  const { entries, counted } = await journal.read(startPosition)
  const batches = await journal.batches('0000-01-01' as Day, '9999-12-31' as Day)
  const byCause = [...entries].sort((a, b) => (a.hlc < b.hlc ? -1 : a.hlc > b.hlc ? 1 : 0))
  const releases = (await ledger?.list()) ?? []
  return { horizon: await journal.horizon(), counted, batches, entries: byCause, releases }
}

/** null: there is nothing in it. */
export function summaryOf({ entries, batches }: Past): OwnPast | null {
  if (entries.length === 0 && batches.length === 0) return null
  return { tickets: entries.filter(({ event }) => event.type === 'TicketIssued').length, foldedDays: batches.length }
}

export function pastAsText({ horizon, counted, batches, entries, releases }: Past): string {
  const message = { kind, version: 1, horizon, counted, batches: batches.map(toWireBatch) }
  const wire = toWire(message) as object
  return JSON.stringify({ ...wire, entries: entries.map(storedEntry), releases: releases.map(toKept) })
}

/** undefined: not such a file, or one that is broken: half of it would be worse than nothing. */
export function parsePast(text: string): Past | undefined {
  const read = pastFile.parse(parseJson(text))
  if (read === undefined) return undefined
  const batches = read.batches.map(fromWireBatch)
  const entries = read.entries.map(({ value }) => parseEntry(value))
  const releases = read.releases.map(({ value }) => parseKept(value))
  const past = {
    horizon: read.horizon,
    counted: read.counted,
    batches: batches.filter((batch) => batch !== undefined),
    entries: entries.flatMap((entry) => (entry.ok ? [entry.value] : [])),
    releases: releases.filter((release) => release !== undefined),
  }
  const isWhole = past.batches.length === batches.length && past.entries.length === entries.length
  return isWhole && past.releases.length === releases.length ? past : undefined
}

/** Entries as they are pushed: in the order of their causes, and no subject parted, since a late one comes whole (P8). */
export function batchesToPush(entries: readonly Entry[]): readonly (readonly Entry[])[] {
  const bySubject = new Map<SubjectId, Entry[]>()
  for (const entry of entries) {
    const known = bySubject.get(entry.subject)
    if (known === undefined) bySubject.set(entry.subject, [entry])
    else known.push(entry)
  }
  const parted: Entry[][] = []
  for (const subject of bySubject.values()) {
    // The settings of ten years may be more than one push takes; nothing of theirs is ever late.
    for (let at = 0; at < subject.length; at += mostPushed) {
      const part = subject.slice(at, at + mostPushed)
      const last = parted.at(-1)
      if (last !== undefined && last.length + part.length <= mostPushed) last.push(...part)
      else parted.push([...part])
    }
  }
  return parted
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
