import fc from 'fast-check'
import { expect, test } from 'vitest'
import { weekdayOf } from '#domain/hours/calendar.ts'
import type { Day, NeedId } from '#domain/ids.ts'
import { defaultSettings } from '#domain/settings.ts'
import { decodeDayBatch, unknownBand } from '#domain/visits/day-batch.ts'
import type { DayBatch } from '#domain/visits/day-batch.ts'
import type { VisitRecord } from '#domain/visits/record.ts'
import { mostUnknownValues } from '#statistics/axis.ts'
import { bandName } from '#statistics/columns.ts'
import { countGrids } from '#statistics/grids.ts'
import type { OpenTickets } from '#statistics/grids.ts'
import { knownValues } from '#statistics/known-values.ts'
import { contains, periodContaining } from '#statistics/periods.ts'
import type { Period } from '#statistics/periods.ts'
import { cellAt, endColumns, gridOf, waitColumns } from '#statistics/release.ts'
import type { EndColumn, Grid, GridId } from '#statistics/release.ts'
import { arbitraryBatches, batchOn, needIds, times, visit, walkUpVisit } from './visits.ts'

const settings = defaultSettings()
const november = periodContaining('month', '2026-11-03' as Day)

const arbitraryOpen: fc.Arbitrary<readonly OpenTickets[]> = fc.array(
  fc.record({
    day: fc.constantFrom('2026-11-03' as Day, '2026-10-03' as Day),
    need: fc.constantFrom(...needIds).map((need) => need as string as NeedId),
    tickets: fc.integer({ min: 1, max: 9 }),
  }),
  { maxLength: 4 },
)
/** A month, and a week that lies across the end of what was counted. */
const arbitraryPeriod = fc.constantFrom(november, periodContaining('week', '2026-11-03' as Day))

test('[S71] every cell of every table is what the records say, one by one', () => {
  forAll((grids, batches, period, open) => {
    const records = batches.filter(({ day }) => contains(period, day)).flatMap((batch) => recordsOf(batch))
    for (const [id, membersOf] of members) {
      const grid = found(grids, id)
      for (const row of grid.rows.slice(1)) {
        for (const column of grid.columns.filter((name) => name !== '*' && name !== 'open')) {
          const expected = records.filter((record) => membersOf(record, row, column)).length
          const going = column === 'issued' ? openIn(open, period, row) : 0
          expect([id, row, column, count(grid, row, column)]).toEqual([id, row, column, expected + going])
        }
      }
    }
  })
})

test('[S71] nothing is left over: the cells of a table add up to its margins', () => {
  forAll((grids) => {
    for (const grid of grids) {
      for (const column of grid.columns) {
        const cells = grid.rows.slice(1).map((row) => count(grid, row, column))
        expect(count(grid, '*', column)).toBe(sum(cells))
      }
      if (!grid.columns.includes('*')) continue
      for (const row of grid.rows) {
        const cells = grid.columns.slice(1).map((column) => count(grid, row, column))
        expect(count(grid, row, '*')).toBe(sum(cells))
      }
    }
  })
})

test('[S71] tables agree with each other, need by need and day by day', () => {
  forAll((grids) => {
    const ends = found(grids, 'need_x_end')
    const days = found(grids, 'day_x_end')
    const bands = found(grids, 'need_x_band')
    const weekdays = found(grids, 'weekday_x_band')
    const waits = found(grids, 'need_x_wait')
    for (const column of endColumns) expect(count(days, '*', column)).toBe(count(ends, '*', column))
    for (const band of bands.columns) expect(count(weekdays, '*', band)).toBe(count(bands, '*', band))
    expect(weekdays.columns).toEqual(bands.columns)
    for (const need of ends.rows) {
      const end = (column: EndColumn): number => count(ends, need, column)
      for (const id of ['need_x_outcome', 'need_x_band', 'need_x_audience.status'] as const)
        expect(count(found(grids, id), need, '*')).toBe(end('visits'))
      expect(end('visits')).toBe(end('served') + end('walkUp'))
      expect(end('issued')).toBe(end('served') + end('noShow') + end('leftUnserved') + end('withdrawn') + end('open'))
      expect(count(waits, need, 'known')).toBe(count(waits, need, 'within') + count(waits, need, 'beyond'))
      expect(count(waits, need, 'known') + count(waits, need, 'unknown')).toBe(end('served'))
      expect(count(found(grids, 'need_x_referral'), need, '*')).toBeLessThanOrEqual(2 * end('visits'))
    }
    for (const day of days.rows.slice(1)) {
      const row = String(weekdayOf(day as Day))
      expect(count(days, day, 'visits')).toBeLessThanOrEqual(count(weekdays, row, '*'))
    }
    for (const grid of grids.filter(({ id }) => id.startsWith('need_x_'))) expect(grid.rows).toEqual(ends.rows)
  })
})

