import type { Fact } from '#domain/events.ts'
import type { Day, Instant, Label, NeedId, OriginId, Series } from '#domain/ids.ts'
import { entryId } from '#domain/ids.ts'
import { encodeDayBatch } from '#domain/visits/day-batch.ts'
import type { Entry } from '#journal/entry.ts'
import { entriesFrom } from '#journal/entry.ts'
import { tick } from '#journal/hybrid-clock.ts'
import type { Journal, News, Position, VisitArchive } from '#journal/port.ts'
import { startPosition } from '#journal/port.ts'

/** What a store's windows are made with: `open` gives another window on the same store. */
export interface JournalUnderTest {
  open(): Promise<Journal & VisitArchive>
}

export interface ContractCase {
  readonly name: string
  run(make: () => Promise<JournalUnderTest>): Promise<void>
}

const day = '2026-11-23' as Day
const noon = Date.UTC(2026, 10, 23, 12) as Instant
const foreign = 'zzzzzzzzzz' as OriginId

/**
 * The judge of every journal: memory, Dexie over fake-indexeddb, Dexie in a real Chromium. Plain functions with checks
 * that throw, since it also runs inside a page.
 */
export const journalContract: readonly ContractCase[] = [
  {
    name: '[J9] what append promised is read back, in order of arrival, by every window',
    run: async (make) => {
      const { open } = await make()
      const journal = await open()
      await appendTickets(journal, 3)
      const other = await open()
      const { entries, restart, position } = await other.read(startPosition)
      same(
        entries.map(({ n }) => n),
        [1, 2, 3],
      )
      same(restart, true)
      await appendTickets(journal, 1)
      const more = await other.read(position)
      same(
        more.entries.map(({ n }) => n),
        [4],
      )
      same(more.restart, false)
      closeAll(journal, other)
    },
  },
  {
    name: '[J9] a step sees everything that came before it, and no other step comes in between',
    run: async (make) => {
      const { open } = await make()
      const windows = [await open(), await open(), await open()]
      const seen = new Map<Journal, { position: Position; known: number }>()
      for (const journal of windows) seen.set(journal, { position: startPosition, known: 0 })
      await Promise.all(
        Array.from({ length: 60 }, async (_, index) => {
          const journal = windows[index % windows.length] as Journal
          const mine = seen.get(journal) as { position: Position; known: number }
          const before = mine.position
          const { position } = await journal.append(before, (news) => {
            // Own steps of the same window overlap: the news are counted from `before`, so n tells the truth.
            check(news.head.n >= news.entries.length, 'the head is behind the news')
            return { append: ticketsFrom(news, 1), answer: null }
          })
          if (position.arrival > mine.position.arrival) mine.position = position
        }),
      )
      const { entries } = await (windows[0] as Journal).read(startPosition)
      same(
        entries.map(({ n }) => n),
        Array.from({ length: 60 }, (_, index) => index + 1),
      )
      closeAll(...windows)
    },
  },
  {
    name: '[J9] a step that appends nothing, or throws, leaves nothing behind',
    run: async (make) => {
      const { open } = await make()
      const journal = await open()
      const { answer } = await journal.append(startPosition, () => ({ append: [], answer: 'no' }))
      same(answer, 'no')
      let thrown = ''
      await journal
        .append(startPosition, () => {
          throw new RangeError('impossible')
        })
        .catch((error: unknown) => (thrown = (error as Error).message))
      check(thrown.includes('impossible'), 'a broken step must be heard of')
      same((await journal.read(startPosition)).entries.length, 0)
      await appendTickets(journal, 1)
      closeAll(journal)
    },
  },
  {
    name: '[J2] entries of other stores are taken over once, however often they come',
    run: async (make) => {
      const { open } = await make()
      const journal = await open()
      await appendTickets(journal, 2)
      const others = [1, 2, 3].map((n) => ticketEntry(foreign, n))
      same(await journal.merge([...others, ...others]), 3)
      same(await journal.merge(others), 0)
      same((await journal.read(startPosition)).entries.length, 5)
      closeAll(journal)
    },
  },
  {
    name: '[J6] an event of an unknown type comes back as it went in',
    run: async (make) => {
      const { open } = await make()
      const journal = await open()
      const original = { type: 'LanternLit', colour: 'amber', n: 3 }
      await journal.merge([{ ...ticketEntry(foreign, 1), event: { type: 'Unknown', original } }])
      const [entry] = (await journal.read(startPosition)).entries
      same(entry?.event, { type: 'Unknown', original })
      closeAll(journal)
    },
  },
  {
    name: '[J10] a fold keeps what it is told, archives the batch, and readers start again',
    run: async (make) => {
      const { open } = await make()
      const journal = await open()
      const other = await open()
      await appendTickets(journal, 3)
      const { position } = await other.read(startPosition)
      same(await journal.horizon(), null)
      const folded = await journal.fold(({ entries }) => ({
        batches: [encodeDayBatch(day, [], entries.length, 120, () => 0.5)],
        horizon: day,
        keep: ({ n }) => n === 3,
      }))
      same(folded, true)
      same(await other.horizon(), day)
      same(
        (await other.batches(day, day)).map(({ ticketsIssued }) => ticketsIssued),
        [3],
      )
      same((await other.batches('2026-11-24' as Day, '2026-11-25' as Day)).length, 0)
      const news = await other.read(position)
      same(news.restart, true)
      same(
        news.entries.map(({ n }) => n),
        [3],
      )
      same([...news.counted], [[originOf(news), [[1, 2]]]])
      same([news.head.n, news.head.at, news.head.day], [3, noon, day])
      await appendTickets(other, 1)
      same(
        (await journal.read(startPosition)).entries.map(({ n }) => n),
        [3, 4],
      )
      closeAll(journal, other)
    },
  },
  {
    name: '[J2] what a fold has taken away does not come back by a merge',
    run: async (make) => {
      const { open } = await make()
      const journal = await open()
      const others = [1, 2].map((n) => ticketEntry(foreign, n))
      await journal.merge(others)
      await appendTickets(journal, 1)
      await journal.fold(() => ({ batches: [], horizon: day, keep: () => false }))
      const { head } = await journal.read(startPosition)
      same([head.n, head.at, head.hlc], [1, null, null])
      same(await journal.merge([...others, ticketEntry(foreign, 3)]), 1)
      same(
        (await journal.read(startPosition)).entries.map(({ n }) => n),
        [3],
      )
      closeAll(journal)
    },
  },
  {
    name: '[J10] a fold that finds nothing to do changes nothing',
    run: async (make) => {
      const { open } = await make()
      const journal = await open()
      await appendTickets(journal, 1)
      const { position } = await journal.read(startPosition)
      same(await journal.fold(() => null), false)
      same((await journal.read(position)).restart, false)
      closeAll(journal)
    },
  },
  {
    name: '[J10] steps that meet a fold wait for it, and none is lost',
    run: async (make) => {
      const { open } = await make()
      const journal = await open()
      const other = await open()
      await appendTickets(journal, 5)
      const steps = Array.from({ length: 20 }, () => appendTickets(other, 1))
      const folds = [1, 2].map(() =>
        journal.fold(() => ({ batches: [], horizon: '2026-11-22' as Day, keep: () => true })),
      )
      await Promise.all([...steps, ...folds])
      const { entries } = await other.read(startPosition)
      same(
        entries.map(({ n }) => n).sort((a, b) => a - b),
        Array.from({ length: 25 }, (_, index) => index + 1),
      )
      closeAll(journal, other)
    },
  },
  {
    name: '[J9] every window hears of an arrival, and none after it stopped listening',
    run: async (make) => {
      const { open } = await make()
      const journal = await open()
      const other = await open()
      let heard = 0
      const stop = other.watch(() => (heard += 1))
      await appendTickets(journal, 1)
      await until(() => heard > 0)
      stop()
      const before = heard
      await appendTickets(journal, 1)
      await new Promise((resolve) => setTimeout(resolve, 60))
      same(heard, before)
      closeAll(journal, other)
    },
  },
]

