import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import type { Day } from '#domain/ids.ts'
import { startAppServer } from '../e2e/support/app-server.ts'
import type { AppServer } from '../e2e/support/app-server.ts'
import { openLibrary, untilOfflineReady } from '../e2e/support/library.ts'
import type { Library } from '../e2e/support/library.ts'
import type { ArchiveRequest, Filled } from './archive-page.ts'
import { bundledPage, bundleScript } from './page-bundle.ts'

/** A million visits: five years of a large library. */
export const manyVisits = { from: '2021-01-01' as Day, until: '2026-01-01' as Day, visits: 1_000_000 }

/** Which store Chromium keeps IndexedDB in. */
export const backEnds = [
  { name: 'LevelDB', args: [] },
  { name: 'SQLite', args: ['--enable-features=IdbSqliteOnDiskRollout:stage/UseSqliteForNewStores'] },
] as const

/** A browser's profile with an archive in it, that may be opened again and again by fresh processes. */
export interface ArchiveProfile {
  readonly server: AppServer
  readonly filled: Filled
  open(): Promise<Library>
  /** A fold has come: what was derived from the archive has to be made anew. */
  touch(library: Library): Promise<void>
  dispose(): Promise<void>
}

export interface ArchiveOptions {
  /** Flags of the browser. */
  readonly args?: readonly string[]
  readonly request?: Omit<ArchiveRequest, 'store'>
  readonly openLibrary?: typeof openLibrary
}

/** Fills the archive of the very application, through the encoding that a fold uses; about three seconds. */
export async function makeArchiveProfile({
  args = [],
  request = manyVisits,
  openLibrary: openBrowser = openLibrary,
}: ArchiveOptions = {}): Promise<ArchiveProfile> {
  const server = await startAppServer()
  const profile = await mkdtemp(join(tmpdir(), 'guichet-libre-archive-'))
  const script = await bundleScript('tests/support/archive-page.ts')

  async function open(): Promise<Library> {
    const library = await openBrowser({ server, profile, args })
    // An address of the hub: the service worker lets it pass.
    await library.context.route('**/api/archive', (route) =>
      route.fulfill({ contentType: 'text/html', body: bundledPage }),
    )
    await library.context.route('**/page.js', (route) =>
      route.fulfill({ contentType: 'text/javascript', body: script }),
    )
    return library
  }

  async function openArchivePage(library: Library): Promise<Page> {
    const page = await library.context.newPage()
    await page.goto(`${server.url}/api/archive`)
    await page.waitForFunction('"fillArchive" in globalThis')
    return page
  }

  const first = await open()
  // The application makes its store, and all that a later start needs without a network.
  await untilOfflineReady(await first.open('/kiosk'))
  const page = await openArchivePage(first)
  const filled = await page.evaluate((asked) => globalThis.fillArchive(asked), { ...request, store: 'guichet-libre' })
  await first.close()

  return {
    server,
    filled,
    open,
    touch: async (library) => {
      const page = await openArchivePage(library)
      await page.evaluate(() => globalThis.touchArchive('guichet-libre'))
      await page.close()
    },
    dispose: async () => {
      await server.stop()
      await rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 300 })
    },
  }
}
