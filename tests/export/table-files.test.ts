import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Day } from '#domain/ids.ts'
import { tableFile } from '#export/files.ts'
import { tableIds, tableSchemas } from '#export/table-schemas.ts'
import type { TableId } from '#export/table-schemas.ts'
import type { FilesInput } from '#export/table-file.ts'
import { cellAt, gridOf } from '#statistics/release.ts'
import type { GridId, Release } from '#statistics/release.ts'
import { readCsv, readRecords } from './read-csv.ts'
import { arbitraryInput, packageInput, release, usualNeeds, workshops } from './releases.ts'

type Row = Readonly<Record<string, string>>

/** The contract's columns once more, to the letter: outside programs rely on them. */
const contract: Readonly<Record<TableId, readonly [string, string]>> = {
  cube: [
    'visits_cube.csv',
    'schema_version,site_id,period_type,period_start,period_end,table_id,dim1,value1,dim2,value2,visits,flag',
  ],
  daily: ['daily.csv', 'date,weekday,tickets_issued,served,no_show,left_unserved,walk_ups,flag'],
  weekly: ['weekly_profile.csv', 'period_start,period_end,weekday,hour,visits_total,days_observed,visits_per_day,flag'],
  waiting: [
    'waiting.csv',
    'period_start,period_end,need,served_n,wait_mean_min,wait_p50_min,wait_p80_min,wait_p90_min,within_target_share,service_mean_min,left_share,flag',
  ],
  outcomes: ['outcomes.csv', 'period_start,period_end,need,outcome,visits,flag'],
  referrals: ['referrals.csv', 'period_start,period_end,need,target,referrals,flag'],
  workshops: ['workshops.csv', 'date,type,sessions,attendees,capacity'],
}

test.each(tableIds)('[S14] %s has the name and the columns of the contract, with no release too', (table) => {
  const [name, columns] = contract[table]
  for (const releases of [[release()], []]) {
    const file = tableFile(table, packageInput({ releases }), 'standard')
    expect(file.name).toBe(name)
    expect(file.mediaType).toBe('text/csv;charset=utf-8')
    expect(file.content.split('\r\n')[0]).toBe(columns)
  }
})

test.each(tableIds)('[S14] %s has the same cells in the French dialect, decimals with commas', (table) => {
  const french = tableFile(table, packageInput(), 'french').content
  expect(french.startsWith('\uFEFF')).toBe(true)
  const points = readCsv(french.slice(1), ';').map((row) => row.map((cell) => cell.replace(/^(\d+),(\d+)$/, '$1.$2')))
  expect(points).toEqual(readCsv(tableFile(table, packageInput(), 'standard').content))
})

describe('visits_cube.csv', () => {
  test('[S30] a month has the total, the margins, and needs crossed with outcome, band and audience', () => {
    const rows = rowsOf('cube', packageInput()).filter((row) => row['period_type'] === 'month')
    const tables = [...new Set(rows.map((row) => `${row['table_id']}:${row['dim1']}:${row['dim2']}`))]
    expect(tables).toEqual([
      'total::',
      'need:need:',
      'outcome:outcome:',
      'band:band:',
      'status:status:',
      'need_x_outcome:need:outcome',
      'need_x_band:need:band',
      'need_x_status:need:status',
    ])
    expect(rows.filter((row) => row['table_id'] === 'need').map((row) => row['value1'])).toEqual(['*', ...usualNeeds])
    expect(rows.filter((row) => row['table_id'] === 'need_x_band')).toHaveLength(25)
  })

  test('[S30] an audience field that is called like a table of the cube keeps its full name', () => {
    const fields = { band: ['a', 'b'], total: ['a', 'b'] }
    const rows = rowsOf('cube', packageInput({ releases: [release({ fields })] }))
    const names = new Set(rows.map((row) => row['table_id']))
    expect([...names].filter((name) => name?.includes('audience.'))).toEqual([
      'audience.band',
      'audience.total',
      'need_x_audience.band',
      'need_x_audience.total',
    ])
  })

  test('[S30] [S33] every row tells what its release tells, whatever the releases', () => {
    fc.assert(
      fc.property(arbitraryInput, (input) => {
        for (const row of rowsOf('cube', input).filter((each) => !isMadeUp(each))) {
          const found = toldInRelease(input, row)
          expect({ visits: row['visits'], flag: row['flag'] }).toEqual(found)
        }
      }),
      { numRuns: 40 },
    )
  })

  test('[S33] a release without tables of visits is no release', () => {
    const { grids, ...rest } = release()
    const broken = { ...rest, grids: grids.filter(({ id }) => id !== 'need_x_band') }
    expect(() => tableFile('cube', packageInput({ releases: [broken] }), 'standard')).toThrow('need, outcome and band')
  })
})

