import type { Day, DeskNumber, Instant, OriginId, TicketId, WorkshopType } from '#domain/ids.ts'
import { defaultSettings } from '#domain/settings.ts'
import { encodeDayBatch } from '#domain/visits/day-batch.ts'
import { sealDays } from '#protocol/hub-core.ts'
import { emptyWrite } from '#protocol/hub-view.ts'
import { firstTag } from '#protocol/names.ts'
import type { SiteKey } from '#protocol/names.ts'
import { expect } from 'vitest'
import type { HubStore } from '#hub/stores/hub-store.ts'
import { kit, mainSite, mondayOfHub, noonOfMonday, pushInto, ticketOf } from '../support/pushing.ts'

/** `open` gives another process on the same store; `reopen` a store that was closed. */
export interface StoreUnderTest {
  open(): Promise<HubStore>
  /** Whether what is written outlives the process. */
  readonly lasting: boolean
}

export interface StoreCase {
  readonly name: string
  run(store: StoreUnderTest): Promise<void>
}

const a = 'aaaaaaaaaa' as OriginId
const b = 'bbbbbbbbbb' as OriginId
const other = 'other' as SiteKey

function tickets(origin: OriginId, from: number, to: number) {
  return Array.from({ length: to - from + 1 }, (_, index) => ticketOf(origin, from + index))
}

