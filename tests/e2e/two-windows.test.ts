import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openLibrary } from './support/library.ts'
import type { Library } from './support/library.ts'

const perWindow = 500

/** Clicks inside the page, in step with the other window: every round both click in the same moment. */
async function inStep(page: Page, role: 'kiosk' | 'desk', side: 'a' | 'b', rounds: number): Promise<string[]> {
  return page.evaluate(
    async ({ role, side, rounds }) => {
      const channel = new BroadcastChannel(`in-step-${role}`)
      const arrived = { a: 0, b: 0 }
      channel.onmessage = ({ data }: MessageEvent<{ side: 'a' | 'b'; round: number }>) =>
        (arrived[data.side] = Math.max(arrived[data.side], data.round))
      const other = side === 'a' ? 'b' : 'a'
      const find = (selector: string) => document.querySelector<HTMLElement>(selector)
      const until = async <T>(what: string, look: () => T | null | undefined | false): Promise<T> => {
        const deadline = performance.now() + 20_000
        for (;;) {
          const found = look()
          if (found !== null && found !== undefined && found !== false) return found
          if (performance.now() > deadline) throw new Error(`${side}: no ${what} within 20 s`)
          await new Promise((resolve) => setTimeout(resolve, 1))
        }
      }
      const labels: string[] = []
      for (let round = 1; round <= rounds; round++) {
        const button = await until('button', () =>
          find(role === 'kiosk' ? '[data-testid=need][data-need=job]' : '[data-testid=call-next]'),
        )
        channel.postMessage({ side, round })
        await until('other window', () => arrived[other] >= round)
        button.click()
        const shown = role === 'kiosk' ? '[data-testid=ticket-label]' : '[data-testid=current-label]'
        const label = await until('label', () => find(shown)?.textContent)
        labels.push(label)
        const done = await until('way on', () =>
          find(role === 'kiosk' ? '[data-testid=ticket-done]' : '[data-testid=outcome][data-outcome=answered]'),
        )
        done.click()
        await until('rest', () => find(shown) === null)
      }
      // The last word may still be on its way to the other window.
      channel.postMessage({ side, round: rounds + 1 })
      await new Promise((resolve) => setTimeout(resolve, 200))
      channel.close()
      return labels
    },
    { role, side, rounds },
  )
}

describe('two windows at once', () => {
  let library: Library
  beforeAll(async () => {
    library = await openLibrary()
  })
  afterAll(() => library.close())

  test('1,000 taps at two kiosk windows give 1,000 labels', { timeout: 400_000 }, async () => {
    const [a, b] = [await library.open('/kiosk'), await library.open('/kiosk')]
    const labels = (await Promise.all([inStep(a, 'kiosk', 'a', perWindow), inStep(b, 'kiosk', 'b', perWindow)])).flat()
    expect(labels.length).toBe(1000)
    expect(new Set(labels).size).toBe(1000)
    expect(Math.max(...labels.map((label) => label.length))).toBeLessThanOrEqual(4)
    await Promise.all([a.close(), b.close()])
  })

  test(
    '1,000 simultaneous presses of next: never one visitor twice, no press without a result',
    { timeout: 600_000 },
    async () => {
      const [a, b] = [await library.open('/desk?desk=1'), await library.open('/desk?desk=2')]
      const labels = (await Promise.all([inStep(a, 'desk', 'a', perWindow), inStep(b, 'desk', 'b', perWindow)])).flat()
      expect(labels.length).toBe(1000)
      expect(new Set(labels).size).toBe(1000)
    },
  )
})
