import type { DayBatch } from '#domain/visits/day-batch.ts'
import type { Settings } from '#domain/settings.ts'
import { columnReader, countedEnds } from '../columns.ts'
import { contains } from '../periods.ts'
import type { Period } from '../periods.ts'
import { cellAt, gridOf } from '../release.ts'
import type { ReleasedGrid, ToldWaits } from '../release.ts'
import { total } from '../tables.ts'
import { summariseWaits, unknownMinutes } from '../waits.ts'
import type { MinuteCounts } from '../waits.ts'

/**
 * The waits of each need and of all, from told counts and of enough visits only (S9, S25): a mean or a percentile is
 * blank where its count is hidden, a share where one of its two counts is.
 */
export function toldWaits(
  grids: readonly ReleasedGrid[],
  batches: readonly DayBatch[],
  period: Period,
  settings: Settings,
): readonly ToldWaits[] {
  const [waits, ends] = [gridOf(grids, 'need_x_wait'), gridOf(grids, 'need_x_end')]
  if (waits === undefined || ends === undefined) return []
  const within = batches.filter(({ day }) => contains(period, day))
  const waiting = minutesByNeed(within, 'waiting')
  const service = minutesByNeed(within, 'service')
  return waits.rows.map((need) => {
    const known = toldCount(waits, need, 'known')
    const inTime = toldCount(waits, need, 'within')
    const served = toldCount(ends, need, 'served')
    const issued = toldCount(ends, need, 'issued')
    const summary = summariseWaits(waiting.get(need) ?? new Float64Array(), settings.targetWaitMinutes, settings)
    const mean = summariseWaits(service.get(need) ?? new Float64Array(), settings.targetWaitMinutes, settings).mean
    const isEnough = known !== null && known >= settings.minRecordsForDuration
    return {
      need,
      servedN: known,
      meanMinutes: known === null ? null : summary.mean,
      p50Minutes: known === null ? null : summary.p50,
      p80Minutes: known === null ? null : summary.p80,
      p90Minutes: known === null ? null : summary.p90,
      withinTargetShare: isEnough && inTime !== null ? inTime / known : null,
      serviceMeanMinutes: served === null ? null : mean,
      leftShare: issued === null || served === null || issued === 0 ? null : (issued - served) / issued,
      isHidden: [known, inTime, served, issued].includes(null),
    }
  })
}

function toldCount(grid: ReleasedGrid, row: string, column: string): number | null {
  const at = cellAt(grid, row, column)
  return at === undefined || grid.hidden[at] === 1 ? null : (grid.counts[at] ?? 0)
}

/** How many served visits took each whole number of minutes, by need; `*` holds all of them. */
function minutesByNeed(batches: readonly DayBatch[], column: 'waiting' | 'service'): ReadonlyMap<string, MinuteCounts> {
  const all = new Float64Array(unknownMinutes)
  const byNeed = new Map<string, MinuteCounts>([[total, all]])
  for (const batch of batches) {
    const { codes, valueOf } = columnReader(batch, 'need')
    const counted = countedEnds(batch, 'visits')
    const ends = columnReader(batch, 'end').codes
    const minutes = batch.columns[column]?.values
    if (minutes === undefined) continue
    const countsByCode = new Map<number, MinuteCounts>()
    for (let visit = 0; visit < batch.visits; visit++) {
      const took = minutes[visit] ?? unknownMinutes
      if (took >= unknownMinutes || counted[ends[visit] ?? 0] !== 1) continue
      const code = codes[visit] ?? 0
      let counts = countsByCode.get(code)
      if (counts === undefined) {
        const need = valueOf(code)
        counts = byNeed.get(need) ?? new Float64Array(unknownMinutes)
        byNeed.set(need, counts)
        countsByCode.set(code, counts)
      }
      counts[took] = (counts[took] ?? 0) + 1
      all[took] = (all[took] ?? 0) + 1
    }
  }
  return byNeed
}