describe('what no file tells', () => {
  test('[S33] a count above zero and below the threshold of its release stops the writing', () => {
    const { grids, ...rest } = release({ threshold: 11 })
    const opened = grids.map((grid) => ({ ...grid, hidden: new Uint8Array(grid.hidden.length) }))
    for (const table of ['cube', 'daily', 'weekly', 'outcomes', 'referrals'] as const)
      expect(() => tableFile(table, packageInput({ releases: [{ ...rest, grids: opened }] }), 'standard')).toThrow(
        'below 11',
      )
  })

  test('[S33] no file of any input has a small count', () => {
    const counts = [
      'visits',
      'visits_total',
      'referrals',
      'tickets_issued',
      'served',
      'no_show',
      'left_unserved',
      'walk_ups',
    ]
    fc.assert(
      fc.property(arbitraryInput, fc.constantFrom(...tableIds), (input, table) => {
        for (const row of rowsOf(table, input)) {
          const told = counts.map((name) => row[name] ?? '').filter((cell) => cell !== '')
          expect(told.every((cell) => cell === '0' || Number(cell) >= input.rule.threshold)).toBe(true)
        }
      }),
      { numRuns: 60 },
    )
  })

  test('[S33] audiences are not mixed, no period stands twice, and weeks are not told', () => {
    const write = (...releases: readonly Release[]) => tableFile('cube', packageInput({ releases }), 'standard')
    expect(() => write(release(), release({ day: '2026-10-01', audience: 'public' }))).toThrow('one audience')
    expect(() => write(release(), release({ seed: 2 }))).toThrow('twice')
    expect(() => write(release({ type: 'week' }))).toThrow('A week is not told')
  })

  test('[S31] a margin that one table hides and another tells stops the writing', () => {
    const whole = release()
    const leak = (id: GridId, row: string, column: string): Release => ({
      ...whole,
      grids: whole.grids.map((grid) => {
        const at = cellAt(grid, row, column)
        if (grid.id !== id || at === undefined) return grid
        return { ...grid, hidden: grid.hidden.map((mark, place) => (place === at ? 1 - mark : mark)) }
      }),
    })
    for (const [id, row, column] of [
      ['need_x_band', 'job', '*'],
      ['need_x_end', 'job', 'visits'],
      ['weekday_x_band', '*', '14:00-16:00'],
      ['weekday_x_band', '*', '*'],
      ['day_x_end', '*', 'visits'],
      ['day_x_end', '*', 'noShow'],
      ['need_x_audience.status', 'job', '*'],
    ] as const)
      expect(() => tableFile('workshops', packageInput({ releases: [leak(id, row, column)] }), 'standard')).toThrow(
        'do not tell alike',
      )
    expect(() => tableFile('cube', packageInput({ releases: [whole] }), 'standard')).not.toThrow()
  })

  test('[S31] a margin that is counted otherwise in another table stops the writing', () => {
    const { grids, ...rest } = release()
    const other = grids.map((grid) =>
      grid.id === 'need_x_band' ? { ...grid, counts: grid.counts.map((count) => count + 10) } : grid,
    )
    const input = packageInput({ releases: [{ ...rest, grids: other }] })
    expect(() => tableFile('cube', input, 'standard')).toThrow('do not tell alike')
  })

  test('[S33] what is not told is counted', () => {
    fc.assert(
      fc.property(arbitraryInput, fc.constantFrom(...tableIds), (input, table) => {
        const file = tableFile(table, input, 'standard')
        const figures: string[] = tableSchemas[table].fields
          .filter((field) => 'figure' in field)
          .map(({ name }) => name)
        const cells = readRecords(file.content).flatMap((row) => figures.map((name) => row[name]))
        expect(file.figures).toBe(cells.length)
        expect(file.hidden).toBe(cells.filter((cell) => cell === '').length)
      }),
      { numRuns: 30 },
    )
  })

  test('[S36] a text that a device made up is written in no file', () => {
    const madeUp = ['Jean Dupont, 12 rue X', '=cmd()', '', 'é\n"', 'unknown_1']
    const strange = release({ needs: [...usualNeeds, ...madeUp], people: 3_000 })
    const input = packageInput({ releases: [strange] })
    for (const table of tableIds) {
      const { content } = tableFile(table, input, 'standard')
      expect(content).not.toMatch(/Dupont|cmd|é/)
    }
    const needs = rowsOf('cube', input).filter((row) => row['table_id'] === 'need')
    expect(needs.map((row) => row['value1'])).toEqual([
      '*',
      ...usualNeeds,
      'unknown_1',
      'unknown_2',
      'unknown_3',
      'unknown_4',
      'unknown_5',
    ])
    const total = (rows: readonly Row[]) => rows.reduce((sum, row) => sum + Number(row['visits']), 0)
    expect(total(needs.slice(1))).toBe(total(needs.slice(0, 1)))
  })
})

