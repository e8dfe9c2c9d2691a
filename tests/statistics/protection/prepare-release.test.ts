import { describe, expect, test } from 'vitest'
import { defaultSettings } from '#domain/settings.ts'
import type { Day, Instant } from '#domain/ids.ts'
import type { DayBatch } from '#domain/visits/day-batch.ts'
import type { VisitRecord } from '#domain/visits/record.ts'
import { countGrids } from '#statistics/grids.ts'
import { periodContaining } from '#statistics/periods.ts'
import type { Period, PeriodType } from '#statistics/periods.ts'
import { audit, intervalsOf } from '#statistics/protection/attack.ts'
import { countsByName, toldNames } from '#statistics/protection/grid-cells.ts'
import { loadHighsSolver } from '#statistics/protection/highs-solver.ts'
import { prepareRelease } from '#statistics/protection/prepare-release.ts'
import type { PreparedRelease, ReleaseRefusal } from '#statistics/protection/prepare-release.ts'
import { releaseTask } from '#statistics/protection/release-task.ts'
import { cellAt, gridOf } from '#statistics/release.ts'
import type { Audience, Release } from '#statistics/release.ts'
import { batchOn, times, visit } from '../visits.ts'

const solver = await loadHighsSolver()
const settings = defaultSettings()
const month = periodContaining('month', '2026-03-05' as Day)
const afterwards = '2026-05-01' as Day

interface Ask {
  readonly type?: PeriodType
  readonly audience?: Audience
  readonly today?: Day
  readonly ledger?: readonly Release[]
  readonly threshold?: number
}

function prepare(batches: readonly DayBatch[], ask: Ask = {}): PreparedRelease | ReleaseRefusal {
  const { type = 'month', audience = 'internal', today = afterwards, ledger = [] } = ask
  const period: Period = periodContaining(type, '2026-03-05' as Day)
  const rule =
    ask.threshold === undefined ? settings.protection[audience] : { threshold: ask.threshold, width: ask.threshold }
  const grids = countGrids(batches, period, settings)
  const now = (1_000 + ledger.length) as Instant
  const prepared = prepareRelease({ period, audience, rule, settings, grids, batches, now, today, ledger }, solver)
  return prepared.ok ? prepared.value : prepared.error
}

function releaseOf(prepared: PreparedRelease | ReleaseRefusal): Release {
  if ('type' in prepared) throw new Error(JSON.stringify(prepared))
  return prepared.release
}

function on(day: string, ...records: readonly (readonly VisitRecord[])[]): DayBatch {
  return batchOn(`2026-03-${day}`, records.flat())
}

const of = (need: string, outcome = 'answered'): VisitRecord => visit({ need, outcome })
/** Two days of which no count but those of `job` and `referred` is small. */
const busy = [
  on(
    '02',
    times(20, of('job')),
    times(12, of('train')),
    times(12, of('train', 'resources')),
    times(9, of('job', 'resources')),
  ),
  on(
    '05',
    times(18, of('job')),
    times(14, of('train')),
    times(12, of('train', 'resources')),
    times(8, of('job', 'resources')),
  ),
]

describe('what is told', () => {
  test('[S20] [S22] [S24] a small count is hidden with companions, and nothing pins it', () => {
    const batches = [
      ...busy,
      on('12', times(2, of('job', 'referred')), times(9, of('train', 'referred')), times(20, of('job'))),
    ]
    const release = releaseOf(prepare(batches))
    const grid = gridOf(release.grids, 'need_x_outcome')
    if (grid === undefined) throw new Error('No outcomes')
    const hidden = (row: string, column: string): boolean => grid.hidden[cellAt(grid, row, column) ?? -1] === 1
    expect(hidden('job', 'referred')).toBe(true)
    expect(hidden('*', '*')).toBe(false)
    expect(hidden('create', 'referred')).toBe(false)
    const told = toldNames(release.grids)
    expect(told.has('visits|need:job|outcome:referred')).toBe(false)
    const task = releaseTask({ ...release, grids: release.grids }, 'internal', [])
    const pattern = Uint8Array.from(task.system.values, (_, cell) => {
      const name = [...task.cellsByName].find(([, at]) => at === cell)?.[0] ?? ''
      return told.has(name) ? 0 : 1
    })
    const cell = task.cellsByName.get('visits|need:job|outcome:referred') ?? -1
    const [interval] = intervalsOf(task.system, pattern, [cell], solver)
    expect((interval?.most ?? 0) - (interval?.least ?? 0)).toBeGreaterThanOrEqual(5)
  })

  test('[S20] of a period with so few visits nothing is told, not even what is zero', () => {
    const release = releaseOf(prepare([on('02', times(4, of('job')))]))
    expect([...toldNames(release.grids)]).toEqual([])
    expect(release.waits.every(({ servedN, isHidden }) => servedN === null && isHidden)).toBe(true)
  })

  test('[S20] of a period in which nobody came everything is told', () => {
    const release = releaseOf(prepare([]))
    expect([...countsByName(release.grids)].every(([, count]) => count === 0)).toBe(true)
    expect(toldNames(release.grids).has('visits')).toBe(true)
  })

  test('[S25] waits are told of eleven visits, percentiles of twenty, and of no hidden count', () => {
    const spread = (half: number, need: string): readonly VisitRecord[] => [
      ...times(half, visit({ need, outcome: 'answered', band: 6 })),
      ...times(half, visit({ need, outcome: 'resources', band: 8 })),
    ]
    const batches = [on('02', spread(30, 'job'), spread(30, 'train')), on('04', spread(6, 'digital'))]
    const { waits } = releaseOf(prepare(batches))
    const rowOf = (need: string) => waits.find((each) => each.need === need)
    expect(rowOf('job')).toMatchObject({ servedN: 60, meanMinutes: 4, p80Minutes: 4, withinTargetShare: 1 })
    expect(rowOf('digital')).toMatchObject({ servedN: 12, meanMinutes: 4, p50Minutes: null })
    expect(rowOf('orient')).toMatchObject({ servedN: 0, meanMinutes: null, isHidden: false })
  })
})

