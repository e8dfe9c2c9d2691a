import type { DayBatch } from '#domain/visits/day-batch.ts'

/** How many waits fell inside the range that the visitor had been shown. */
export interface Coverage {
  /** Visitors who were shown a range and were called. */
  readonly shown: number
  /** They waited less than the range, within it, or more. */
  readonly shorter: number
  readonly within: number
  readonly longer: number
  /** `within` of `shown`, 0 to 1; null where there are too few to tell (S67). */
  readonly share: number | null
}

/** @param minRecords fewer waits than this say nothing: `minRecordsForDuration` of the settings. */
export function coverageOf(batches: readonly DayBatch[], minRecords: number): Coverage {
  const counts = { shorter: 0, within: 0, longer: 0 }
  for (const batch of batches) {
    const column = batch.columns['announced']
    for (const code of column?.values ?? []) {
      const value = code === 0 ? undefined : column?.dictionary?.[code - 1]
      if (value === 'shorter' || value === 'within' || value === 'longer') counts[value] += 1
    }
  }
  const shown = counts.shorter + counts.within + counts.longer
  return { shown, ...counts, share: shown > 0 && shown >= minRecords ? counts.within / shown : null }
}
