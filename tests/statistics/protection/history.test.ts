import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { addDays } from '#domain/hours/calendar.ts'
import type { Instant } from '#domain/ids.ts'
import { countGrids } from '#statistics/grids.ts'
import { periodContaining } from '#statistics/periods.ts'
import type { PeriodType } from '#statistics/periods.ts'
import { auditLedger } from '#statistics/protection/audit-ledger.ts'
import { countsByName, toldNames } from '#statistics/protection/grid-cells.ts'
import { loadHighsSolver } from '#statistics/protection/highs-solver.ts'
import { prepareRelease } from '#statistics/protection/prepare-release.ts'
import { sensitiveNames } from '#statistics/protection/primary.ts'
import type { Audience, Release } from '#statistics/release.ts'
import { batchOn } from '../visits.ts'
import { arbitrarySteps, isCounted, smallSite, waysOf } from './world.ts'
import type { Step, Way } from './world.ts'

// The machine may be busy: the bound is for a hang, not for speed.
vi.setConfig({ testTimeout: 600_000 })
const solver = await loadHighsSolver()
const runs = Number(process.env['PROPERTY_RUNS'] ?? 8)

interface Wish {
  readonly type: PeriodType
  readonly audience: Audience
}

const arbitraryWishes: fc.Arbitrary<readonly Wish[]> = fc.array(
  fc.record({
    type: fc.constantFrom<PeriodType>('month', 'month', 'quarter', 'year'),
    audience: fc.constantFrom<Audience>('internal', 'internal', 'public'),
  }),
  { maxLength: 3 },
)

const thresholds: Readonly<Record<Audience, number>> = { internal: 4, public: 7 }

test('[S20] [S22] [S27] [S29] no history of releases pins a small count closer than the width, whoever puts all together', () => {
  let judged = 0
  fc.assert(
    fc.property(arbitrarySteps, fc.array(arbitraryWishes, { minLength: 7, maxLength: 7 }), (steps, wishes) => {
      const history = historyOf(steps, wishes)
      for (const audience of ['internal', 'public'] as const) {
        // The house reads both.
        const read = history.filter((told) => audience === 'internal' || told.release.audience === 'public')
        judged += attack(steps, read, audience)
      }
      const releases = history.map(({ release }) => release)
      expect(auditLedger(releases, solver).tooNarrow).toBe(0)
    }),
    { numRuns: runs },
  )
  expect(judged).toBeGreaterThan(runs)
})

interface Told {
  readonly release: Release
  readonly step: number
}

/** Asks after each step for what is wished; afterwards, when all is over, once more for everything. */
function historyOf(steps: readonly Step[], wishes: readonly (readonly Wish[])[]): readonly Told[] {
  const history: Told[] = []
  const last = steps.length - 1
  steps.forEach(({ day }, step) => {
    for (const wish of wishes[step] ?? []) ask(history, steps, step, day, wish)
  })
  const after = addDays(steps[last]?.day ?? addDays(periodContaining('year', '2026-02-03' as never).start, 0), 400)
  for (const wish of [...(wishes.at(-1) ?? []), { type: 'month', audience: 'public' } as const]) {
    for (const { day } of steps) ask(history, steps, last, after, wish, day)
  }
  return history
}

function ask(
  history: Told[],
  steps: readonly Step[],
  step: number,
  today: Step['day'],
  { type, audience }: Wish,
  day = today,
): void {
  const days = [...new Set(steps.slice(0, step + 1).map((each) => each.day))]
  const batches = days.map((each) =>
    batchOn(
      each,
      steps.slice(0, step + 1).flatMap((other) => (other.day === each ? other.records : [])),
    ),
  )
  const period = periodContaining(type, day)
  const threshold = thresholds[audience]
  const prepared = prepareRelease(
    {
      period,
      audience,
      rule: { threshold, width: threshold },
      settings: smallSite,
      grids: countGrids(batches, period, smallSite),
      batches,
      now: history.length as Instant,
      today,
      ledger: history.map(({ release }) => release),
    },
    solver,
  )
  if (prepared.ok && !prepared.value.isKnown) history.push({ release: prepared.value.release, step })
}

