import type { Day, OriginId } from '#domain/ids.ts'
import type { DayBatch } from '#domain/visits/day-batch.ts'
import { headAfter, laterDay, restedHead } from '#journal/entry.ts'
import type { Entry, Head } from '#journal/entry.ts'
import { isCounted, withNumber } from '#journal/intervals.ts'
import type { Counted } from '#journal/intervals.ts'
import { parseEntry, storedEntry } from '#journal/parse.ts'
import { JournalError, startPosition } from '#journal/port.ts'
import type { Appended, Folding, Journal, News, Position, Step, VisitArchive } from '#journal/port.ts'
import { isNewerSchema, openSiteDatabase, writerVersion } from './dexie-tables.ts'
import type {
  EntryRow,
  IdbFactory,
  JournalDatabase,
  JournalMeta,
  NewRow,
  SiteDatabase,
  SiteMeta,
} from './dexie-tables.ts'
import { createGenerationRooms } from './generation-rooms.ts'
import type { GenerationRooms } from './generation-rooms.ts'

export interface DexieJournalOptions {
  /** Prefix of the database names: `guichet-libre`, or the demonstration's. */
  readonly store: string
  readonly newOrigin: () => OriginId
  /** A newer version of the application has changed the store: reload. */
  readonly onNewerStore?: () => void
  readonly factory?: IdbFactory
  /** Shared by all windows; absent where the browser has none: then this window is the only one. */
  readonly locks?: Pick<LockManager, 'request'>
}

export interface DexieJournal extends Journal, VisitArchive {
  readonly room: JournalRoom
}

/** The store behind a journal: what the hub's side of it is built on, where there is a hub. */
export interface JournalRoom {
  readonly site: SiteDatabase
  /** Runs `work` on the current generation. */
  use<T>(work: (database: JournalDatabase) => Promise<T>): Promise<T>
  /** To be awaited in each transaction that writes. */
  checkWriter(database: JournalDatabase): Promise<void>
  /** Goes on in a new generation, so that what is not in it leaves the disk; false: another window is moving. */
  moveOn(plan: GenerationPlan): Promise<boolean>
  /** Wakes all windows. */
  announce(): void
}

/** What a new generation holds; `meta` adds to what the old one knows. */
export interface NextGeneration {
  readonly rows: readonly NewRow[]
  readonly meta: readonly JournalMeta[]
  readonly batches: readonly DayBatch[]
  /** null: as it was. */
  readonly horizon: Day | null
}

/** Runs inside a transaction of the old generation; null: nothing is to be done. */
export type GenerationPlan = (old: JournalDatabase) => Promise<NextGeneration | null>

/** How long a step waits for a fold in another window; a fold of a day takes about 50 ms. */
const foldWaitMs = 10_000
const eraseWaitMs = 3_000

/**
 * The journal in IndexedDB. Check and append are one strict transaction (design D2); windows of one browser wake each
 * other by BroadcastChannel. A fold writes the surviving entries into a database of the next generation, commits batch,
 * horizon and generation in one transaction of the site database, and erases the old generation's room: a kill at any
 * point leaves either the old state or the new.
 */
