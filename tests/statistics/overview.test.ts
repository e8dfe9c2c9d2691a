import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from '#domain/hours/calendar.ts'
import type { Day, WorkshopType } from '#domain/ids.ts'
import { defaultSettings } from '#domain/settings.ts'
import { decodeDayBatch, encodeDayBatch } from '#domain/visits/day-batch.ts'
import type { DayBatch } from '#domain/visits/day-batch.ts'
import { noTotals } from '#domain/visits/day-sheet.ts'
import { figuresOf } from '#statistics/figures.ts'
import { overviewOf } from '#statistics/overview.ts'
import type { Overview } from '#statistics/overview.ts'
import { contains, periodContaining, periodTypes, previousPeriod } from '#statistics/periods.ts'
import type { PeriodType } from '#statistics/periods.ts'
import type { Tally } from '#statistics/tallies.ts'
import { countMinutes, summariseWaits } from '#statistics/waits.ts'
import { arbitraryBatches, batchOn, times, visit, walkUpVisit } from './visits.ts'

const settings = defaultSettings()
const arbitraryType = fc.constantFrom(...periodTypes)

test('[S5] every picture of an overview has the same visits', () => {
  forAll(({ figures, byNeed, byOutcome, byBand, byChannel, week, trend, audience, needs, waits, waitBins }) => {
    for (const tallies of [byNeed, byOutcome, byChannel, ...audience.map(({ answers }) => answers)])
      expect(sumOf(tallies)).toBe(figures.visits)
    expect(sum(byBand.map(({ tickets, walkUps }) => tickets + walkUps))).toBe(figures.visits)
    expect(sum(week.weekdays.flatMap(({ visits }) => visits))).toBe(figures.visits)
    expect(sum(needs.map(({ served }) => served))).toBe(figures.served)
    expect(sum(needs.map(({ noShow }) => noShow))).toBe(figures.noShow)
    expect(sum(needs.map((need) => need.waits.records))).toBe(waits.records)
    expect(sumOf(waitBins)).toBe(waits.records)
    if (trend !== null) expect(sum(trend.points.map(({ visits }) => visits))).toBe(figures.visits)
  })
})

test('[S3] figures and waits of an overview, and of the period before it, are those of their batches', () => {
  forAll((overview, batches) => {
    const shown = batches.filter(({ day }) => contains(overview.period, day))
    expect(overview.figures).toEqual(figuresOf(shown))
    expect(overview.waits).toEqual(waitsOf(shown))
    const gone = batches.filter(({ day }) => contains(overview.previous, day))
    const daysObserved = gone.filter(({ visits }) => visits > 0).length
    const before = { daysObserved, figures: figuresOf(gone), waits: waitsOf(gone) }
    expect(overview.before).toEqual(daysObserved > 0 ? before : null)
    expect(overview.daysObserved).toBe(shown.filter(({ visits }) => visits > 0).length)
  })
})

test('[S72] referrals and workshops are counted of visits, as the records say', () => {
  forAll(({ byReferral, period }, batches) => {
    const records = batches.filter(({ day }) => contains(period, day)).flatMap(decodeDayBatch)
    for (const { id, visits } of byReferral) {
      const sentThere = records.filter((r) => r.end === 'served' && r.details.referrals.includes(id as never))
      expect([id, visits]).toEqual([id, sentThere.length])
    }
  })
  const workshop = visit({ outcome: 'workshop', details: { workshopType: 'cv' as never } })
  const { byWorkshop } = overview('day', '2026-11-23', [batchOn('2026-11-23', [workshop, visit()])])
  expect(byWorkshop[0]).toEqual({ id: 'cv', visits: 1 })
})

test('[S7] most frequent first, in the site’s order between equals, and what nobody noted last', () => {
  const records = [...times(2, visit({ outcome: null })), visit({ need: 'train' }), visit({ need: 'orient' })]
  const { byOutcome, byNeed } = overview('day', '2026-11-23', [batchOn('2026-11-23', records)])
  expect(byOutcome.slice(0, 2)).toEqual([
    { id: 'answered', visits: 2 },
    { id: 'resources', visits: 0 },
  ])
  expect(byOutcome.at(-1)).toEqual({ id: 'not_recorded', visits: 2 })
  expect(byNeed.slice(0, 3).map(({ id }) => id)).toEqual(['job', 'orient', 'train'])
})

