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

test('[S10] a count at the threshold is told beside a hidden one', () => {
  const guarded = byNeed({ job: 6, train: 5, orient: 2 })
  expect(told(guarded)).toMatchObject({ '*': 13, job: 6, train: 5, orient: null })
  expect(guarded).toMatchObject({ small: 1, companions: 0 })
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
