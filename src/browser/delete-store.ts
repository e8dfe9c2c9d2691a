import { openSiteDatabase } from './dexie-tables.ts'
import type { IdbFactory } from './dexie-tables.ts'
import { createGenerationRooms } from './generation-rooms.ts'
import { openLedgerDatabase } from './ledger-tables.ts'

/** Takes a whole store off the disk: the raw journal's rooms, then its batches, then what was released of them. */
export async function deleteStore(store: string, factory?: IdbFactory): Promise<void> {
  const rooms = createGenerationRooms(store, factory)
  for (const generation of await rooms.list()) await rooms.erase(generation)
  await openSiteDatabase(store, factory).delete()
  await openLedgerDatabase(store, factory).delete()
}
