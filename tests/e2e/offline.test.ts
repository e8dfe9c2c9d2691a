import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startAppServer } from './support/app-server.ts'
import type { AppServer } from './support/app-server.ts'
import { startStaticHost } from './support/static-host.ts'
import { boardCall, openLibrary, outcome, queueRow, takeTicket, untilOfflineReady } from './support/library.ts'
import type { Library } from './support/library.ts'

/** What each screen shows first. */
const firstSight: Readonly<Record<string, string>> = {
  '/kiosk': '[data-testid="need"]',
  '/desk?desk=1': '[data-testid="call-next"]',
  '/board': '[data-testid="freshness"]',
  '/statistics': '[data-testid="total-visits"]',
  '/settings': '[data-testid="settings-export"]',
  '/': 'main',
}

function isLoaded(page: Page, face: string): Promise<boolean> {
  return page.evaluate(
    (name) => [...document.fonts].some(({ family, status }) => family.includes(name) && status === 'loaded'),
    face,
  )
}

describe('with the server gone', () => {
  let server: AppServer
  let profile: string
  let library: Library
  beforeAll(async () => {
    server = await startAppServer()
    profile = await mkdtemp(join(tmpdir(), 'guichet-libre-offline-'))
    library = await openLibrary({ server, profile })
    // One visit to one screen installs them all.
    const kiosk = await library.open('/kiosk')
    await untilOfflineReady(kiosk)
    await takeTicket(kiosk, 'job')
    await server.stop()
  })
  afterAll(async () => {
    await library.close()
    await rm(profile, { recursive: true, force: true })
  })

  test('a reload shows the app, and every screen opens, also those never seen', async () => {
    const [page] = library.context.pages().slice(-1)
    await page?.reload()
    for (const [path, sight] of Object.entries(firstSight)) {
      const opened = await library.open(path)
      await opened.locator(sight).first().waitFor()
      await opened.close()
    }
  })

  test('the kiosk speaks every language, with its letters, also those never heard before', async () => {
    const kiosk = await library.open('/kiosk')
    for (const [language, question, face] of [
      ['ar', 'ما الذي تحتاج إليه؟', 'Noto Sans Arabic Variable'],
      ['uk', 'Що вам потрібно?', 'Noto Sans Variable'],
      ['zh-Hans', '您需要什么帮助？', null],
    ] as const) {
      await kiosk.getByTestId('languages').click()
      await kiosk.locator(`[data-language="${language}"]`).click()
      await kiosk.getByRole('heading', { level: 1, name: question }).waitFor()
      expect(await kiosk.locator('html').getAttribute('lang')).toBe(language)
      if (face !== null) await expect.poll(() => isLoaded(kiosk, face), { timeout: 15_000 }).toBe(true)
    }
    await kiosk.close()
  })

  test('a browser that starts cold goes on with its queue: ticket, call, board, outcome', async () => {
    await library.close()
    library = await openLibrary({ server, profile })
    const kiosk = await library.open('/kiosk')
    expect(await takeTicket(kiosk, 'job')).toBe('C02')
    const desk = await library.open('/desk?desk=1')
    const board = await library.open('/board')
    await queueRow(desk, 'C01').waitFor()
    await desk.getByTestId('call-next').click()
    await expect.poll(() => desk.getByTestId('current-label').textContent()).toBe('C01')
    await boardCall(board, 'C01').waitFor()
    await outcome(desk, 'answered').click()
    const statistics = await library.open('/statistics')
    await expect.poll(() => statistics.getByTestId('total-visits').textContent()).toBe('1')
  })
})

test('the built folder works below a sub-path of any static host, offline too', async () => {
  const host = await startStaticHost('/career-desk/')
  const library = await openLibrary({ server: { url: new URL(host.url).origin, stop: () => Promise.resolve() } })
  const kiosk = await library.open('/career-desk/kiosk')
  expect(await takeTicket(kiosk, 'job')).toBe('C01')
  await untilOfflineReady(kiosk)
  await host.stop()
  const desk = await library.open('/career-desk/desk?desk=2')
  await queueRow(desk, 'C01').waitFor()
  const start = await library.open('/career-desk/')
  await start.locator('a[href*="/career-desk/kiosk"]').first().waitFor()
  expect(library.foreignRequests).toEqual([])
  await library.close()
})