test('[S4] each need has its own waits, and what became of its tickets', () => {
  const jobs = Array.from({ length: 20 }, (_, at) => visit({ waitingMinutes: at }))
  const records = [...jobs, visit({ need: 'train', end: 'leftUnserved' }), walkUpVisit({ need: 'train' })]
  const { needs } = overview('day', '2026-11-23', [batchOn('2026-11-23', records)])
  expect(needs[0]).toMatchObject({ id: 'job', visits: 20, waits: { records: 20, p50: 9, p80: 15, withinTarget: 0.55 } })
  expect(needs[0]?.service).toMatchObject({ records: 20, mean: 12, p90: 12 })
  expect(needs[1]).toMatchObject({ id: 'train', visits: 1, served: 0, walkUps: 1, leftUnserved: 1 })
  expect(needs[1]?.waits).toEqual({ records: 0, mean: null, p50: null, p80: null, p90: null, withinTarget: null })
})

test.for([
  ['day', null, 0, null, null],
  ['week', 'day', 7, '2026-11-23', '2026-11-29'],
  ['month', 'day', 30, '2026-11-01', '2026-11-30'],
  ['quarter', 'week', 14, '2026-10-01', '2026-12-31'],
  ['year', 'month', 12, '2026-01-01', '2026-12-31'],
] as const)('[S73] a %s goes by %s', ([type, step, points, start, end]) => {
  const { trend } = overview(type, '2026-11-25', [])
  expect(trend?.step ?? null).toBe(step)
  expect(trend?.points ?? []).toHaveLength(points)
  expect([trend?.points[0]?.start ?? null, trend?.points.at(-1)?.end ?? null]).toEqual([start, end])
})

test('[S73] steps touch each other, lie in the period and stand beside those of the period before', () => {
  const batches = [
    batchOn('2026-10-02', times(4, visit())),
    batchOn('2026-10-31', times(3, visit())),
    batchOn('2026-11-02', times(2, visit({ end: 'noShow' }))),
    batchOn('2026-11-30', times(12, visit({ waitingMinutes: 3 }))),
  ]
  const { trend, before, visitsBefore } = overview('month', '2026-11-25', batches, '2026-12-02')
  expect(trend?.points[1]).toMatchObject({
    start: '2026-11-02',
    end: '2026-11-02',
    visits: 0,
    left: 2,
    visitsBefore: 4,
  })
  expect(trend?.points[29]).toMatchObject({ visits: 12, visitsBefore: 0, waits: { records: 12, mean: 3, p50: null } })
  expect([before?.figures.visits, visitsBefore]).toEqual([7, 7])
  const december = overview('month', '2026-12-02', batches, '2026-12-02').trend
  expect(december?.points[30]).toMatchObject({ start: '2026-12-31', isAhead: true, visitsBefore: null })
  expect(december?.points.filter(({ isAhead }) => !isAhead)).toHaveLength(2)
})

test('[S73] a period is compared only with one in which anybody came', () => {
  const { trend, before } = overview('week', '2026-11-25', [batchOn('2026-11-25', [visit()])])
  expect(before).toBeNull()
  expect(trend?.points.map(({ visitsBefore }) => visitsBefore)).toEqual(times(7, null))
})

test('[S74] the map of the week counts visits by weekday and band, and how many such days there were', () => {
  const batches = [
    batchOn('2026-11-02', [visit({ band: 7 }), walkUpVisit({ band: 8 }), visit({ band: 8, end: 'noShow' })]),
    batchOn('2026-11-09', [visit({ band: 7 })]),
    batchOn('2026-11-16', []),
    batchOn('2026-11-17', [visit({ band: 5 })]),
  ]
  const { week } = overview('month', '2026-11-25', batches)
  expect(week.bands).toEqual(['10:00-12:00', '14:00-16:00', '16:00-18:00', '18:00-20:00'])
  expect(week.weekdays[0]).toEqual({ weekday: 1, daysObserved: 2, visits: [0, 2, 1, 0] })
  expect(week.weekdays[1]).toEqual({ weekday: 2, daysObserved: 1, visits: [1, 0, 0, 0] })
  expect(week.weekdays[6]).toEqual({ weekday: 7, daysObserved: 0, visits: [0, 0, 0, 0] })
})

