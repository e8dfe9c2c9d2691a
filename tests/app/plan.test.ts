import fc from 'fast-check'
import { expect, test } from 'vitest'
import { planSpan, planWeeks } from '#app/plan.ts'
import { createStatisticsDesk } from '#app/statistics-desk.ts'
import { addDays, weekdayOf } from '#domain/hours/calendar.ts'
import type { Day } from '#domain/ids.ts'
import { defaultSettings } from '#domain/settings.ts'
import { planDesks } from '#statistics/staffing.ts'
import { pastDays } from '../support/past-days.ts'

test('a plan looks at whole weeks, up to the one before today’s', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4000 }), fc.constantFrom(...planWeeks), (days, weeks) => {
      const today = addDays('2026-01-01' as Day, days)
      const { start, end } = planSpan(today, weeks)
      expect([weekdayOf(start), weekdayOf(end)]).toEqual([1, 7])
      expect(addDays(start, 7 * weeks - 1)).toBe(end)
      expect(end < today && addDays(end, 8) > today).toBe(true)
    }),
  )
})

test('[S63] the desk plans out of the visits of the span that it is asked for', async () => {
  const span = planSpan('2026-11-23' as Day, 8)
  const batches = pastDays({ from: span.start, to: span.end, visitsADay: 15 })
  const settings = defaultSettings()
  const read: (typeof span)[] = []
  const desk = createStatisticsDesk({
    read: (asked) => {
      read.push(asked)
      return Promise.resolve({ generation: 3, batches })
    },
  })
  const facts = { generation: 3, held: [], settings, today: '2026-11-23' as Day, open: null, openTickets: [] }
  const answered = await desk.ask('plan', span, facts)
  expect(answered).toEqual({ ok: true, value: planDesks(batches, settings) })
  expect(answered.ok && answered.value.type).toBe('plan')
  expect(read).toEqual([span])
})
