import type { Page } from 'playwright-core'
import { afterEach, describe, expect, test } from 'vitest'
import { openLibrary, queueRow, takeTicket } from './support/library.ts'
import type { Library } from './support/library.ts'

let library: Library
afterEach(() => library.close())

/** The full disk must be there before the page first touches its database: later the browser trusts what it has measured. */
async function limitQuota(page: Page, origin: string, quotaSize?: number): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('Storage.overrideQuotaForOrigin', { origin, ...(quotaSize === undefined ? {} : { quotaSize }) })
}

describe('a full disk', () => {
  test(
    '[J12] tickets go on in memory with a warning, other windows see them, and all is written when there is space',
    { timeout: 180_000 },
    async () => {
      library = await openLibrary()
      const kiosk = await library.open('/kiosk')
      expect(await takeTicket(kiosk, 'job')).toBe('C01')
      const desk = await library.open('/desk?desk=1')
      await queueRow(desk, 'C01').waitFor()
      await limitQuota(kiosk, library.server.url, 1)
      // The browser notices a quota within half a minute: until then tickets are written as ever.
      let label = ''
      for (let tries = 0; tries < 90 && !/^C[UVW]/.test(label); tries++) {
        label = await takeTicket(kiosk, 'job')
        await new Promise((resolve) => setTimeout(resolve, 500))
      }
      expect(label).toMatch(/^C[UVW]01$/)
      await warning(desk, 'inMemory').waitFor()
      await queueRow(desk, label).waitFor()
      await queueRow(desk, label).getByTestId('call').click()
      await expect.poll(() => desk.getByTestId('current-label').textContent()).toBe(label)
      await limitQuota(kiosk, library.server.url)
      await expect.poll(() => warning(desk, 'inMemory').count(), { timeout: 60_000 }).toBe(0)
      await desk.reload()
      await expect.poll(() => desk.getByTestId('current-label').textContent()).toBe(label)
    },
  )
})

describe('two versions open at once', () => {
  test('[J11] a store that asks for a newer writer is read, and not written', async () => {
    library = await openLibrary()
    const kiosk = await library.open('/kiosk')
    await takeTicket(kiosk, 'job')
    await raiseMinWriter(kiosk)
    await kiosk.locator('[data-testid="need"][data-need="job"]').click()
    await warning(kiosk, 'newerStore').waitFor()
    expect(await kiosk.getByTestId('ticket-label').count()).toBe(0)
    const desk = await library.open('/desk?desk=1')
    await queueRow(desk, 'C01').waitFor()
    expect(await desk.getByTestId('queue-row').count()).toBe(1)
  })

  test('[J11] a schema that newer code has raised stops older code in both windows, the open one and a fresh one', async () => {
    library = await openLibrary()
    const kiosk = await library.open('/kiosk')
    await takeTicket(kiosk, 'job')
    const other = await library.open('/')
    await other.evaluate(async () => {
      const request = indexedDB.open('guichet-libre-site', 9999)
      await new Promise((resolve, reject) => {
        request.onsuccess = resolve
        request.onerror = reject
      })
      request.result.close()
    })
    await kiosk.locator('[data-testid="need"][data-need="job"]').click()
    await warning(kiosk, 'newerStore').waitFor()
    const fresh = await library.open('/kiosk')
    await fresh.locator('[data-testid="need"][data-need="job"]').click()
    await warning(fresh, 'newerStore').waitFor()
  })
})

/** The band that says what is wrong with the store. */
function warning(page: Page, trouble: string) {
  return page.locator(`[data-testid="trouble-band"][data-trouble="${trouble}"]`)
}

/** What newer code would do: ask for a newer writer in the journal's own guard row. */
async function raiseMinWriter(page: Page): Promise<void> {
  await page.evaluate(async () => {
    interface Buckets {
      open(name: string): Promise<{ readonly indexedDB: IDBFactory }>
    }
    const { storageBuckets } = navigator as unknown as { storageBuckets: Buckets }
    const bucket = await storageBuckets.open('guichet-libre-journal-1')
    const request = bucket.indexedDB.open('guichet-libre-journal-1')
    await new Promise((resolve) => (request.onsuccess = resolve))
    const db = request.result
    const transaction = db.transaction('meta', 'readwrite')
    transaction.objectStore('meta').put({ key: 'guard', minWriter: 2 })
    await new Promise((resolve) => (transaction.oncomplete = resolve))
    db.close()
  })
}
