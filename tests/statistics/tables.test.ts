import fc from 'fast-check'
import { expect, test } from 'vitest'
import { defaultSettings } from '#domain/settings.ts'
import { decodeDayBatch } from '#domain/visits/day-batch.ts'
import { bandName } from '#statistics/columns.ts'
import type { Dimension } from '#statistics/columns.ts'
import { figuresOf } from '#statistics/figures.ts'
import { knownValues } from '#statistics/known-values.ts'
import { countAt, countTable, tableId, total } from '#statistics/tables.ts'
import type { CountTable } from '#statistics/tables.ts'
import { arbitraryBatches, batchOn, times, visit, walkUpVisit } from './visits.ts'

const known = knownValues(defaultSettings())
const crossings: readonly (readonly Dimension[])[] = [
  [],
  ['need'],
  ['outcome'],
  ['band'],
  ['need', 'outcome'],
  ['need', 'band'],
  ['weekday', 'band'],
  ['day', 'weekday'],
  ['channel', 'need'],
  ['audience.status', 'outcome'],
  ['wait', 'need'],
  ['workshop'],
]
const options = { known, targetWaitMinutes: 10 }

test('[S3] visits are served tickets and walk-ups, and nothing else', () => {
  const batch = batchOn('2026-11-23', [
    ...times(3, visit()),
    ...times(2, walkUpVisit()),
    visit({ end: 'noShow' }),
    visit({ end: 'leftUnserved' }),
    ...times(2, visit({ end: 'withdrawn' })),
  ])
  expect(figuresOf([batch])).toEqual({
    issued: 7,
    served: 3,
    noShow: 1,
    leftUnserved: 1,
    withdrawn: 2,
    walkUps: 2,
    visits: 5,
    severalNeeds: 0,
    severalNeedsShare: 0,
  })
  expect(countTable([batch], []).counts).toEqual(Float64Array.of(5))
})

test('[S3] without any visit every figure is nought and no share is claimed', () => {
  expect(figuresOf([])).toMatchObject({ issued: 0, visits: 0, severalNeedsShare: null })
})

test('[S4] a visit with several needs counts once, under the need of its ticket', () => {
  const several = visit({ need: 'job', details: { moreNeeds: ['train', 'orient'] as never } })
  const missed = visit({ end: 'noShow', details: { moreNeeds: ['train'] as never } })
  const batch = batchOn('2026-11-23', [several, ...times(3, visit()), missed])
  const table = countTable([batch], ['need'], { known })
  expect(countAt(table, 'job')).toBe(4)
  expect(countAt(table, 'train')).toBe(0)
  expect(figuresOf([batch])).toMatchObject({ severalNeeds: 1, severalNeedsShare: 0.25 })
})

test('[S5] rows and columns add up, and all tables of a period have the same grand total', () => {
  fc.assert(
    fc.property(arbitraryBatches, (batches) => {
      const { visits } = figuresOf(batches)
      for (const dimensions of crossings) {
        const table = countTable(batches, dimensions, options)
        expect(table.counts[0]).toBe(visits)
        expectSums(table)
      }
    }),
  )
})

test('[S5] a crossing counts what the records say, one by one', () => {
  fc.assert(
    fc.property(arbitraryBatches, (batches) => {
      const table = countTable(batches, ['need', 'outcome'], { known })
      const records = batches.flatMap(decodeDayBatch).filter(({ end }) => end === 'served')
      for (const need of table.rows.slice(1)) {
        for (const outcome of table.columns.slice(1)) {
          const expected = records.filter(
            (record) => record.need === need && (record.details.outcome ?? 'not_recorded') === outcome,
          )
          expect(countAt(table, need, outcome)).toBe(expected.length)
        }
      }
    }),
  )
})

test('[S6] every need and outcome of the configuration has its row, those of old visits keep theirs', () => {
  const batch = batchOn('2026-11-23', [visit({ need: 'gone' }), visit({ outcome: null })])
  expect(countTable([batch], ['need'], { known }).rows).toEqual([
    '*',
    'change',
    'create',
    'digital',
    'gone',
    'job',
    'orient',
    'other',
    'train',
  ])
  const outcomes = countTable([batch], ['outcome'], { known })
  expect(countAt(outcomes, 'not_recorded')).toBe(1)
  expect(outcomes.rows).toContain('workshop')
  expect(outcomes.rows).not.toContain('abandoned')
})

