import { describe, expect, test } from 'vitest'
import type { Day, Instant } from '#domain/ids.ts'
import type { DayBatch } from '#domain/visits/day-batch.ts'
import type { CheckName, CheckResult } from '#statistics/check-result.ts'
import { runChecks } from '#statistics/checks.ts'
import type { ChecksInput } from '#statistics/checks.ts'
import { countGrids } from '#statistics/grids.ts'
import { periodContaining } from '#statistics/periods.ts'
import type { PeriodType } from '#statistics/periods.ts'
import { loadHighsSolver } from '#statistics/protection/highs-solver.ts'
import { prepareRelease } from '#statistics/protection/prepare-release.ts'
import { cellAt } from '#statistics/release.ts'
import type { Audience, GridId, Release } from '#statistics/release.ts'
import { smallSite } from './protection/world.ts'
import { batchOn, times, visit } from './visits.ts'

const solver = await loadHighsSolver()
const [job = '', train = '', create = ''] = smallSite.needs.map(({ id }) => id)
const rule = { threshold: 5, width: 5 }

/** A day of which no count is small. */
const busyDay = (day: string): DayBatch =>
  batchOn(
    day,
    [job, train, create].flatMap((need) => [
      ...times(14, visit({ need })),
      ...times(9, visit({ need, outcome: 'resources' })),
    ]),
  )
/** A day on which two came for something. */
const quietDay = (day: string): DayBatch =>
  batchOn(day, [
    ...times(20, visit({ need: job })),
    ...times(12, visit({ need: train })),
    ...times(2, visit({ need: create })),
  ])

function release(batches: readonly DayBatch[], type: PeriodType, day: string, ledger: readonly Release[]): Release {
  const period = periodContaining(type, day as Day)
  const grids = countGrids(batches, period, smallSite)
  const audience: Audience = 'internal'
  const asked = { period, audience, rule, settings: smallSite, grids, batches, ledger, today: '2026-09-01' as Day }
  const prepared = prepareRelease({ ...asked, now: (1_000 + ledger.length) as Instant }, solver)
  if (!prepared.ok) throw new Error(JSON.stringify(prepared.error))
  return prepared.value.release
}

const batches = [busyDay('2026-01-05'), quietDay('2026-02-05')]
const january = release(batches, 'month', '2026-01-05', [])
const february = release(batches, 'month', '2026-02-05', [january])

function check(name: CheckName, change: Partial<ChecksInput> = {}, solves = true): CheckResult {
  const input = { releases: [january, february], batches, settings: smallSite, overdueDays: 0, ...change }
  const found = runChecks(input, solves ? solver : null).find((result) => result.check === name)
  if (found === undefined) throw new Error(`No check of ${name}`)
  return found
}

/** The release with one of its cells told, or hidden, whatever its rule says. */
function altered(told: Release, id: GridId, row: string, column: string, hidden: 0 | 1 = 0): Release {
  const grids = told.grids.map((grid) => {
    if (grid.id !== id) return grid
    const marks = Uint8Array.from(grid.hidden)
    marks[cellAt(grid, row, column) ?? -1] = hidden
    return { ...grid, hidden: marks }
  })
  return { ...told, grids }
}

test('[S93] [S94] [S96] [S97] what was told and kept as it should be passes all three', () => {
  const results = runChecks({ releases: [january, february], batches, settings: smallSite, overdueDays: 0 }, solver)
  expect(results.map(({ check: name, passed }) => [name, passed])).toEqual([
    ['singlingOut', true],
    ['linkability', true],
    ['inference', true],
  ])
  const [singled, , inferred] = results
  expect(singled?.findings).toMatchObject({ releases: 2, tooSmall: 0, days: 2, smallestToldCount: 5 + 4 })
  expect(inferred?.findings).toMatchObject({ releases: 2, tooNarrow: 0, leastWidth: 5 })
  expect(inferred?.findings['audited']).toBeGreaterThan(0)
  expect(inferred?.findings['hiddenCounts']).toBeGreaterThan(2)
})

test('[S93] before anything was told the checks look at the days alone, and pass', () => {
  const results = runChecks({ releases: [], batches: [], settings: smallSite, overdueDays: 0 }, solver)
  expect(results.every(({ passed }) => passed)).toBe(true)
  expect(results[0]?.findings).toMatchObject({ releases: 0, toldCounts: 0, smallestToldCount: 0, days: 0 })
})

test('[S93] no finding tells how many visits or people there were', () => {
  const twice = batches.map(({ day }) =>
    batchOn(day, [...times(31, visit({ need: job })), ...times(13, visit({ need: train }))]),
  )
  const before = runChecks({ releases: [january], batches, settings: smallSite, overdueDays: 0 }, solver)
  const after = runChecks({ releases: [january], batches: twice, settings: smallSite, overdueDays: 0 }, solver)
  expect(after).toEqual(before)
})

