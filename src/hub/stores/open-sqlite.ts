import type { DatabaseSync } from '@photostructure/sqlite'

export type SqliteDatabase = InstanceType<typeof DatabaseSync>

/** Older ones lose committed pages when two connections write (the WAL-reset error, mended in 3.51.3). */
const oldestSqlite = [3, 51, 3] as const
export const busyTimeoutMs = 5_000

/**
 * Opens a database file with the `node:sqlite` API: Node's own where it has it, the packaged one on Node 20. What
 * durability and forgetting rest on is asserted, not hoped for: a reopened WAL file is synchronous=NORMAL otherwise.
 */
export async function openSqlite(file: string): Promise<SqliteDatabase> {
  const { DatabaseSync: Database } = await sqliteModule()
  const db = new Database(file)
  try {
    const version = String(only(db, 'SELECT sqlite_version() AS value'))
    if (isOlder(version)) throw new Error(`SQLite ${version} may lose data: ${oldestSqlite.join('.')} is needed`)
    db.exec(`PRAGMA busy_timeout=${busyTimeoutMs}`)
    setAndAssert(db, 'journal_mode', 'WAL', 'wal')
    setAndAssert(db, 'synchronous', 'FULL', 2)
    setAndAssert(db, 'secure_delete', 'ON', 1)
    if (only(db, 'PRAGMA busy_timeout') !== busyTimeoutMs) throw new Error('SQLite refuses busy_timeout')
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

export function isOlder(version: string): boolean {
  const parts = version.split('.').map(Number)
  for (const [index, least] of oldestSqlite.entries()) {
    const part = parts[index] ?? 0
    if (part !== least) return part < least
  }
  return false
}

async function sqliteModule(): Promise<{ readonly DatabaseSync: typeof DatabaseSync }> {
  try {
    // A name that the bundler and Node 20's types do not know.
    const own = 'node:sqlite'
    return (await import(own)) as { readonly DatabaseSync: typeof DatabaseSync }
  } catch {
    return import('@photostructure/sqlite')
  }
}

function setAndAssert(db: SqliteDatabase, pragma: string, wanted: string, expected: unknown): void {
  db.exec(`PRAGMA ${pragma}=${wanted}`)
  const found = only(db, `PRAGMA ${pragma}`)
  if (found !== expected) throw new Error(`SQLite refuses ${pragma}=${wanted}: it is ${String(found)}`)
}

function only(db: SqliteDatabase, sql: string): unknown {
  return Object.values((db.prepare(sql).get() ?? {}) as Record<string, unknown>)[0]
}
