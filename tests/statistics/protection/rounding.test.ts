import { describe, expect, test } from 'vitest'
import { loadHighsSolver } from '#statistics/protection/highs-solver.ts'
import { withProgram } from '#statistics/protection/solver.ts'
import { tableSystem } from './tables.ts'

// Rounding is the other way to protect a table. Files do not use it: every count would be a little wrong, and readers
// could not add. It is worked out here since it tries the solver with whole numbers and equations at once.

const base = 5
/** Handbook on Statistical Disclosure Control, chapter 5. */
const inner = [
  [1, 0],
  [3, 3],
  [12, 20],
]
const table = tableSystem(inner)
const exact = [...table.system.values]
const withMargins = (
  rows: readonly (readonly number[])[],
  byRow: readonly number[],
  byColumn: readonly number[],
  all: number,
) => [all, ...byColumn, ...rows.flatMap((row, at) => [byRow[at] ?? Number.NaN, ...row])]
const inOrder = (cells: readonly number[]): number[] => {
  const placed: number[] = []
  cells.forEach((value, at) => (placed[table.cell(Math.floor(at / 3), at % 3)] = value))
  return placed
}
const conventional = exact.map((value) => base * Math.round(value / base))
const printed = inOrder(
  withMargins(
    [
      [5, 0],
      [0, 5],
      [10, 20],
    ],
    [5, 5, 30],
    [15, 25],
    40,
  ),
)

const solver = await loadHighsSolver()

describe('the Handbook’s table rounded to fives', () => {
  test('conventional rounding leaves totals that do not add up', () => {
    expect(conventional).toEqual(
      inOrder(
        withMargins(
          [
            [0, 0],
            [5, 5],
            [10, 20],
          ],
          [0, 5, 30],
          [15, 25],
          40,
        ),
      ),
    )
    expect(isAdditive(conventional)).toBe(false)
  })

  test('the solution that is printed there adds up, and is 22 away', () => {
    expect(isAdditive(printed)).toBe(true)
    expect(distance(printed)).toBe(22)
  })

  test('the nearest ones that add up are 18 away; 0, 0, 5, 5, 10, 20 is among them', () => {
    const rounded = nearestAdditive()
    expect(isAdditive(rounded)).toBe(true)
    expect(distance(rounded)).toBe(18)
    const among = inOrder(
      withMargins(
        [
          [0, 0],
          [5, 5],
          [10, 20],
        ],
        [0, 10, 30],
        [15, 25],
        40,
      ),
    )
    expect(isAdditive(among)).toBe(true)
    expect(distance(among)).toBe(18)
  })
})

/** Each cell goes to a neighbouring multiple, multiples stay where they are, sums hold. */
function nearestAdditive(): readonly number[] {
  const floors = exact.map((value) => base * Math.floor(value / base))
  const rests = exact.map((value, cell) => value - (floors[cell] ?? 0))
  const program = {
    costs: rests.map((rest) => base - rest - rest),
    lower: rests.map(() => 0),
    upper: rests.map((rest) => (rest === 0 ? 0 : 1)),
    rows: table.system.equations.map(({ cells, coefficients }) => {
      const known = cells.reduce((sum, cell, at) => sum + (coefficients[at] ?? 0) * (floors[cell] ?? 0), 0)
      const values = coefficients.map((coefficient) => coefficient * base)
      return { indices: cells, values, lower: -known, upper: -known }
    }),
    integer: true,
  }
  return withProgram(solver, program, (open) => {
    const { status, values } = open.solve()
    expect(status).toBe('optimal')
    return floors.map((floor, cell) => floor + base * Math.round(values[cell] ?? Number.NaN))
  })
}

function isAdditive(cells: readonly number[]): boolean {
  return table.system.equations.every(
    ({ cells: places, coefficients }) =>
      places.reduce((sum, cell, at) => sum + (coefficients[at] ?? 0) * (cells[cell] ?? Number.NaN), 0) === 0,
  )
}

function distance(cells: readonly number[]): number {
  return exact.reduce((sum, value, cell) => sum + Math.abs(value - (cells[cell] ?? Number.NaN)), 0)
}
