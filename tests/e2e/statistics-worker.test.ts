import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { startAppServer } from './support/app-server.ts'
import { openLibrary, outcome, takeTicket, untilOfflineReady } from './support/library.ts'
import type { Library, LibraryOptions } from './support/library.ts'
import { startStaticHost } from './support/static-host.ts'
import { recordWorkerWords, untilWorkerAnswers, workerWords } from './support/worker-words.ts'

const isOverview = (answer: unknown): boolean => typeof answer === 'object' && answer !== null && 'figures' in answer
const isSolver = (answer: unknown): boolean => answer === true

test('figures come from a worker under the policy of the hub, and follow the desks', async () => {
  const library = await openRecorded()
  const statistics = await library.open('/statistics')
  const complaints = complaintsOf(statistics)
  await expect.poll(() => total(statistics)).toBe('0')
  await untilWorkerAnswers(statistics, isOverview)
  const kiosk = await library.open('/kiosk')
  await takeTicket(kiosk, 'job')
  const desk = await library.open('/desk?desk=1')
  await desk.getByTestId('call-next').click()
  await outcome(desk, 'answered').click()
  await expect.poll(() => total(statistics), { timeout: 30_000 }).toBe('1')
  expect((await workerWords(statistics)).filter(({ type }) => type === 'refusal' || type === 'error')).toEqual([])
  expect(complaints).toEqual([])
  expect(library.foreignRequests).toEqual([])
})

test('a browser that lets no worker start shows the same figures', async () => {
  const library = await openRecorded()
  const kiosk = await library.open('/kiosk')
  await takeTicket(kiosk, 'job')
  const page = await library.context.newPage()
  await page.addInitScript(() => {
    Object.assign(globalThis, { Worker: undefined })
  })
  await page.goto(`${library.server.url}/statistics`)
  await page.getByText('1', { exact: true }).first().waitFor()
  expect(await total(page)).toBe('0')
})

test('the solver works in the worker under the policy of the hub, and offline after the first visit', async () => {
  const server = await startAppServer()
  const profile = await mkdtemp(join(tmpdir(), 'guichet-libre-solver-'))
  onTestFinished(() => rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 300 }))
  const first = await openRecorded({ server, profile })
  const kiosk = await first.open('/kiosk')
  await untilOfflineReady(kiosk)
  expect(await solverFilesKept(kiosk)).toEqual([])
  const statistics = await first.open('/statistics')
  const complaints = complaintsOf(statistics)
  await untilWorkerAnswers(statistics, isSolver)
  expect(await solverFilesKept(statistics)).toEqual(['js', 'wasm'])
  expect(complaints).toEqual([])
  await first.close()
  await server.stop()

  const second = await openRecorded({ server, profile })
  const offline = await second.open('/statistics')
  await expect.poll(() => total(offline)).toBe('0')
  await untilWorkerAnswers(offline, isSolver)
})

test('both work below a sub-path of a static host that sends no policy', async () => {
  const host = await startStaticHost('/career-desk/')
  const library = await openRecorded({ server: { url: new URL(host.url).origin, stop: () => Promise.resolve() } })
  const statistics = await library.open('/career-desk/statistics')
  await untilWorkerAnswers(statistics, isOverview)
  await untilWorkerAnswers(statistics, isSolver)
  await untilOfflineReady(statistics)
  await host.stop()
  const offline = await library.open('/career-desk/statistics')
  await untilWorkerAnswers(offline, isOverview)
  await untilWorkerAnswers(offline, isSolver)
  expect(library.foreignRequests).toEqual([])
})

test('the policy of the hub lets the page itself compile nothing', async () => {
  const library = await openRecorded()
  const statistics = await library.open('/statistics')
  await expect.poll(() => total(statistics)).toBe('0')
  const compiled = await statistics.evaluate(() =>
    WebAssembly.compile(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)).then(
      () => 'compiled',
      (error: unknown) => (error as Error).name,
    ),
  )
  expect(compiled).toBe('CompileError')
})

async function openRecorded(options: LibraryOptions = {}): Promise<Library> {
  const library = await openLibrary(options)
  onTestFinished(() => library.close().catch(() => undefined))
  await recordWorkerWords(library.context)
  return library
}

function total(page: Page): Promise<string | null> {
  return page.getByTestId('total-visits').textContent()
}

/** The kinds of the solver's files that the service worker has. */
async function solverFilesKept(page: Page): Promise<readonly string[]> {
  const kept = await page.evaluate(async () => {
    const cache = await caches.open('guichet-libre-files')
    return (await cache.keys()).map(({ url }) => url)
  })
  return kept.flatMap((url) => /\/highs-[^/]+\.(\w+)$/.exec(url)?.[1] ?? []).sort()
}

function complaintsOf(page: Page): readonly string[] {
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  return complaints
}