test('[S7] rows stand in id order, the total first, and the tables are those of a release', () => {
  forAll((grids, _, period) => {
    expect(grids.map(({ id }) => id)).toEqual([
      'need_x_outcome',
      'need_x_band',
      'weekday_x_band',
      'need_x_referral',
      'need_x_end',
      'need_x_wait',
      'day_x_end',
      'need_x_audience.status',
    ])
    for (const { rows, columns, counts } of grids) {
      expect(rows[0]).toBe('*')
      expect([...rows].sort()).toEqual(rows)
      expect(counts).toHaveLength(rows.length * columns.length)
      if (columns[0] === '*') expect([...columns].sort()).toEqual(columns)
    }
    expect(found(grids, 'need_x_end').columns).toEqual(endColumns)
    expect(found(grids, 'need_x_wait').columns).toEqual(waitColumns)
    expect(found(grids, 'weekday_x_band').rows).toEqual(['*', '1', '2', '3', '4', '5', '6', '7'])
    const { rows } = found(grids, 'day_x_end')
    expect([rows[1], rows.at(-1)]).toEqual([period.start, period.end])
  })
})

test('[S19] the tables do not depend on the order in which batches were stored', () => {
  fc.assert(
    fc.property(arbitraryBatches, (batches) => {
      expect(countGrids([...batches].reverse(), november, settings)).toEqual(countGrids(batches, november, settings))
    }),
  )
})

test('[S6] what is known has its row and column, and so has what occurs; what nobody noted only where it occurs', () => {
  const missed = visit({ need: 'gone', end: 'noShow' })
  const grids = countGrids([batchOn('2026-11-03', [missed, visit({ outcome: null })])], november, settings)
  const outcomes = found(grids, 'need_x_outcome')
  expect(outcomes.rows).toEqual(['*', 'change', 'create', 'digital', 'gone', 'job', 'orient', 'other', 'train'])
  expect(outcomes.columns).toContain('not_recorded')
  expect(outcomes.columns).toContain('workshop')
  expect(outcomes.columns).not.toContain('abandoned')
  expect(found(grids, 'need_x_referral').columns).toEqual(['*', ...settings.referrals.map(({ id }) => id).sort()])
  expect(found(countGrids([], november, settings), 'need_x_outcome').columns).not.toContain('not_recorded')
})

test('[S72] a visit counts once for each place that it was sent on to', () => {
  const to = (...referrals: readonly string[]) => visit({ details: { referrals: referrals as never } })
  const missed = visit({ end: 'noShow', details: { referrals: ['apec'] as never } })
  const grids = countGrids(
    [batchOn('2026-11-03', [to('apec', 'cio'), to('cio', 'cio'), to('cio'), to(), missed])],
    november,
    settings,
  )
  const referrals = found(grids, 'need_x_referral')
  expect([count(referrals, 'job', 'apec'), count(referrals, 'job', 'cio'), count(referrals, 'job', '*')]).toEqual([
    1, 3, 4,
  ])
})

test('[S8] a wait of exactly the target is within it, a capped hour is beyond it', () => {
  const waited = [0, 10, 11, 60, null].map((waitingMinutes) => visit({ waitingMinutes }))
  const grids = countGrids([batchOn('2026-11-03', [...waited, walkUpVisit()])], november, settings)
  const waits = found(grids, 'need_x_wait')
  expect(waitColumns.map((column) => count(waits, 'job', column))).toEqual([4, 2, 2, 1])
})

test('[S70] a device that makes up words makes no table grow without bound, and nothing is lost', () => {
  const days = ['2026-11-02', '2026-11-03', '2026-11-04']
  const batches = days.map((day) =>
    batchOn(
      day,
      Array.from({ length: 200 }, (_, at) => visit({ need: `made_up_${day}_${at}`, outcome: '*' })),
    ),
  )
  const outcomes = found(countGrids(batches, november, settings), 'need_x_outcome')
  expect(outcomes.rows.length).toBeLessThanOrEqual(1 + settings.needs.length + mostUnknownValues)
  expect(outcomes.counts[0]).toBe(600)
  expect(count(outcomes, 'not_recorded', '*')).toBe(600 - (mostUnknownValues - 1))
  expect(count(outcomes, '*', 'not_recorded')).toBe(600)
  expect(outcomes.rows.filter((row) => row === '*')).toHaveLength(1)
})

