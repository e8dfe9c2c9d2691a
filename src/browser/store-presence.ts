import { createGenerationRooms } from './generation-rooms.ts'

/** Whether a store's databases are on the disk, without opening and so making them; null: the browser cannot tell. */
export async function isStorePresent(store: string): Promise<boolean | null> {
  try {
    const names = (await indexedDB.databases()).map(({ name }) => name)
    return names.includes(`${store}-site`) && (await createGenerationRooms(store).list()).length > 0
  } catch {
    return null
  }
}
