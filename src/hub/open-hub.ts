import { chmod, mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Instant } from '#domain/ids.ts'
import type { DeviceBook } from './access/device-book.ts'
import { openPostgresBook } from './access/postgres-book.ts'
import { openSqliteBook } from './access/sqlite-book.ts'
import type { HubConfig } from './config.ts'
import type { Log } from './log.ts'
import type { Metrics } from './metrics.ts'
import { databaseFile, readRunning } from './running-hub.ts'
import { createKit, newIncarnation, openFileSecrets, openPostgresSecrets } from './secrets.ts'
import type { Secrets } from './secrets.ts'
import type { SiteParts } from './site/site-parts.ts'
import type { HubStore } from './stores/hub-store.ts'
import { removeOldAsides } from './set-aside.ts'
import { openPostgresStore } from './stores/postgres-store.ts'
import { openSqliteStore } from './stores/sqlite-store.ts'

const tidyMs = 3_600_000

/** Everything that a hub keeps, opened. */
export interface OpenHub {
  readonly parts: SiteParts
  close(): Promise<void>
}

/** Opens store, book and secrets; rejects with a sentence that says what to do where it can't. */
export async function openHub(config: HubConfig, log: Log, metrics: Metrics): Promise<OpenHub> {
  const { store, book, secrets } = config.databaseUrl === null ? await openFiles(config) : await openDatabase(config)
  const { series, hubKey } = secrets
  const { printers } = config
  const parts = { store, book, series, kit: createKit(hubKey), metrics, log, now: wallClock, printers }
  const tidy = (): void => {
    // A database elsewhere may leave this process without a folder.
    if (config.databaseUrl !== null) return
    void removeOldAsides(config.dataFolder, wallClock()).catch((error: unknown) => log.error('set aside', error))
  }
  tidy()
  const timer = setInterval(tidy, tidyMs).unref()
  return {
    parts,
    close: async () => {
      clearInterval(timer)
      await book.close()
      await store.close()
    },
  }
}

function wallClock(): Instant {
  return Date.now() as Instant
}

interface Kept {
  readonly store: HubStore
  readonly book: DeviceBook
  readonly secrets: Secrets
}

async function openFiles({ dataFolder }: HubConfig): Promise<Kept> {
  await prepareFolder(dataFolder)
  const running = await readRunning(dataFolder)
  if (running !== null && running.pid !== process.pid) {
    throw new Error(
      `Another hub (process ${running.pid}) works over ${dataFolder}. Stop it, or give this one a folder of its own: DATA_DIR=… npm start`,
    )
  }
  const file = databaseFile(dataFolder)
  try {
    const store = await openSqliteStore(file, newIncarnation())
    await chmod(file, 0o600)
    return { store, book: openSqliteBook(store.db), secrets: await openFileSecrets(dataFolder) }
  } catch (error) {
    throw new Error(`The database ${file} cannot be opened: ${wordsOf(error)}`, { cause: error })
  }
}

async function openDatabase({ databaseUrl, databaseWakes }: HubConfig): Promise<Kept> {
  const url = databaseUrl ?? ''
  try {
    const store = await openPostgresStore({ url, newIncarnation, listen: databaseWakes })
    const book = await openPostgresBook({ url })
    return { store, book, secrets: await openPostgresSecrets(store.sql, store.incarnation) }
  } catch (error) {
    // The address holds a password: it is never repeated.
    throw new Error(`The database of DATABASE_URL cannot be opened: ${wordsOf(error)}`, { cause: error })
  }
}

/** @throws with a sentence where nothing can be written there. */
async function prepareFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const probe = join(folder, `.probe-${process.pid}`)
    await writeFile(probe, '')
    await rm(probe)
  } catch (error) {
    throw new Error(
      `The data folder ${folder} cannot be written: ${wordsOf(error)}. Give this account the right to it, or choose another: DATA_DIR=… npm start`,
      { cause: error },
    )
  }
}

function wordsOf(error: unknown): string {
  const [line = ''] = (error instanceof Error ? error.message || error.name : String(error)).split('\n')
  return line === '' ? 'it does not answer' : line
}
