import { Dexie } from 'dexie'
import type { Table } from 'dexie'
import type { Day, OriginId } from '#domain/ids.ts'
import type { DayBatch } from '#domain/visits/day-batch.ts'
import type { Head } from '#journal/entry.ts'
import type { Counted } from '#journal/intervals.ts'
import type { MonthPack } from '#statistics/month-pack.ts'

/** The writer that this code is. A store may ask for a newer one: then this code only reads (kiosk practice §2). */
export const writerVersion = 1
const schemaVersion = 1

/** One generation of the raw journal; a fold replaces the whole database, so that what is forgotten leaves the disk. */
export interface JournalTables {
  readonly entries: Table<EntryRow, number, NewRow>
  readonly meta: Table<JournalMeta, string>
}

/** An entry as it is stored, and beside it the hub's `receipt` where there is one. */
export type NewRow = Readonly<Record<string, unknown>>
export type EntryRow = NewRow & { readonly arrival: number }

export type JournalMeta =
  | { readonly key: 'guard'; readonly minWriter: number }
  | { readonly key: 'head'; readonly head: Head }
  | { readonly key: 'counted'; readonly counted: Counted }
  /** A fold is under way, or was cut off: nothing is written until the pointer tells which. */
  | { readonly key: 'moving'; readonly since: number }
  /** How far the hub was read; its shape is the link's. */
  | { readonly key: 'link'; readonly link: unknown }
  /** Own origins beside the head's, and the last number written under each. */
  | { readonly key: 'own'; readonly written: ReadonlyMap<OriginId, number> }

/** What outlives a fold: the anonymous batches, and which generation of the journal counts. */
export interface SiteTables {
  readonly batches: Table<DayBatch, string>
  readonly meta: Table<SiteMeta, string>
}

export type SiteMeta =
  | { readonly key: 'guard'; readonly minWriter: number }
  | { readonly key: 'pointer'; readonly generation: number; readonly horizon: Day | null }
  /** Of the hub's batches; `horizon` is absent where an older version wrote them. */
  | { readonly key: 'digests'; readonly digests: ReadonlyMap<Day, string>; readonly horizon?: Day | null }
  /** The months that are packed for the statistics, by what proves that a pack is of its batches as they are. */
  | { readonly key: 'packs'; readonly stamps: ReadonlyMap<string, string> }
  | PackMeta

/** The batches of a month as one record (`archive-packs.ts`). */
export type PackMeta = MonthPack & { readonly key: `pack ${string}` }

export type JournalDatabase = Dexie & JournalTables
export type SiteDatabase = Dexie & SiteTables

export function openJournalDatabase(store: string, generation: number, factory?: IdbFactory): JournalDatabase {
  const db = new Dexie(`${store}-journal-${generation}`, dexieOptions(factory)) as JournalDatabase
  db.version(schemaVersion).stores({ entries: '++arrival, &[origin+n]', meta: 'key' })
  return db
}

export function openSiteDatabase(store: string, factory?: IdbFactory): SiteDatabase {
  const db = new Dexie(`${store}-site`, dexieOptions(factory)) as SiteDatabase
  db.version(schemaVersion).stores({ batches: 'day', meta: 'key' })
  return db
}

/** Whether the stored schema is newer than this code's: Dexie would open it all the same, and write old shapes. */
export function isNewerSchema(db: Dexie): boolean {
  return db.backendDB().version > schemaVersion * 10
}

/** Tests hand in fake-indexeddb; browsers use their own. */
export interface IdbFactory {
  readonly indexedDB: IDBFactory
  readonly IDBKeyRange: typeof IDBKeyRange
}

export function dexieOptions(factory?: IdbFactory) {
  // strict: a number on the screen is on the disk (design D2); 0.3 to 0.9 ms dearer than relaxed.
  return { chromeTransactionDurability: 'strict' as const, cache: 'disabled' as const, ...factory }
}
