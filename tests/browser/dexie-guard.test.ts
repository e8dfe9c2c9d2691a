// @vitest-environment node
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { expect, test } from 'vitest'
import { openDexieJournal } from '#browser/dexie-journal.ts'
import { writerVersion } from '#browser/dexie-tables.ts'
import type { Day, OriginId } from '#domain/ids.ts'

test('a new generation asks for the writer that has made it, not for the one that made the generation before', async () => {
  const factory = { indexedDB: new IDBFactory(), IDBKeyRange }
  const journal = await openDexieJournal({ store: 'guard', newOrigin: () => 'guardstore' as OriginId, factory })
  const { room } = journal
  await room.use(({ meta }) => meta.put({ key: 'guard', minWriter: writerVersion - 1 }))
  expect(await journal.fold(() => ({ batches: [], horizon: '2026-11-22' as Day, keep: () => true }))).toBe(true)
  expect(await room.use(({ meta }) => meta.get('guard'))).toEqual({ key: 'guard', minWriter: writerVersion })
  journal.close()
})
