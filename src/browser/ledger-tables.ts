import { Dexie } from 'dexie'
import type { Table } from 'dexie'
import { dexieOptions } from './dexie-tables.ts'
import type { IdbFactory } from './dexie-tables.ts'

/** A line of the ledger of releases: `n` counts 1, 2, 3; `kept` has the shape of `statistics/kept-release.ts`. */
export interface LedgerRow {
  readonly n: number
  readonly kept: unknown
}

export type LedgerDatabase = Dexie & { readonly releases: Table<LedgerRow, number> }

/** Beside the store's other databases, so that only who releases anything opens it. */
export function openLedgerDatabase(store: string, factory?: IdbFactory): LedgerDatabase {
  const db = new Dexie(`${store}-releases`, dexieOptions(factory)) as LedgerDatabase
  db.version(1).stores({ releases: 'n' })
  return db
}
