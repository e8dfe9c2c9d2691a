import { originFromBytes } from '#domain/ids.ts'
import { openDexieJournal } from '#browser/dexie-journal.ts'
import { openDexieReleaseLedger } from '#browser/dexie-release-ledger.ts'
import { journalContract } from './journal-contract.ts'
import { openSharedDexie } from './open-shared-dexie.ts'
import { releaseLedgerContract } from './release-ledger-contract.ts'
import { sharedJournalContract } from './shared-journal-contract.ts'

/** Runs one case of the contracts of the journal or the ledger inside a page, over the browser's own IndexedDB. */
async function runCase(name: string): Promise<void> {
  const ledger = releaseLedgerContract.find((contractCase) => contractCase.name === name)
  const found = journalContract.find((contractCase) => contractCase.name === name)
  const shared = sharedJournalContract.find((contractCase) => contractCase.name === name)
  const store = `contract-${Math.random().toString(36).slice(2)}`
  const newOrigin = () => originFromBytes(crypto.getRandomValues(new Uint8Array(10)))
  const options = { store, newOrigin, locks: navigator.locks }
  if (ledger !== undefined) await ledger.run({ open: () => Promise.resolve(openDexieReleaseLedger(store)) })
  else if (shared !== undefined) await shared.run(() => openSharedDexie(options))
  else if (found === undefined) throw new Error(`No case ${name}`)
  else await found.run(() => Promise.resolve({ open: () => openDexieJournal(options) }))
}

Object.assign(globalThis, { runCase })
