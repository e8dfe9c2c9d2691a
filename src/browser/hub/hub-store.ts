import type { Store } from '#app/ports.ts'
import type { Receipt } from '#protocol/names.ts'
import { JournalError } from '#journal/port.ts'
import { openSiteStore } from '../site-store.ts'
import type { TroubleBook } from '../store-trouble.ts'
import { createDexieSharedJournal } from './dexie-shared-journal.ts'
import type { HubJournal, KeptLink } from './kept-link.ts'

export interface HubStore {
  /** As every window's: durable, and going on in memory while the disk is full. */
  readonly store: Store
  readonly shared: HubJournal
}

/** Opens the store of a paired browser. */
export async function openHubStore(name: string, book: TroubleBook): Promise<HubStore> {
  let shared: HubJournal | null = null
  const store = await openSiteStore(name, book, (journal) => {
    const opened = createDexieSharedJournal<Receipt, KeptLink>(journal.room)
    shared = opened
    // All that is merged from the screens' side was written by this very browser while its disk was full; the hub folds.
    return { ...journal, merge: opened.mergeOwn, horizon: opened.batchHorizon }
  })
  return { store, shared: lateShared(() => shared) }
}

/** A disk that cannot be opened yet: the link goes on asking, and the day goes on in memory. */
function lateShared(find: () => HubJournal | null): HubJournal {
  async function found(): Promise<HubJournal> {
    const shared = await Promise.resolve(find())
    if (shared === null) throw new JournalError('full')
    return shared
  }
  return {
    held: async () => (await find()?.held()) ?? { own: new Set(), written: new Map(), entries: [] },
    storedLink: async () => find()?.storedLink() ?? null,
    receive: async (received) => (await found()).receive(received),
    renounce: async (origin, fresh, step) => (await found()).renounce(origin, fresh, step),
    mergeOwn: async (entries) => (await found()).mergeOwn(entries),
    batchHorizon: async () => (await found()).batchHorizon(),
    batchDigests: async () => (await found()).batchDigests(),
    keepBatches: async (...kept) => (await found()).keepBatches(...kept),
  }
}
