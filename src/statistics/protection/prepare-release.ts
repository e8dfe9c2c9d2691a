import type { Day, Instant } from '#domain/ids.ts'
import type { Result } from '#domain/result.ts'
import { ok, refuse } from '#domain/result.ts'
import type { DayBatch } from '#domain/visits/day-batch.ts'
import type { Settings } from '#domain/settings.ts'
import { addDays } from '#domain/hours/calendar.ts'
import { contains } from '../periods.ts'
import type { Period } from '../periods.ts'
import type { Audience, Grid, ProtectionRule, Release, ReleasedGrid } from '../release.ts'
import { daysObserved } from '../week-map.ts'
import { choosePattern } from './choose-pattern.ts'
import { countsByName, gridCell, toldNames } from './grid-cells.ts'
import { isSmall } from './primary.ts'
import { releaseTask } from './release-task.ts'
import type { ReleaseTask } from './release-task.ts'
import { clustersOf, isWhole } from './snapshots.ts'
import type { Snapshot } from './snapshots.ts'
import type { LinearSolver } from './solver.ts'
import { toldWaits } from './told-waits.ts'

/** Why nothing of a period is told; each is a sentence on the screen. */
export type ReleaseRefusal =
  /**
   * Only what is over is published: figures that still grow would be told again and again. The house may look at the
   * running month, and at nothing longer: then of two releases that share a day one always lies within the other (S26).
   */
  | { readonly type: 'StillRunning'; readonly period: Period }
  /** Beside what was released before, so few visits would show (S27). */
  | {
      readonly type: 'SmallDifference'
      readonly visits: number
      readonly released: Pick<Release, 'period' | 'takenAt'>
    }
  /** The period was released; since then so little has changed that both together would tell what (S28). */
  | { readonly type: 'SmallRevision'; readonly counts: number; readonly released: Pick<Release, 'period' | 'takenAt'> }
  /** No choice of hidden counts would keep the small ones hidden beside what was released before. */
  | { readonly type: 'CannotBeHidden'; readonly period: Period }

export interface ReleaseInput {
  readonly period: Period
  readonly audience: Audience
  readonly rule: ProtectionRule
  readonly settings: Settings
  /** As `countGrids` gives them. */
  readonly grids: readonly Grid[]
  /** Of the period at least. */
  readonly batches: readonly DayBatch[]
  readonly now: Instant
  readonly today: Day
  /** Every release so far, to whomever. */
  readonly ledger: readonly Release[]
}

export interface PreparedRelease {
  readonly release: Release
  /** It was told before, and is told again as it was. */
  readonly isKnown: boolean
}

/**
 * What may be told of a period beside everything that was told before: the tables with their hidden cells, or why
 * nothing may be (S20 to S29). Nothing is remembered here: whoever tells it adds it to the ledger first.
 */
export function prepareRelease(input: ReleaseInput, solver: LinearSolver): Result<PreparedRelease, ReleaseRefusal> {
  const { period, audience, rule, grids, now, today, ledger } = input
  const until = period.end < today ? period.end : addDays(today, -1)
  const candidate: Snapshot = { period, takenAt: now, until, grids }
  if (!isWhole(candidate) && (audience === 'public' || period.type !== 'month'))
    return refuse({ type: 'StillRunning', period })
  const mine = ledger.filter((release) => release.audience === audience && overlaps(release.period, period))
  const before = mine.filter((release) => isSamePeriod(release.period, period)).at(-1)
  if (before !== undefined) {
    const changes = changesSince(before, grids)
    if (changes.every((change) => change === 0)) return ok({ release: before, isKnown: true })
    const small = changes.filter((change) => isSmall(Math.abs(change), rule))
    if (isWhole(before) && small.length > 0)
      return refuse({ type: 'SmallRevision', counts: small.length, released: before })
  }
  return protect(input, { ...candidate, audience, rule }, solver)
}

function protect(
  input: ReleaseInput,
  candidate: Snapshot & Pick<Release, 'audience' | 'rule'>,
  solver: LinearSolver,
): Result<PreparedRelease, ReleaseRefusal> {
  const { rule, grids, audience, period } = input
  const visits = countsByName(grids).get('visits') ?? 0
  // Of so few nothing is told at all, zeros included: they would leave fewer places for the few (S20).
  if (isSmall(visits, rule)) return ok(released(input, candidate, () => true))
  let hidden: ReadonlySet<string> = new Set()
  // A release to the public is read by the house as well, which knows more: both must find nothing (S29).
  for (const readers of audience === 'public' ? (['public', 'internal'] as const) : (['internal'] as const)) {
    const read = input.ledger.filter((release) => readers === 'internal' || release.audience === 'public')
    const [together = []] = clustersOf([...read, candidate]).filter((cluster) => cluster.includes(candidate))
    const earlier = read.filter((release) => together.includes(release))
    const task = releaseTask(candidate, readers, earlier, hidden)
    const difference = smallDifference(task, candidate)
    if (difference !== null) return refuse(difference)
    const pattern = choosePattern(task, solver)
    if (pattern === null) return refuse({ type: 'CannotBeHidden', period })
    // What the house knows already may still be hidden from the public.
    hidden = new Set([
      ...hidden,
      ...[...task.cellsByName].flatMap(([name, cell]) => (pattern[cell] === 1 ? [name] : [])),
    ])
  }
  return ok(released(input, candidate, (name) => hidden.has(name)))
}

/** The grand total is told whatever happens: where it would show so few visits, nothing may be told at all (S27). */
function smallDifference({ smallRests }: ReleaseTask, candidate: Snapshot): ReleaseRefusal | null {
  for (const { name, outer, inner, visits } of smallRests) {
    const isTold = (each: Snapshot): boolean => each === candidate || toldNames((each as Release).grids).has(name)
    if (name !== 'visits' || ![outer, ...inner].every(isTold)) continue
    const released = [outer, ...inner].find((each) => each !== candidate) ?? candidate
    return { type: 'SmallDifference', visits: Math.abs(visits), released }
  }
  return null
}

function released(
  { audience, rule, settings, batches, grids }: ReleaseInput,
  { period, takenAt, until }: Snapshot,
  isHidden: (name: string) => boolean,
): PreparedRelease {
  const marked = grids.map((grid): ReleasedGrid => {
    const names = grid.rows.flatMap((row) => grid.columns.map((column) => gridCell(grid, row, column).name))
    return { ...grid, hidden: Uint8Array.from(names, (name) => (isHidden(name) ? 1 : 0)) }
  })
  const release: Release = {
    audience,
    rule,
    period,
    takenAt,
    until,
    daysObserved: daysObserved(batches.filter(({ day }) => contains(period, day))),
    grids: marked,
    waits: toldWaits(marked, batches, period, settings),
  }
  return { release, isKnown: false }
}

/** How much each count that was told has changed; a value that nobody had then counts as 0. */
function changesSince(before: Release, grids: readonly Grid[]): readonly number[] {
  const now = countsByName(grids)
  const then = countsByName(before.grids)
  const told = toldNames(before.grids)
  const known = [...told].map((name) => (now.get(name) ?? 0) - (then.get(name) ?? 0))
  // A day or a need that only exists by now was told as nothing.
  const fresh = [...now].filter(([name]) => !then.has(name)).map(([, count]) => count)
  return [...known, ...fresh]
}

function isSamePeriod(one: Period, other: Period): boolean {
  return one.start === other.start && one.end === other.end
}

function overlaps(one: Period, other: Period): boolean {
  return contains(one, other.start) || contains(other, one.start)
}
