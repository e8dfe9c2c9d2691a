import { createHash, X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { readConfig } from '#hub/config.ts'
import { openDoors } from '#hub/doors.ts'
import type { Doors } from '#hub/doors.ts'
import { silentLog } from '#hub/log.ts'
import { launchProfile } from '../../support/browser.ts'

let folder: string
let doors: Doors
let setup: string
const contexts: BrowserContext[] = []

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'guichet-setup-'))
  doors = await openDoors({
    config: readConfig({ LAN: '1', PORT: '0', TLS_PORT: '0', DATA_DIR: folder }, folder),
    fetch: () => new Response('<!doctype html><title>app</title>', { headers: { 'Content-Type': 'text/html' } }),
    log: silentLog,
    drawn: false,
  })
  setup = `http://${new URL(doors.url).hostname}:${new URL(doors.localUrl).port}/setup`
})

afterEach(async () => {
  await Promise.all(contexts.splice(0).map((context) => context.close()))
})

afterAll(async () => {
  await doors.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** A browser that finds the hub by its name; one that trusts takes the hub's key for certified. */
async function openPage(trusts: boolean): Promise<Page> {
  const { publicKey } = new X509Certificate(readFileSync(join(folder, 'tls', 'hub.crt')))
  const key = createHash('sha256')
    .update(publicKey.export({ format: 'der', type: 'spki' }))
    .digest('base64')
  const context = await launchProfile(join(folder, `profile-${contexts.length}-${trusts}`), {
    args: [
      `--host-resolver-rules=MAP ${hostname().toLowerCase()}.local 127.0.0.1`,
      ...(trusts ? [`--ignore-certificate-errors-spki-list=${key}`] : []),
    ],
  })
  contexts.push(context)
  const page = await context.newPage()
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) throw new Error(message.text())
  })
  return page
}

test('[HD13] a device that does not know the hub is told so in words, and may find the steps of its own system', async () => {
  const page = await openPage(false)
  await page.goto(setup)
  const status = page.getByRole('status')
  await status.getByText('Cet appareil ne fait pas encore confiance au hub.').waitFor()
  expect(await status.innerText()).not.toContain('✔')
  expect(await page.locator('details[open]').count()).toBe(1)
  await page.getByRole('link', { name: 'English' }).click()
  await page.getByText('This device does not trust the hub yet.').waitFor()
  expect(await axeFindings(page)).toEqual([])
})

test('[HD13] a device that trusts the hub sees it, and goes on with its code, which no request has carried', async () => {
  const page = await openPage(true)
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await page.goto(`${setup.replace('/setup', '/kiosk')}#pair=ABCD-EFGH`)
  const status = page.getByRole('status')
  await status.getByText('✔').waitFor()
  await status.getByText('Cet appareil fait confiance au hub.').waitFor()
  expect(await axeFindings(page)).toEqual([])
  await status.getByRole('link', { name: 'Continuer' }).click()
  await page.waitForURL(`${doors.url}/kiosk#pair=ABCD-EFGH`)
  expect(asked.filter((address) => address.split('#')[0]?.includes('ABCD'))).toEqual([])
})

test.each([320, 800, 1366])('[HD13] nothing stands beyond the edge of a screen of %i px', async (width) => {
  const page = await openPage(false)
  await page.setViewportSize({ width, height: 768 })
  await page.goto(setup)
  for (const details of await page.locator('summary').all()) {
    if ((await details.locator('..').getAttribute('open')) === null) await details.click()
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
})

async function axeFindings(page: Page): Promise<readonly string[]> {
  const source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
  // By the debugger: the page's policy would keep out a script element.
  const session = await page.context().newCDPSession(page)
  await session.send('Runtime.evaluate', { expression: source })
  return await page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run(): Promise<{ violations: readonly { id: string; nodes: readonly { html: string }[] }[] }> }
    }
    const { violations } = await axe.run()
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
  })
}
