import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '#domain/hours/calendar.ts'
import type { Day } from '#domain/ids.ts'
import { defaultSettings } from '#domain/settings.ts'
import type { DayBatch } from '#domain/visits/day-batch.ts'
import { congestionOf } from '#statistics/queueing/erlang.ts'
import { leastCellTickets, leastPlanTickets, planDesks } from '#statistics/staffing.ts'
import type { PlanCell } from '#statistics/staffing.ts'
import { batchOn, times, visit, walkUpVisit } from './visits.ts'

const settings = { ...defaultSettings(), targetWaitMinutes: 10, targetServiceLevel: 0.8 }
const monday = '2026-09-07' as Day

/** The same day on so many weeks from a Monday on. */
function weeks(count: number, batchOf: (day: Day, week: number) => DayBatch, first = monday): readonly DayBatch[] {
  return Array.from({ length: count }, (_, week) => batchOf(addDays(first, 7 * week), week))
}

/** 14:00 to 16:00 and 16:00 to 18:00 of a Monday. */
function mondays(count: number, early: number, late: number): readonly DayBatch[] {
  return weeks(count, (day) =>
    batchOn(day, [
      ...times(early, visit({ band: 7, serviceMinutes: 15 })),
      ...times(late, visit({ band: 8, serviceMinutes: 15 })),
    ]),
  )
}

function cellsOf(batches: readonly DayBatch[], change: Partial<typeof settings> = {}): readonly PlanCell[] {
  const plan = planDesks(batches, { ...settings, ...change })
  if (plan.type !== 'plan') throw new Error(`No plan of ${plan.tickets} tickets`)
  return plan.cells
}

describe('what came', () => {
  test('[S63] everybody who took a ticket counts, by weekday and hours and open day; walk-ups have a queue of their own', () => {
    const batches = weeks(10, (day) =>
      batchOn(day, [
        ...times(20, visit({ band: 7 })),
        ...times(3, visit({ band: 7, end: 'noShow' })),
        visit({ band: 7, end: 'leftUnserved' }),
        ...times(5, walkUpVisit({ band: 7 })),
        ...times(6, visit({ band: 8, end: 'withdrawn' })),
      ]),
    )
    const [early, late, ...others] = cellsOf(batches)
    expect(others).toEqual([])
    expect(early).toMatchObject({ weekday: 1, band: '14:00-16:00', openDays: 10, tickets: 240 })
    expect(early?.advice).toMatchObject({ type: 'desks', ticketsPerHour: expect.closeTo(12, 9) as number })
    expect(late).toMatchObject({ band: '16:00-18:00', tickets: 60 })
  })

  test('[S63] days without a ticket are not open, and hours count as far as the desks are open', () => {
    const closed = batchOn('2026-11-02', times(3, walkUpVisit({ band: 7 })))
    const batches = [...mondays(10, 20, 10), closed]
    const hours = { mon: { opens: 15 * 60, closes: 18 * 60 } }
    const deskHours = { ...settings.deskHours, week: { ...settings.deskHours.week, ...hours } }
    const [early, late] = cellsOf(batches, { deskHours })
    expect(early).toMatchObject({ openDays: 10 })
    expect(early?.advice).toMatchObject({ ticketsPerHour: expect.closeTo(20, 9) as number })
    expect(late?.advice).toMatchObject({ ticketsPerHour: expect.closeTo(5, 9) as number })
    // Hours of which the configuration knows nothing count whole.
    const shut = { ...settings.deskHours, week: { ...settings.deskHours.week, mon: null } }
    expect(cellsOf(batches, { deskHours: shut })[0]?.advice).toMatchObject({
      ticketsPerHour: expect.closeTo(10, 9) as number,
    })
  })

  test('[S63] services are those of the needs that come in these hours', () => {
    const batches = weeks(20, (day) =>
      batchOn(day, [
        ...times(10, visit({ band: 7, need: 'job', serviceMinutes: 30 })),
        ...times(10, visit({ band: 8, need: 'train', serviceMinutes: 6 })),
      ]),
    )
    const [early, late] = cellsOf(batches).map(({ advice }) => (advice.type === 'desks' ? advice : null))
    expect(early?.serviceMinutes).toBeGreaterThan(28)
    expect(late?.serviceMinutes).toBeLessThan(8)
    expect(early?.desks).toBeGreaterThan(late?.desks ?? Infinity)
  })

  test('[S63] days noted in bands of another length are left out, and counted', () => {
    const odd = { ...batchOn('2026-11-16', times(50, visit({ band: 7 }))), bandMinutes: 60 }
    expect(planDesks([...mondays(10, 20, 10), odd], settings)).toMatchObject({ type: 'plan', otherBands: 1 })
    expect(cellsOf([...mondays(10, 20, 10), odd])[0]).toMatchObject({ openDays: 10, tickets: 200 })
  })
})

