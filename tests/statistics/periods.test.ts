import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, weekdayOf } from '#domain/hours/calendar.ts'
import type { Day } from '#domain/ids.ts'
import {
  contains,
  daysOf,
  nextPeriod,
  periodContaining,
  periodsMeeting,
  periodTypes,
  previousPeriod,
} from '#statistics/periods.ts'

const anyDay = fc.integer({ min: 0, max: 40_000 }).map((days) => addDays('1990-01-01' as Day, days))
const anyType = fc.constantFrom(...periodTypes)

test.for([
  ['day', '2026-11-23', '2026-11-23', '2026-11-23'],
  ['week', '2026-11-23', '2026-11-23', '2026-11-29'],
  ['week', '2027-01-02', '2026-12-28', '2027-01-03'],
  ['month', '2028-02-10', '2028-02-01', '2028-02-29'],
  ['month', '2026-12-31', '2026-12-01', '2026-12-31'],
  ['quarter', '2026-11-23', '2026-10-01', '2026-12-31'],
  ['quarter', '2026-05-31', '2026-04-01', '2026-06-30'],
  ['year', '2026-11-23', '2026-01-01', '2026-12-31'],
] as const)('[S1] the %s around %s goes from %s to %s', ([type, day, start, end]) => {
  expect(periodContaining(type, day as Day)).toEqual({ type, start, end })
})

test('[S1] a week begins on Monday', () => {
  fc.assert(fc.property(anyDay, (day) => weekdayOf(periodContaining('week', day).start) === 1))
})

test('[S2] each day lies in exactly one period of a kind, and periods touch', () => {
  fc.assert(
    fc.property(anyDay, anyType, (day, type) => {
      const period = periodContaining(type, day)
      expect(contains(period, day)).toBe(true)
      expect(periodContaining(type, period.start)).toEqual(period)
      expect(periodContaining(type, period.end)).toEqual(period)
      expect(nextPeriod(period).start).toBe(addDays(period.end, 1))
      expect(previousPeriod(nextPeriod(period))).toEqual(period)
      expect(daysOf(period).length).toBe((Date.parse(period.end) - Date.parse(period.start)) / 86_400_000 + 1)
    }),
  )
})

test('[S1] days that have not begun are left out when asked', () => {
  const week = periodContaining('week', '2026-11-25' as Day)
  expect(daysOf(week, '2026-11-24' as Day)).toEqual(['2026-11-23', '2026-11-24'])
  expect(daysOf(week)).toHaveLength(7)
})

test('[S2] a week over the turn of the year meets two years and two months', () => {
  const week = periodContaining('week', '2026-12-31' as Day)
  expect(periodsMeeting('year', week).map(({ start }) => start)).toEqual(['2026-01-01', '2027-01-01'])
  expect(periodsMeeting('month', week).map(({ start }) => start)).toEqual(['2026-12-01', '2027-01-01'])
})
