import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import type { DeskFacts } from '#app/desk-questions.ts'
import type { Question } from '#browser/statistics-messages.ts'
import type { Day } from '#domain/ids.ts'
import { defaultSettings } from '#domain/settings.ts'
import { appFolder } from '../../scripts/build-app.ts'

export type Asked = Pick<Question, 'name' | 'asks'>

export interface WorkerAnswer {
  /** As JSON text. */
  readonly answer: string
  /** From the question to the answer. */
  readonly ms: number
}

/**
 * Starts the application's own worker in a page and asks it one question after the other, as a window would that holds
 * nothing; tells the last answer.
 */
export async function askWorker(
  page: Page,
  asked: readonly Asked[],
  today = '2026-01-02' as Day,
): Promise<WorkerAnswer> {
  const script = (await readdir(join(appFolder, 'assets'))).find((file) => /^statistics-worker-.*\.js$/.test(file))
  if (script === undefined) throw new Error('The build has no worker for the statistics')
  const { generation } = await readMarks(page)
  const facts: DeskFacts = { generation, held: [], settings: defaultSettings(), today, open: null, openTickets: [] }
  const questions = asked.map((each, at): Question => ({
    type: 'ask',
    id: at + 1,
    store: 'guichet-libre',
    facts,
    ...each,
  }))
  return page.evaluate(
    async ({ address, all }) => {
      const worker = new Worker(address, { type: 'module' })
      let last = { answer: '', ms: 0 }
      for (const question of all) {
        last = await new Promise((resolve, reject) => {
          const from = performance.now()
          worker.addEventListener('error', () => reject(new Error('The worker has failed')))
          worker.addEventListener(
            'message',
            ({ data }: MessageEvent<{ id: number; type: string; answer: unknown }>) => {
              if (data.id !== question.id || data.type === 'heard') return
              if (data.type === 'answer') resolve({ answer: JSON.stringify(data.answer), ms: performance.now() - from })
              else reject(new Error(JSON.stringify(data)))
            },
          )
          worker.postMessage(question)
        })
      }
      return last
    },
    { address: `/assets/${script}`, all: questions },
  )
}

/** The worker packs months when its answer is out: a browser that is closed meanwhile would leave half of them. */
export async function untilPacked(page: Page, months: number): Promise<void> {
  for (let look = 0; look < 300; look++) {
    const { generation, stamps } = await readMarks(page)
    if (stamps.filter((stamp) => stamp.endsWith(` ${generation}`)).length >= months) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('The months were not packed')
}

interface Marks {
  readonly generation: number
  readonly stamps: readonly string[]
}

/** The generation of the store, and those that its packs were made under. */
function readMarks(page: Page): Promise<Marks> {
  return page.evaluate(
    () =>
      new Promise<Marks>((resolve, reject) => {
        const opening = indexedDB.open('guichet-libre-site')
        opening.addEventListener('error', () => reject(new Error('No archive')))
        opening.addEventListener('success', () => {
          const transaction = opening.result.transaction('meta')
          const [pointer, packs] = ['pointer', 'packs'].map((key) => transaction.objectStore('meta').get(key))
          transaction.addEventListener('complete', () => {
            opening.result.close()
            const stamps = packs?.result as { readonly stamps: ReadonlyMap<string, string> } | undefined
            resolve({ generation: pointer?.result.generation, stamps: [...(stamps?.stamps.values() ?? [])] })
          })
        })
      }),
  )
}
