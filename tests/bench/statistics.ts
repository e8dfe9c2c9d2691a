import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import type { Question } from '#browser/statistics-messages.ts'
import type { Day } from '#domain/ids.ts'
import { defaultSettings } from '#domain/settings.ts'
import { appFolder } from '../../scripts/build-app.ts'
import { backEnds, makeArchiveProfile, manyVisits } from './archive-profile.ts'
import type { ArchiveProfile } from './archive-profile.ts'
import { distribution } from './distribution.ts'
import type { Measurement } from './distribution.ts'

type Asked = Pick<Question, 'name' | 'asks'>

const today = '2026-01-02' as Day
const smallQuestion: Asked = { name: 'overview', asks: { type: 'day', day: today } }
const measured: readonly { readonly measure: string; readonly asked: Asked }[] = [
  { measure: 'dashboard_1m_ms', asked: { name: 'overview', asks: { type: 'year', day: '2025-06-01' as Day } } },
  {
    measure: 'crossing_1m_ms',
    asked: {
      name: 'crossing',
      asks: { start: manyVisits.from, end: today, dimensions: ['need', 'outcome'], population: 'visits' },
    },
  },
]

/** Fresh browser processes for each condition of each measure. */
const starts = 8

/**
 * A year's dashboard (beside the year before) and a crossing of five years, out of a million visits on the disk: from
 * the question to the answer, in a browser process that has read none of them yet. The worker is there already, as it is
 * when a manager who sees today's figures asks for the year's.
 */
export async function benchStatistics(report: (measurement: Measurement) => void): Promise<void> {
  for (const { name, args } of backEnds) {
    const archive = await makeArchiveProfile(args)
    try {
      for (const { measure, asked } of measured) {
        const [packed, unpacked]: [number[], number[]] = [[], []]
        for (let start = 0; start < starts; start++) {
          unpacked.push(await answerTime(archive, asked, { thenFold: false }))
          packed.push(await answerTime(archive, asked, { thenFold: true }))
        }
        report(distribution(measure, packed, `${name}, cold`))
        report(distribution(measure, unpacked, `${name}, cold, the first after a fold`))
      }
      if (name === 'LevelDB') report(await longestTask(archive))
    } finally {
      await archive.dispose()
    }
  }
}

/** Milliseconds from a question to its answer in a fresh process; leaves months packed, or a fold behind. */
async function answerTime(archive: ArchiveProfile, asked: Asked, { thenFold }: { readonly thenFold: boolean }) {
  const library = await archive.open()
  try {
    const page = await library.open('/board')
    await page.getByTestId('freshness').waitFor()
    // A page that has just been opened keeps both processors busy; nobody asks for a year that fast.
    await page.waitForTimeout(1_500)
    const time = await askCold(page, asked)
    if (thenFold) await archive.touch(library)
    return time
  } finally {
    await library.close()
  }
}

/** Starts the application's own worker in a page that has loaded none of the statistics. */
async function askCold(page: Page, asked: Asked): Promise<number> {
  const script = (await readdir(join(appFolder, 'assets'))).find((file) => /^statistics-worker-.*\.js$/.test(file))
  if (script === undefined) throw new Error('The build has no worker for the statistics')
  const { generation } = await readMarks(page)
  const facts = { generation, held: [], settings: defaultSettings(), today, open: null, openTickets: [] }
  const question = { store: 'guichet-libre', facts }
  const time = await page.evaluate(
    async ({ address, small, large }) => {
      const worker = new Worker(address, { type: 'module' })
      const answer = (id: number, asked: object): Promise<number> =>
        new Promise((resolve, reject) => {
          const from = performance.now()
          worker.addEventListener('error', () => reject(new Error('The worker has failed')))
          worker.addEventListener('message', ({ data }: MessageEvent<{ id: number; type: string }>) => {
            if (data.id !== id || data.type === 'heard') return
            if (data.type === 'answer') resolve(performance.now() - from)
            else reject(new Error(JSON.stringify(data)))
          })
          worker.postMessage({ type: 'ask', id, ...asked })
        })
      await answer(1, small)
      return answer(2, large)
    },
    { address: `/assets/${script}`, small: { ...question, ...smallQuestion }, large: { ...question, ...asked } },
  )
  await untilPacked(page)
  return time
}

/** The worker packs months when its answer is out: a browser that is closed meanwhile would leave half of them. */
async function untilPacked(page: Page): Promise<void> {
  for (let look = 0; look < 150; look++) {
    const { generation, stamps } = await readMarks(page)
    if (stamps.length > 0 && stamps.every((stamp) => stamp.endsWith(` ${generation}`))) return
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

/** The longest time that the screen hears nothing while a manager goes from today to this year and the one before. */
async function longestTask(archive: ArchiveProfile): Promise<Measurement> {
  const library = await archive.open()
  try {
    const page = await library.open('/statistics')
    const total = page.getByTestId('total-visits')
    await total.waitFor()
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
    await page.getByRole('button', { name: 'Année' }).click()
    for (let year = 0; year < 2; year++) {
      const before = await page.getByRole('heading', { level: 2 }).first().textContent()
      await page.getByRole('button', { name: 'Période précédente' }).click()
      await page.waitForFunction((shown) => document.querySelector('h2')?.textContent !== shown, before)
    }
    await page.waitForTimeout(500)
    const value = await page.evaluate(() => Math.round(globalThis.longestPauseMs * 10) / 10)
    return { measure: 'dashboard_1m_longest_task_ms', value }
  } finally {
    await library.close()
  }
}

declare global {
  var longestPauseMs: number
}
