import { outcome, queueRow, takeTicket } from '../e2e/support/library.ts'
import { openBenchLibrary } from './bench-library.ts'
import { distribution } from './distribution.ts'
import type { Measurement } from './distribution.ts'

const calls = 60

/** From the press of "next" at a desk to the frame in which the board, another window, shows the call. */
export async function benchCallToBoard(report: (measurement: Measurement) => void): Promise<void> {
  const library = await openBenchLibrary()
  try {
    const kiosk = await library.open('/kiosk')
    const labels: string[] = []
    for (let ticket = 0; ticket < calls; ticket++) labels.push(await takeTicket(kiosk, 'job'))
    await kiosk.close()
    const desk = await library.open('/desk?desk=1')
    const board = await library.open('/board')
    await queueRow(desk, labels.at(-1) ?? '').waitFor()
    const times: number[] = []
    for (const label of labels) {
      const shown = board.evaluate(
        (wanted) =>
          new Promise<number>((resolve) => {
            const observer = new MutationObserver(() => {
              if (document.querySelector(`[data-testid=call][data-label="${wanted}"]`) === null) return
              observer.disconnect()
              requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now()))
            })
            observer.observe(document.body, { childList: true, subtree: true, attributes: true })
          }),
        label,
      )
      const pressed = await desk.evaluate(() => {
        const at = performance.timeOrigin + performance.now()
        document.querySelector<HTMLElement>('[data-testid=call-next]')?.click()
        return at
      })
      times.push((await shown) - pressed)
      await outcome(desk, 'answered').click()
      await desk.getByTestId('current-label').waitFor({ state: 'detached' })
    }
    report(distribution('call_to_board_ms', times, 'between windows of one browser'))
  } finally {
    await library.close()
  }
}
