import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { describe, test } from 'vitest'
import { openDexieJournal } from '#browser/dexie-journal.ts'
import { originNamed } from '../support/library-world.ts'
import { createMemoryLocks } from '../support/memory-locks.ts'
import { journalContract } from './journal-contract.ts'

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