test('[S77] what was said of a day afterwards shows in the notes, and counts as visits without a ticket', () => {
  const totals = {
    ...noTotals,
    corrected: 3,
    workshops: [{ type: 'cv' as WorkshopType, sessions: 1, attendees: 8, capacity: 10 }],
  }
  const records = [
    visit(),
    ...times(2, walkUpVisit({ channel: 'backDated' })),
    ...times(4, walkUpVisit({ channel: 'typed', band: null })),
  ]
  const told = encodeDayBatch('2026-11-23' as Day, records, 1, 120, () => 0.5, totals)
  const { notes, workshopsHeld, figures, byChannel, byBand } = overview('week', '2026-11-23', [
    told,
    { ...told, day: '2026-11-24' as Day },
    // Of the week before.
    { ...told, day: '2026-11-22' as Day },
  ])
  const days = ['2026-11-23', '2026-11-24']
  expect(notes).toEqual([
    { kind: 'typedTotals', days, visits: 8 },
    { kind: 'backDated', days, visits: 4 },
    { kind: 'corrected', days, visits: 6 },
  ])
  expect(workshopsHeld).toEqual([{ type: 'cv', sessions: 2, attendees: 16, capacity: 20 }])
  expect(figures).toMatchObject({ visits: 14, served: 2, walkUps: 12 })
  expect(byChannel).toEqual([
    { id: 'typed', visits: 8 },
    { id: 'backDated', visits: 4 },
    { id: 'ticket', visits: 2 },
    { id: 'walkUp', visits: 0 },
  ])
  expect(byBand.at(-1)).toEqual({ id: 'not_recorded', tickets: 0, walkUps: 8 })
})

test('[S67] an overview says how often the shown range was right', () => {
  const records = [...times(9, visit({ announced: 'within' })), ...times(3, visit({ announced: 'longer' })), visit()]
  const { coverage } = overview('day', '2026-11-23', [batchOn('2026-11-23', records)])
  expect(coverage).toEqual({ shown: 12, shorter: 0, within: 9, longer: 3, share: 0.75 })
})

test('[S2] the next period is offered when it has begun', () => {
  expect(overview('week', '2026-11-25', [], '2026-11-29').next).toBeNull()
  expect(overview('week', '2026-11-25', [], '2026-11-30').next?.start).toBe('2026-11-30')
})

function overview(type: PeriodType, day: string, batches: readonly DayBatch[], today: string = '2026-11-25'): Overview {
  const period = periodContaining(type, day as Day)
  return overviewOf({ batches, period, settings, today: today as Day, open: null })
}

/** Days from 1 November on, looked at by periods around them and after them. */
function forAll(check: (overview: Overview, batches: readonly DayBatch[]) => void): void {
  fc.assert(
    fc.property(arbitraryBatches, arbitraryType, fc.integer({ min: -2, max: 40 }), (batches, type, offset) => {
      const period = periodContaining(type, addDays('2026-11-01' as Day, offset))
      const shown = overviewOf({ batches, period, settings, today: '2026-12-31' as Day, open: null })
      expect(shown.previous).toEqual(previousPeriod(period))
      check(shown, batches)
    }),
    { numRuns: 60 },
  )
}

function waitsOf(batches: readonly DayBatch[]) {
  return summariseWaits(countMinutes(batches, 'waiting'), settings.targetWaitMinutes, settings)
}

function sumOf(tallies: readonly Pick<Tally, 'visits'>[]): number {
  return sum(tallies.map(({ visits }) => visits))
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, number) => all + number, 0)
}
