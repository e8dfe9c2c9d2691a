import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Day, WorkshopType } from '#domain/ids.ts'
import { keptDayOf } from '#statistics/kept-day.ts'
import { arbitraryVisits, batchOn, times, visit, walkUpVisit } from './visits.ts'

const day = '2026-11-20' as Day

test('[V12] a day is kept by need and outcome, served visits alone, most frequent first', () => {
  const batch = batchOn(day, [
    ...times(2, visit({ need: 'train' })),
    ...times(3, visit()),
    walkUpVisit({ outcome: null }),
    visit({ end: 'noShow' }),
    visit({ end: 'leftUnserved' }),
  ])
  const other = batchOn('2026-11-19', times(9, visit()))
  expect(keptDayOf(day, [other, batch])).toMatchObject({
    visits: 6,
    kinds: [
      { need: 'job', outcome: 'answered', visits: 3 },
      { need: 'train', outcome: 'answered', visits: 2 },
      { need: 'job', outcome: null, visits: 1 },
    ],
  })
})

test('[V11] [V12] it says how many visits came about afterwards, and how many were corrected', () => {
  const records = [
    ...times(4, walkUpVisit({ channel: 'typed', band: null })),
    ...times(2, walkUpVisit({ channel: 'backDated' })),
    visit(),
  ]
  expect(keptDayOf(day, [{ ...batchOn(day, records), corrected: 3 }])).toMatchObject({
    visits: 7,
    typed: 4,
    backDated: 2,
    corrected: 3,
  })
})

test('[V13] the workshops are those of the month, by day and type', () => {
  const held = (type: string) => ({ type: type as WorkshopType, sessions: 1, attendees: 6, capacity: null })
  const on = (of: string, ...types: readonly string[]) => ({ ...batchOn(of, []), workshops: types.map(held) })
  const { workshops } = keptDayOf(day, [on('2026-10-31', 'cv'), on('2026-11-03', 'cv', 'interview'), on(day, 'cv')])
  expect(workshops.map(({ day: of, type }) => [of, type])).toEqual([
    ['2026-11-03', 'cv'],
    ['2026-11-03', 'interview'],
    [day, 'cv'],
  ])
})

test('of a day without a batch nothing is kept', () => {
  expect(keptDayOf(day, [])).toEqual({
    day,
    kinds: [],
    visits: 0,
    backDated: 0,
    typed: 0,
    corrected: 0,
    workshops: [],
  })
})

test('[V12] whatever the visits and however they are shuffled, the kinds add up and stand in the same order', () => {
  fc.assert(
    fc.property(arbitraryVisits, fc.double({ min: 0, max: 0.999, noNaN: true }), (records, chance) => {
      const kept = keptDayOf(day, [batchOn(day, records)])
      expect(kept.kinds.reduce((sum, { visits }) => sum + visits, 0)).toBe(kept.visits)
      expect(keptDayOf(day, [batchOn(day, records, () => chance)])).toEqual(kept)
    }),
  )
})
