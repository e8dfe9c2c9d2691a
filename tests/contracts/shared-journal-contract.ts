import type { Day, EntryId, OriginId } from '#domain/ids.ts'
import { encodeDayBatch } from '#domain/visits/day-batch.ts'
import type { Journal, VisitArchive } from '#journal/port.ts'
import { startPosition } from '#journal/port.ts'
import type { Holding, SharedJournal } from '#journal/shared-port.ts'
import { appendTickets, closeAll, same, ticketEntry, until } from './journal-contract.ts'

/** What stands for a link in these tests. */
export interface TestLink {
  readonly read: number
  readonly counted: ReadonlyMap<OriginId, readonly (readonly [number, number])[]>
}

export type SharedUnderTest = Journal & VisitArchive & SharedJournal<string, TestLink>

export interface SharedCase {
  readonly name: string
  run(open: () => Promise<SharedUnderTest>): Promise<void>
}

const day = '2026-11-23' as Day
const other = 'zzzzzzzzzz' as OriginId
const third = 'yyyyyyyyyy' as OriginId
const link = (read: number): TestLink => ({ read, counted: new Map([[other, [[1, read]]]]) })

/** The judge of what a hub's side of a journal does: memory, Dexie over fake-indexeddb, Dexie in a real Chromium. */
export const sharedJournalContract: readonly SharedCase[] = [
  {
    name: '[J13] entries, receipts and the link that came with them are there together',
    run: async (open) => {
      const journal = await open()
      same(await journal.storedLink(), null)
      const merge = [1, 2].map((n) => ({ entry: ticketEntry(other, n), receipt: n === 1 ? 'r1' : null }))
      await journal.receive({ merge, erase: new Set(), link: link(2) })
      const again = await open()
      same(received(await again.held()), ['zzzzzzzzzz:1 r1', 'zzzzzzzzzz:2 null'])
      const stored = await again.storedLink()
      same([stored?.read, stored?.counted.get(other)], [2, [[1, 2]]])
      same((await again.read(startPosition)).entries.length, 2)
      closeAll(journal, again)
    },
  },
  {
    name: '[J13] what is known already comes once, and takes over a receipt that comes later',
    run: async (open) => {
      const journal = await open()
      const entry = ticketEntry(other, 1)
      await journal.receive({ merge: [{ entry, receipt: null }], erase: new Set(), link: link(1) })
      const { position } = await journal.read(startPosition)
      await journal.receive({ merge: [{ entry, receipt: 'late' }], erase: new Set(), link: link(2) })
      await journal.receive({ merge: [{ entry, receipt: 'later' }], erase: new Set(), link: link(3) })
      same(received(await journal.held()), ['zzzzzzzzzz:1 late'])
      same((await journal.read(position)).entries.length, 0)
      closeAll(journal)
    },
  },
  {
    name: '[J13] every window hears of what has come, and none of a link alone',
    run: async (open) => {
      const journal = await open()
      const window = await open()
      let heard = 0
      window.watch(() => (heard += 1))
      await journal.receive({ merge: [], erase: new Set(), link: link(1) })
      await new Promise((resolve) => setTimeout(resolve, 60))
      same(heard, 0)
      const merge = [{ entry: ticketEntry(other, 1), receipt: 'r1' }]
      await journal.receive({ merge, erase: new Set(), link: link(1) })
      await until(() => heard > 0)
      closeAll(journal, window)
    },
  },
  {
    name: '[J14] what is erased is gone, uncounted, readers start again, and it may come back in other words',
    run: async (open) => {
      const journal = await open()
      const window = await open()
      await appendTickets(journal, 2)
      const merge = [1, 2].map((n) => ({ entry: ticketEntry(other, n), receipt: `r${n}` }))
      await journal.receive({ merge, erase: new Set(), link: link(2) })
      const { position, head } = await window.read(startPosition)
      const replaced = { ...ticketEntry(other, 1), clock: 1 as const }
      const erase = new Set(['zzzzzzzzzz:1', `${head.origin}:2`] as EntryId[])
      await journal.receive({ merge: [{ entry: replaced, receipt: 'r3' }], erase, link: link(3) })
      const news = await window.read(position)
      same([news.restart, [...news.counted]], [true, []])
      same(
        news.entries.map(({ id, clock }) => `${id} ${clock}`).sort(),
        [`${head.origin}:1 0`, 'zzzzzzzzzz:1 1', 'zzzzzzzzzz:2 0'].sort(),
      )
      // Of the entry that is gone not even the moment remains, but its number stays used.
      same([news.head.n, news.head.at], [2, null])
      same((await window.storedLink())?.read, 3)
      same(
        received(await window.held())
          .slice(1)
          .sort(),
        ['zzzzzzzzzz:1 r3', 'zzzzzzzzzz:2 r2'],
      )
      await appendTickets(window, 1)
      same((await journal.read(startPosition)).head.n, 3)
      closeAll(journal, window)
    },
  },
  {
    name: '[J14] steps that meet an erasure wait for it, and none is lost',
    run: async (open) => {
      const journal = await open()
      const window = await open()
      const merge = [1, 2, 3].map((n) => ({ entry: ticketEntry(other, n), receipt: null }))
      await journal.receive({ merge, erase: new Set(), link: link(3) })
      const steps = Array.from({ length: 20 }, () => appendTickets(window, 1))
      const erasures = merge.map(({ entry }) =>
        journal.receive({ merge: [], erase: new Set([entry.id]), link: link(3) }),
      )
      await Promise.all([...steps, ...erasures])
      const { entries, head } = await window.read(startPosition)
      same([entries.length, head.n], [20, 20])
      closeAll(journal, window)
    },
  },
  {
    name: '[J15] a store tells its own origins, what it has written under each, and what it holds',
    run: async (open) => {
      const journal = await open()
      await appendTickets(journal, 2)
      const fromMemory = [1, 2, 3].map((n) => ticketEntry(third, n))
      same(await journal.mergeOwn(fromMemory.slice(0, 2)), 2)
      same(await journal.mergeOwn(fromMemory), 1)
      const merge = [{ entry: ticketEntry(other, 1), receipt: 'r1' }]
      await journal.receive({ merge, erase: new Set([fromMemory[2]?.id] as EntryId[]), link: link(1) })
      const held = await journal.held()
      const { origin } = (await journal.read(startPosition)).head
      same([...held.own], [origin, third])
      same([held.written.get(origin), held.written.get(third)], [2, 3])
      same(held.entries.length, 5)
      closeAll(journal)
    },
  },
  {
    name: '[J16] a store that gives up its origin goes on under another and says again what was asked',
    run: async (open) => {
      const journal = await open()
      const window = await open()
      await appendTickets(journal, 3)
      const { head, position } = await window.read(startPosition)
      await journal.renounce(head.origin, third, (held) => ({
        gone: new Set(held.entries.filter(({ entry }) => entry.n > 1).map(({ entry }) => entry.id)),
        again: [1, 2].map((n) => ticketEntry(third, n)),
        link: link(7),
      }))
      const news = await window.read(position)
      same(news.restart, true)
      same(news.entries.map(({ id }) => id).sort(), [`${head.origin}:1`, `${third}:1`, `${third}:2`].sort())
      same([news.head.origin, news.head.n], [third, 2])
      same((await window.storedLink())?.read, 7)
      await appendTickets(window, 1)
      const held = await journal.held()
      same([[...held.own], held.written.get(third)], [[third], 3])
      closeAll(journal, window)
    },
  },
  {
    name: '[J16] an origin of a full disk is given up without touching the other',
    run: async (open) => {
      const journal = await open()
      await appendTickets(journal, 1)
      await journal.mergeOwn([ticketEntry(third, 1)])
      await journal.renounce(third, 'xxxxxxxxxx' as OriginId, () => ({
        gone: new Set([`${third}:1`] as EntryId[]),
        again: [ticketEntry('xxxxxxxxxx' as OriginId, 1)],
        link: link(1),
      }))
      const { origin } = (await journal.read(startPosition)).head
      same([...(await journal.held()).own].sort(), [origin, 'xxxxxxxxxx'].sort())
      closeAll(journal)
    },
  },
  {
    name: "[J17] the hub's batches stand with their digests, and those that it has no more are gone",
    run: async (open) => {
      const journal = await open()
      same((await journal.batchDigests()).size, 0)
      same(await journal.batchHorizon(), null)
      const tuesday = '2026-11-24' as Day
      const batchOf = (date: Day, issued: number) => encodeDayBatch(date, [], issued, 120, () => 0.5)
      await journal.keepBatches([batchOf(day, 3)], digests({ [day]: 'a' }), day)
      await journal.keepBatches([batchOf(tuesday, 4)], digests({ [day]: 'a', [tuesday]: 'b' }))
      const window = await open()
      same(await window.batchHorizon(), day)
      same(
        (await window.batches(day, tuesday)).map(({ ticketsIssued }) => ticketsIssued),
        [3, 4],
      )
      await window.keepBatches([batchOf(tuesday, 5)], digests({ [tuesday]: 'c' }), tuesday)
      same(await journal.batchHorizon(), tuesday)
      same(
        (await journal.batches(day, tuesday)).map(({ ticketsIssued }) => ticketsIssued),
        [5],
      )
      same([...(await journal.batchDigests())], [[tuesday, 'c']])
      closeAll(journal, window)
    },
  },
]

function digests(given: Readonly<Record<string, string>>): ReadonlyMap<Day, string> {
  return new Map(Object.entries(given) as [Day, string][])
}

function received({ entries }: Holding<string>): readonly string[] {
  return entries.map(({ entry, receipt }) => `${entry.id} ${String(receipt)}`)
}
