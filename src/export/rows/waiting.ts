import { total } from '#statistics/tables.ts'
import { hiddenFlag } from '../table-file.ts'
import type { Prepared, ToldRelease } from '../prepared.ts'
import type { RowOf } from '../table-schemas.ts'
import { rounded } from './rounded.ts'

/**
 * `waiting.csv`: whole minutes, shares to a thousandth (S35). Blank is what too few visits stand behind (S9), and what
 * would give away a hidden count; the latter has the flag.
 */
export function waitingRows({ releases }: Prepared): readonly RowOf<'waiting'>[] {
  return releases.flatMap(rowsOf)
}

function rowsOf({ release, nameOf }: ToldRelease): readonly RowOf<'waiting'>[] {
  const named = release.waits.map((waits) => ({ ...waits, need: nameOf(waits.need) }))
  const inOrder = named.sort(
    (a, b) => Number(b.need === total) - Number(a.need === total) || (a.need < b.need ? -1 : 1),
  )
  return inOrder.map((waits) => ({
    period_start: release.period.start,
    period_end: release.period.end,
    need: waits.need,
    served_n: waits.servedN,
    wait_mean_min: roundedOrBlank(waits.meanMinutes, 0),
    wait_p50_min: waits.p50Minutes,
    wait_p80_min: waits.p80Minutes,
    wait_p90_min: waits.p90Minutes,
    within_target_share: roundedOrBlank(waits.withinTargetShare, 3),
    service_mean_min: roundedOrBlank(waits.serviceMeanMinutes, 0),
    left_share: roundedOrBlank(waits.leftShare, 3),
    flag: waits.isHidden ? hiddenFlag : null,
  }))
}

function roundedOrBlank(value: number | null, places: number): number | null {
  return value === null ? null : rounded(value, places)
}