describe('daily.csv', () => {
  test('[S32] a day of a month and of its year stands once, as the month tells it', () => {
    const month = release({ seed: 3 })
    const year = release({ type: 'year', seed: 4, people: 4_000 })
    for (const releases of [
      [month, year],
      [year, month],
    ]) {
      const rows = rowsOf('daily', packageInput({ releases }))
      expect(rows).toHaveLength(365)
      const dates = rows.map((row) => row['date'] ?? '')
      expect(dates).toEqual([...new Set(dates)].sort())
      const november = rows.filter((row) => row['date']?.startsWith('2026-11'))
      expect(november).toEqual(rowsOf('daily', packageInput({ releases: [month] })))
      const ofCube = rowsOf('cube', packageInput({ releases })).filter((row) => row['period_type'] === 'day')
      expect(ofCube.map((row) => row['period_start'])).toEqual(rows.map((row) => row['date']))
    }
  })

  test('[S32] days after the last one that was counted have no row', () => {
    const rows = rowsOf('daily', packageInput({ releases: [release({ until: '2026-11-23' })] }))
    expect(rows).toHaveLength(24)
    expect(rows.at(-1)).toMatchObject({ date: '2026-11-24', weekday: '2' })
  })

  test('[S33] its figures are those of the release, and a hidden one flags the day', () => {
    const shown = release({ people: 900 })
    const grid = gridOf(shown.grids, 'day_x_end')
    for (const row of rowsOf('daily', packageInput({ releases: [shown] }))) {
      const told = (['issued', 'served', 'noShow', 'leftUnserved', 'walkUp'] as const).map((column) => {
        const at = grid === undefined ? undefined : cellAt(grid, row['date'] ?? '', column)
        return at === undefined || grid?.hidden[at] === 1 ? '' : String(grid?.counts[at])
      })
      expect(['tickets_issued', 'served', 'no_show', 'left_unserved', 'walk_ups'].map((name) => row[name])).toEqual(
        told,
      )
      expect(row['flag']).toBe(told.includes('') ? 'c' : '')
    }
  })
})

describe('weekly_profile.csv', () => {
  test('[S34] hours are the first of their bands, and what has no known hour has no row', () => {
    const rows = rowsOf('weekly', packageInput())
    expect(rows).toHaveLength(21)
    expect([...new Set(rows.map((row) => row['hour']))]).toEqual(['10', '12', '14'])
    expect([...new Set(rows.map((row) => row['weekday']))]).toEqual(['1', '2', '3', '4', '5', '6', '7'])
  })

  test('[S34] visits a day come from told counts and observed days, to a hundredth', () => {
    const rows = rowsOf('weekly', packageInput({ releases: [release({ people: 500, companions: 0.4 })] }))
    expect(rows.filter((row) => row['flag'] === 'c').length).toBeGreaterThan(3)
    for (const row of rows) {
      const [visits, days] = [row['visits_total'] ?? '', Number(row['days_observed'])]
      if (row['flag'] === 'c') expect([visits, row['visits_per_day']]).toEqual(['', ''])
      else expect(row['visits_per_day']).toBe(String(Number((Number(visits) / days).toFixed(2))))
    }
  })

  test('[S34] a weekday on which nobody came has no visits a day', () => {
    const { daysObserved, ...rest } = release({ until: '2026-11-02', people: 80 })
    const rows = rowsOf('weekly', packageInput({ releases: [{ ...rest, daysObserved }] }))
    expect(daysObserved).toEqual([1, 0, 0, 0, 0, 0, 1])
    const tuesday = rows.filter((row) => row['weekday'] === '2')
    expect(tuesday.map((row) => [row['visits_total'], row['visits_per_day'], row['flag']])).toEqual(
      tuesday.map((row) => (row['flag'] === 'c' ? ['', '', 'c'] : ['0', '', ''])),
    )
  })

  test('[S34] bands of two lengths that begin in one hour are one row, hidden where one of them is', () => {
    const bands = ['10:00-11:00', '10:00-12:00', '14:00-16:00']
    const shown = release({ bands, people: 2_000, companions: 0.3 })
    const grid = gridOf(shown.grids, 'weekday_x_band')
    const rows = rowsOf('weekly', packageInput({ releases: [shown] })).filter((row) => row['hour'] === '10')
    const expected = must(grid)
      .rows.slice(1)
      .map((weekday) => {
        const cells = bands.slice(0, 2).map((band) => cellAt(must(grid), weekday, band) ?? -1)
        if (cells.some((at) => grid?.hidden[at] === 1)) return ''
        return String(cells.reduce((sum, at) => sum + (grid?.counts[at] ?? 0), 0))
      })
    expect(rows.map((row) => row['visits_total'])).toEqual(expected)
    expect(expected.filter((cell) => cell === '').length).toBeGreaterThan(0)
    expect(expected.filter((cell) => cell !== '').length).toBeGreaterThan(0)
  })
})

