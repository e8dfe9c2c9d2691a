import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseKept, toKept } from '#statistics/kept-release.ts'
import type { Release } from '#statistics/release.ts'
import { release } from '../export/releases.ts'

const kept = toKept(release({ type: 'quarter', day: '2026-07-01' }))
const sent = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

describe('a release as it is kept', () => {
  test('[S90] reads back exactly, through JSON', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('month', 'quarter', 'year'),
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 1, max: 1_000 }),
        fc.boolean(),
        (type, people, seed, isPublic) => {
          const day = type === 'year' ? '2026-01-01' : '2026-10-01'
          const told: Release = release({ type, day, people, seed, audience: isPublic ? 'public' : 'internal' })
          expect(parseKept(sent(toKept(told)))).toEqual(told)
        },
      ),
      { numRuns: 60 },
    )
  })

  test('[S90] hidden cells are named by their places, and nothing rides along', () => {
    const [grid] = kept.grids
    expect(Object.keys(kept).sort()).toEqual(
      ['audience', 'daysObserved', 'grids', 'period', 'rule', 'takenAt', 'until', 'version', 'waits'].sort(),
    )
    const read = parseKept(sent({ ...kept, note: 'by Ada', grids: [{ ...grid, note: 'Ada' }] }))
    expect(JSON.stringify(read)).not.toContain('Ada')
    expect(read?.grids[0]?.hidden.filter((cell) => cell === 1)).toHaveLength(grid?.hidden.length ?? -1)
  })

  const [grid] = kept.grids
  const [wait] = kept.waits
  test.each<[string, object]>([
    ['another version', { version: 2 }],
    ['another audience', { audience: 'everybody' }],
    ['a rule without a width', { rule: { threshold: 5 } }],
    ['half a threshold', { rule: { threshold: 5.5, width: 5 } }],
    ['a span that is no period', { period: { ...kept.period, end: '2026-09-29' } }],
    ['a period of another kind', { period: { ...kept.period, type: 'decade' } }],
    ['a moment that is none', { takenAt: -1 }],
    ['a day that is none', { until: '2026-02-30' }],
    ['six weekdays', { daysObserved: [1, 1, 1, 1, 1, 1] }],
    ['half a day', { daysObserved: [0.5, 1, 1, 1, 1, 1, 1] }],
    ['a table of a name', { grids: [{ ...grid, id: 'need_x_name' }] }],
    ['a table of a sentence', { grids: [{ ...grid, id: 'need_x_audience.who she is' }] }],
    ['a table twice', { grids: [grid, grid] }],
    ['sixty-one tables', { grids: Array.from({ length: 61 }, (_, n) => ({ ...grid, id: `need_x_audience.f${n}` })) }],
    ['a row twice', { grids: [{ ...grid, rows: grid?.rows.map(() => '*') }] }],
    ['a word of 81 letters', { grids: [{ ...grid, rows: grid?.rows.map((_, n) => `${n}`.padEnd(81, 'x')) }] }],
    [
      '501 rows',
      { grids: [{ ...grid, rows: Array.from({ length: 501 }, String), columns: [], counts: [], hidden: [] }] },
    ],
    [
      '401 columns',
      { grids: [{ ...grid, columns: Array.from({ length: 401 }, String), rows: [], counts: [], hidden: [] }] },
    ],
    ['a count too few', { grids: [{ ...grid, counts: grid?.counts.slice(1) }] }],
    ['half a visit', { grids: [{ ...grid, counts: grid?.counts.map((count) => count + 0.5) }] }],
    ['no number', { grids: [{ ...grid, counts: grid?.counts.map(() => null) }] }],
    ['a hidden cell beyond the table', { grids: [{ ...grid, hidden: [grid?.counts.length] }] }],
    ['a hidden cell twice', { grids: [{ ...grid, hidden: [1, 1] }] }],
    ['waits of nobody', { waits: [{ ...wait, need: '' }] }],
    ['a share above one', { waits: [{ ...wait, leftShare: 1.1 }] }],
    ['a wait that is left out', { waits: [{ ...wait, meanMinutes: undefined }] }],
    ['minutes in words', { waits: [{ ...wait, p50Minutes: '12' }] }],
    ['a mark in words', { waits: [{ ...wait, isHidden: 'yes' }] }],
  ])('[S90] %s is not read at all', (_, change) => {
    expect(parseKept(sent(kept))).toBeDefined()
    expect(parseKept(sent({ ...kept, ...change }))).toBeUndefined()
  })

  test('[S90] whatever is not one is refused, and nothing throws', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true }), (value) => {
        expect(parseKept(value)).toBeUndefined()
        expect(parseKept({ ...kept, grids: value })).toSatisfy((read) => read === undefined || Array.isArray(value))
      }),
    )
  })
})
