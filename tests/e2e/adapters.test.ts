import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Ports } from '#app/ports.ts'
import { launchChromium } from '../support/browser.ts'
import { servePage } from '../support/page-bundle.ts'
import type { BundledPage } from '../support/page-bundle.ts'

/** What `adapters-page.ts` puts into the page. */
declare const openPorts: () => Promise<Ports>

let served: BundledPage
let browser: Browser
let page: Page
beforeAll(async () => {
  served = await servePage('tests/e2e/adapters-page.ts')
  browser = await launchChromium()
})
afterAll(async () => {
  await browser.close()
  await served.stop()
})
beforeEach(async () => {
  page = await (await browser.newContext()).newPage()
  await page.goto(served.url)
  await page.waitForFunction('"openPorts" in globalThis')
})
afterEach(() => page.context().close())

test('the chime waits for a tap, and then is heard for as long as it sounds', async () => {
  const heard = await page.evaluate(async () => {
    const { chime, stateAtLoad } = globalThis as unknown as Ports & { readonly stateAtLoad: string }
    await chime.unlock()
    const start = performance.now()
    await chime.play(0.01)
    return { stateAtLoad, state: chime.state(), ms: performance.now() - start }
  })
  expect(heard).toMatchObject({ stateAtLoad: 'blocked', state: 'on' })
  expect(heard.ms).toBeGreaterThan(1_300)
  expect(heard.ms).toBeLessThan(2_900)
})

describe('the store’s health', () => {
  const report = () => page.evaluate(async () => (await openPorts()).storage.report())

  test('is told, and a fresh device has lost nothing', async () => {
    const fresh = await report()
    expect(fresh).toMatchObject({ persisted: false, lostStore: false })
    expect(fresh.quotaBytes).toBeGreaterThan(1_000_000)
  })

  test.each([
    ['the journal', 'buckets'],
    ['the archive', 'databases'],
  ])('tells that %s has gone, until somebody has read it', async (_, what) => {
    await report()
    await page.reload()
    expect((await report()).lostStore).toBe(false)
    // A fresh page holds no connection, as after an eviction.
    await page.reload()
    await page.evaluate(async (gone) => {
      const { storageBuckets } = navigator as unknown as { storageBuckets: { delete(name: string): Promise<void> } }
      if (gone === 'buckets') await storageBuckets.delete('guichet-libre-journal-1')
      else await new Promise((resolve) => (indexedDB.deleteDatabase('guichet-libre-site').onsuccess = resolve))
    }, what)
    expect((await report()).lostStore).toBe(true)
    await page.reload()
    expect((await report()).lostStore).toBe(true)
    await page.evaluate(async () => (await openPorts()).storage.acknowledgeLoss())
    await page.reload()
    expect((await report()).lostStore).toBe(false)
  })
})

test('a PIN is checked by the browser’s own cryptography', async () => {
  const [right, wrong] = await page.evaluate(async () => {
    const { pins } = await openPorts()
    const stored = await pins.hash('2580')
    return [await pins.matches('2580', stored), await pins.matches('2581', stored)]
  })
  expect([right, wrong]).toEqual([true, false])
})

test('chance is spread evenly over [0, 1)', async () => {
  const drawn = await page.evaluate(async () => {
    const { random } = await openPorts()
    return Array.from({ length: 4_000 }, random)
  })
  expect(Math.min(...drawn)).toBeGreaterThanOrEqual(0)
  expect(Math.max(...drawn)).toBeLessThan(1)
  for (let tenth = 0; tenth < 10; tenth++) {
    expect(drawn.filter((value) => Math.floor(value * 10) === tenth).length).toBeGreaterThan(300)
  }
})

test('a file is saved under its name with its bytes', async () => {
  const download = page.waitForEvent('download')
  await page.evaluate(async () => (await openPorts()).files.save('daily.csv', 'text/csv', 'date,served\r\n'))
  const file = await download
  expect(file.suggestedFilename()).toBe('daily.csv')
  expect(await readFile(await file.path(), 'utf8')).toBe('date,served\r\n')
})

test('preferences reach the other windows of the browser', async () => {
  const other = await page.context().newPage()
  await other.goto(served.url)
  await other.waitForFunction('"openPorts" in globalThis')
  const heard = other.evaluate(async () => {
    const { device } = await openPorts()
    document.title = 'listening'
    await new Promise<void>((resolve) => device.watch(resolve))
    return device.get().theme
  })
  await other.waitForFunction(() => document.title === 'listening')
  await page.evaluate(async () => (await openPorts()).device.set({ theme: 'contrast' }))
  expect(await heard).toBe('contrast')
})

test('the screen is kept on while somebody holds it, and a refusal harms nobody', async () => {
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.evaluate(async () => {
    const { wakeLock } = await openPorts()
    const releases = [wakeLock.hold(), wakeLock.hold()]
    document.dispatchEvent(new Event('visibilitychange'))
    for (const release of [...releases, ...releases]) release()
    await new Promise((resolve) => setTimeout(resolve, 100))
  })
  expect(complaints).toEqual([])
})
