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
  /** Packs the months that had to be read day by day, and drops packs that are outdated: the next reading is faster. */
  tidy(): Promise<void>
  close(): void
}

/** As Dexie numbers the schema of `dexie-tables.ts`. */
const knownVersion = 10

/** Months that one transaction packs: about two megabytes of a large library. */
const monthsAtOnce = 12

export function createArchiveReader(store: string, factory: IdbFactory = globalThis): ArchiveReader {
  const { indexedDB: databases, IDBKeyRange: ranges } = factory
  let opening: Promise<IDBDatabase> | null = null
  let toPack: readonly ReadMonth[] = []
  let hasOutdated = false

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
    hasOutdated = [...stamps.packed.keys()].some((month) => !isCurrent(stamps, month))
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
    const months = toPack
    const requests = Math.max(hasOutdated ? 1 : 0, Math.ceil(months.length / monthsAtOnce))
    toPack = []
    hasOutdated = false
    for (let request = 0; request < requests; request++) {
      // Not strict: what is lost is made again.
      const transaction = database.transaction('meta', 'readwrite', { durability: 'relaxed' })
      await writePacks(
        transaction.objectStore('meta'),
        months.slice(request * monthsAtOnce, (request + 1) * monthsAtOnce),
      )
      await committed(transaction)
    }
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

function monthStart(day: Day): Day {
  return periodContaining('month', day).start
}
