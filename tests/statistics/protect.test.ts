import fc from 'fast-check'
import { expect, test } from 'vitest'
import { defaultSettings } from '#domain/settings.ts'
import { knownValues } from '#statistics/known-values.ts'
import { protect } from '#statistics/protect.ts'
import type { ProtectedTable } from '#statistics/protect.ts'
import { countTable } from '#statistics/tables.ts'
import { arbitraryBatches, batchOn, times, visit } from './visits.ts'

const known = knownValues(defaultSettings())
const rule = { threshold: 5 }

test('[S10] a count from 1 to 4 is hidden, 0 and 5 are told', () => {
  const guarded = byNeed({ job: 12, train: 5, orient: 4, change: 1 })
  expect(told(guarded)).toEqual({
    '*': 22,
    change: null,
    create: 0,
    digital: 0,
    job: 12,
    orient: null,
    other: 0,
    train: 5,
  })
  expect(guarded).toMatchObject({ small: 2, companions: 0 })
})

test('[S10] whatever the visits, no count between 0 and the threshold is told', () => {
  forAnyTable((guarded) => {
    for (const count of toldCounts(guarded)) expect(count === 0 || count >= rule.threshold).toBe(true)
  })
})

test('[S11] where the whole is small nothing is told, zeros neither', () => {
  const guarded = byNeed({ job: 3, train: 1 })
  expect(toldCounts(guarded)).toEqual([])
  expect(guarded.small + guarded.companions).toBe(guarded.table.counts.length)
})

test('[S11] where nobody came, noughts are told', () => {
  expect(new Set(toldCounts(byNeed({})))).toEqual(new Set([0]))
})

test('[S12] one small count takes the smallest other one with it', () => {
  const guarded = byNeed({ job: 12, train: 7, orient: 3 })
  expect(told(guarded)).toMatchObject({ '*': 22, job: 12, train: null, orient: null })
  expect(guarded).toMatchObject({ small: 1, companions: 1 })
})

test('[S12] hidden counts that are few together take another with them', () => {
  expect(told(byNeed({ job: 12, train: 7, orient: 1, change: 2 }))).toMatchObject({
    job: 12,
    train: null,
    orient: null,
    change: null,
  })
})

test('[S12] no line of any table has one hidden cell alone, nor few visits behind a told sum', () => {
  forAnyTable(({ table, hidden }) => {
    const width = table.columns.length
    const rows = table.rows.map((_, row) => table.columns.map((_, column) => row * width + column))
    const columns = table.columns.map((_, column) => table.rows.map((_, row) => row * width + column))
    for (const [sum, ...parts] of [...rows, ...columns]) {
      if (sum === undefined || parts.length === 0) continue
      const hiddenParts = parts.filter((part) => hidden[part] === 1)
      const behind = hiddenParts.reduce((all, part) => all + (table.counts[part] ?? 0), 0)
      if (hidden[sum] === 1) expect(hiddenParts.length).toBeGreaterThan(0)
      else if (hiddenParts.length > 0) {
        expect(hiddenParts.length).toBeGreaterThan(1)
        expect(behind).toBeGreaterThanOrEqual(rule.threshold)
      }
    }
  })
})

test('[S12] margins look the same in every crossing as in their own table', () => {
  fc.assert(
    fc.property(arbitraryBatches, (batches) => {
      const alone = protect(countTable(batches, ['need'], { known }), rule)
      for (const other of ['outcome', 'band'] as const) {
        const { table, hidden } = protect(countTable(batches, ['need', other], { known }), rule)
        const margin = table.rows.map((_, row) => hidden[row * table.columns.length])
        expect(margin).toEqual([...alone.hidden])
      }
    }),
  )
})

function byNeed(counts: Readonly<Record<string, number>>): ProtectedTable {
  const visits = Object.entries(counts).flatMap(([need, count]) => times(count, visit({ need })))
  return protect(countTable([batchOn('2026-11-23', visits)], ['need'], { known }), rule)
}

function told({ table, hidden }: ProtectedTable): Readonly<Record<string, number | null>> {
  return Object.fromEntries(table.rows.map((row, at) => [row, hidden[at] === 1 ? null : (table.counts[at] ?? 0)]))
}

function toldCounts({ table, hidden }: ProtectedTable): readonly number[] {
  return [...table.counts].filter((_, at) => hidden[at] === 0)
}

function forAnyTable(check: (guarded: ProtectedTable) => void): void {
  fc.assert(
    fc.property(arbitraryBatches, fc.constantFrom('outcome', 'band'), (batches, other) => {
      check(protect(countTable(batches, ['need'], { known }), rule))
      check(protect(countTable(batches, ['need', other], { known }), rule))
    }),
  )
}