describe('what it takes', () => {
  test('[S64] the fewest desks that meet the target: one fewer does not', () => {
    const amounts = fc.integer({ min: 4, max: 60 })
    fc.assert(
      fc.property(amounts, fc.integer({ min: 2, max: 40 }), (tickets, targetWaitMinutes) => {
        const batches = mondays(60, tickets, 0)
        const plan = planDesks(batches, { ...settings, targetWaitMinutes })
        const advice = plan.type === 'plan' ? plan.cells[0]?.advice : undefined
        expect(advice?.type).toBe('desks')
        if (advice?.type !== 'desks' || plan.type !== 'plan') return
        const queue = {
          arrivalsPerMinute: tickets / 120,
          serviceMinutes: advice.serviceMinutes,
          patienceMinutes: plan.patienceMinutes,
        }
        const shareWith = (desks: number) => congestionOf({ ...queue, desks }).calledWithin(targetWaitMinutes)
        expect(advice.share).toBeCloseTo(shareWith(advice.desks), 9)
        expect(advice.share).toBeGreaterThanOrEqual(0.8)
        if (advice.desks > 1) expect(shareWith(advice.desks - 1)).toBeLessThan(0.8)
      }),
      { numRuns: 25 },
    )
  })

  test('[S64] what not even forty desks can do is said', () => {
    expect(
      cellsOf(weeks(4, (day) => batchOn(day, times(1_500, visit({ band: 7, serviceMinutes: 55 }))))),
    ).toMatchObject([{ advice: { type: 'tooMany' } }])
  })
})

describe('when nothing is said', () => {
  test('[S65] the plan is silent below its number of tickets', () => {
    const few = mondays(10, 10, 9)
    expect(planDesks(few, settings)).toEqual({ type: 'tooFew', tickets: 190, least: leastPlanTickets })
    expect(planDesks(mondays(10, 10, 10), settings)).toMatchObject({ type: 'plan' })
    expect(planDesks([], settings)).toMatchObject({ type: 'tooFew', tickets: 0 })
  })

  test('[S65] hours with few tickets or few days are silent by themselves', () => {
    const batches = [
      ...weeks(10, (day) => batchOn(day, [...times(20, visit({ band: 7 })), ...times(2, visit({ band: 8 }))])),
      ...weeks(3, (day) => batchOn(day, times(30, visit({ band: 7 }))), '2026-09-09' as Day),
    ]
    expect(cellsOf(batches).map(({ weekday, band, tickets, advice }) => [weekday, band, tickets, advice.type])).toEqual(
      [
        [1, '14:00-16:00', 200, 'desks'],
        [1, '16:00-18:00', 20, 'tooFew'],
        [3, '14:00-16:00', 90, 'tooFew'],
      ],
    )
    expect(leastCellTickets).toBe(30)
  })
})

test('[S66] beside it stands the median of the desks that were at work, where it was noted', () => {
  const noted = [1, 3, 2, 2, 4]
  const batches = mondays(8, 20, 20).map((batch, week) => {
    const there = noted[week]
    return there === undefined
      ? batch
      : { ...batch, desks: Array.from({ length: 12 }, (_, band) => (band === 7 ? there : 1)) }
  })
  expect(cellsOf(batches).map(({ desksThere }) => desksThere)).toEqual([2, 1])
  expect(cellsOf(mondays(8, 20, 20)).map(({ desksThere }) => desksThere)).toEqual([null, null])
  const even = mondays(8, 20, 20).map((batch, week) => ({
    ...batch,
    desks: Array.from({ length: 12 }, () => 1 + (week % 2)),
  }))
  expect(cellsOf(even)[0]?.desksThere).toBe(1.5)
})
