import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { describe, expect, test } from 'vitest'
import type { Day } from '#domain/ids.ts'
import { startPosition } from '#journal/port.ts'
import { openDexieJournal } from '#browser/dexie-journal.ts'
import { originNamed } from '../support/library-world.ts'
import { createMemoryLocks } from '../support/memory-locks.ts'
import { appendTickets, journalContract } from './journal-contract.ts'
import { openSharedDexie } from './open-shared-dexie.ts'
import { sharedJournalContract } from './shared-journal-contract.ts'

describe('the journal in Dexie over fake-indexeddb', () => {
  for (const { name, run } of journalContract) {
    test(name, { timeout: 20_000 }, () =>
      run(() => {
        const factory = { indexedDB: new IDBFactory(), IDBKeyRange }
        const store = `contract-${Math.random()}`
        const locks = createMemoryLocks()
        const newOrigin = () => originNamed('d')
        return Promise.resolve({ open: () => openDexieJournal({ store, newOrigin, factory, locks }) })
      }),
    )
  }
})

describe("the hub's side of the journal in Dexie over fake-indexeddb", () => {
  for (const { name, run } of sharedJournalContract) {
    test(name, { timeout: 20_000 }, () => {
      const factory = { indexedDB: new IDBFactory(), IDBKeyRange }
      const store = `shared-${Math.random()}`
      const locks = createMemoryLocks()
      return run(() => openSharedDexie({ store, newOrigin: () => originNamed('d'), factory, locks }))
    })
  }
})

describe('windows without Web Locks', () => {
  test('[J10] no step is lost when a fold of another window comes in between', { timeout: 60_000 }, async () => {
    for (let round = 0; round < 5; round++) {
      const factory = { indexedDB: new IDBFactory(), IDBKeyRange }
      const store = `no-locks-${Math.random()}`
      const open = () => openDexieJournal({ store, newOrigin: () => originNamed('d'), factory })
      const [one, other] = [await open(), await open()]
      await appendTickets(one, 3)
      const folding = { batches: [], horizon: '2026-11-22' as Day, keep: () => true }
      const folds = one.fold(() => folding)
      await Promise.all([...Array.from({ length: 10 }, () => appendTickets(other, 1)), folds])
      expect((await one.read(startPosition)).entries.length).toBe(13)
      one.close()
      other.close()
    }
  })

  test('[J10] a window that opens while another folds works on the generation that counts', async () => {
    const factory = { indexedDB: new IDBFactory(), IDBKeyRange }
    const store = `late-${Math.random()}`
    const locks = createMemoryLocks()
    const open = () => openDexieJournal({ store, newOrigin: () => originNamed('d'), factory, locks })
    const one = await open()
    await appendTickets(one, 2)
    const opening = open()
    await one.fold(() => ({ batches: [], horizon: '2026-11-22' as Day, keep: () => true }))
    const late = await opening
    await appendTickets(late, 1)
    expect((await one.read(startPosition)).entries.map(({ n }) => n)).toEqual([1, 2, 3])
    one.close()
    late.close()
  })
})