describe('singling out', () => {
  test('[S94] a small count that a release tells in spite of its rule fails', () => {
    const leaking = altered(february, 'need_x_outcome', create, 'answered')
    const found = check('singlingOut', { releases: [january, leaking] })
    expect(found).toMatchObject({ passed: false, findings: { tooSmall: 1, smallestToldCount: 2 } })
  })

  test('[S94] so does a row that falls wholly into one cell, however many it counts', () => {
    const twenty = altered(february, 'need_x_outcome', job, 'answered')
    expect(check('singlingOut', { releases: [twenty] })).toMatchObject({ passed: false, findings: { tooSmall: 1 } })
  })

  test('[S95] a day that holds a label fails', () => {
    const column = { dictionary: ['C07'], values: new Uint8Array(batches[0]?.visits ?? 0) }
    const marked = batches.map((batch) => ({ ...batch, columns: { ...batch.columns, need: column } }))
    expect(check('singlingOut', { batches: marked.slice(0, 1) })).toMatchObject({
      passed: false,
      findings: { foreignWords: 1, foreignFields: 0 },
    })
  })
})

describe('linkability', () => {
  test('[S96] a day in the order of arrival fails', () => {
    const arrivals = [6, 7, 8].flatMap((band) => times(20, visit({ band, need: job })))
    const kept = batchOn('2026-01-06', arrivals, () => 1 - Number.EPSILON)
    expect(check('linkability', { batches: [kept] })).toMatchObject({ passed: false, findings: { daysInOrder: 1 } })
  })

  test('[S96] a raw entry that should be gone fails', () => {
    expect(check('linkability', { overdueDays: 2 })).toMatchObject({ passed: false, findings: { overdueDays: 2 } })
  })

  test('[S96] a release that names a ticket or a sentence fails', () => {
    for (const name of ['C07', 'tall man', 'abcdefghjk:12']) {
      const grids = january.grids.map((grid) => ({ ...grid, rows: grid.rows.map((row) => (row === job ? name : row)) }))
      expect(check('linkability', { releases: [{ ...january, grids }] }).passed).toBe(false)
    }
  })
})

describe('inference', () => {
  test('[S97] a companion that is told lets the small count be worked out, and fails', () => {
    const grid = february.grids.find(({ id }) => id === 'need_x_end')
    if (grid === undefined) throw new Error('No ends')
    const column = 'visits'
    const companions = grid.rows.filter((row) => row !== create && grid.hidden[cellAt(grid, row, column) ?? -1] === 1)
    expect(companions.length).toBeGreaterThan(0)
    // The same count stands in every table by need.
    const leaking = companions.reduce(
      (told, row) =>
        told.grids.reduce(
          (each, { id, columns }) => altered(each, id, row, columns.includes('*') ? '*' : column),
          told,
        ),
      february,
    )
    const found = check('inference', { releases: [january, leaking] })
    expect(found.passed).toBe(false)
    expect(found.findings['tooNarrow']).toBeGreaterThan(0)
  })

  test('[S27] [S97] a quarter and two of its months keep the small counts of the third', () => {
    const days = [busyDay('2026-01-05'), busyDay('2026-02-05'), quietDay('2026-03-05')]
    const ledger: Release[] = []
    for (const [type, day] of [
      ['quarter', '2026-01-05'],
      ['month', '2026-01-05'],
      ['month', '2026-02-05'],
    ] as const)
      ledger.push(release(days, type, day, ledger))
    const found = check('inference', { releases: ledger, batches: days })
    expect(found).toMatchObject({ passed: true, findings: { tooNarrow: 0 } })
    // Made without knowing of January, February tells what March was.
    const alone = release(days, 'month', '2026-02-05', ledger.slice(0, 1))
    expect(check('inference', { releases: [...ledger.slice(0, 2), alone], batches: days }).passed).toBe(false)
  }, 120_000)

  test('[S97] progress is told release by release, up to the end', () => {
    const told: (readonly [number, number])[] = []
    runChecks({ releases: [january, february], batches, settings: smallSite, overdueDays: 0 }, solver, (done, all) =>
      told.push([done, all]),
    )
    expect(told).toEqual([
      [0, 2],
      [1, 2],
      [2, 2],
    ])
  })

  test('[S98] without a solver it was not run, and has not passed', () => {
    expect(check('inference', {}, false)).toEqual({ check: 'inference', passed: false, findings: { notRun: 1 } })
  })
})
