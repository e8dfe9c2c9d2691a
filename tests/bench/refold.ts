import { launchChromium } from '../support/browser.ts'
import { servePage } from '../support/page-bundle.ts'
import { distribution } from './distribution.ts'
import type { Measurement } from './distribution.ts'

type Refold = (count: number, rounds: number) => { readonly entries: number; readonly times: number[] }

/** A whole fold of 5,000 entries in Chromium: what a window does when it opens on a very busy day. */
export async function benchRefold(report: (measurement: Measurement) => void): Promise<void> {
  const served = await servePage('tests/bench/refold-page.ts')
  const browser = await launchChromium()
  try {
    const page = await browser.newPage()
    await page.goto(served.url)
    await page.waitForFunction('"refold" in globalThis')
    const { entries, times } = await page.evaluate(() =>
      (globalThis as unknown as { refold: Refold }).refold(5_000, 30),
    )
    report(distribution('refold_day_ms', times, `${entries} entries`))
  } finally {
    await browser.close()
    await served.stop()
  }
}
