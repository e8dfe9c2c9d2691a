import type { Page } from 'playwright-core'
import { openJointLibrary } from '../e2e/support/joint-library.ts'
import { outcome, queueRow } from '../e2e/support/library.ts'
import { distribution } from './distribution.ts'
import type { Measurement } from './distribution.ts'

const rounds = 60

/**
 * From a tap at the kiosk to the frame in which a desk shows the label, and from "next" at that desk to the frame in
 * which the board shows the call: three browsers that share nothing but a hub in a process of its own.
 */
export async function benchThroughTheHub(report: (measurement: Measurement) => void): Promise<void> {
  const library = await openJointLibrary()
  try {
    const device = async () => {
      const context = await library.newDevice()
      // The runner of this benchmark writes `__name` into functions that are sent to a page.
      await context.addInitScript({ content: 'globalThis.__name = (named) => named' })
      return context
    }
    const kiosk = await library.pair(await device(), 'kiosk')
    const desk = await library.pair(await device(), 'desk', '?desk=1')
    const board = await library.pair(await device(), 'board')
    const tapToDesk: number[] = []
    const callToBoard: number[] = []
    for (let round = 0; round < rounds; round++) {
      const shownAtDesk = firstFrameWith(desk, '[data-testid=queue-row]')
      const tapped = await clickNow(kiosk, '[data-testid=need][data-need=job]')
      tapToDesk.push((await shownAtDesk) - tapped)
      const label = (await kiosk.getByTestId('ticket-label').textContent()) ?? ''
      await kiosk.getByTestId('ticket-done').click()
      await queueRow(desk, label).waitFor()
      const shownOnBoard = firstFrameWith(board, `[data-testid=call][data-label="${label}"]`)
      const called = await clickNow(desk, '[data-testid=call-next]')
      callToBoard.push((await shownOnBoard) - called)
      await outcome(desk, 'answered').click()
      await desk.getByTestId('current-label').waitFor({ state: 'detached' })
    }
    report(distribution('tap_to_desk_hub_ms', tapToDesk, 'kiosk and desk on two devices'))
    report(distribution('call_to_board_hub_ms', callToBoard, 'desk and board on two devices, claim included'))
  } finally {
    await library.close()
  }
}

/** When a page first draws an element that is not there yet; ms on the machine's clock. */
function firstFrameWith(page: Page, selector: string): Promise<number> {
  return page.evaluate(
    (wanted) =>
      new Promise<number>((resolve) => {
        const observer = new MutationObserver(() => {
          if (document.querySelector(wanted) === null) return
          observer.disconnect()
          requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now()))
        })
        observer.observe(document.body, { childList: true, subtree: true, attributes: true })
      }),
    selector,
  )
}

function clickNow(page: Page, selector: string): Promise<number> {
  return page.evaluate((wanted) => {
    const at = performance.timeOrigin + performance.now()
    document.querySelector<HTMLElement>(wanted)?.click()
    return at
  }, selector)
}
