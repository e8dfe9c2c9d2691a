import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createAccess } from './access/access.ts'
import { accessRoutes } from './access/access-routes.ts'
import { firstManagerLink } from './access/pairing.ts'
import { readAppFiles } from './app-files.ts'
import { readConfig } from './config.ts'
import type { HubConfig } from './config.ts'
import { openDoors } from './doors.ts'
import type { DoorEnv } from './doors.ts'
import { createHubApp } from './hub-app.ts'
import { createLog } from './log.ts'
import type { Log } from './log.ts'
import { createMetrics } from './metrics.ts'
import { openHub } from './open-hub.ts'
import { removeRunning, writeRunning } from './running-hub.ts'
import { createSiteHub } from './site/site-hub.ts'

/** Whoever stops a hub waits no longer. */
const stopMs = 4_500

try {
  await startHub()
} catch (error) {
  console.error(`Guichet Libre cannot start. ${error instanceof Error ? error.message : String(error)}`)
  process.exit(1)
}

/** Starts the hub; Ctrl-C and SIGTERM end it with status 0. */
async function startHub(): Promise<void> {
  let stop = endAtOnce
  // On Ctrl-C the signal comes twice under npm: from the terminal and passed on. The second must not kill.
  process.on('SIGINT', () => stop())
  process.on('SIGTERM', () => stop())

  // What the hub writes is for its own account: the log beside the database, too.
  process.umask(0o077)
  const config = readConfig(process.env, fileURLToPath(new URL('../..', import.meta.url)), process.argv.slice(2))
  const log = createLog((line) => process.stderr.write(`${line}\n`), Date.now)
  const metrics = createMetrics()
  const files = await readAppFiles(config.appFolder)
  const version = await readVersion(config.appFolder)
  const hub = await openHub(config, log, metrics)
  const { parts } = hub
  const site = createSiteHub(parts)
  const access = createAccess({ book: parts.book, config, now: parts.now })
  let joinUrl: string | null = null
  const pairing = accessRoutes({
    access,
    book: parts.book,
    now: parts.now,
    peerOf: ({ env }) => (env as Partial<Pick<DoorEnv, 'peer'>> | undefined)?.peer ?? '',
    baseUrl: (request) => joinUrl ?? new URL(request.url).origin,
    connected: site.connected,
    revoked: site.endStreams,
  })
  const app = createHubApp({
    files,
    version,
    hub: { store: parts.store, access, accessRoutes: pairing, site, metrics, log },
  })
  const doors = await openDoors({
    config,
    fetch: (request, env) => app.fetch(request, env),
    log,
  })
  joinUrl = doors.joinUrl
  site.start()
  // A promise that nobody waits for must not end the day of a library.
  process.on('unhandledRejection', (error) => log.error('unhandled', error))

  let stopping = false
  stop = () => {
    if (stopping) return
    stopping = true
    setTimeout(() => process.exit(0), stopMs).unref()
    void (async () => {
      // No new connection from here on; streams end, and what was pushed is finished and answered.
      const closed = doors.stop()
      await site.stop()
      await closed
      await removeRunning(config.dataFolder).catch(() => undefined)
      await hub.close()
    })()
      .catch((error: unknown) => log.error('stop', error))
      .finally(() => process.exit(0))
  }
  await sayRunning(config, doors.joinUrl ?? doors.localUrl, log)

  console.log(`Guichet Libre: ${doors.url}`)
  const link = await firstManagerLink(parts.book, config.site, config.publicUrl ?? doors.localUrl, parts.now())
  if (link !== null) console.log(`First manager: ${link}`)
  for (const line of doors.lines) console.log(line)
}

function endAtOnce(): void {
  process.exit(0)
}

/** Commands learn the hub's address here; with a database elsewhere there may be no folder to write in. */
async function sayRunning({ dataFolder, databaseUrl }: HubConfig, url: string, log: Log): Promise<void> {
  try {
    await writeRunning(dataFolder, { pid: process.pid, url })
  } catch (error) {
    if (databaseUrl === null) throw error
    log.warn('no running file')
  }
}

async function readVersion(appFolder: string): Promise<string> {
  const build: unknown = JSON.parse(await readFile(join(appFolder, '.vite', 'build.json'), 'utf8'))
  if (typeof build === 'object' && build !== null && 'version' in build) return String(build.version)
  throw new Error('The build does not say its version. Make it again: npm run build')
}
