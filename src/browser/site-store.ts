import type { Store } from '#app/ports.ts'
import { newOrigin } from './chance.ts'
import { openDexieJournal } from './dexie-journal.ts'
import type { DexieJournal } from './dexie-journal.ts'
import { createEnduringJournal } from './enduring-journal.ts'
import type { TroubleBook } from './store-trouble.ts'

/** Absent where the page is not a secure context: then there is no way to agree with other windows. */
export const windowLocks: LockManager | undefined = (globalThis.navigator as { readonly locks?: LockManager }).locks

/**
 * Opens the store that the windows of this browser share: durable, and going on in memory while it cannot be written.
 *
 * @param share where there is a hub: takes the journal as soon as it is open.
 */
export async function openSiteStore(
  store: string,
  book: TroubleBook,
  share: (journal: DexieJournal) => Store = (journal) => journal,
): Promise<Store> {
  const open = async () =>
    share(
      await openDexieJournal({
        store,
        newOrigin,
        onNewerStore: () => book.setTrouble('newerStore'),
        ...(windowLocks === undefined ? {} : { locks: windowLocks }),
      }),
    )
  return createEnduringJournal({
    durable: await open().catch(() => openLater(open)),
    newOrigin,
    // Rare as well: only a full disk asks for a letter.
    claimLetter: async () => (await import('./memory-letter.ts')).claimMemoryLetter(store, windowLocks),
    channel: new BroadcastChannel(`${store}-memory`),
    onMemory: book.setInMemory,
  })
}

/** A store that cannot be opened yet: rare, so its code is only loaded then. */
async function openLater(open: () => Promise<Store>): Promise<Store> {
  const { createLateJournal } = await import('./late-journal.ts')
  return createLateJournal(open, newOrigin())
}
