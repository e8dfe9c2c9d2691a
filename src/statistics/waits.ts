import type { DayBatch } from '#domain/visits/day-batch.ts'

/** How many visits took each whole number of minutes; index 60 holds the capped ones too (V5). */
export type MinuteCounts = Float64Array

/** What may be said of few records without telling about one person, or telling chance for a rule (S9). */
export interface WaitRule {
  readonly minRecordsForDuration: number
  readonly minRecordsForPercentile: number
}

/** Minutes; blank (null) where there are too few records. Never a minimum or a maximum: those are single persons. */
export interface MinuteSummary {
  readonly records: number
  readonly mean: number | null
  readonly p50: number | null
  readonly p80: number | null
  readonly p90: number | null
}

export interface WaitSummary extends MinuteSummary {
  /** Share of the visits that waited at most the target, 0 to 1. */
  readonly withinTarget: number | null
}

/** A day batch's value for minutes that are not known. */
export const unknownMinutes = 255

/** Counts the minutes of served tickets; no-shows and unknown spans have none (V3). */
export function countMinutes(batches: readonly DayBatch[], column: 'waiting' | 'service'): MinuteCounts {
  const counts = new Float64Array(unknownMinutes)
  for (const batch of batches) {
    for (const minutes of batch.columns[column]?.values ?? []) {
      if (minutes !== unknownMinutes) counts[minutes] = (counts[minutes] ?? 0) + 1
    }
  }
  return counts
}

export function summariseWaits(counts: MinuteCounts, targetMinutes: number, rule: WaitRule): WaitSummary {
  const summary = summariseMinutes(counts, rule)
  const inTime = counts.slice(0, Math.floor(targetMinutes) + 1).reduce((sum, count) => sum + count, 0)
  return { ...summary, withinTarget: summary.mean === null ? null : inTime / summary.records }
}

export function summariseMinutes(counts: MinuteCounts, rule: WaitRule): MinuteSummary {
  let records = 0
  let sum = 0
  counts.forEach((count, minutes) => {
    records += count
    sum += count * minutes
  })
  const enough = records >= rule.minRecordsForDuration && records > 0
  const enoughToRank = records >= rule.minRecordsForPercentile && records > 0
  const rank = (percent: number): number | null => (enoughToRank ? percentile(counts, records, percent) : null)
  return { records, mean: enough ? sum / records : null, p50: rank(50), p80: rank(80), p90: rank(90) }
}

/** Nearest rank: the fewest minutes that at least `percent` % of the visits did not exceed (S8). */
function percentile(counts: MinuteCounts, records: number, percent: number): number {
  let reached = 0
  // Whole numbers on both sides: 0.8 * 10 would be a rounding away from 8.
  return counts.findIndex((count) => (reached += count) * 100 >= percent * records)
}
