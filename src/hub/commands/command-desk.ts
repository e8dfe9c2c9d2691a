import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import type { Instant } from '#domain/ids.ts'
import type { SiteKey } from '#protocol/names.ts'
import type { DeviceBook } from '../access/device-book.ts'
import { openPostgresBook } from '../access/postgres-book.ts'
import { openSqliteBook } from '../access/sqlite-book.ts'
import type { HubConfig } from '../config.ts'
import { databaseFile } from '../running-hub.ts'
import { openSqlite } from '../stores/open-sqlite.ts'

/** What a command works with. */
export interface Desk {
  readonly config: HubConfig
  /** The site that was named; null: none. */
  readonly site: SiteKey | null
  readonly say: (line: string) => void
  readonly warn: (line: string) => void
}

/** Trouble that a person can do something about; its message says what. */
export class CommandError extends Error {
  readonly kind: 'notUnderstood' | 'notNow'
  constructor(kind: 'notUnderstood' | 'notNow', message: string) {
    super(message)
    this.kind = kind
  }
}

export function now(): Instant {
  return Date.now() as Instant
}

/** Opens the book of the hub's own database for one command; a hub that runs goes on. */
export async function withBook<T>({ config }: Desk, work: (book: DeviceBook) => Promise<T>): Promise<T> {
  if (config.databaseUrl !== null) {
    const book = await openPostgresBook({ url: config.databaseUrl, connections: 1 })
    try {
      return await work(book)
    } finally {
      await book.close()
    }
  }
  // A device may be paired before the hub has run for the first time.
  await mkdir(config.dataFolder, { recursive: true, mode: 0o700 })
  const db = await openSqlite(databaseFile(config.dataFolder))
  try {
    return await work(openSqliteBook(db))
  } finally {
    db.close()
  }
}

/** The SQLite file, where there is one already. */
export function existingDatabase({ config }: Desk): string {
  const file = databaseFile(config.dataFolder)
  if (existsSync(file)) return file
  throw new CommandError(
    'notNow',
    `There is no database at ${file}: start the hub once, or set DATA_DIR to its folder.`,
  )
}
