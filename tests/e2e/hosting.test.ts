import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium } from '../support/browser.ts'
import { forbidOtherOrigins, startAppServer } from './support/app-server.ts'
import type { AppServer } from './support/app-server.ts'
import { startStaticHost } from './support/static-host.ts'

const routes = ['', 'kiosk', 'desk?desk=1', 'board', 'statistics', 'settings?lang=en']

let browser: Browser

beforeAll(async () => {
  browser = await launchChromium()
})

afterAll(async () => {
  await browser.close()
})

test.each([
  ['the hub', () => startAppServer()],
  ['a static host below a sub-path', () => startStaticHost('/library/desk-queue/')],
])('served by %s, every screen opens offline, also one never visited', async (_, startServer) => {
  const server = await startServer()
  const context = await browser.newContext()
  const page = await context.newPage()
  const complaints = listenForComplaints(page)
  const foreign = forbidOtherOrigins(page, server.url)

  await page.goto(`${server.url}/kiosk`)
  await page.getByTestId('need').first().waitFor()
  await offlineReady(page)
  await server.stop()

  for (const route of routes) {
    await page.goto(`${server.url}/${route}`)
    await page.locator('main').first().waitFor()
  }
  expect(complaints).toEqual([])
  expect(foreign).toEqual([])
  await context.close()
})

test('what belongs to the hub is never answered with the page from the cache', async () => {
  const server: AppServer = await startAppServer()
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(`${server.url}/kiosk`)
  await offlineReady(page)
  await server.stop()
  for (const path of ['/api/v1/entries', '/healthz', '/metrics', '/setup', '/gone.csv']) {
    await expect(page.goto(`${server.url}${path}`)).rejects.toThrow('ERR_CONNECTION_REFUSED')
  }
  await context.close()
})

/** Resolves when the service worker controls the page: everything is stored by then. */
async function offlineReady(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null, undefined, { timeout: 20_000 })
}

/** What the browser says against the page: a violated policy, a missing file, an error that nobody caught. */
function listenForComplaints(page: Page): readonly string[] {
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  return complaints
}
