import { existsSync } from 'node:fs'
import { chmod, mkdir } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { SiteKey } from '#protocol/names.ts'
import { newIncarnation } from '../secrets.ts'
import { openPostgresStore } from '../stores/postgres-store.ts'
import type { PostgresStore } from '../stores/postgres-store.ts'
import { openSqliteStore } from '../stores/sqlite-store.ts'
import type { SqliteStore } from '../stores/sqlite-store.ts'
import { archiveFileOf, writeArchives } from './archive-file.ts'
import type { Archives, SiteArchive } from './archive-file.ts'
import { ledgerOf } from './bring-up.ts'
import type { Desk } from './command-desk.ts'
import { CommandError, existingDatabase } from './command-desk.ts'

/** `backup FILE`: the database first, then what is folded, so that the archive is never the older of the two. */
export async function backup(desk: Desk, name: string): Promise<void> {
  const file = resolve(name)
  if (desk.config.databaseUrl !== null) return await backupArchive(desk, file, desk.config.databaseUrl)
  const database = existingDatabase(desk)
  if (resolve(database) === file) {
    throw new CommandError('notUnderstood', 'This is the database itself: name another file.')
  }
  await mkdir(dirname(file), { recursive: true })
  const store = await openSqliteStore(database, newIncarnation())
  try {
    await store.backup(file)
    await chmod(file, 0o600)
    await writeArchives(archiveFileOf(file), await sqliteArchives(store))
  } finally {
    await store.close()
  }
  desk.say(`Backup: ${file}`)
  desk.say(`Archive: ${archiveFileOf(file)}`)
  const beside = ['hub-key', 'series.json', 'tls'].filter((name) => existsSync(join(desk.config.dataFolder, name)))
  if (beside.length > 0) {
    desk.warn(
      `Not in it, but of the hub: ${beside.join(', ')} in ${desk.config.dataFolder}. Copy them to another place.`,
    )
  }
}

async function backupArchive(desk: Desk, file: string, url: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  const store = await openPostgresStore({ url, newIncarnation, connections: 1, listen: false })
  try {
    await writeArchives(archiveFileOf(file), await postgresArchives(store))
  } finally {
    await store.close()
  }
  desk.say(`Archive: ${archiveFileOf(file)}`)
  desk.warn('PostgreSQL has its own backups; one of them, made just before the archive:')
  desk.warn(`  pg_dump --format=custom --file=${file} "$DATABASE_URL"`)
}

/** What each site of a SQLite store has folded. */
export async function sqliteArchives(store: SqliteStore): Promise<Archives> {
  return await archivesOf(
    store,
    store.db.prepare('SELECT site FROM site UNION SELECT site FROM release').all() as SiteRow[],
  )
}

export async function postgresArchives(store: PostgresStore): Promise<Archives> {
  return await archivesOf(store, await store.sql<SiteRow[]>`SELECT site FROM gl_site UNION SELECT site FROM gl_release`)
}

interface SiteRow {
  readonly site: SiteKey
}

async function archivesOf(store: SqliteStore | PostgresStore, rows: readonly SiteRow[]): Promise<Archives> {
  const archives = new Map<SiteKey, SiteArchive>()
  for (const { site } of rows) {
    archives.set(site, { ...(await store.archive(site)), releases: await ledgerOf(store, site) })
  }
  return archives
}
