import { describe, expect, test } from 'vitest'
import { sensitiveNames } from '#statistics/protection/primary.ts'
import type { Grid, GridId } from '#statistics/release.ts'

const rule = { threshold: 5, width: 5 }

/** Inner counts; row and column 0 are added. */
function crossing(id: GridId, rows: readonly string[], columns: readonly string[], inside: readonly number[][]): Grid {
  const sum = (numbers: readonly number[]): number => numbers.reduce((all, number) => all + number, 0)
  const down = columns.map((_, column) => sum(inside.map((row) => row[column] ?? 0)))
  return {
    id,
    rows: ['*', ...rows],
    columns: ['*', ...columns],
    counts: Float64Array.from([sum(down), ...down, ...inside.flatMap((row) => [sum(row), ...row])]),
  }
}

describe('few', () => {
  test('[S20] counts from 1 to 4 must not be told below a threshold of 5; 0 and 5 may', () => {
    const grid = crossing('need_x_outcome', ['job', 'train'], ['answered', 'referred'], [
      [0, 5],
      [4, 1],
    ] as number[][])
    expect(sensitiveNames(grid, rule)).toEqual(
      new Map([
        ['visits|outcome:answered', 'few'],
        ['visits|need:train|outcome:answered', 'few'],
        ['visits|need:train|outcome:referred', 'few'],
        ['visits|need:job|outcome:referred', 'group'],
      ]),
    )
  })

  test('[S20] of people who are still waiting, and of waits that are not known, few is no secret', () => {
    const ends: Grid = {
      id: 'need_x_end',
      rows: ['*', 'job'],
      columns: ['visits', 'issued', 'served', 'walkUp', 'noShow', 'leftUnserved', 'withdrawn', 'open'],
      counts: Float64Array.from([9, 12, 9, 0, 1, 0, 0, 2, 9, 12, 9, 0, 1, 0, 0, 2]),
    }
    const waits: Grid = {
      id: 'need_x_wait',
      rows: ['*', 'job'],
      columns: ['known', 'within', 'beyond', 'unknown'],
      counts: Float64Array.from([7, 6, 1, 2, 7, 6, 1, 2]),
    }
    expect([...sensitiveNames(ends, rule).keys()]).toEqual(['noShow', 'noShow|need:job'])
    expect([...sensitiveNames(waits, rule).keys()]).toEqual(['wait-beyond', 'wait-beyond|need:job'])
  })
})

describe('groups', () => {
  const groupsIn = (grid: Grid): readonly string[] =>
    [...sensitiveNames(grid, { threshold: 2, width: 5 })].flatMap(([name, reason]) =>
      reason === 'group' ? [name] : [],
    )

  test('[S21] a row or column that falls into one cell gives its people away', () => {
    const grid = crossing(
      'need_x_outcome',
      ['job', 'train'],
      ['answered', 'referred'],
      [
        [8, 6],
        [7, 0],
      ],
    )
    expect(groupsIn(grid)).toEqual(['visits|need:train|outcome:answered', 'visits|need:job|outcome:referred'])
  })

  test('[S21] that nobody noted anything, that all came on a Monday and that all were served is no secret', () => {
    expect(
      groupsIn(
        crossing(
          'need_x_outcome',
          ['job', 'train'],
          ['answered', 'not_recorded'],
          [
            [8, 6],
            [0, 7],
          ],
        ),
      ),
    ).toEqual(['visits|need:job|outcome:answered'])
    expect(
      groupsIn(
        crossing(
          'weekday_x_band',
          ['1', '2'],
          ['14:00-16:00', '16:00-18:00'],
          [
            [8, 0],
            [0, 7],
          ],
        ),
      ),
    ).toEqual([])
  })

  test('[S21] a single row or column is a margin, not a group', () => {
    expect(groupsIn(crossing('need_x_outcome', ['job'], ['answered', 'referred'], [[8, 6]]))).toEqual([])
  })
})
