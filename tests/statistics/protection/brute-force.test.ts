import fc from 'fast-check'
import { expect, test } from 'vitest'
import { audit, intervalsOf } from '#statistics/protection/attack.ts'
import { exactPattern } from '#statistics/protection/exact.ts'
import { greedyPattern } from '#statistics/protection/greedy.ts'
import { loadHighsSolver } from '#statistics/protection/highs-solver.ts'
import { cellsIn, marked, smallCells, sum, tableSystem, task } from './tables.ts'
import type { TableSystem } from './tables.ts'

const solver = await loadHighsSolver()
const count = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 5 }))

function tables(rows: number, columns: number): fc.Arbitrary<readonly (readonly number[])[]> {
  const row = fc.array(count, { minLength: columns, maxLength: columns })
  return fc
    .array(row, { minLength: rows, maxLength: rows })
    .filter((inside) => sum(inside.flat()) >= 5 && sum(inside.flat()) <= 13)
}

// Of two dimensions whole numbers suffice: what a linear program finds at an extreme is whole (Hoffman & Kruskal 1956).
test.each([
  [2, 2, 260],
  [2, 3, 50],
])(
  '[S22] [S23] tables of %i × %i: intervals and the fewest cells are those of trying everything',
  (rows, columns, runs) => {
    fc.assert(
      fc.property(tables(rows, columns), fc.integer({ min: 3, max: 5 }), (inside, threshold) => {
        const table = tableSystem(inside)
        const worlds = everyTable(rows, columns, sum(inside.flat()))
        const total = table.cell(0, 0)
        const sensitive = smallCells(table, threshold)
        const safe = (hidden: Uint8Array): boolean =>
          sensitive.every(({ cell, width }) => {
            const { least, most } = seen(table, hidden, cell, worlds)
            return most - least >= width
          })
        const best = cheapest(
          table,
          total,
          sensitive.map(({ cell }) => cell),
          safe,
        )
        const given = task(table, sensitive, { told: [total] })
        const exact = exactPattern(given, solver)
        if (best === null) {
          expect(exact).toBeNull()
          expect(greedyPattern(given, solver)).toBeNull()
          return
        }
        if (exact === null || exact === 'stopped') throw new Error(`No pattern: ${String(exact)}`)
        expect(priceOf(table, exact)).toEqual(priceOf(table, best))
        expect(safe(exact)).toBe(true)
        expect(audit(table.system, exact, sensitive, solver).unsafe).toEqual([])
        const hidden = cellsIn(exact)
        const intervals = intervalsOf(table.system, exact, hidden, solver)
        hidden.forEach((cell, at) => expect(rounded(intervals[at])).toEqual(seen(table, exact, cell, worlds)))
        const greedy = greedyPattern(given, solver)
        if (greedy === null) throw new Error('The greedy search found nothing where something is')
        expect(safe(greedy)).toBe(true)
      }),
      { numRuns: runs },
    )
  },
)

test('[S23] where every cell must be hidden there is nothing to choose, and the pattern is found', () => {
  const table = tableSystem([
    [1, 1],
    [1, 2],
  ])
  const sensitive = smallCells(table, 4)
  const found = exactPattern(task(table, sensitive, { told: [table.cell(0, 0)] }), solver)
  if (found === null || found === 'stopped') throw new Error(`No pattern: ${String(found)}`)
  expect(cellsIn(found)).toHaveLength(8)
})

/** Every table of that size and grand total, with its margins, as cell values in the order of a table system. */
function everyTable(rows: number, columns: number, total: number): readonly Float64Array[] {
  const found: Float64Array[] = []
  const inside: number[] = []
  const fill = (left: number): void => {
    if (inside.length === rows * columns - 1) {
      const all = [...inside, left]
      const table = Array.from({ length: rows }, (_, row) => all.slice(row * columns, (row + 1) * columns))
      found.push(tableSystem(table).system.values)
      return
    }
    for (let next = 0; next <= left; next++) {
      inside.push(next)
      fill(left - next)
      inside.pop()
    }
  }
  fill(total)
  return found
}

/** What a reader who has every table before their eyes sees of a cell. */
function seen({ system }: TableSystem, hidden: Uint8Array, cell: number, worlds: readonly Float64Array[]) {
  let [least, most] = [Infinity, -Infinity]
  for (const world of worlds) {
    if (!system.values.every((value, at) => hidden[at] === 1 || world[at] === value)) continue
    least = Math.min(least, world[cell] ?? 0)
    most = Math.max(most, world[cell] ?? 0)
  }
  return { least, most }
}

function cheapest(
  table: TableSystem,
  total: number,
  sensitive: readonly number[],
  safe: (hidden: Uint8Array) => boolean,
): Uint8Array | null {
  if (sensitive.includes(total)) return null
  const free = [...table.system.values.keys()].filter((cell) => cell !== total && !sensitive.includes(cell))
  const patterns = Array.from({ length: 2 ** free.length }, (_, bits) =>
    marked(table.system, [...sensitive, ...free.filter((_cell, place) => (bits >> place) % 2 === 1)]),
  )
  const priced = patterns.map((pattern) => ({ pattern, price: priceOf(table, pattern) }))
  priced.sort((a, b) => a.price.cells - b.price.cells || a.price.visits - b.price.visits)
  return priced.find(({ pattern }) => safe(pattern))?.pattern ?? null
}

function priceOf({ system }: TableSystem, pattern: Uint8Array): { readonly cells: number; readonly visits: number } {
  const hidden = cellsIn(pattern)
  return { cells: hidden.length, visits: sum(hidden.map((cell) => system.values[cell] ?? 0)) }
}

function rounded(interval: { readonly least: number; readonly most: number } | undefined) {
  return { least: Math.round((interval?.least ?? 0) * 1e4) / 1e4, most: Math.round((interval?.most ?? 0) * 1e4) / 1e4 }
}
