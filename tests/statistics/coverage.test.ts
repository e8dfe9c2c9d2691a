import { expect, test } from 'vitest'
import type { DayBatch } from '#domain/visits/day-batch.ts'
import { coverageOf } from '#statistics/coverage.ts'
import { batchOn, times, visit } from './visits.ts'

/** A day of which some visitors were shown a range: 1 shorter, 2 within, 3 longer, 0 none. */
function dayOf(...announced: readonly number[]): DayBatch {
  const batch = batchOn('2026-11-23', times(announced.length, visit()))
  const column = { dictionary: ['shorter', 'within', 'longer'], values: Uint8Array.from(announced) }
  return { ...batch, columns: { ...batch.columns, announced: column } }
}

test('[S67] coverage is the share of shown ranges that held the wait', () => {
  const batches = [dayOf(2, 2, 2, 2, 2, 2, 1, 0, 0), dayOf(2, 2, 3, 2)]
  expect(coverageOf(batches, 11)).toEqual({ shown: 11, shorter: 1, within: 9, longer: 1, share: 9 / 11 })
})

test('[S67] from few waits no share is told, and from none none', () => {
  expect(coverageOf([dayOf(2, 2, 3)], 11)).toEqual({ shown: 3, shorter: 0, within: 2, longer: 1, share: null })
  expect(coverageOf([dayOf(0, 0)], 0)).toMatchObject({ shown: 0, share: null })
})

test('[S67] days that know nothing of announcements, and words of a newer version, are left out', () => {
  const old = batchOn('2026-11-20', times(4, visit()))
  const newer = dayOf(1, 2, 2)
  const column = { dictionary: ['elsewhere', 'within'], values: Uint8Array.of(1, 2, 2) }
  expect(coverageOf([old, { ...newer, columns: { ...newer.columns, announced: column } }], 2)).toEqual({
    shown: 2,
    shorter: 0,
    within: 2,
    longer: 0,
    share: 1,
  })
})