describe('beside what was told before', () => {
  test('[S28] the same figures are told again as they were, at another day too', () => {
    const first = releaseOf(prepare(busy))
    const again = prepare(busy, { ledger: [first], today: '2026-09-09' as Day })
    expect(again).toEqual({ release: first, isKnown: true })
  })

  test('[S28] Handbook on Statistical Disclosure Control 5.2: two releases that differ by [[2,1],[2,0],[0,0]]', () => {
    const needs = ['job', 'train', 'orient']
    const table = (cells: readonly (readonly number[])[]): readonly DayBatch[] => [
      on(
        '02',
        ...cells.flatMap((row, at) =>
          row.map((count, column) => times(count, of(needs[at] ?? '', column === 0 ? 'answered' : 'resources'))),
        ),
      ),
    ]
    const first = releaseOf(
      prepare(
        table([
          [50, 54],
          [128, 140],
          [39, 49],
        ]),
      ),
    )
    const second = prepare(
      table([
        [52, 55],
        [130, 140],
        [39, 49],
      ]),
      { ledger: [first] },
    )
    expect(second).toMatchObject({ type: 'SmallRevision', released: { period: month } })
  })

  test('[S28] a correction by many visits is told', () => {
    const first = releaseOf(prepare(busy))
    const more = [
      ...busy,
      on(
        '12',
        times(15, of('job')),
        times(15, of('train')),
        times(15, of('train', 'resources')),
        times(15, of('job', 'resources')),
      ),
    ]
    expect(prepare(more, { ledger: [first] })).toMatchObject({ isKnown: false })
  })

  test('[S26] the running month is told to the house, and neither to the public nor as a quarter', () => {
    const today = '2026-03-20' as Day
    expect(releaseOf(prepare(busy, { today })).until).toBe('2026-03-19')
    expect(prepare(busy, { today, audience: 'public' })).toEqual({ type: 'StillRunning', period: month })
    expect(prepare(busy, { today, type: 'quarter' })).toMatchObject({ type: 'StillRunning' })
    expect(prepare(busy, { today: '2026-04-01' as Day, audience: 'public' })).toMatchObject({ isKnown: false })
  })

  test('[S27] two looks at the running month that differ by three visits: the second is refused', () => {
    const today = '2026-03-12' as Day
    const first = releaseOf(prepare(busy, { today }))
    const later = [...busy, on('12', times(3, of('job')))]
    expect(prepare(later, { today, ledger: [first] })).toEqual({ type: 'SmallDifference', visits: 3, released: first })
  })

  test('[S27] what a quarter says beside two of its months keeps the third one’s small counts', () => {
    const january = batchOn('2026-01-12', [
      ...times(30, of('job')),
      ...times(30, of('train')),
      ...times(3, of('train', 'referred')),
      ...times(30, of('job', 'referred')),
    ])
    const february = batchOn('2026-02-12', [
      ...times(30, of('job')),
      ...times(30, of('train')),
      ...times(14, of('train', 'referred')),
      ...times(30, of('job', 'referred')),
    ])
    const march = on(
      '12',
      times(30, of('job')),
      times(30, of('train')),
      times(15, of('train', 'referred')),
      times(30, of('job', 'referred')),
    )
    const batches = [january, february, march]
    const ledger: Release[] = []
    for (const day of ['2026-01-05', '2026-02-05', '2026-03-05'] as const) {
      const period = periodContaining('month', day as Day)
      const grids = countGrids(batches, period, settings)
      const prepared = prepareRelease(
        {
          period,
          audience: 'internal',
          rule: settings.protection.internal,
          settings,
          grids,
          batches,
          now: 1 as Instant,
          today: afterwards,
          ledger,
        },
        solver,
      )
      if (!prepared.ok) throw new Error(JSON.stringify(prepared.error))
      ledger.push(prepared.value.release)
    }
    const name = 'visits|need:train|outcome:referred'
    const [first, ...others] = ledger.map(({ grids }) => toldNames(grids).has(name))
    expect(first).toBe(false)
    const quarter = releaseOf(prepare(batches, { type: 'quarter', ledger }))
    // January's three would be the quarter's less February's and March's.
    expect(toldNames(quarter.grids).has(name) && others.every(Boolean)).toBe(false)
  })

  test('[S29] what was hidden from the house stays so when the public is told', () => {
    const batches = [
      ...busy,
      on('12', times(2, of('job', 'referred')), times(9, of('train', 'referred')), times(20, of('job'))),
    ]
    const house = releaseOf(prepare(batches))
    const open = releaseOf(prepare(batches, { audience: 'public', ledger: [house] }))
    expect(toldNames(open.grids).has('visits|need:job|outcome:referred')).toBe(false)
    // The house puts both together.
    const task = releaseTask(house, 'internal', [open])
    const toldHouse = toldNames(house.grids)
    const pattern = Uint8Array.from(task.hidden)
    for (const [name, cell] of task.cellsByName) if (!toldHouse.has(name)) pattern[cell] = 1
    expect(audit(task.system, pattern, task.sensitive, solver).unsafe).toEqual([])
  })
})
