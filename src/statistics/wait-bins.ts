import type { MinuteCounts } from './waits.ts'

/** Visits that waited from `from` to `to` minutes; `to` null: or longer. */
export interface WaitBin {
  readonly from: number
  readonly to: number | null
  readonly visits: number
}

const binMinutes = 5
const lastBinFrom = 56

/**
 * 0 to 5 minutes, 6 to 10, … so that a target of ten minutes falls between two steps; the last one is open and holds
 * the capped minutes (V5).
 */
export function waitBins(counts: MinuteCounts): readonly WaitBin[] {
  const bins: WaitBin[] = []
  for (let from = 0; from <= lastBinFrom; from = from === 0 ? binMinutes + 1 : from + binMinutes) {
    const to = from === lastBinFrom ? null : from === 0 ? binMinutes : from + binMinutes - 1
    const visits = counts.slice(from, to === null ? undefined : to + 1).reduce((sum, count) => sum + count, 0)
    bins.push({ from, to, visits })
  }
  return bins
}