export async function appendTickets(journal: Journal, count: number): Promise<void> {
  await journal.append(startPosition, (news) => ({ append: ticketsFrom(news, count), answer: null }))
}

export function ticketsFrom(news: News, count: number): readonly Entry[] {
  const facts = Array.from({ length: count }, (_, index) => ({
    subject: 'new' as const,
    event: ticketIssued(news.head.n + index + 1),
  }))
  const stamps = facts.map(() => ({
    at: noon,
    day,
    clock: 0 as const,
    hlc: tick(news.head.hlc, noon, news.head.origin),
  }))
  return entriesFrom(facts, news.head, stamps, () => null)
}

export function ticketEntry(origin: OriginId, n: number): Entry {
  const id = entryId(origin, n)
  return {
    v: 1,
    id,
    origin,
    n,
    subject: id,
    after: null,
    hlc: tick(null, noon, origin),
    at: noon,
    clock: 0,
    day,
    event: ticketIssued(n),
  }
}

function ticketIssued(num: number): Extract<Fact['event'], { type: 'TicketIssued' }> {
  return {
    type: 'TicketIssued',
    label: `A${String(num).padStart(2, '0')}` as Label,
    need: 'orient' as NeedId,
    series: '' as Series,
    num,
    source: 'kiosk',
  }
}

function originOf(news: News): OriginId {
  return news.head.origin
}

export function closeAll(...journals: readonly Journal[]): void {
  for (const journal of journals) journal.close()
}

export async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; tries < 200 && !condition(); tries++) await new Promise((resolve) => setTimeout(resolve, 10))
  check(condition(), 'it did not happen within 2 s')
}

function check(condition: boolean, message: string): void {
  if (!condition) throw new Error(message)
}

export function same(actual: unknown, expected: unknown): void {
  const [found, wanted] = [JSON.stringify(actual), JSON.stringify(expected)]
  if (found !== wanted) throw new Error(`expected ${wanted}, found ${found}`)
}
