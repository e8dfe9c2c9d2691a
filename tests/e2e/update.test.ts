import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { appFolder, buildAppIfStale } from '../../scripts/build-app.ts'
import { startAppServer } from './support/app-server.ts'
import type { AppServer } from './support/app-server.ts'
import { openLibrary, takeTicket, untilOfflineReady } from './support/library.ts'
import type { Library } from './support/library.ts'

let folder: string
let server: AppServer
let library: Library
beforeAll(async () => {
  await buildAppIfStale()
  folder = await mkdtemp(join(tmpdir(), 'guichet-libre-update-'))
  await cp(appFolder, folder, { recursive: true })
  server = await startAppServer({ folder })
  library = await openLibrary({ server })
})
afterAll(async () => {
  await library.close()
  await server.stop()
  await rm(folder, { recursive: true, force: true })
})

/** The next version: another start page under another revision, as a build makes it. */
async function publishNextVersion(): Promise<void> {
  const page = join(folder, 'index.html')
  await writeFile(page, (await readFile(page, 'utf8')).replace('<html', '<html data-release="next"'))
  const worker = join(folder, 'service-worker.js')
  const script = await readFile(worker, 'utf8')
  const changed = script.replace(
    /"?revision"?:\s*"[0-9a-f]+",\s*"?url"?:\s*"index\.html"|"?url"?:\s*"index\.html",\s*"?revision"?:\s*"[0-9a-f]+"/,
    (match) => match.replace(/"[0-9a-f]{8,}"/, '"ffffffff"'),
  )
  expect(changed).not.toBe(script)
  await writeFile(worker, changed)
}

const release = (page: Page) => page.evaluate(() => document.documentElement.dataset['release'] ?? 'first')

test(
  'a new version waits while a visitor is at the kiosk or a desk serves, then takes over all windows',
  { timeout: 180_000 },
  async () => {
    const kiosk = await library.open('/kiosk')
    await untilOfflineReady(kiosk)
    const desk = await library.open('/desk?desk=1')
    const board = await library.open('/board')
    // From here on time is the test's: idleness is a minute, and the machine need not wait it out.
    for (const page of [kiosk, desk, board]) await page.clock.install()
    await takeTicket(kiosk, 'job')
    await desk.getByTestId('call-next').click()
    await expect.poll(() => desk.getByTestId('current-label').textContent()).toBe('C01')
    // The solver's file, that is kept when it is asked for, and one of a version that has gone.
    const solver = (await readdir(join(folder, 'assets'))).find((name) => /^highs-.*\.wasm$/.test(name)) ?? ''
    await board.evaluate(async (name) => {
      await (await fetch(`/assets/${name}`)).arrayBuffer()
      await (await caches.open('guichet-libre-files')).put('/assets/highs-gone.wasm', new Response())
    }, solver)
    expect(await solverFiles(board)).toEqual([solver, 'highs-gone.wasm'].sort())
    await server.stop()
    await publishNextVersion()
    server = await startAppServer({ folder, port: Number(new URL(server.url).port) })
    await kiosk.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()))
    await expect
      .poll(() => kiosk.evaluate(async () => (await navigator.serviceWorker.ready).waiting !== null), {
        timeout: 20_000,
      })
      .toBe(true)
    for (let minute = 0; minute < 3; minute++)
      for (const page of [kiosk, desk, board]) await page.clock.fastForward('01:10')
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    for (const page of [kiosk, desk, board]) expect(await release(page)).toBe('first')
    expect(await desk.getByTestId('current-label').textContent()).toBe('C01')
    await desk.locator('[data-testid="outcome"][data-outcome="answered"]').click()
    await expect.poll(() => desk.getByTestId('current-label').count()).toBe(0)
    await expect
      .poll(
        async () => {
          for (const page of [kiosk, desk, board]) await page.clock.fastForward('01:10').catch(() => undefined)
          return Promise.all([kiosk, desk, board].map((page) => release(page).catch(() => 'reloading')))
        },
        { timeout: 60_000, interval: 500 },
      )
      .toEqual(['next', 'next', 'next'])
    expect(await takeTicket(kiosk, 'job')).toBe('C02')
    await expect.poll(() => solverFiles(board)).toEqual([solver])
  },
)

async function solverFiles(page: Page): Promise<readonly string[]> {
  const addresses = await page.evaluate(async () =>
    (await (await caches.open('guichet-libre-files')).keys()).map(({ url }) => url),
  )
  return addresses.flatMap((url) => /[^/]+\.wasm$/.exec(url)?.[0] ?? []).sort()
}
