import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, test } from 'vitest'
import { launchChromium } from '../support/browser.ts'
import { servePage } from '../support/page-bundle.ts'
import type { BundledPage } from '../support/page-bundle.ts'
import { journalContract } from './journal-contract.ts'
import { releaseLedgerContract } from './release-ledger-contract.ts'
import { sharedJournalContract } from './shared-journal-contract.ts'

// Chromium is moving IndexedDB from LevelDB to SQLite: the journal must hold on both.
const backEnds = [
  { name: 'LevelDB', args: [] },
  { name: 'SQLite', args: ['--enable-features=IdbSqliteOnDiskRollout:stage/UseSqliteForNewStores'] },
] as const

describe.each(backEnds)('the journal and the ledger in Dexie in Chromium over $name', ({ args }) => {
  let served: BundledPage
  let browser: Browser
  let page: Page
  beforeAll(async () => {
    served = await servePage('tests/contracts/contract-page.ts')
    browser = await launchChromium({ args })
    page = await browser.newPage()
    await page.goto(served.url)
    await page.waitForFunction('"runCase" in globalThis')
  })
  afterAll(async () => {
    await browser.close()
    await served.stop()
  })

  for (const { name } of [...journalContract, ...sharedJournalContract, ...releaseLedgerContract]) {
    test(name, async () => {
      await page.evaluate(
        (caseName) => (globalThis as unknown as { runCase(name: string): Promise<void> }).runCase(caseName),
        name,
      )
    })
  }
})
