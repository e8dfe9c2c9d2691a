import { describe, test } from 'vitest'
import { createMemoryJournal } from '#journal/memory-journal.ts'
import { originNamed } from '../support/library-world.ts'
import { journalContract } from './journal-contract.ts'
import { sharedJournalContract } from './shared-journal-contract.ts'
import type { TestLink } from './shared-journal-contract.ts'

describe('the journal in memory', () => {
  for (const { name, run } of journalContract) {
    test(name, () =>
      run(() => {
        const journal = createMemoryJournal(originNamed('m'))
        // All windows of a memory store are the same window; closing one must not deafen the others.
        return Promise.resolve({ open: () => Promise.resolve({ ...journal, close: () => undefined }) })
      }),
    )
  }
})

describe("the hub's side of the journal in memory", () => {
  for (const { name, run } of sharedJournalContract) {
    test(name, () => {
      const journal = createMemoryJournal<string, TestLink>(originNamed('m'))
      return run(() => Promise.resolve({ ...journal, close: () => undefined }))
    })
  }
})
