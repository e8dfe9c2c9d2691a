import type { ReleaseLedger } from '#app/ports.ts'
import { LedgerError } from '#app/ports.ts'
import type { IdbFactory } from './dexie-tables.ts'
import { keptWhole, readKept } from './ledger-lines.ts'
import { openLedgerDatabase } from './ledger-tables.ts'

export interface DexieReleaseLedger extends ReleaseLedger {
  close(): void
}

/**
 * The ledger of a browser that works alone, in a database of its own beside the store's: what was released outlives
 * every fold, and a kiosk never opens it.
 */
export function openDexieReleaseLedger(store: string, factory?: IdbFactory): DexieReleaseLedger {
  const db = openLedgerDatabase(store, factory)

  return {
    list: () => guarded(async () => (await db.releases.orderBy('n').toArray()).map(({ kept }) => readKept(kept))),
    add: (release, known) => {
      const kept = keptWhole(release)
      return guarded(() =>
        // Count and addition are one transaction: two windows cannot both have known all.
        db.transaction('rw', db.releases, async () => {
          if ((await db.releases.count()) !== known) return false
          await db.releases.add({ n: known + 1, kept })
          return true
        }),
      )
    },
    close: () => db.close(),
  }
}

async function guarded<Value>(work: () => PromiseLike<Value>): Promise<Value> {
  try {
    return await work()
  } catch (error) {
    const names = [error, (error as { inner?: unknown })?.inner].map((part) => (part as Error | undefined)?.name ?? '')
    if (names.includes('QuotaExceededError')) throw new LedgerError('storeFull', error)
    throw error
  }
}
