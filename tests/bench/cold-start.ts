import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startAppServer } from '../e2e/support/app-server.ts'
import { takeTicket, untilOfflineReady } from '../e2e/support/library.ts'
import { openBenchLibrary } from './bench-library.ts'
import { distribution } from './distribution.ts'
import type { Measurement } from './distribution.ts'
import { throttle } from './throttle.ts'

const starts = 10

/** From the start of the navigation to the frame with the needs on it: a new browser each time, the server dead. */
export async function benchColdStart(report: (measurement: Measurement) => void): Promise<void> {
  const server = await startAppServer()
  const profile = await mkdtemp(join(tmpdir(), 'guichet-libre-bench-'))
  try {
    const first = await openBenchLibrary({ server, profile })
    const kiosk = await first.open('/kiosk')
    await untilOfflineReady(kiosk)
    await takeTicket(kiosk, 'job')
    await first.close()
    await server.stop()
    for (const rate of [1, 6]) {
      const times: number[] = []
      for (let start = 0; start < starts; start++) times.push(await coldStart({ server, profile }, rate))
      report(distribution('cold_start_offline_ms', times, rate === 1 ? 'tap-ready' : `tap-ready, CPU ${rate}× slower`))
    }
  } finally {
    // The browser's last writes may still be under way.
    await rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 300 })
  }
}

async function coldStart(options: Parameters<typeof openBenchLibrary>[0], rate: number): Promise<number> {
  const library = await openBenchLibrary(options ?? {})
  const page = await library.context.newPage()
  await throttle(page, rate)
  await page.addInitScript(() => {
    const observer = new MutationObserver(() => {
      if (document.querySelector('[data-testid=need]') === null) return
      observer.disconnect()
      requestAnimationFrame(() => Object.assign(globalThis, { tapReadyAt: performance.now() }))
    })
    observer.observe(document, { childList: true, subtree: true })
  })
  await page.goto(`${library.server.url}/kiosk`)
  await page.waitForFunction(() => 'tapReadyAt' in globalThis)
  const time = await page.evaluate(() => (globalThis as unknown as { tapReadyAt: number }).tapReadyAt)
  await library.close()
  return time
}