test('[S6] the bands of the desk hours have their rows, with visits or without', () => {
  expect(countTable([], ['band'], { known }).rows).toEqual(['*', '14:00-16:00', '16:00-18:00', '18:00-20:00'])
  expect(bandName(11, 120)).toBe('22:00-24:00')
  expect(bandName(3, 420)).toBe('21:00-24:00')
})

test('[S6] typed totals of which nobody noted the hour stand in a row of their own', () => {
  const typed = walkUpVisit({ channel: 'typed', band: null })
  const batch = batchOn('2026-11-23', [...times(3, typed), walkUpVisit({ band: 7 }), visit()])
  const table = countTable([batch], ['band', 'channel'])
  expect([table.rows, countAt(table, 'not_recorded', 'typed')]).toEqual([['*', '14:00-16:00', 'not_recorded'], 3])
})

test('[S3] without a ticket is whatever channel but the ticket’s', () => {
  const without = (['walkUp', 'backDated', 'typed'] as const).map((channel) => walkUpVisit({ channel }))
  const { visits, served, walkUps } = figuresOf([batchOn('2026-11-23', [...without, ...times(2, visit())])])
  expect([visits, served, walkUps]).toEqual([5, 2, 3])
})

test('[S7] rows stand in id order with the total first, whatever came first', () => {
  fc.assert(
    fc.property(arbitraryBatches, (batches) => {
      const { rows, columns } = countTable(batches, ['need', 'outcome'], { known })
      for (const values of [rows, columns]) {
        expect(values[0]).toBe(total)
        expect([...values].sort()).toEqual(values)
      }
    }),
  )
})

test('[S7] a table has the id of its dimensions', () => {
  expect(crossings.map((dimensions) => tableId({ dimensions }))).toEqual([
    'total',
    'need',
    'outcome',
    'band',
    'need_x_outcome',
    'need_x_band',
    'weekday_x_band',
    'day_x_weekday',
    'channel_x_need',
    'audience.status_x_outcome',
    'wait_x_need',
    'workshop',
  ])
})

test('[S3] the ends of all visits can be counted beside the visits', () => {
  const batch = batchOn('2026-11-23', [...times(4, visit()), ...times(3, visit({ end: 'noShow' }))])
  const table = countTable([batch], ['end'], { population: 'all' })
  expect(countAt(table, 'noShow')).toBe(3)
  expect(countAt(table, total)).toBe(7)
})

test('[S5] a crossing by day and weekday has each day in its own weekday', () => {
  const batches = [batchOn('2026-11-02', times(2, visit())), batchOn('2026-11-03', [visit(), visit({ end: 'noShow' })])]
  const table = countTable(batches, ['weekday', 'day'])
  expect(countAt(table, '1', '2026-11-02')).toBe(2)
  expect(countAt(table, '2', '2026-11-03')).toBe(1)
  expect(countAt(table, '1', '2026-11-03')).toBe(0)
  expect(countAt(countTable(batches, ['weekday', 'day'], { population: 'all' }), '2')).toBe(2)
})

test('[S72] a crossing by referral counts referrals, whichever side they are on', () => {
  fc.assert(
    fc.property(arbitraryBatches, (batches) => {
      const down = countTable(batches, ['referral', 'need'], { known })
      const across = countTable(batches, ['need', 'referral'], { known })
      expect(down.rows).toEqual(across.columns)
      for (const target of down.rows)
        for (const need of down.columns) expect(countAt(down, target, need)).toBe(countAt(across, need, target))
      expectSums(down)
    }),
  )
})

test('[S8] a crossing by wait needs its target, and tells tickets from walk-ups', () => {
  const records = [...[10, 11, null].map((waitingMinutes) => visit({ waitingMinutes })), walkUpVisit()]
  const table = countTable([batchOn('2026-11-23', records)], ['wait'], options)
  const rows = ['within', 'beyond', 'unknown', 'not_recorded']
  expect(rows.map((row) => countAt(table, row))).toEqual([1, 1, 1, 1])
  expect(() => countTable([], ['wait'])).toThrow('target')
})

function expectSums({ rows, columns, counts }: CountTable): void {
  const width = columns.length
  const sum = (places: readonly number[]) => places.reduce((all, place) => all + (counts[place] ?? 0), 0)
  if (width > 1)
    rows.forEach((_, row) =>
      expect(sum(columns.slice(1).map((_, at) => row * width + at + 1))).toBe(counts[row * width]),
    )
  if (rows.length > 1)
    columns.forEach((_, column) =>
      expect(sum(rows.slice(1).map((_, at) => (at + 1) * width + column))).toBe(counts[column]),
    )
}