export async function openDexieJournal(options: DexieJournalOptions): Promise<DexieJournal> {
  const { store, factory } = options
  const rooms = createGenerationRooms(store, factory)
  const site = guarded(openSiteDatabase(store, factory))
  const channel = new BroadcastChannel(`${store}-journal`)
  const listeners = new Set<() => void>()
  let db: JournalDatabase | null = null
  let generation = 0
  let outdated = false

  channel.onmessage = notify

  async function open(): Promise<JournalDatabase> {
    // While it is open it is the current one: a fold closes it, or has marked it as moving.
    if (db !== null && db.isOpen()) return db
    await openChecked(site)
    const pointer = await currentPointer(site, rooms)
    const next = guarded(await rooms.open(pointer.generation))
    await openChecked(next)
    await next.transaction('rw', next.meta, async () => {
      if ((await next.meta.get('head')) !== undefined) return
      const head: Head = { origin: options.newOrigin(), n: 0, hlc: null, at: null, day: null }
      await next.meta.bulkAdd([
        { key: 'guard', minWriter: writerVersion },
        { key: 'head', head },
      ])
    })
    // Another window may have folded meanwhile and erased this generation: then an empty one was made here.
    if ((await currentPointer(site, rooms)).generation !== pointer.generation) {
      next.close()
      await rooms.erase(pointer.generation)
      return open()
    }
    generation = pointer.generation
    db = next
    return next
  }

  function guarded<Database extends JournalDatabase | SiteDatabase>(database: Database): Database {
    database.on('versionchange', (event) => {
      database.close({ disableAutoOpen: true })
      // null: the database is being deleted by a fold; the next step opens its successor.
      if (event.newVersion !== null) refuseWriting()
    })
    return database
  }

  async function openChecked(database: JournalDatabase | SiteDatabase): Promise<void> {
    if (database.isOpen()) return
    await database.open()
    if (isNewerSchema(database)) refuseWriting()
  }

  function refuseWriting(): void {
    outdated = true
    options.onNewerStore?.()
  }

  function notify(): void {
    for (const listener of listeners) listener()
  }

  function announce(): void {
    channel.postMessage(null)
    notify()
  }

  /** Runs `work` on the current generation; a connection that died is opened anew, once. */
  async function withDb<T>(work: (database: JournalDatabase) => Promise<T>): Promise<T> {
    const deadline = Date.now() + foldWaitMs
    for (let attempt = 0; ; attempt++) {
      try {
        return await work(await open())
      } catch (error) {
        const trouble = troubleOf(error)
        if (trouble === 'moving' && Date.now() < deadline) await afterFold(deadline)
        else if (trouble === 'closed' && attempt < 5) forget()
        else if (trouble === 'full') throw new JournalError('full', error)
        else if (trouble === 'moving' || trouble === 'closed') throw new JournalError('lost', error)
        else throw error
      }
    }
  }

  function forget(): void {
    db?.close()
    db = null
  }

  async function hasMoved(): Promise<boolean> {
    return (await currentPointer(site, rooms)).generation !== generation
  }

  /** Waits for another window's fold; one that was cut off (its window is gone) is taken back. */
  async function afterFold(deadline: number): Promise<void> {
    while (Date.now() < deadline) {
      if (await hasMoved()) return forget()
      const recovered = await exclusively(options, async () => {
        if (!(await hasMoved()) && !(await isFoldingElsewhere(db))) await db?.meta.delete('moving')
      })
      if (recovered && (options.locks !== undefined || !(await isMarked(db)))) return
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }

  /** Without Web Locks only the mark's age tells a fold under way from one that was cut off. */
  async function isFoldingElsewhere(database: JournalDatabase | null): Promise<boolean> {
    if (options.locks !== undefined) return false
    const mark = await database?.meta.get('moving')
    return mark?.key === 'moving' && Math.abs(Date.now() - mark.since) < foldWaitMs / 2
  }

  async function newsSince(database: JournalDatabase, seen: Position): Promise<News> {
    const restart = seen.generation !== generation
    // Side by side: each answer of the disk is a way to another process and back.
    const [rows, counted, head] = await Promise.all([
      restart ? database.entries.toArray() : database.entries.where('arrival').above(seen.arrival).toArray(),
      restart ? storedCounted(database) : noneCounted,
      storedHead(database),
    ])
    const last = rows.at(-1)?.arrival ?? (restart ? 0 : seen.arrival)
    return {
      restart,
      entries: rows.flatMap(readRow),
      position: { generation, arrival: last, memory: 0 },
      counted,
      head,
      memoryLetter: null,
    }
  }

  async function checkWriter(database: JournalDatabase): Promise<void> {
    const [guard, moving] = await database.meta.bulkGet(['guard', 'moving'])
    if (outdated || (guard?.key === 'guard' && guard.minWriter > writerVersion)) throw new JournalError('newerStore')
    if (moving !== undefined) throw new MovingError()
  }

  async function append<Answer>(seen: Position, step: (news: News) => Step<Answer>): Promise<Appended<Answer>> {
    const appended = await withDb((database) =>
      database.transaction('rw', database.entries, database.meta, async () => {
        const [news] = await Promise.all([newsSince(database, seen), checkWriter(database)])
        const { append: entries, answer } = step(news)
        if (entries.length === 0) return { answer, position: news.position, wrote: false }
        const [arrivals] = await Promise.all([
          database.entries.bulkAdd(entries.map(storedEntry), { allKeys: true }),
          database.meta.put({ key: 'head', head: headAfter(news.head, entries) }),
        ])
        return { answer, position: { generation, arrival: Math.max(...arrivals), memory: 0 }, wrote: true }
      }),
    )
    if (appended.wrote) announce()
    return { answer: appended.answer, position: appended.position }
  }

  async function merge(foreign: readonly Entry[]): Promise<number> {
    const added = await withDb((database) =>
      database.transaction('rw', database.entries, database.meta, async () => {
        await checkWriter(database)
        const counted = await storedCounted(database)
        const known = await database.entries
          .where('[origin+n]')
          .anyOf(foreign.map(({ origin, n }) => [origin, n]))
          .toArray()
        const seen = new Set(known.map((row) => `${String(row['origin'])}:${String(row['n'])}`))
        const fresh = foreign.filter(({ id, origin, n }) => {
          if (seen.has(id) || isCounted(counted, origin, n)) return false
          seen.add(id)
          return true
        })
        await database.entries.bulkAdd(fresh.map(storedEntry))
        return fresh.length
      }),
    )
    if (added > 0) announce()
    return added
  }

  async function fold(make: (news: News) => Folding | null): Promise<boolean> {
    return moveOn(async (old) => {
      const news = await newsSince(old, startPosition)
      const folding = make(news)
      if (folding === null) return null
      const { batches, horizon, keep } = folding
      const counted = new Map(news.counted)
      for (const entry of news.entries) {
        if (!keep(entry)) counted.set(entry.origin, withNumber(counted.get(entry.origin) ?? [], entry.n))
      }
      const head = restedHead(news.head, news.entries.filter(keep))
      const rows = await old.entries.filter((row) => isKept(row, folding)).toArray()
      return {
        rows,
        meta: [
          { key: 'head', head },
          { key: 'counted', counted },
        ],
        batches,
        horizon,
      }
    })
  }

  async function moveOn(plan: GenerationPlan): Promise<boolean> {
    let moved = false
    await exclusively(options, async () => {
      await withDb(async (old) => {
        const next = await old.transaction('rw', old.entries, old.meta, async () => {
          if (await isFoldingElsewhere(old)) return null
          await old.meta.delete('moving')
          await checkWriter(old)
          const planned = await plan(old)
          if (planned === null) return null
          // The new generation is written by this version: an older one must not go on in it.
          const guard = { key: 'guard', minWriter: writerVersion } as const
          const meta = [...(await old.meta.toArray()), ...planned.meta, guard]
          await old.meta.put({ key: 'moving', since: Date.now() })
          return { ...planned, meta }
        })
        if (next === null) return
        await write(next)
        moved = true
      })
    })
    if (moved) announce()
    return moved
  }

  async function write({ rows, meta, batches, horizon }: NextGeneration): Promise<void> {
    // A move that was cut off may have left a half-written successor.
    await rooms.erase(generation + 1)
    const next = await rooms.open(generation + 1)
    await next.open()
    await next.transaction('rw', next.entries, next.meta, async () => {
      await next.meta.bulkPut(meta)
      await next.entries.bulkAdd(rows.map(withoutArrival))
    })
    await site.transaction('rw', site.batches, site.meta, async () => {
      const guard = await site.meta.get('guard')
      if (guard?.key === 'guard' && guard.minWriter > writerVersion) throw new JournalError('newerStore')
      await site.batches.bulkPut([...batches])
      const pointer = await currentPointer(site, rooms)
      const day = horizon === null ? pointer.horizon : laterDay(pointer.horizon, horizon)
      await site.meta.put({ key: 'pointer', generation: generation + 1, horizon: day })
    })
    next.close()
    const gone = generation
    forget()
    await erase(gone)
    await open()
  }

  /** A window that sleeps may hold the deletion up: it goes on by itself when that window wakes. */
  async function erase(gone: number): Promise<void> {
    await Promise.race([rooms.erase(gone), new Promise((resolve) => setTimeout(resolve, eraseWaitMs))])
  }

  await open()
  // A fold that was killed after its commit leaves the old generation behind: it must not stay on the disk.
  for (const left of await rooms.list()) if (left < generation) await erase(left)

  return {
    append,
    merge,
    fold,
    read: (seen) =>
      withDb((database) => database.transaction('r', database.entries, database.meta, () => newsSince(database, seen))),
    watch: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: () => {
      channel.close()
      listeners.clear()
      db?.close()
      site.close()
    },
    batches: (from: Day, to: Day) => site.batches.where('day').between(from, to, true, true).toArray(),
    horizon: async () => (await currentPointer(site, rooms)).horizon,
    room: { site, use: withDb, checkWriter, moveOn, announce },
  }
}

const noneCounted: Counted = new Map()

type Pointer = Pick<Extract<SiteMeta, { key: 'pointer' }>, 'generation' | 'horizon'>

class MovingError extends Error {}

async function isMarked(database: JournalDatabase | null): Promise<boolean> {
  return (await database?.meta.get('moving')) !== undefined
}

export function readRow(row: NewRow): readonly Entry[] {
  const entry = parseEntry(row)
  // A line that cannot be read stays in the store and out of the fold (J7).
  return entry.ok ? [entry.value] : []
}

function withoutArrival({ arrival: _, ...row }: NewRow): NewRow {
  return row
}

/** What cannot be read goes with its day too: nothing may stay behind because it is not understood. */
function isKept(row: EntryRow, folding: Folding): boolean {
  const [entry] = readRow(row)
  return entry === undefined ? typeof row['day'] === 'string' && row['day'] > folding.horizon : folding.keep(entry)
}

export async function storedHead(database: JournalDatabase): Promise<Head> {
  const row = await database.meta.get('head')
  if (row?.key !== 'head') throw new JournalError('lost')
  return row.head
}

async function storedCounted(database: JournalDatabase): Promise<Counted> {
  const row = await database.meta.get('counted')
  return row?.key === 'counted' ? row.counted : noneCounted
}

async function currentPointer(site: SiteDatabase, rooms: GenerationRooms): Promise<Pointer> {
  const pointer = await site.meta.get('pointer')
  if (pointer?.key === 'pointer') return pointer
  // The site's database may have been lost alone: the newest journal that is still there goes on.
  const generation = Math.max(1, ...(await rooms.list()))
  return site.transaction('rw', site.meta, async () => {
    const found = await site.meta.get('pointer')
    if (found?.key === 'pointer') return found
    const first = { key: 'pointer', generation, horizon: null } as const
    await site.meta.bulkPut([first, { key: 'guard', minWriter: writerVersion }])
    return first
  })
}

/** Runs under a lock that all windows share; false when another window holds it. Pages without Web Locks are alone. */
async function exclusively(options: DexieJournalOptions, work: () => Promise<void>): Promise<boolean> {
  const { locks } = options
  if (locks === undefined) {
    await work()
    return true
  }
  return locks.request(`${options.store}-fold`, { ifAvailable: true }, async (lock) => {
    if (lock !== null) await work()
    return lock !== null
  })
}

function troubleOf(error: unknown): 'moving' | 'closed' | 'full' | 'other' {
  if (error instanceof MovingError) return 'moving'
  const names = [error, (error as { inner?: unknown })?.inner].map((part) => (part as Error | undefined)?.name ?? '')
  if (names.includes('QuotaExceededError')) return 'full'
  const closed = ['DatabaseClosedError', 'InvalidStateError', 'UnknownError', 'TransactionInactiveError', 'AbortError']
  return names.some((name) => closed.includes(name)) ? 'closed' : 'other'
}
