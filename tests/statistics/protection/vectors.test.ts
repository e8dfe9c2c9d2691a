import { describe, expect, test } from 'vitest'
import { intervalsOf } from '#statistics/protection/attack.ts'
import { exactPattern } from '#statistics/protection/exact.ts'
import { greedyPattern } from '#statistics/protection/greedy.ts'
import { loadHighsSolver } from '#statistics/protection/highs-solver.ts'
import { cellsIn, marked, smallCells, sum, tableSystem, task } from './tables.ts'
import type { TableSystem } from './tables.ts'

const solver = await loadHighsSolver()

describe('published examples of what can be worked out', () => {
  test('[S22] Geurts 1992, in the Handbook on Statistical Disclosure Control, chapter 4, example 3', () => {
    // Told: row totals 7, 3, 6, column totals 9, 7, and the last row.
    const table = tableSystem([
      [6, 1],
      [0, 3],
      [3, 3],
    ])
    const hidden = marked(
      table.system,
      [1, 2].flatMap((row) => [1, 2].map((column) => table.cell(row, column))),
    )
    expect(intervalsOf(table.system, hidden, [table.cell(1, 1)], solver)).toEqual([{ least: 3, most: 6 }])
  })

  // sdcTable's test-simpleheuristic.R: two hidden cells in every line, and one of them is known all the same.
  const four = tableSystem([
    [30, 47, 64, 89],
    [90, 124, 5, 31],
    [92, 100, 59, 85],
    [800, 991, 651, 685],
  ])
  const simple = 'wa wb wc xa xc yb yd zb zd'
  const named = (name: string): number => four.cell(' wxyz'.indexOf(name[0] ?? ''), ' abcd'.indexOf(name[1] ?? ''))
  const pattern = (names: string): Uint8Array => marked(four.system, names.split(' ').map(named))
  const intervalOf = (names: string, name: string): unknown =>
    intervalsOf(four.system, pattern(names), [named(name)], solver)[0]

  test('[S22] sdcTable: two hidden cells in every row and column do not hide wb', () => {
    expect(intervalOf(simple, 'wb')).toEqual({ least: 47, most: 47 })
  })

  test.each([
    ['xd', 78],
    ['wd', 136],
    ['xb', 141],
    ['ya', 141],
    ['za', 141],
    ['yc', 116],
    ['zc', 116],
  ])('[S22] sdcTable: with %s hidden too, wb lies from 0 to %i', (name, most) => {
    expect(intervalOf(`${simple} ${name}`, 'wb')).toEqual({ least: 0, most })
  })

  test('[S23] sdcTable: xd is the cheapest cell that hides wb', () => {
    const wanted = [{ cell: named('wb'), width: 47, above: 0, below: 0 }]
    const hidden = simple.split(' ').map(named)
    // The example's own margins are told.
    const told = [0, 1, 2, 3, 4].flatMap((line) => [four.cell(line, 0), four.cell(0, line)])
    const found = exactPattern(task(four, wanted, { hidden, told }), solver)
    expect(added(found, hidden)).toEqual([named('xd')])
  })
})

describe('published examples of the fewest hidden cells', () => {
  test('[S23] Fischetti and Salazar’s table of 190: three more cells, 37 in all', () => {
    const table = tableSystem([
      [20, 50, 10],
      [8, 19, 22],
      [17, 32, 12],
    ])
    const [wanted] = [{ cell: table.cell(2, 3), width: 0, above: 5, below: 5 }]
    const told = [0, 1, 2, 3].flatMap((line) => [table.cell(line, 0), table.cell(0, line)])
    const found = exactPattern(task(table, [wanted], { told }), solver)
    const hidden = [table.cell(2, 1), table.cell(2, 3), table.cell(3, 1), table.cell(3, 3)]
    expect(added(found, [])).toEqual(hidden.sort((a, b) => a - b))
    expect(intervalsOf(table.system, marked(table.system, hidden), hidden, solver)).toEqual([
      { least: 0, most: 25 },
      { least: 5, most: 30 },
      { least: 0, most: 25 },
      { least: 4, most: 29 },
    ])
  })

  // The Handbook's marital status by sex.
  const marital = tableSystem([
    [38, 17],
    [7, 4],
    [3, 1],
  ])
  const margins = [0, 1, 2, 3]
    .map((row) => marital.cell(row, 0))
    .concat([1, 2].map((column) => marital.cell(0, column)))

  test('[S23] the Handbook’s example, threshold 3, margins told: {7, 4, 3}, and the 1 lies from 0 to 4', () => {
    const found = exactPattern(task(marital, smallCells(marital, 3), { told: margins }), solver)
    expect(valuesOf(marital, found, [1])).toEqual([3, 4, 7])
    expect(intervalsOf(marital.system, pattern(found), [marital.cell(3, 2)], solver)).toEqual([{ least: 0, most: 4 }])
  })

  test('[S23] with threshold 5 and margins told no pattern does it; with the grand total alone two more cells do', () => {
    const small = smallCells(marital, 5)
    expect(exactPattern(task(marital, small, { told: margins }), solver)).toBeNull()
    expect(greedyPattern(task(marital, small, { told: margins }), solver)).toBeNull()
    const found = exactPattern(task(marital, small, { told: [marital.cell(0, 0)] }), solver)
    const secondary = [...cellsIn(pattern(found))].filter((cell) => !small.some((each) => each.cell === cell))
    expect(secondary).toEqual([marital.cell(2, 0), marital.cell(2, 1)].sort((a, b) => a - b))
    expect(sum(secondary.map((cell) => marital.system.values[cell] ?? 0))).toBe(18)
  })
})

function pattern(found: ReturnType<typeof exactPattern>): Uint8Array {
  if (found === null || found === 'stopped') throw new Error(`No pattern: ${String(found)}`)
  return found
}

function added(found: ReturnType<typeof exactPattern>, before: readonly number[]): readonly number[] {
  return cellsIn(pattern(found)).filter((cell) => !before.includes(cell))
}

function valuesOf(
  table: TableSystem,
  found: ReturnType<typeof exactPattern>,
  without: readonly number[],
): readonly number[] {
  const values = cellsIn(pattern(found)).map((cell) => table.system.values[cell] ?? 0)
  return values.filter((value) => !without.includes(value)).sort((a, b) => a - b)
}
