import type { Page } from 'playwright-core'
import type { ArchiveProfile } from '../support/archive-profile.ts'
import { distribution } from './distribution.ts'
import type { Measurement } from './distribution.ts'
import { longestPause, watchPauses } from './pauses.ts'
import { followRenderers } from './renderer-memory.ts'

/** Fresh browser processes. */
const starts = 4
const mostMs = 120_000

/**
 * A package of all years out of a million visits on the disk, to be published: from the press to the file, in a browser
 * process that has read none of them, with nothing released before. Beside it what renderers hold at most while it is
 * made, and the longest time that the screen hears nothing.
 */
export async function benchExport(archive: ArchiveProfile, report: (measurement: Measurement) => void): Promise<void> {
  const [seconds, again, peaks, pauses]: [number[], number[], number[], number[]] = [[], [], [], []]
  for (let start = 0; start < starts; start++) {
    const library = await archive.open()
    try {
      const page = await library.open('/statistics?lang=en')
      await page.getByTestId('total-visits').waitFor()
      await forgetReleases(page)
      await page.getByRole('button', { name: 'Year', exact: true }).click()
      await page.getByRole('button', { name: 'All years since the beginning' }).click()
      await page.getByRole('button', { name: 'To publish' }).click()
      // The solver is fetched behind the first figures' back.
      await page.waitForTimeout(5_000)
      const memory = await followRenderers(library.profile)
      await watchPauses(page)
      seconds.push(await exportTime(page))
      pauses.push(await longestPause(page))
      peaks.push((await memory.stop()) - memory.before)
      again.push(await exportTime(page))
    } finally {
      await library.close()
    }
  }
  report(distribution('export_1m_s', seconds, 'five years, for the first time'))
  report(distribution('export_1m_s', again, 'the same again'))
  report(distribution('export_peak_mb', peaks, 'beyond what the screen held before'))
  report(distribution('export_1m_longest_task_ms', pauses))
}

/** Seconds from the press to the file. */
async function exportTime(page: Page): Promise<number> {
  const button = page.locator('[data-testid="export"][data-table="package"]')
  const began = performance.now()
  const [download] = await Promise.all([page.waitForEvent('download', { timeout: mostMs }), button.click()])
  const took = performance.now() - began
  await download.delete()
  return took / 1_000
}

async function forgetReleases(page: Page): Promise<void> {
  await page.evaluate(
    async () =>
      await new Promise((resolve, reject) => {
        const deleting = indexedDB.deleteDatabase('guichet-libre-releases')
        deleting.addEventListener('success', resolve)
        deleting.addEventListener('error', reject)
      }),
  )
}