/** More than anybody could have been: far beyond every width that is asked for. */
const farMore = 1_000
/** Solutions of arbitrary questions answer most of the real ones. */
const guesses = 16

/** Works out every small count of the releases to these readers from all that is told; returns how many there were. */
function attack(steps: readonly Step[], history: readonly Told[], audience: Audience): number {
  const ways = waysOf(steps)
  const known = new Map<string, readonly number[]>()
  const columnsOf = ({ release: { period }, step }: Told, name: string): readonly number[] => {
    const key = [period.start, period.end, step, name].join()
    const found = known.get(key) ?? places(ways, (way) => isCounted(way, name, period, step))
    known.set(key, found)
    return found
  }
  const everything = ways.map((_, column) => column)
  // The same visits are told of under many names.
  const told = new Map(history.flatMap((each) => rowsOf(each, columnsOf)).map((row) => [row.indices.join(), row]))
  const nobody = new Set([...told.values()].flatMap(({ indices, upper }) => (upper === 0 ? indices : [])))
  const program = solver.open({
    costs: ways.map(() => 0),
    lower: ways.map(() => 0),
    upper: ways.map((_, column) => (nobody.has(column) ? 0 : farMore)),
    rows: [...told.values()].filter(({ upper }) => upper > 0),
  })
  const secrets = history.flatMap((each) => (each.release.audience === audience ? secretsOf(each, columnsOf) : []))
  const ask = (columns: readonly number[], costOf: (column: number) => number): void => {
    program.setCosts(columns, columns.map(costOf))
    const { status, values } = program.solve()
    program.setCosts(
      columns,
      columns.map(() => 0),
    )
    expect(status).toBe('optimal')
    for (const secret of secrets) {
      const count = secret.columns.reduce((sum, column) => sum + (values[column] ?? 0), 0)
      secret.least = Math.min(secret.least, count)
      secret.most = Math.max(secret.most, count)
    }
  }
  // Any directions do; these differ from guess to guess and from run to run of one test not at all.
  for (let guess = 1; guess <= guesses; guess++) ask(everything, (column) => Math.sin(guess * (column + 1) * 12.9898))
  for (const secret of secrets) {
    for (const direction of [1, -1]) if (!isSafe(secret)) ask(secret.columns, () => direction)
    expect(isSafe(secret), `${secret.name}: ${secret.least} to ${secret.most}`).toBe(true)
  }
  program.close()
  return secrets.length
}

function rowsOf(told: Told, columnsOf: (told: Told, name: string) => readonly number[]) {
  const counts = countsByName(told.release.grids)
  return [...toldNames(told.release.grids)].filter(isOfVisits).flatMap((name) => {
    const indices = columnsOf(told, name)
    const count = counts.get(name) ?? 0
    if (indices.length === 0) expect({ name, count }).toEqual({ name, count: 0 })
    return indices.length === 0 ? [] : [{ indices, values: indices.map(() => 1), lower: count, upper: count }]
  })
}

interface Secret {
  readonly name: string
  readonly columns: readonly number[]
  readonly width: number
  least: number
  most: number
}

function secretsOf(told: Told, columnsOf: (told: Told, name: string) => readonly number[]): readonly Secret[] {
  const { grids, rule } = told.release
  const names = new Set(grids.flatMap((grid) => [...sensitiveNames(grid, rule).keys()]))
  return [...names].filter(isOfVisits).map((name) => ({
    name: `${told.release.period.type} ${told.release.period.start} ${name}`,
    columns: columnsOf(told, name),
    width: rule.width,
    least: Infinity,
    most: -Infinity,
  }))
}

function isSafe({ least, most, width }: Secret): boolean {
  return most - least >= width - 1e-4
}

function places(ways: readonly Way[], isIn: (way: Way) => boolean): readonly number[] {
  return ways.flatMap((way, place) => (isIn(way) ? [place] : []))
}

/** Referrals are counts of their own, and neither open visits nor unknown waits exist in this world. */
function isOfVisits(name: string): boolean {
  return !/^(referrals|open|wait-unknown)/.test(name)
}