test('[S71] a year of a busy library is counted from its columns', () => {
  const batches = [batchOn('2026-11-02', times(500, visit())), batchOn('2026-12-31', times(70, walkUpVisit()))]
  const grids = countGrids(batches, periodContaining('year', '2026-11-02' as Day), settings, knownValues(settings))
  const days = found(grids, 'day_x_end')
  expect(days.rows).toHaveLength(366)
  expect([count(days, '2026-11-02', 'served'), count(days, '2026-12-31', 'walkUp')]).toEqual([500, 70])
  expect(count(found(grids, 'weekday_x_band'), '4', '14:00-16:00')).toBe(70)
})

type Dated = VisitRecord & { readonly day: Day; readonly bandMinutes: number }

/** Who belongs to a cell, by table: an own reading of what `release.ts` says. */
const members: readonly (readonly [GridId, (record: Dated, row: string, column: string) => boolean])[] = [
  ['need_x_outcome', (r, need, outcome) => isContact(r) && r.need === need && outcomeOf(r) === outcome],
  [
    'need_x_band',
    (r, need, band) => isContact(r) && r.need === need && bandName(r.band ?? unknownBand, r.bandMinutes) === band,
  ],
  [
    'weekday_x_band',
    (r, weekday, band) =>
      isContact(r) && String(weekdayOf(r.day)) === weekday && bandName(r.band ?? unknownBand, r.bandMinutes) === band,
  ],
  [
    'need_x_referral',
    (r, need, target) => isContact(r) && r.need === need && r.details.referrals.includes(target as never),
  ],
  ['need_x_end', (r, need, end) => r.need === need && hasEnd(r, end)],
  ['day_x_end', (r, day, end) => r.day === day && hasEnd(r, end)],
  ['need_x_wait', (r, need, wait) => r.need === need && hasWait(r, wait)],
  [
    'need_x_audience.status',
    (r, need, answer) => isContact(r) && r.need === need && (r.details.audience['status'] ?? 'not_recorded') === answer,
  ],
]

function isContact({ end }: VisitRecord): boolean {
  return end === 'served'
}

function outcomeOf({ details }: VisitRecord): string {
  return details.outcome ?? 'not_recorded'
}

function hasEnd({ end, channel }: VisitRecord, column: string): boolean {
  if (column === 'visits') return end === 'served'
  if (column === 'issued') return channel === 'ticket'
  // Back-dated and typed visits are of people without a ticket.
  if (column === 'walkUp') return channel !== 'ticket'
  return channel === 'ticket' && end === column
}

function hasWait({ end, channel, waitingMinutes }: VisitRecord, column: string): boolean {
  if (end !== 'served' || channel !== 'ticket') return false
  if (column === 'unknown') return waitingMinutes === null
  if (waitingMinutes === null) return false
  return column === 'known' || (column === 'within') === waitingMinutes <= settings.targetWaitMinutes
}

function recordsOf(batch: DayBatch): readonly Dated[] {
  return decodeDayBatch(batch).map((record) => ({ ...record, day: batch.day, bandMinutes: batch.bandMinutes }))
}

function openIn(open: readonly OpenTickets[], period: Period, row: string): number {
  return sum(
    open
      .filter(({ day, need }) => contains(period, day) && (need === row || day === row))
      .map(({ tickets }) => tickets),
  )
}

function forAll(
  check: (grids: readonly Grid[], batches: readonly DayBatch[], period: Period, open: readonly OpenTickets[]) => void,
): void {
  fc.assert(
    fc.property(arbitraryBatches, arbitraryPeriod, arbitraryOpen, (batches, period, open) =>
      check(countGrids(batches, period, settings, knownValues(settings), open), batches, period, open),
    ),
    { numRuns: 60 },
  )
}

function found(grids: readonly Grid[], id: GridId): Grid {
  const grid = gridOf(grids, id)
  if (grid === undefined) throw new Error(`No ${id}`)
  return grid
}

function count(grid: Grid, row: string, column: string): number {
  return grid.counts[cellAt(grid, row, column) ?? -1] ?? 0
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, number) => all + number, 0)
}
