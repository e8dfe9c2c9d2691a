import type { Day, EntryId, OriginId } from '#domain/ids.ts'
import { headAfter, restedHead } from '#journal/entry.ts'
import type { Entry } from '#journal/entry.ts'
import { storedEntry } from '#journal/parse.ts'
import { JournalError } from '#journal/port.ts'
import type { Holding, Received, ReceiptedEntry, SharedJournal } from '#journal/shared-port.ts'
import { readRow, storedHead } from '../dexie-journal.ts'
import type { GenerationPlan, JournalRoom } from '../dexie-journal.ts'
import type { JournalDatabase, NewRow } from '../dexie-tables.ts'

/** How long a change waits for one of another window; each takes about 50 ms. */
const waitMs = 10_000

/**
 * The hub's side of a journal in IndexedDB. What comes is one strict transaction; what goes is a new generation, as a
 * fold is, so that it leaves the disk. Loaded only where there is a hub: a kiosk that works alone never pays for it.
 */
export function createDexieSharedJournal<Receipt extends string, Link>(
  room: JournalRoom,
): SharedJournal<Receipt, Link> {
  async function holding(database: JournalDatabase): Promise<Holding<Receipt>> {
    const rows = await database.entries.toArray()
    const head = await storedHead(database)
    const written = new Map([[head.origin, head.n] as const, ...(await ownOrigins(database))])
    return { own: new Set(written.keys()), written, entries: rows.flatMap((row) => readReceipted<Receipt>(row)) }
  }

  async function take({ merge, link }: Received<Receipt, Link>): Promise<void> {
    const fresh = await room.use((database) =>
      database.transaction('rw', database.entries, database.meta, async () => {
        const [added] = await Promise.all([
          addRows(database, merge),
          database.meta.put({ key: 'link', link }),
          room.checkWriter(database),
        ])
        return added
      }),
    )
    if (fresh > 0) room.announce()
  }

  /** Waits for its turn: another window may be moving. */
  async function moveOn(plan: GenerationPlan): Promise<void> {
    for (const deadline = Date.now() + waitMs; Date.now() < deadline;) {
      if (await room.moveOn(plan)) return
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    throw new JournalError('lost')
  }

  async function replace({ merge, erase, link }: Received<Receipt, Link>): Promise<void> {
    await moveOn(async (old) => {
      const rows = await old.entries.filter((row) => !erase.has(idOf(row))).toArray()
      const kept = rows.flatMap(readRow)
      const head = restedHead(await storedHead(old), kept)
      return {
        rows: withMerged(rows, merge),
        meta: [
          { key: 'head', head },
          { key: 'link', link },
        ],
        batches: [],
        horizon: null,
      }
    })
  }

  return {
    held: () =>
      room.use((database) => database.transaction('r', database.entries, database.meta, () => holding(database))),
    storedLink: () =>
      room.use(async ({ meta }) => {
        const row = await meta.get('link')
        return row?.key === 'link' ? (row.link as Link) : null
      }),
    receive: (received) => (received.erase.size > 0 ? replace(received) : take(received)),
    renounce: (origin, fresh, step) =>
      moveOn(async (old) => {
        const { gone, again, link } = step(await holding(old))
        const rows = await old.entries.filter((row) => !gone.has(idOf(row))).toArray()
        const head = await storedHead(old)
        const written = new Map(await ownOrigins(old))
        written.delete(origin)
        if (head.origin !== origin && again.length > 0) written.set(fresh, again.length)
        return {
          rows: [...rows, ...again.map(storedEntry)],
          meta: [
            {
              key: 'head',
              head: head.origin === origin ? { ...headAfter({ ...head, n: 0 }, again), origin: fresh } : head,
            },
            { key: 'own', written },
            { key: 'link', link },
          ],
          batches: [],
          horizon: null,
        }
      }),
    mergeOwn: async (entries) => {
      const added = await room.use((database) =>
        database.transaction('rw', database.entries, database.meta, async () => {
          await room.checkWriter(database)
          const written = new Map(await ownOrigins(database))
          for (const { origin, n } of entries) written.set(origin, Math.max(written.get(origin) ?? 0, n))
          await database.meta.put({ key: 'own', written })
          return addRows(
            database,
            entries.map((entry) => ({ entry, receipt: null })),
          )
        }),
      )
      if (added > 0) room.announce()
      return added
    },
    batchDigests: async () => {
      const row = await room.site.meta.get('digests')
      return row?.key === 'digests' ? row.digests : new Map<Day, string>()
    },
    batchHorizon: async () => {
      const row = await room.site.meta.get('digests')
      return row?.key === 'digests' ? (row.horizon ?? null) : null
    },
    keepBatches: async (batches, digests, horizon) => {
      const { site } = room
      await site.transaction('rw', site.batches, site.meta, async () => {
        await site.batches.bulkPut([...batches])
        const days = (await site.batches.toCollection().primaryKeys()) as Day[]
        await site.batches.bulkDelete(days.filter((day) => !digests.has(day)))
        const before = await site.meta.get('digests')
        const upTo = horizon === undefined && before?.key === 'digests' ? before.horizon : horizon
        await site.meta.put({ key: 'digests', digests, horizon: upTo ?? null })
      })
      room.announce()
    },
  }
}

/** Adds what is unknown, and gives what is known the receipt that it lacked; returns how many were new. */
async function addRows(database: JournalDatabase, items: readonly ReceiptedEntry<string>[]): Promise<number> {
  if (items.length === 0) return 0
  const known = await database.entries
    .where('[origin+n]')
    .anyOf(items.map(({ entry: { origin, n } }) => [origin, n]))
    .toArray()
  const rowsById = new Map(known.map((row) => [idOf(row), row]))
  const fresh = new Map<EntryId, NewRow>()
  for (const { entry, receipt } of items) {
    const row = rowsById.get(entry.id)
    if (row === undefined) fresh.set(entry.id, rowOf(entry, receipt))
    else if (receipt !== null && row['receipt'] === undefined) await database.entries.put({ ...row, receipt })
  }
  await database.entries.bulkAdd([...fresh.values()])
  return fresh.size
}

function withMerged(rows: readonly NewRow[], merge: readonly ReceiptedEntry<string>[]): readonly NewRow[] {
  const coming = new Map(merge.map((item) => [item.entry.id, item]))
  const kept = rows.map((row) => {
    const receipt = coming.get(idOf(row))?.receipt ?? null
    coming.delete(idOf(row))
    return receipt === null || row['receipt'] !== undefined ? row : { ...row, receipt }
  })
  return [...kept, ...[...coming.values()].map(({ entry, receipt }) => rowOf(entry, receipt))]
}

function rowOf(entry: Entry, receipt: string | null): NewRow {
  return receipt === null ? storedEntry(entry) : { ...storedEntry(entry), receipt }
}

/** Of a line that cannot be read too. */
function idOf(row: NewRow): EntryId {
  return `${String(row['origin'])}:${String(row['n'])}` as EntryId
}

function readReceipted<Receipt extends string>(row: NewRow): readonly ReceiptedEntry<Receipt>[] {
  const { receipt } = row as { readonly receipt?: unknown }
  return readRow(row).map((entry) => ({ entry, receipt: typeof receipt === 'string' ? (receipt as Receipt) : null }))
}

async function ownOrigins(database: JournalDatabase): Promise<ReadonlyMap<OriginId, number>> {
  const row = await database.meta.get('own')
  return row?.key === 'own' ? row.written : new Map<OriginId, number>()
}
