import type { Page } from 'playwright-core'
import type { DayBatch } from '#domain/visits/day-batch.ts'

/** A request of so many days at once is neither too large for the wire nor too small to be quick. */
const daysAtOnce = 60

/** Puts folded days into this browser's archive, as if they had been lived here. The application has been open there. */
export async function plantDays(page: Page, batches: readonly DayBatch[]): Promise<void> {
  for (let at = 0; at < batches.length; at += daysAtOnce) await plant(page, batches.slice(at, at + daysAtOnce))
}

async function plant(page: Page, batches: readonly DayBatch[]): Promise<void> {
  const plain = batches.map(({ columns, ...rest }) => ({
    rest,
    columns: Object.entries(columns).map(([name, { dictionary, values }]) => ({
      name,
      dictionary,
      values: [...values],
    })),
  }))
  await page.evaluate(async (days) => {
    const opening = indexedDB.open('guichet-libre-site')
    await new Promise((resolve) => (opening.onsuccess = resolve))
    const transaction = opening.result.transaction('batches', 'readwrite')
    for (const { rest, columns } of days) {
      const typed = columns.map(({ name, dictionary, values }) => [
        name,
        { dictionary, values: Uint8Array.from(values) },
      ])
      transaction.objectStore('batches').put({ ...rest, columns: Object.fromEntries(typed) as unknown })
    }
    await new Promise((resolve) => (transaction.oncomplete = resolve))
    opening.result.close()
  }, plain)
}
