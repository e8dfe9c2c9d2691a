import { expect, onTestFinished, test } from 'vitest'
import type { Day } from '#domain/ids.ts'
import { backEnds, makeArchiveProfile } from '../support/archive-profile.ts'
import { askWorker, untilPacked } from '../support/worker-desk.ts'
import type { Asked } from '../support/worker-desk.ts'

/** Months of more than 64 kB: Chromium keeps such a value in a file of its own. */
const request = { from: '2025-08-11' as Day, until: '2025-12-20' as Day, visits: 60_000 }
const crossing: Asked = {
  name: 'crossing',
  asks: { start: '2020-01-01' as Day, end: '2026-12-31' as Day, dimensions: ['need', 'day'], population: 'all' },
}
const year: Asked = { name: 'overview', asks: { type: 'year', day: '2025-06-01' as Day } }

test.each(backEnds)(
  '[S75] in $name the worker reads what a page has folded, the same from packs and in a later process',
  { timeout: 240_000 },
  async ({ args }) => {
    const archive = await makeArchiveProfile({ args, request })
    onTestFinished(archive.dispose)
    const answers: string[] = []
    for (let process = 0; process < 2; process++) {
      const library = await archive.open()
      const page = await library.open('/board')
      for (const asked of [crossing, year]) {
        const fresh = await askWorker(page, [asked])
        // The last month grows.
        await untilPacked(page, 4)
        const packed = await askWorker(page, [asked])
        expect(packed.answer).toBe(fresh.answer)
        answers.push(fresh.answer)
      }
      await archive.touch(library)
      await library.close()
    }
    const [crossed = '', shown = '', ...later] = answers
    expect(later).toEqual([crossed, shown])
    expect(JSON.parse(crossed)).toMatchObject({ counts: { 0: archive.filled.visits } })
    expect(JSON.parse(shown)).toMatchObject({ trend: { step: 'month' }, figures: { severalNeeds: expect.any(Number) } })
  },
)
