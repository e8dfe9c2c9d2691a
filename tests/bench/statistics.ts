import type { Day } from '#domain/ids.ts'
import { backEnds, makeArchiveProfile, manyVisits } from '../support/archive-profile.ts'
import type { ArchiveProfile } from '../support/archive-profile.ts'
import type { Asked } from '../support/worker-desk.ts'
import { askWorker, untilPacked } from '../support/worker-desk.ts'
import { openBenchLibrary } from './bench-library.ts'
import { distribution } from './distribution.ts'
import type { Measurement } from './distribution.ts'
import { benchExport } from './export.ts'
import { longestPause, watchPauses } from './pauses.ts'

const today = '2026-01-02' as Day
const smallQuestion: Asked = { name: 'overview', asks: { type: 'day', day: today } }
/** `months` are those of them that get packed: all but the last, which grows. */
const measured: readonly { readonly measure: string; readonly asked: Asked; readonly months: number }[] = [
  {
    measure: 'dashboard_1m_ms',
    asked: { name: 'overview', asks: { type: 'year', day: '2025-06-01' as Day } },
    months: 23,
  },
  {
    measure: 'crossing_1m_ms',
    months: 59,
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
    const archive = await makeArchiveProfile({ args, openLibrary: openBenchLibrary })
    try {
      for (const { measure, ...question } of measured) {
        const [packed, unpacked]: [number[], number[]] = [[], []]
        for (let start = 0; start < starts; start++) {
          unpacked.push(await answerTime(archive, question, { thenFold: false }))
          packed.push(await answerTime(archive, question, { thenFold: true }))
        }
        report(distribution(measure, packed, `${name}, cold`))
        report(distribution(measure, unpacked, `${name}, cold, at once after a fold`))
      }
      if (name === 'LevelDB') {
        report(await longestTask(archive))
        await benchExport(archive, report)
      }
    } finally {
      await archive.dispose()
    }
  }
}

/** Milliseconds from a question to its answer in a fresh process; leaves months packed, or a fold behind. */
async function answerTime(
  archive: ArchiveProfile,
  { asked, months }: Omit<(typeof measured)[number], 'measure'>,
  { thenFold }: { readonly thenFold: boolean },
): Promise<number> {
  const library = await archive.open()
  try {
    const page = await library.open('/board')
    await page.getByTestId('freshness').waitFor()
    // A page that has just been opened keeps both processors busy; nobody asks for a year that fast.
    await page.waitForTimeout(1_500)
    const { ms } = await askWorker(page, [smallQuestion, asked])
    await untilPacked(page, months)
    if (thenFold) await archive.touch(library)
    return ms
  } finally {
    await library.close()
  }
}

/** The longest time that the screen hears nothing while a manager goes from today to this year and the one before. */
async function longestTask(archive: ArchiveProfile): Promise<Measurement> {
  const library = await archive.open()
  try {
    const page = await library.open('/statistics')
    const total = page.getByTestId('total-visits')
    await total.waitFor()
    await watchPauses(page)
    await page.getByRole('button', { name: 'Année' }).click()
    for (let year = 0; year < 2; year++) {
      const before = await page.getByRole('heading', { level: 2 }).first().textContent()
      await page.getByRole('button', { name: 'Période précédente' }).click()
      await page.waitForFunction((shown) => document.querySelector('h2')?.textContent !== shown, before)
    }
    await page.waitForTimeout(500)
    return { measure: 'dashboard_1m_longest_task_ms', value: await longestPause(page) }
  } finally {
    await library.close()
  }
}
