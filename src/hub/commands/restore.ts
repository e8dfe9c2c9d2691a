import { existsSync } from 'node:fs'
import { chmod, copyFile, mkdir, open, rename, rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { BookLine } from '../access/device-book.ts'
import { openSqliteBook } from '../access/sqlite-book.ts'
import { databaseFile, readRunning } from '../running-hub.ts'
import { newIncarnation } from '../secrets.ts'
import { asideFile, keptDays } from '../set-aside.ts'
import { openSqlite } from '../stores/open-sqlite.ts'
import { openPostgresStore } from '../stores/postgres-store.ts'
import { openSqliteStore } from '../stores/sqlite-store.ts'
import { archiveFileOf, readArchives } from './archive-file.ts'
import type { Archives } from './archive-file.ts'
import { sqliteArchives } from './backup.ts'
import { bringUp } from './bring-up.ts'
import type { Desk } from './command-desk.ts'
import { CommandError, now } from './command-desk.ts'

/** What the database that is replaced knows better than its backup. */
interface Replaced {
  readonly archives: Archives
  /** Devices: one that was revoked since must not come back, one that was paired since is not lost. */
  readonly lines: readonly BookLine[]
}

const nothing: Replaced = { archives: new Map(), lines: [] }

/** `restore FILE`: the backup takes the database's place and is brought up to what was folded since (HA9). */
export async function restore(desk: Desk, name: string): Promise<void> {
  const file = resolve(name)
  const beside = await readArchives(archiveFileOf(file))
  if (desk.config.databaseUrl !== null) return await restorePostgres(desk, file, desk.config.databaseUrl, beside)

  const { dataFolder } = desk.config
  const database = databaseFile(dataFolder)
  const running = await readRunning(dataFolder)
  if (running !== null) throw stopFirst(`The hub runs (process ${running.pid})`)
  if (!existsSync(file)) throw new CommandError('notNow', `There is no file ${file}.`)
  if (file === resolve(database)) throw new CommandError('notUnderstood', 'This is the database itself.')

  // Everything that can go wrong with the backup goes wrong on a copy, before anything is moved.
  await mkdir(dataFolder, { recursive: true, mode: 0o700 })
  const part = `${database}.restoring`
  await removeDatabase(part)
  await copyFile(file, part)
  await chmod(part, 0o600)
  try {
    await checkBackup(part, file)
    const replaced = existsSync(database) ? await readReplaced(desk, database) : nothing
    const store = await openSqliteStore(part, newIncarnation())
    try {
      const behind = await bringUp(store, [beside ?? new Map(), replaced.archives])
      for (const site of behind) desk.say(`Brought up to what was folded since: ${site}`)
      await openSqliteBook(store.db).adopt(replaced.lines)
      // Everything into the one file that is moved.
      const { busy } = store.db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get() as { readonly busy: number }
      if (busy !== 0) throw new CommandError('notNow', `A program has ${part} open: end it, then try again.`)
    } finally {
      await store.close()
    }
    if (existsSync(database)) desk.say(`Kept aside for ${keptDays} days: ${await setAside(dataFolder)}`)
    await syncFile(part)
    await rename(part, database)
    await syncFile(dataFolder)
  } finally {
    await removeDatabase(part)
  }
  desk.say(`Restored: ${file}`)
  desk.warn('Start the hub: the devices deliver by themselves what the backup lacks.')
  if (beside === null) desk.warn(`There was no ${archiveFileOf(file)}: what was folded into it is in the backup only.`)
}

async function restorePostgres(desk: Desk, file: string, url: string, beside: Archives | null): Promise<void> {
  if (beside === null) {
    throw new CommandError(
      'notNow',
      `Stop all hubs, restore the database (pg_restore --clean --dbname="$DATABASE_URL" ${file}), then run this again with ${archiveFileOf(file)} beside it.`,
    )
  }
  const store = await openPostgresStore({ url, newIncarnation, connections: 1, listen: false })
  try {
    for (const site of await bringUp(store, [beside])) desk.say(`Brought up to what was folded since: ${site}`)
    // A copy of files does not show by itself that it was set back: devices have to say hello again (P1).
    await store.beginLife()
  } finally {
    await store.close()
  }
  desk.say('Restored: the archive is adopted, and a new life has begun.')
  desk.warn(
    `The database itself is restored by its own tools, before this: pg_restore --clean --dbname="$DATABASE_URL" ${file}`,
  )
}

async function checkBackup(copy: string, file: string): Promise<void> {
  try {
    const db = await openSqlite(copy)
    try {
      const [sound] = Object.values(db.prepare('PRAGMA quick_check(1)').get() ?? {})
      const tables = db
        .prepare("SELECT count(*) AS n FROM sqlite_schema WHERE name IN ('site', 'entry', 'batch')")
        .get()
      if (sound === 'ok' && Object.values(tables ?? {})[0] === 3) return
    } finally {
      db.close()
    }
  } catch {
    // Said below.
  }
  throw new CommandError('notNow', `${file} is not a sound backup of a hub: choose another one.`)
}

/** Reads what is to be replaced, and makes it one file; a database that is broken is kept aside unread. */
async function readReplaced(desk: Desk, database: string): Promise<Replaced> {
  const store = await openSqliteStore(database, newIncarnation()).catch(() => null)
  if (store === null) return unreadable(desk)
  try {
    try {
      store.db.exec('PRAGMA busy_timeout=500')
      // Refused as long as anybody has the file open, wherever that program runs; empties the log beside it as well.
      store.db.exec('PRAGMA journal_mode=DELETE')
    } catch (error) {
      if (/locked|busy/.test(String(error))) throw stopFirst('A program has the database open')
      return unreadable(desk)
    }
    return { archives: await sqliteArchives(store), lines: await openSqliteBook(store.db).lines() }
  } catch (error) {
    if (error instanceof CommandError) throw error
    return unreadable(desk)
  } finally {
    await store.close()
  }
}

function unreadable(desk: Desk): Replaced {
  desk.warn('The database that is replaced cannot be read: what it folded or revoked since the backup is not known.')
  return nothing
}

function stopFirst(what: string): CommandError {
  return new CommandError('notNow', `${what}: stop the hub, then restore, then start it again.`)
}

async function setAside(dataFolder: string): Promise<string> {
  const database = databaseFile(dataFolder)
  const aside = asideFile(dataFolder, now())
  for (const end of ['-wal', '-shm', '']) {
    if (existsSync(`${database}${end}`)) await rename(`${database}${end}`, `${aside}${end}`)
  }
  return aside
}

async function removeDatabase(file: string): Promise<void> {
  for (const end of ['', '-wal', '-shm', '-journal']) await rm(`${file}${end}`, { force: true })
}

/** A name that was moved is on the disk only when its folder is. */
async function syncFile(path: string): Promise<void> {
  const handle = await open(path, 'r').catch(() => null)
  await handle?.sync().catch(() => undefined)
  await handle?.close()
}
