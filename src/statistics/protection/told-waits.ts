import type { Settings } from '#domain/settings.ts'
import type { DayBatch } from '#domain/visits/day-batch.ts'
import { total } from '../columns.ts'
import { countCrossings, everybody } from '../crossings.ts'
import { minutesOf } from '../minutes.ts'
import { contains } from '../periods.ts'
import type { Period } from '../periods.ts'
import { cellAt, gridOf } from '../release.ts'
import type { ReleasedGrid, ToldWaits } from '../release.ts'
import { minuteSide, wordSide } from '../sides.ts'
import { summariseMinutes } from '../waits.ts'
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
    const summary = summariseMinutes(waiting(need), settings)
    const { mean } = summariseMinutes(service(need), settings)
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

/** How many tickets took each whole number of minutes, by need; `*` holds all of them. */
function minutesByNeed(batches: readonly DayBatch[], column: 'waiting' | 'service'): (need: string) => MinuteCounts {
  const [sheet] = countCrossings(batches, [everybody(wordSide('need'), minuteSide(column))])
  const needs = sheet.rows.values()
  return (need) => {
    const place = needs.indexOf(need) + 1
    return need === total ? minutesOf(sheet) : minutesOf(sheet, place === 0 ? [] : [place])
  }
}
