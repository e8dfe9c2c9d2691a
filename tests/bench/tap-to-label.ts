import type { Page } from 'playwright-core'
import { untilOfflineReady } from '../e2e/support/library.ts'
import { openBenchLibrary } from './bench-library.ts'
import { distribution } from './distribution.ts'
import type { Measurement } from './distribution.ts'
import { throttle } from './throttle.ts'

const taps = 100
const warmUp = 10

/** From the tap to the frame after the label stands in the page: online, with the server gone, and at 6× throttling. */
export async function benchTapToLabel(report: (measurement: Measurement) => void): Promise<void> {
  const library = await openBenchLibrary()
  try {
    const kiosk = await library.open('/kiosk')
    await untilOfflineReady(kiosk)
    await tapMany(kiosk, warmUp)
    report(distribution('tap_to_label_ms', await tapMany(kiosk, taps), 'online'))
    await library.server.stop()
    await kiosk.reload()
    await kiosk.getByTestId('need').first().waitFor()
    await tapMany(kiosk, warmUp)
    report(distribution('tap_to_label_ms', await tapMany(kiosk, taps), 'offline'))
    await throttle(kiosk, 6)
    report(distribution('tap_to_label_ms', await tapMany(kiosk, taps), 'offline, CPU 6× slower'))
  } finally {
    await library.close()
  }
}

function tapMany(kiosk: Page, count: number): Promise<number[]> {
  return kiosk.evaluate(async (taps) => {
    const appear = (selector: string) =>
      new Promise<HTMLElement>((resolve) => {
        const look = () => document.querySelector<HTMLElement>(selector)
        const found = look()
        if (found !== null) return resolve(found)
        const observer = new MutationObserver(() => {
          const now = look()
          if (now === null) return
          observer.disconnect()
          resolve(now)
        })
        observer.observe(document.body, { childList: true, subtree: true })
      })
    // The label is readable when the frame that holds it has been made.
    const painted = () =>
      new Promise<void>((resolve) =>
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel()
          port1.onmessage = () => resolve()
          port2.postMessage(null)
        }),
      )
    const times: number[] = []
    for (let tap = 0; tap < taps; tap++) {
      const need = await appear('[data-testid=need][data-need=job]')
      await painted()
      const from = performance.now()
      need.click()
      await appear('[data-testid=ticket-label]')
      await painted()
      times.push(performance.now() - from)
      ;(await appear('[data-testid=ticket-done]')).click()
      // A person does not tap in the very next frame.
      await new Promise((resolve) => setTimeout(resolve, 30))
    }
    return times
  }, count)
}
