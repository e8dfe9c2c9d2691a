import { ArchiveUnreadable } from '#app/statistics-desk.ts'
import { addDays } from '#domain/hours/calendar.ts'
import type { Day } from '#domain/ids.ts'
import type { DayBatch } from '#domain/visits/day-batch.ts'
import { periodContaining, periodsMeeting } from '#statistics/periods.ts'
import { inSpan, monthOf, overlap, stretchesOf, wholeMonths } from './archive-months.ts'
import type { Month, Span } from './archive-months.ts'
import { isCurrent, readPacks, readStamps, writePacks } from './archive-packs.ts'
import type { ReadMonth } from './archive-packs.ts'
import type { IdbFactory } from './dexie-tables.ts'
import { answerOf, committed, openExisting } from './indexed-db.ts'

/** What was found in the archive at one moment: all of it belongs to one generation of the store. */
export interface ArchiveReading {
  readonly generation: number
  /** Each folded day of the span once, in order. */
  readonly batches: readonly DayBatch[]
}

/** Reads the archive of a browser's store beside the page that writes it: in a worker, without Dexie. */
export interface ArchiveReader {
  /** @throws ArchiveUnreadable */
  read(span: Span): Promise<ArchiveReading>
  /**
   * Packs the months that had to be read day by day, and makes outdated packs anew: the next reading is faster. To be
   * called when the answer is out.
   */
  tidy(): Promise<void>
  close(): void
}

/** As Dexie numbers the schema of `dexie-tables.ts`. */
const knownVersion = 10

/** Months that one transaction packs, about a megabyte of a large library: a question that comes meanwhile waits for it. */
const monthsAtOnce = 6

export function createArchiveReader(store: string, factory: IdbFactory = globalThis): ArchiveReader {
  const { indexedDB: databases, IDBKeyRange: ranges } = factory
  let opening: Promise<IDBDatabase> | null = null
  let toPack: readonly ReadMonth[] = []
  let outdated: readonly Month[] = []

  function open(): Promise<IDBDatabase> {
    opening ??= openSite()
    // A store that is not there yet may be made later.
    opening.catch(() => (opening = null))
    return opening
  }

  async function openSite(): Promise<IDBDatabase> {
    const database = await openExisting(databases, `${store}-site`)
    if (database === null) throw new ArchiveUnreadable('There is no archive')
    if (database.version > knownVersion) {
      database.close()
      throw new ArchiveUnreadable('The archive is of a newer version')
    }
    // Whoever deletes or renews the store must not wait for its reader.
    database.addEventListener('versionchange', close)
    database.addEventListener('close', close)
    return database
  }

  function close(): void {
    void opening?.then((database) => database.close()).catch(() => undefined)
    opening = null
    toPack = []
  }

  async function read(span: Span): Promise<ArchiveReading> {
    const database = await open()
    // One transaction: generation, packs and batches are of one moment.
    const transaction = database.transaction(['batches', 'meta'])
    const [days, meta] = [transaction.objectStore('batches'), transaction.objectStore('meta')]
    const [stamps, first, last] = await Promise.all([
      readStamps(meta),
      answerOf(days.openKeyCursor(null, 'next')),
      answerOf(days.openKeyCursor(null, 'prev')),
    ])
    const { generation } = stamps
    outdated = [...stamps.packed.keys()].filter((month) => !isCurrent(stamps, month))
    if (first === null || last === null) return { generation, batches: [] }
    const lastDay = last.key as Day
    const within = overlap(span, { start: monthStart(first.key as Day), end: lastDay })
    if (within.start > within.end) return { generation, batches: [] }
    const stretches = stretchesOf(within, (month) => isCurrent(stamps, month))
    const fromPacks = new Set<Month>()
    const parts = await Promise.all(
      stretches.map(async ({ isPacked, start, end }): Promise<readonly DayBatch[]> => {
        const packed = isPacked ? await readPacks(meta, ranges, { start, end }) : null
        if (packed !== null)
          for (const period of periodsMeeting('month', { start, end })) fromPacks.add(monthOf(period.start))
        return packed ?? (await answerOf<DayBatch[]>(days.getAll(ranges.bound(start, end))))
      }),
    )
    const batches = parts.flat().filter(inSpan(within))
    // The last month still grows: it would have to be packed anew every day.
    const grown = { start: within.start, end: addDays(monthStart(lastDay), -1) }
    toPack = wholeMonths(overlap(within, grown)).flatMap((period): readonly ReadMonth[] => {
      const month = monthOf(period.start)
      if (fromPacks.has(month)) return []
      return [{ month, stamp: stamps.ofMonth(month), batches: batches.filter(inSpan(period)) }]
    })
    return { generation, batches }
  }

  async function tidy(): Promise<void> {
    const database = await open()
    const [fresh, again] = [toPack, outdated.filter((month) => toPack.every((read) => read.month !== month))]
    toPack = []
    outdated = []
    await pack(database, fresh)
    for (let at = 0; at < again.length; at += monthsAtOnce)
      await pack(database, await readMonths(database, again.slice(at, at + monthsAtOnce)))
  }

  /** Months as they are now, day by day; those that are gone, or grow again, have no days here: their packs go. */
  async function readMonths(database: IDBDatabase, months: readonly Month[]): Promise<readonly ReadMonth[]> {
    const transaction = database.transaction(['batches', 'meta'])
    const days = transaction.objectStore('batches')
    const [stamps, last] = await Promise.all([
      readStamps(transaction.objectStore('meta')),
      answerOf(days.openKeyCursor(null, 'prev')),
    ])
    const isOver = (month: Month): boolean => last !== null && month < monthOf(last.key as Day)
    return Promise.all(
      months.map(async (month) => {
        const range = ranges.bound(`${month}-01`, `${month}-31`)
        const batches = isOver(month) ? await answerOf<DayBatch[]>(days.getAll(range)) : []
        return { month, stamp: stamps.ofMonth(month), batches }
      }),
    )
  }

  return {
    // Whatever the browser says of it (a full disk, a store that goes): it cannot be read.
    read: (span) =>
      read(span).catch((cause: unknown) => {
        throw cause instanceof ArchiveUnreadable
          ? cause
          : new ArchiveUnreadable('The archive is out of reach', { cause })
      }),
    tidy,
    close,
  }
}

async function pack(database: IDBDatabase, months: readonly ReadMonth[]): Promise<void> {
  for (let at = 0; at < months.length; at += monthsAtOnce) {
    // Not strict: what is lost is made again.
    const transaction = database.transaction('meta', 'readwrite', { durability: 'relaxed' })
    await writePacks(transaction.objectStore('meta'), months.slice(at, at + monthsAtOnce))
    await committed(transaction)
  }
}

function monthStart(day: Day): Day {
  return periodContaining('month', day).start
}
