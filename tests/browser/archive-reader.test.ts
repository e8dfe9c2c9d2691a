// @vitest-environment node
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { ArchiveUnreadable } from '#app/statistics-desk.ts'
import { createArchiveReader } from '#browser/archive-reader.ts'
import { openSiteDatabase } from '#browser/dexie-tables.ts'
import { deleteStore } from '#browser/delete-store.ts'
import { addDays } from '#domain/hours/calendar.ts'
import type { Day, OriginId } from '#domain/ids.ts'
import { decodeDayBatch } from '#domain/visits/day-batch.ts'
import type { DayBatch } from '#domain/visits/day-batch.ts'
import { openSharedDexie } from '../contracts/open-shared-dexie.ts'
import { batchOn, times, visit } from '../statistics/visits.ts'

const firstDay = '2025-11-10' as Day
const everything = { start: '0000-01-01' as Day, end: '9999-12-31' as Day }
const day = (at: number): Day => addDays(firstDay, at)

type Step =
  | { readonly type: 'fold' | 'fromHub'; readonly at: number; readonly visits: number }
  | { readonly type: 'lost'; readonly at: number }
  | { readonly type: 'read'; readonly from: number; readonly days: number }
  | { readonly type: 'tidy' }

const anyAt = fc.integer({ min: 0, max: 130 })
const readStep: fc.Arbitrary<Step> = fc.record({
  type: fc.constant('read'),
  from: fc.integer({ min: -40, max: 130 }),
  days: fc.integer({ min: 0, max: 170 }),
})
const tidyStep: fc.Arbitrary<Step> = fc.constant({ type: 'tidy' })

function writeStep(type: 'fold' | 'fromHub'): fc.Arbitrary<Step> {
  return fc.record({ type: fc.constant(type), at: anyAt, visits: fc.integer({ min: 0, max: 4 }) })
}

test('[S75] whatever is folded, read and packed in between, the archive is read as it is', { timeout: 120_000 }, () =>
  fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(writeStep('fold'), readStep, tidyStep), { maxLength: 25 }), alwaysAsItIs),
    { numRuns: 25 },
  ),
)

test("[S75] and so are a hub's days, corrected and taken back", { timeout: 120_000 }, () => {
  const lostStep: fc.Arbitrary<Step> = fc.record({ type: fc.constant('lost'), at: anyAt })
  return fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(writeStep('fromHub'), lostStep, readStep, tidyStep), { maxLength: 25 }),
      alwaysAsItIs,
    ),
    { numRuns: 25 },
  )
})

test('[S75] months that are over are packed by tidying, the one that grows is not', async () => {
  const house = await openHouse()
  await house.fold(Array.from({ length: 100 }, (_, at) => batchOn(day(at), times(3, visit()))))
  await house.reader.read(everything)
  expect(await house.packs()).toEqual([])
  await house.reader.tidy()
  expect(await house.packs()).toEqual(['2025-11', '2025-12', '2026-01'])
  // The pack is what is read from now on.
  const site = openSiteDatabase(house.store, house.factory)
  await site.batches.delete(day(25))
  const { batches } = await house.reader.read(everything)
  expect(batches.map((batch) => batch.day)).toContain(day(25))
  site.close()
})

test('[S75] packs are made anew when the archive has changed, also of months that nobody looks at again', async () => {
  const house = await openHouse()
  const days = Array.from({ length: 100 }, (_, at) => batchOn(day(at), times(3, visit())))
  await house.fold(days)
  await house.reader.read(everything)
  await house.reader.tidy()
  await house.fold([batchOn(day(3), [visit()])])
  await house.reader.read({ start: day(99), end: day(99) })
  await house.reader.tidy()
  expect(await house.packs()).toEqual(['2025-11', '2025-12', '2026-01'])
  const site = openSiteDatabase(house.store, house.factory)
  await site.batches.delete(day(4))
  const { batches } = await house.reader.read(everything)
  expect(batches.slice(3, 5).map(({ visits }) => visits)).toEqual([1, 3])
  site.close()
})

test('[S75] the pack of a month that is gone, or grows again, goes', async () => {
  const house = await openHouse()
  const all = Array.from({ length: 100 }, (_, at) => batchOn(day(at), times(3, visit())))
  const digestsOf = (batches: readonly DayBatch[]) => new Map(batches.map((batch) => [batch.day, 'digest'] as const))
  await house.journal.keepBatches(all, digestsOf(all))
  await house.reader.read(everything)
  await house.reader.tidy()
  // The hub has lost November, and all since the middle of January.
  const left = all.filter((batch) => batch.day >= '2025-12-01' && batch.day < '2026-01-15')
  await house.journal.keepBatches([], digestsOf(left))
  await house.reader.read({ start: day(60), end: day(60) })
  await house.reader.tidy()
  expect(await house.packs()).toEqual(['2025-12'])
  await house.journal.keepBatches([], new Map())
  expect((await house.reader.read(everything)).batches).toEqual([])
  await house.reader.tidy()
  expect(await house.packs()).toEqual([])
})

