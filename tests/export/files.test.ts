import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Day } from '#domain/ids.ts'
import { defaultSettings } from '#domain/settings.ts'
import { cubeFile } from '#export/cube.ts'
import { dailyFile } from '#export/daily.ts'
import type { FileInput } from '#export/table-file.ts'
import { knownValues } from '#statistics/known-values.ts'
import { periodContaining } from '#statistics/periods.ts'
import type { PeriodType } from '#statistics/periods.ts'
import { arbitraryBatches, arbitraryVisits, batchOn, times, visit, walkUpVisit } from '../statistics/visits.ts'
import { readCsv, readRecords } from './read-csv.ts'

const known = knownValues(defaultSettings())
const today = '2026-11-23' as Day

const busyDay = batchOn(today, [
  ...times(12, visit({ need: 'job', waitingMinutes: 3 })),
  ...times(7, visit({ need: 'train', band: 8, outcome: 'referred' })),
  ...times(3, visit({ need: 'orient', outcome: 'resources' })),
  ...times(6, walkUpVisit({ need: 'digital', band: 8 })),
  ...times(2, visit({ end: 'noShow' })),
  ...times(5, visit({ end: 'leftUnserved' })),
])

test('[S17] the cube has the columns of the contract and its file name', () => {
  const { name, content } = cubeFile(input([busyDay]), 'standard')
  expect(name).toBe('visits_cube.csv')
  expect(readCsv(content)[0]).toEqual(
    'schema_version,site_id,period_type,period_start,period_end,table_id,dim1,value1,dim2,value2,visits,flag'.split(
      ',',
    ),
  )
})

test('[S17] of a single day the cube has the total alone, of month, quarter and year all crossings', () => {
  const records = readRecords(cubeFile(input([busyDay]), 'standard').content)
  expect(records.filter(({ period_type: type }) => type === 'day')).toEqual([
    {
      schema_version: '1',
      site_id: 'bpi-cdm',
      period_type: 'day',
      period_start: today,
      period_end: today,
      table_id: 'total',
      dim1: '',
      value1: '*',
      dim2: '',
      value2: '',
      visits: '28',
      flag: '',
    },
  ])
  for (const [type, start, end] of [
    ['month', '2026-11-01', '2026-11-30'],
    ['quarter', '2026-10-01', '2026-12-31'],
    ['year', '2026-01-01', '2026-12-31'],
  ]) {
    const rows = records.filter((row) => row['period_type'] === type)
    expect([...new Set(rows.map((row) => row['table_id']))]).toEqual([
      'total',
      'need',
      'outcome',
      'band',
      'need_x_outcome',
      'need_x_band',
    ])
    expect(new Set(rows.map((row) => `${row['period_start']} ${row['period_end']}`))).toEqual(
      new Set([`${start} ${end}`]),
    )
  }
})

test('[S10] a hidden cell is empty and flagged, a told one is neither', () => {
  const records = readRecords(cubeFile(input([busyDay]), 'standard').content)
  const byNeed = records.filter((row) => row['period_type'] === 'month' && row['table_id'] === 'need')
  expect(byNeed.map(({ value1, visits, flag }) => [value1, visits, flag])).toEqual([
    ['*', '28', ''],
    ['change', '0', ''],
    ['create', '0', ''],
    ['digital', '6', ''],
    ['job', '12', ''],
    ['orient', '', 'c'],
    ['other', '0', ''],
    ['train', '7', ''],
  ])
})

test('[S10] whatever the visits, no file tells a count between 0 and the threshold', () => {
  fc.assert(
    fc.property(arbitraryBatches, (batches) => {
      const shown = input(batches, 'month')
      for (const row of readRecords(cubeFile(shown, 'standard').content)) expectHonest(row['visits'], row['flag'])
      for (const row of readRecords(dailyFile(shown, 'standard').content)) {
        const counts = ['tickets_issued', 'served', 'no_show', 'left_unserved', 'walk_ups'].map(
          (name) => row[name] ?? '',
        )
        for (const count of counts) expect(count === '' || isTellable(Number(count))).toBe(true)
        expect(row['flag']).toBe(counts.includes('') ? 'c' : '')
      }
    }),
    { numRuns: 40 },
  )
})

test('[S11] a month of three visits is not told in any table', () => {
  const rows = readRecords(cubeFile(input([batchOn(today, times(3, visit()))]), 'standard').content)
  expect(new Set(rows.map(({ visits, flag }) => `${visits}${flag}`))).toEqual(new Set(['c']))
})

test('[S17] a shown year brings its quarters and months up to today, a week only the months it meets', () => {
  const starts = (type: PeriodType, wanted: string): readonly (string | undefined)[] => [
    ...new Set(
      readRecords(cubeFile(input([busyDay], type), 'standard').content)
        .filter((row) => row['period_type'] === wanted)
        .map((row) => row['period_start']),
    ),
  ]
  expect(starts('year', 'month')).toHaveLength(11)
  expect(starts('year', 'quarter')).toHaveLength(4)
  expect(starts('week', 'month')).toEqual(['2026-11-01'])
})

test('[S18] the daily file has one row for each day of the period that has begun', () => {
  const { name, content } = dailyFile(input([busyDay], 'month'), 'standard')
  expect(name).toBe('daily.csv')
  const rows = readCsv(content)
  expect(rows[0]).toEqual('date,weekday,tickets_issued,served,no_show,left_unserved,walk_ups,flag'.split(','))
  expect(rows).toHaveLength(24)
  expect(rows[1]).toEqual(['2026-11-01', '7', '0', '0', '0', '0', '0', ''])
  expect(rows.at(-1)).toEqual([today, '1', '29', '22', '', '5', '6', 'c'])
})

test('[S14] both files in the French dialect have the same cells', () => {
  for (const file of [cubeFile, dailyFile]) {
    const french = file(input([busyDay]), 'french').content
    expect(french.startsWith('\uFEFF')).toBe(true)
    expect(readCsv(french.slice(1), ';')).toEqual(readCsv(file(input([busyDay]), 'standard').content))
  }
})

test('[S19] a file does not depend on the order in which visits were stored', () => {
  fc.assert(
    fc.property(arbitraryVisits, fc.float({ min: 0, max: Math.fround(0.99), noNaN: true }), (visits, chance) => {
      const shuffled = input([batchOn(today, visits, () => chance)])
      const straight = input([batchOn(today, [...visits].reverse(), () => 0)])
      expect(cubeFile(shuffled, 'standard')).toEqual(cubeFile(straight, 'standard'))
      expect(dailyFile(shuffled, 'standard')).toEqual(dailyFile(straight, 'standard'))
    }),
    { numRuns: 30 },
  )
})

test('[S10] a file says how many of its cells are hidden', () => {
  const file = cubeFile(input([busyDay]), 'standard')
  const flagged = readRecords(file.content).filter(({ flag }) => flag === 'c')
  expect(file.small + file.companions).toBe(flagged.length)
  expect(file.small).toBeGreaterThan(0)
  expect(dailyFile(input([busyDay]), 'standard')).toMatchObject({ cells: 5, small: 1, companions: 0 })
})

function input(batches: FileInput['batches'], type: PeriodType = 'day'): FileInput {
  return { siteId: 'bpi-cdm', batches, period: periodContaining(type, today), today, known, threshold: 5 }
}

function expectHonest(visits = '', flag = ''): void {
  expect(flag).toBe(visits === '' ? 'c' : '')
  expect(visits === '' || isTellable(Number(visits))).toBe(true)
}

function isTellable(count: number): boolean {
  return count === 0 || count >= 5
}
