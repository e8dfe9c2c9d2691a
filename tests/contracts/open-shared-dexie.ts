import { openDexieJournal } from '#browser/dexie-journal.ts'
import type { DexieJournalOptions } from '#browser/dexie-journal.ts'
import { createDexieSharedJournal } from '#browser/hub/dexie-shared-journal.ts'
import type { SharedUnderTest, TestLink } from './shared-journal-contract.ts'

export async function openSharedDexie(options: DexieJournalOptions): Promise<SharedUnderTest> {
  const journal = await openDexieJournal(options)
  return { ...journal, ...createDexieSharedJournal<string, TestLink>(journal.room) }
}
