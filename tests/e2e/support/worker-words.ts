import type { BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'

/** Lets each page of a browser write down what its workers say to it. */
export async function recordWorkerWords(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const words: unknown[] = []
    const Native = globalThis.Worker
    Object.assign(globalThis, {
      workerWords: words,
      Worker: class extends Native {
        constructor(...parameters: ConstructorParameters<typeof Worker>) {
          super(...parameters)
          this.addEventListener('message', ({ data }) => words.push(data))
          this.addEventListener('error', () => words.push({ type: 'error' }))
        }
      },
    })
  })
}

export interface WorkerWord {
  readonly type: string
  readonly answer?: unknown
}

export async function workerWords(page: Page): Promise<readonly WorkerWord[]> {
  return await page.evaluate(() => (globalThis as unknown as { workerWords: WorkerWord[] }).workerWords)
}

/** Waits for a worker's answer that is as expected. */
export async function untilWorkerAnswers(page: Page, isIt: (answer: unknown) => boolean): Promise<void> {
  await expect
    .poll(async () => (await workerWords(page)).some((word) => word.type === 'answer' && isIt(word.answer)), {
      timeout: 60_000,
    })
    .toBe(true)
}
