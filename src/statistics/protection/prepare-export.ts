import type { Day, Instant } from '#domain/ids.ts'
import type { Settings } from '#domain/settings.ts'
import type { DayBatch } from '#domain/visits/day-batch.ts'
import { countGrids } from '../grids.ts'
import type { OpenTickets } from '../grids.ts'
import { contains } from '../periods.ts'
import type { Period } from '../periods.ts'
import type { Audience, Release } from '../release.ts'
import { prepareRelease } from './prepare-release.ts'
import type { ReleaseRefusal } from './prepare-release.ts'
import type { LinearSolver } from './solver.ts'

export interface ExportInput {
  /** As `periodsToTell` gives them. */
  readonly periods: readonly Period[]
  readonly audience: Audience
  readonly settings: Settings
  /** Of all these periods, each day once. */
  readonly batches: readonly DayBatch[]
  /** Today's tickets that go on. */
  readonly open: readonly OpenTickets[]
  readonly now: Instant
  readonly today: Day
  readonly ledger: readonly Release[]
}

export interface PreparedExport {
  /** In order of time; told before, or to be added to the ledger before anybody sees them. */
  readonly releases: readonly Release[]
  readonly fresh: readonly Release[]
  readonly refusals: readonly PeriodRefusal[]
}

export interface PeriodRefusal {
  readonly period: Period
  readonly refusal: ReleaseRefusal
}

/** What may be told of several periods, each beside all that was told before it. */
export function prepareExport(
  { periods, batches, open, ...rest }: ExportInput,
  solver: LinearSolver,
  onProgress: (done: number, of: number) => void = () => undefined,
): PreparedExport {
  const releases: Release[] = []
  const fresh: Release[] = []
  const refusals: PeriodRefusal[] = []
  periods.forEach((period, at) => {
    const within = batches.filter(({ day }) => contains(period, day))
    const grids = countGrids(within, period, rest.settings, undefined, open)
    const rule = rest.settings.protection[rest.audience]
    const ledger = [...rest.ledger, ...fresh]
    const prepared = prepareRelease({ ...rest, period, rule, grids, batches: within, ledger }, solver)
    if (!prepared.ok) refusals.push({ period, refusal: prepared.error })
    else {
      releases.push(prepared.value.release)
      if (!prepared.value.isKnown) fresh.push(prepared.value.release)
    }
    onProgress(at + 1, periods.length)
  })
  return { releases, fresh, refusals }
}