export const hubStoreContract: readonly StoreCase[] = [
  {
    name: '[HS14] a ledger only grows, by whoever knows all its lines, and is there when the store is opened again',
    run: async ({ open, lasting }) => {
      const stores = [await open(), await open()]
      const [store] = stores
      if (store === undefined) throw new Error('No store')
      expect(await store.releases(mainSite, 0, 10)).toEqual({ known: 0, texts: [] })
      for (let known = 0; known < 5; known++) {
        const tries = Array.from({ length: 6 }, (_, index) =>
          (stores[index % 2] ?? store).addRelease(
            mainSite,
            JSON.stringify({ known, index, word: 'été \\u0000' }),
            known,
          ),
        )
        expect((await Promise.all(tries)).filter(Boolean)).toHaveLength(1)
      }
      expect(await store.addRelease(mainSite, '"late"', 4)).toBe(false)
      expect(await store.addRelease(mainSite, '"early"', 6)).toBe(false)
      expect(await store.addRelease(other, '"other"', 0)).toBe(true)
      await Promise.all(lasting ? stores.map((each) => each.close()) : [])
      const again = lasting ? await open() : store
      const { known, texts } = await again.releases(mainSite, 0, 10)
      expect([known, texts.map((text) => (JSON.parse(text) as { known: number }).known)]).toEqual([5, [0, 1, 2, 3, 4]])
      expect(await again.releases(mainSite, 3, 1)).toEqual({ known: 5, texts: [texts[3]] })
      expect(await again.releases(other, 0, 10)).toEqual({ known: 1, texts: ['"other"'] })
      await again.close()
    },
  },
  {
    name: '[HS3] a batch keeps what it says beside its visits',
    run: async ({ open, lasting }) => {
      const store = await open()
      const totals = {
        desks: [0, 2, 1],
        corrected: 3,
        workshops: [{ type: 'interview' as WorkshopType, sessions: 2, attendees: 9, capacity: null }],
      }
      const batch = encodeDayBatch(mondayOfHub, [], 4, 120, () => 0.5, totals)
      await store.seal(mainSite, () => ({
        horizon: mondayOfHub,
        batches: [batch],
        gone: new Set(),
        counted: new Map(),
      }))
      const again = lasting ? (await store.close(), await open()) : store
      expect(await again.batches(mainSite, mondayOfHub, mondayOfHub)).toEqual([batch])
      await again.close()
    },
  },
  {
    name: '[HS1] [HS7] what was committed is read back in pages, also when the store is opened again',
    run: async ({ open, lasting }) => {
      const store = await open()
      await pushInto(store, mainSite, tickets(a, 1, 7))
      await pushInto(store, mainSite, tickets(a, 5, 9))
      const again = lasting ? (await store.close(), await open()) : store
      const page = await again.page(mainSite, 2, 3)
      expect(page.logged.map(({ seq, entry }) => [seq, entry.n])).toEqual([
        [3, 3],
        [4, 4],
        [5, 5],
      ])
      expect(page.more).toBe(true)
      expect(page.logged[0]?.entry).toEqual(ticketOf(a, 3))
      const rest = await again.page(mainSite, 5, 10)
      expect(rest.more).toBe(false)
      expect(rest.logged.map(({ seq }) => seq)).toEqual([6, 7, 8, 9])
      expect(rest.status.head).toEqual({ seq: 9, tag: rest.logged.at(-1)?.tag })
      expect(await again.have(mainSite, [a, b])).toEqual(new Map([[a, [[1, 9]]]]))
      expect(await again.tagAt(mainSite, 0)).toBe(firstTag)
      expect(await again.tagAt(mainSite, 9)).toBe(rest.status.head.tag)
      expect(await again.tagAt(mainSite, 3)).toBe(page.logged[0]?.tag)
      expect(await again.tagAt(mainSite, 10)).toBeNull()
      await again.close()
    },
  },
  {
    name: '[HS1] a group whose step fails leaves nothing of any site',
    run: async ({ open }) => {
      const store = await open()
      const nothing = { origins: [], ids: [], days: [] }
      await expect(
        store.commit([
          { site: mainSite, wanted: nothing, step: () => ({ ...emptyWrite, counted: new Map([[a, [[1, 3]]]]) }) },
          {
            site: other,
            wanted: nothing,
            step: () => {
              throw new Error('broken')
            },
          },
        ]),
      ).rejects.toThrow('broken')
      expect(await store.have(mainSite, [a])).toEqual(new Map())
      await pushInto(store, mainSite, tickets(a, 1, 1))
      expect((await store.status(mainSite)).head.seq).toBe(1)
      await store.close()
    },
  },
  {
    name: '[HS2] numbers are dense in commit order when several processes push one origin at once',
    run: async ({ open }) => {
      const stores = [await open(), await open()]
      const pushes = Array.from({ length: 24 }, (_, index) => {
        const store = stores[index % 2]
        if (store === undefined) throw new Error('No store')
        // Overlapping: every number is pushed twice, by different processes.
        return pushInto(
          store,
          mainSite,
          tickets(index % 3 === 0 ? b : a, index, index + 1).filter(({ n }) => n > 0),
        )
      })
      await Promise.all(pushes)
      const [store] = stores
      if (store === undefined) throw new Error('No store')
      const { logged } = await store.page(mainSite, 0, 1000)
      expect(logged.map(({ seq }) => seq)).toEqual(logged.map((_, index) => index + 1))
      expect(new Set(logged.map(({ entry }) => entry.id)).size).toBe(logged.length)
      for (const each of stores) await each.close()
    },
  },
  {
    name: '[HS3] [HS8] a fold erases raw entries, keeps what is counted, and corrects late ones once',
    run: async ({ open, lasting }) => {
      const store = await open()
      await pushInto(store, mainSite, tickets(a, 1, 3))
      await pushInto(store, mainSite, [{ ...ticketOf(b, 1), day: '2026-11-24' as Day }])
      const seal = (target: HubStore) =>
        target.seal(mainSite, ({ entries, batches, horizon }) =>
          horizon === mondayOfHub ? null : sealDays(entries, mondayOfHub, batches, defaultSettings(), kit),
        )
      expect(await seal(store)).toBe(true)
      expect(await seal(store)).toBe(false)
      const again = lasting ? (await store.close(), await open()) : store
      const { logged, status } = await again.page(mainSite, 0, 10)
      expect(logged.map(({ entry }) => entry.id)).toEqual([`${b}:1`])
      expect(status.horizon).toBe(mondayOfHub)
      expect(await again.have(mainSite, [a, b])).toEqual(
        new Map([
          [a, [[1, 3]]],
          [b, [[1, 1]]],
        ]),
      )
      expect((await again.batches(mainSite, mondayOfHub, mondayOfHub)).map(({ visits }) => visits)).toEqual([3])
      for (let times = 0; times < 2; times++) await pushInto(again, mainSite, [...tickets(a, 3, 4)])
      const [batch] = await again.batches(mainSite, mondayOfHub, mondayOfHub)
      expect([batch?.visits, batch?.ticketsIssued]).toEqual([4, 4])
      expect(batch?.columns['need']?.values).toBeInstanceOf(Uint8Array)
      expect((await again.status(mainSite)).head.seq).toBe(4)
      const archive = await again.archive(mainSite)
      expect(archive.counted).toEqual(new Map([[a, [[1, 4]]]]))
      expect(archive.batches).toEqual([batch])
      await again.close()
    },
  },
  {
    name: '[HS1] owners and quarantined entries are kept',
    run: async ({ open }) => {
      const store = await open()
      await pushInto(store, mainSite, tickets(a, 1, 1))
      const foreign = await pushInto(store, mainSite, tickets(a, 2, 2), { device: 'otherdevice' as never })
      expect(foreign.reply).toMatchObject({ refused: [{ id: `${a}:2`, why: 'owner' }] })
      await pushInto(store, mainSite, [{ ...ticketOf(a, 3), at: -1 as Instant }])
      expect(await store.quarantinedCount(mainSite)).toBe(1)
      expect(await store.have(mainSite, [a])).toEqual(
        new Map([
          [
            a,
            [
              [1, 1],
              [3, 3],
            ],
          ],
        ]),
      )
      await store.close()
    },
  },
  {
    name: '[HS12] what was set aside is forgotten with its time, and still counts',
    run: async ({ open }) => {
      const store = await open()
      await pushInto(store, mainSite, [{ ...ticketOf(a, 1), at: -1 as Instant }])
      for (const before of [0, Date.now() + 60_000]) {
        await store.forget(mainSite, before as Instant)
        expect(await store.quarantinedCount(mainSite)).toBe(1)
        expect(await store.have(mainSite, [a])).toEqual(new Map([[a, [[1, 1]]]]))
      }
      await store.forget(other, Date.now() as Instant)
      await store.close()
    },
  },
  {
    name: '[HS4] sites do not see each other, also in one group',
    run: async ({ open }) => {
      const store = await open()
      await pushInto(store, mainSite, tickets(a, 1, 2))
      await pushInto(store, other, tickets(a, 1, 1))
      expect((await store.status(mainSite)).head.seq).toBe(2)
      expect((await store.status(other)).head.seq).toBe(1)
      expect((await store.page(other, 0, 10)).logged.map(({ entry }) => entry.n)).toEqual([1])
      expect((await store.status('nobody' as SiteKey)).head).toEqual({ seq: 0, tag: firstTag })
      await store.close()
    },
  },
  {
    name: '[HS5] whoever watches hears of a site that has moved',
    run: async ({ open }) => {
      const writer = await open()
      const reader = await open()
      const heard: SiteKey[] = []
      const stop = reader.watch((site) => heard.push(site))
      await pushInto(writer, other, tickets(a, 1, 2))
      await until(() => heard.includes(other))
      stop()
      const before = heard.length
      await pushInto(writer, other, tickets(a, 3, 3))
      expect(heard.length).toBe(before)
      await writer.close()
      await reader.close()
    },
  },
  {
    name: '[HS6] a ticket is claimed by one desk, of ten that ask at once',
    run: async ({ open }) => {
      const stores = [await open(), await open()]
      const now = noonOfMonday
      const until = (now + 5_000) as Instant
      const ticketId = `${a}:1` as TicketId
      const claims = await Promise.all(
        Array.from({ length: 10 }, async (_, index) => {
          const store = stores[index % 2]
          if (store === undefined) throw new Error('No store')
          return store.claim(mainSite, { ticketId, desk: (index + 1) as DeskNumber, until }, now)
        }),
      )
      expect(new Set(claims.map(({ desk }) => desk)).size).toBe(1)
      const [store] = stores
      const holder = claims[0]?.desk
      if (store === undefined || holder === undefined) throw new Error('No claim')
      expect(await store.claims(mainSite, now)).toEqual([{ ticketId, desk: holder, until }])
      const next = `${a}:2` as TicketId
      await store.claim(mainSite, { ticketId: next, desk: holder, until }, now)
      expect((await store.claims(mainSite, now)).map((claim) => claim.ticketId)).toEqual([next])
      expect(await store.claims(mainSite, until)).toEqual([])
      await store.release(mainSite, [next])
      expect(await store.claims(mainSite, now)).toEqual([])
      for (const each of stores) await each.close()
    },
  },
]

async function until(holds: () => boolean): Promise<void> {
  for (let waited = 0; waited < 5_000; waited += 10) {
    if (holds()) return
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error('It has not come to hold')
}
