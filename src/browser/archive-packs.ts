import type { Day } from '#domain/ids.ts'
import type { DayBatch } from '#domain/visits/day-batch.ts'
import { packMonth, unpackMonth } from '#statistics/month-pack.ts'
import type { MonthPack } from '#statistics/month-pack.ts'
import { monthOf } from './archive-months.ts'
import type { Month, Span } from './archive-months.ts'
import type { PackMeta, SiteMeta } from './dexie-tables.ts'
import { answerOf } from './indexed-db.ts'

/**
 * Packs of months lie among the archive's own small records, so that they go with it; each is used only under the stamp
 * that it was made under. A stamp changes in the very transaction that changes a batch: with the digests of the hub's
 * batches where there are any, with the generation where this browser folds by itself (S75).
 */
export interface Stamps {
  readonly generation: number
  readonly ofMonth: (month: Month) => string
  /** The months that are packed, and under which stamps. */
  readonly packed: ReadonlyMap<Month, string>
}

/** A month as it was read day by day, and the stamp that held then. */
export interface ReadMonth {
  readonly month: Month
  readonly stamp: string
  readonly batches: readonly DayBatch[]
}

/** How packs are written; another way of writing them is another number. */
const format = 1

export async function readStamps(meta: IDBObjectStore): Promise<Stamps> {
  const [pointer, digests, packs] = await Promise.all(
    ['pointer', 'digests', 'packs'].map((key) => answerOf<SiteMeta | undefined>(meta.get(key))),
  )
  const generation = pointer?.key === 'pointer' ? pointer.generation : 0
  const byMonth = digests?.key === 'digests' ? digestsByMonth(digests.digests) : null
  return {
    generation,
    ofMonth: (month) => `${format} ${byMonth === null ? generation : (byMonth.get(month) ?? '')}`,
    packed: packs?.key === 'packs' ? packs.stamps : new Map<Month, string>(),
  }
}

export function isCurrent({ packed, ofMonth }: Stamps, month: Month): boolean {
  return packed.get(month) === ofMonth(month)
}

/** The batches of packed months; null: a pack is lost or broken, and the days themselves have to be read. */
export async function readPacks(
  meta: IDBObjectStore,
  ranges: typeof IDBKeyRange,
  { start, end }: Span,
): Promise<readonly DayBatch[] | null> {
  const [first, last] = [monthOf(start), monthOf(end)]
  const records = await answerOf<unknown[]>(meta.getAll(ranges.bound(packKey(first), packKey(last))))
  const packs = records.filter(isPack)
  const months = 1 + monthNumber(last) - monthNumber(first)
  return packs.length === months ? packs.flatMap(unpackMonth) : null
}

/**
 * In a transaction that may write: packs what was read, unless it has changed since, and drops all else that is
 * outdated. A month without any day needs no pack.
 */
export async function writePacks(meta: IDBObjectStore, months: readonly ReadMonth[]): Promise<void> {
  const stamps = await readStamps(meta)
  const packed = new Map([...stamps.packed].filter(([month]) => isCurrent(stamps, month)))
  for (const [month] of stamps.packed) if (!packed.has(month)) meta.delete(packKey(month))
  for (const { month, stamp, batches } of months) {
    const pack = packMonth(batches)
    if (pack === null || batches.length === 0 || stamp !== stamps.ofMonth(month)) continue
    meta.put({ key: packKey(month), ...pack } satisfies PackMeta)
    packed.set(month, stamp)
  }
  meta.put({ key: 'packs', stamps: packed } satisfies SiteMeta)
}

function packKey(month: Month): `pack ${Month}` {
  return `pack ${month}`
}

function monthNumber(month: Month): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5))
}

function digestsByMonth(digests: ReadonlyMap<Day, string>): ReadonlyMap<Month, string> {
  const byMonth = new Map<Month, string>()
  for (const [day, digest] of [...digests].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const month = monthOf(day)
    byMonth.set(month, `${byMonth.get(month) ?? ''} ${day.slice(8)}:${digest}`)
  }
  return byMonth
}

/** Its bytes are as many as its days and columns say: anything else would be read as other people's visits. */
function isPack(record: unknown): record is MonthPack {
  const { days, columns, bytes } = record as Partial<MonthPack>
  if (!Array.isArray(days) || !Array.isArray(columns) || !(bytes instanceof Uint8Array)) return false
  const pack = record as MonthPack
  const needed = pack.columns.reduce(
    (sum, column) => column.days.reduce((all, place) => all + (pack.days[place]?.visits ?? 0), sum),
    0,
  )
  return needed === bytes.length
}