describe('the other files', () => {
  test('[S35] waits are whole minutes and shares of three decimals, flagged where something is hidden', () => {
    const { waits, ...rest } = release()
    const told = {
      ...must(waits[0]),
      meanMinutes: 7.5,
      serviceMeanMinutes: 12.4,
      withinTargetShare: 2 / 3,
      isHidden: false,
    }
    const rows = rowsOf('waiting', packageInput({ releases: [{ ...rest, waits: [{ ...told, leftShare: 0.12345 }] }] }))
    expect(rows).toEqual([
      {
        period_start: '2026-11-01',
        period_end: '2026-11-30',
        need: '*',
        served_n: String(told.servedN),
        wait_mean_min: '8',
        wait_p50_min: String(told.p50Minutes),
        wait_p80_min: String(told.p80Minutes),
        wait_p90_min: String(told.p90Minutes),
        within_target_share: '0.667',
        service_mean_min: '12',
        left_share: '0.123',
        flag: '',
      },
    ])
    const flags = rowsOf('waiting', packageInput()).map((row) => row['flag'] === 'c')
    expect(flags).toEqual(waits.map(({ isHidden }) => isHidden))
    expect(flags).toContain(true)
    expect(JSON.stringify(tableSchemas.waiting)).not.toMatch(/min_|max/)
  })

  test.each([
    ['outcomes', 'need_x_outcome', 'outcome', 'visits'],
    ['referrals', 'need_x_referral', 'target', 'referrals'],
  ] as const)('[S30] %s have every need by every value, totals first', (table, id, column, figure) => {
    const shown = release()
    const grid = must(gridOf(shown.grids, id))
    const rows = rowsOf(table, packageInput({ releases: [shown] }))
    expect(rows.map((row) => [row['need'], row[column], row[figure], row['flag']])).toEqual(
      grid.rows.flatMap((need) =>
        grid.columns.map((value) => {
          const at = cellAt(grid, need, value) ?? -1
          return grid.hidden[at] === 1 ? [need, value, '', 'c'] : [need, value, String(grid.counts[at]), '']
        }),
      ),
    )
  })

  test('[S37] workshops stand by date and type, small head-counts are empty, sessions of a day add up', () => {
    const again = { day: '2026-11-05' as Day, type: 'cv', sessions: 1, attendees: 4, capacity: 12 }
    const outside = { ...again, day: '2026-12-01' as Day }
    const { content } = tableFile('workshops', packageInput({ workshops: [...workshops, again, outside] }), 'standard')
    expect(readCsv(content).slice(1)).toEqual([
      ['2026-11-05', 'cv', '2', '13', '24'],
      ['2026-11-05', 'interview', '2', '14', ''],
      ['2026-11-12', 'cv', '1', '', '12'],
      ['2026-11-19', 'cv', '1', '0', '12'],
    ])
  })
})

function rowsOf(table: TableId, input: FilesInput): readonly Row[] {
  return readRecords(tableFile(table, input, 'standard').content)
}

function isMadeUp(row: Row): boolean {
  return Object.values(row).some((cell) => cell.startsWith('unknown_'))
}

/** Looks a row of the cube up in the release that it comes from, by other code than wrote it. */
function toldInRelease({ releases }: FilesInput, row: Row): { readonly visits: string; readonly flag: string } {
  const [value1 = '', value2 = ''] = [row['value1'], row['value2']]
  const isDay = row['period_type'] === 'day'
  const start = row['period_start'] ?? ''
  const kinds = ['month', 'quarter', 'year']
  const of = [...releases]
    .sort((a, b) => kinds.indexOf(a.period.type) - kinds.indexOf(b.period.type))
    .find(({ period }) =>
      isDay
        ? period.start <= start && start <= period.end
        : period.type === row['period_type'] && period.start === start,
    )
  const places: Readonly<Record<string, readonly [GridId, string, string]>> = {
    total: isDay ? ['day_x_end', start, 'visits'] : ['need_x_outcome', '*', '*'],
    need: ['need_x_band', value1, '*'],
    outcome: ['need_x_outcome', '*', value1],
    band: ['weekday_x_band', '*', value1],
    status: ['need_x_audience.status', '*', value1],
    need_x_outcome: ['need_x_outcome', value1, value2],
    need_x_band: ['need_x_band', value1, value2],
    need_x_status: ['need_x_audience.status', value1, value2],
  }
  const [id, line, column] = must(places[row['table_id'] ?? ''])
  const grid = must(gridOf(must(of).grids, id))
  const at = must(cellAt(grid, line, column))
  return grid.hidden[at] === 1 ? { visits: '', flag: 'c' } : { visits: String(grid.counts[at]), flag: '' }
}

function must<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('Not there')
  return value
}
