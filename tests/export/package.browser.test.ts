import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Dialect } from '#export/csv.ts'
import { packageFile } from '#export/files.ts'
import { launchChromium } from '../support/browser.ts'
import { servePage } from '../support/page-bundle.ts'
import type { BundledPage } from '../support/page-bundle.ts'
import type { Made } from './export-page.ts'
import { fiveYears, packageInput } from './releases.ts'

let served: BundledPage
let browser: Browser
let page: Page

beforeAll(async () => {
  served = await servePage('tests/export/export-page.ts')
  browser = await launchChromium()
  page = await browser.newPage()
  await page.goto(served.url)
  await page.waitForFunction('"makeInWorker" in globalThis')
})
afterAll(async () => {
  await browser.close()
  await served.stop()
})

test.each<Dialect>(['standard', 'french'])(
  '[S38] [S42] a worker of a browser writes the bytes that Node writes, and reads them back (%s)',
  async (dialect) => {
    const made: Made = await page.evaluate(`makeInWorker(${JSON.stringify(dialect)})`)
    const { content } = packageFile(packageInput({ releases: fiveYears() }), dialect)
    expect(made.readBack).toBe(true)
    expect(Buffer.from(made.bytes).equals(Buffer.from(content))).toBe(true)
  },
)
