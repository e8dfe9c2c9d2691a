import type { Page } from 'playwright-core'

/** Slows the page's main thread; storage and workers keep their speed. */
export async function throttle(page: Page, rate: number): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate })
}
