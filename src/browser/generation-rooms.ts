import { openJournalDatabase } from './dexie-tables.ts'
import type { IdbFactory, JournalDatabase } from './dexie-tables.ts'

/** Where the raw journal's generations live, and how one of them leaves the disk. */
export interface GenerationRooms {
  open(generation: number): Promise<JournalDatabase>
  /** Takes the generation off the disk; resolves at once where there is none. */
  erase(generation: number): Promise<void>
  /** The generations that exist, as far as the browser can tell. */
  list(): Promise<readonly number[]>
}

/**
 * One storage bucket per generation. Measured in Chromium 156: after `deleteDatabase` LevelDB keeps all values in its
 * files, while a deleted bucket's directory is gone at once, with other windows writing and after SIGKILL. Browsers
 * without buckets (Firefox, Safari: SQLite, a file per database) delete the database instead.
 */
export function createGenerationRooms(store: string, factory?: IdbFactory): GenerationRooms {
  const buckets = factory === undefined ? bucketManager() : undefined
  return buckets === undefined ? databaseRooms(store, factory) : bucketRooms(store, buckets)
}

/** The part of the Storage Buckets API that is used; the DOM library does not know it yet. */
interface BucketManager {
  open(
    name: string,
    options: { readonly durability: 'strict'; readonly persisted: boolean },
  ): Promise<{ readonly indexedDB: IDBFactory }>
  delete(name: string): Promise<void>
  keys(): Promise<readonly string[]>
}

function bucketManager(): BucketManager | undefined {
  return (globalThis as { navigator?: { storageBuckets?: BucketManager } }).navigator?.storageBuckets
}

function bucketRooms(store: string, buckets: BucketManager): GenerationRooms {
  return {
    open: async (generation) => {
      // `persisted` is granted with the origin's own permission and ignored without it.
      const bucket = await buckets.open(roomName(store, generation), { durability: 'strict', persisted: true })
      return openJournalDatabase(store, generation, { indexedDB: bucket.indexedDB, IDBKeyRange })
    },
    erase: (generation) => buckets.delete(roomName(store, generation)),
    list: async () => generationsIn(store, await buckets.keys()),
  }
}

function databaseRooms(store: string, factory?: IdbFactory): GenerationRooms {
  const { indexedDB: databases } = factory ?? globalThis
  return {
    open: (generation) => Promise.resolve(openJournalDatabase(store, generation, factory)),
    erase: (generation) => openJournalDatabase(store, generation, factory).delete(),
    list: async () =>
      generationsIn(
        store,
        (await databases.databases()).map(({ name }) => name ?? ''),
      ),
  }
}

/** Bucket names are lower case letters, digits, `-` and `_`. */
export function roomName(store: string, generation: number): string {
  return `${store}-journal-${generation}`
}

function generationsIn(store: string, names: readonly string[]): readonly number[] {
  const prefix = roomName(store, 0).slice(0, -1)
  return names
    .filter((name) => name.startsWith(prefix))
    .map((name) => Number(name.slice(prefix.length)))
    .filter(Number.isInteger)
}
