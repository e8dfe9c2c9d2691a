import type { Page } from 'playwright-core'

declare global {
  var longestPauseMs: number
}

/** Watches from now on for how long the page's main thread hears nothing. */
export async function watchPauses(page: Page): Promise<void> {
  await page.evaluate(() => {
    const { port1, port2 } = new MessageChannel()
    let last = performance.now()
    Object.assign(globalThis, { longestPauseMs: 0 })
    port1.addEventListener('message', () => {
      const now = performance.now()
      globalThis.longestPauseMs = Math.max(globalThis.longestPauseMs, now - last)
      last = now
      port2.postMessage(null)
    })
    port1.start()
    port2.postMessage(null)
  })
}

/** The longest so far, in milliseconds. */
export async function longestPause(page: Page): Promise<number> {
  return await page.evaluate(() => Math.round(globalThis.longestPauseMs * 10) / 10)
}