test('[S75] a pack that is broken or lost is read past, day by day', async () => {
  const house = await openHouse()
  await house.fold(Array.from({ length: 100 }, (_, at) => batchOn(day(at), times(3, visit()))))
  await house.reader.read(everything)
  await house.reader.tidy()
  const site = openSiteDatabase(house.store, house.factory)
  const pack = await site.meta.get('pack 2025-12')
  await site.meta.put({ ...pack, bytes: Uint8Array.of(1) } as never)
  expect((await house.reader.read(everything)).batches).toHaveLength(100)
  await site.meta.delete('pack 2025-12')
  expect((await house.reader.read(everything)).batches).toHaveLength(100)
  site.close()
})

test('[S16] a reading belongs to one generation, whatever is folded meanwhile', async () => {
  const house = await openHouse()
  await house.fold([batchOn(day(0), [visit()])])
  const before = await house.reader.read(everything)
  const [during] = await Promise.all([house.reader.read(everything), house.fold([batchOn(day(1), [visit()])])])
  const after = await house.reader.read(everything)
  expect([before.generation, after.generation]).toEqual([2, 3])
  expect(during.batches).toHaveLength(during.generation - 1)
})

test('[S16] no store is made by reading, and one that goes or changes its shape is not held up', async () => {
  const factory = { indexedDB: new IDBFactory(), IDBKeyRange }
  const reader = createArchiveReader('nowhere', factory)
  await expect(reader.read(everything)).rejects.toBeInstanceOf(ArchiveUnreadable)
  expect(await factory.indexedDB.databases()).toEqual([])

  const house = await openHouse()
  await house.fold([batchOn(day(0), [visit()])])
  await house.reader.read(everything)
  house.journal.close()
  await deleteStore(house.store, house.factory)
  await expect(house.reader.read(everything)).rejects.toBeInstanceOf(ArchiveUnreadable)

  const newer = house.factory.indexedDB.open(`${house.store}-site`, 20)
  await new Promise((resolve) => newer.addEventListener('success', resolve))
  newer.result.close()
  await expect(house.reader.read(everything)).rejects.toThrow('newer')
})

async function alwaysAsItIs(steps: readonly Step[]): Promise<void> {
  const house = await openHouse()
  const digests = new Map<Day, string>()
  let count = 0
  for (const step of steps) {
    switch (step.type) {
      case 'fold':
        await house.fold([batchOn(day(step.at), times(step.visits, visit()))])
        break
      case 'fromHub': {
        digests.set(day(step.at), `digest ${count++}`)
        await house.journal.keepBatches([batchOn(day(step.at), times(step.visits, visit()))], new Map(digests))
        break
      }
      case 'lost':
        digests.delete(day(step.at))
        await house.journal.keepBatches([], new Map(digests))
        break
      case 'tidy':
        await house.reader.tidy()
        break
      case 'read':
        await expectAsItIs(house, { start: day(step.from), end: day(step.from + step.days) })
        break
    }
  }
  await house.reader.tidy()
  await expectAsItIs(house, everything)
  house.close()
}

type House = Awaited<ReturnType<typeof openHouse>>

async function expectAsItIs({ reader, journal }: House, span: { start: Day; end: Day }): Promise<void> {
  const { batches } = await reader.read(span)
  const expected = await journal.batches(span.start, span.end)
  expect(batches.map(legible)).toEqual(expected.map(legible))
}

function legible(batch: DayBatch) {
  return { day: batch.day, issued: batch.ticketsIssued, records: decodeDayBatch(batch) }
}

async function openHouse() {
  const store = 'archive'
  const factory = { indexedDB: new IDBFactory(), IDBKeyRange }
  const journal = await openSharedDexie({ store, newOrigin: () => 'archivestore' as OriginId, factory })
  const reader = createArchiveReader(store, factory)
  const close = (): void => {
    reader.close()
    journal.close()
  }
  onTestFinished(close)
  return {
    store,
    factory,
    journal,
    reader,
    close,
    fold: (batches: readonly DayBatch[]) =>
      journal.fold(() => ({ batches, horizon: batches.at(-1)?.day ?? firstDay, keep: () => true })),
    packs: async () => {
      const site = openSiteDatabase(store, factory)
      const keys = (await site.meta.toCollection().primaryKeys()).filter((key) => key.startsWith('pack '))
      site.close()
      return keys.map((key) => key.slice('pack '.length))
    },
  }
}
