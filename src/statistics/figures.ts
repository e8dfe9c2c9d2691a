import type { DayBatch } from '#domain/visits/day-batch.ts'
import { countedEnds, columnReader } from './columns.ts'
import { countAt, countTable } from './tables.ts'

/** What became of the people of a period. `visits` = `served` + `walkUps` (S3). */
export interface Figures {
  readonly issued: number
  readonly served: number
  readonly noShow: number
  readonly leftUnserved: number
  readonly withdrawn: number
  readonly walkUps: number
  readonly visits: number
  /** Visits with more than one need, and their share of all; null without visits. */
  readonly severalNeeds: number
  readonly severalNeedsShare: number | null
}

export function figuresOf(batches: readonly DayBatch[]): Figures {
  const ends = countTable(batches, ['end', 'channel'], { population: 'all' })
  const served = countAt(ends, 'served', 'ticket')
  const walkUps = countAt(ends, 'served', 'walkUp')
  const visits = served + walkUps
  const severalNeeds = countSeveralNeeds(batches)
  return {
    issued: batches.reduce((sum, batch) => sum + batch.ticketsIssued, 0),
    served,
    noShow: countAt(ends, 'noShow'),
    leftUnserved: countAt(ends, 'leftUnserved'),
    withdrawn: countAt(ends, 'withdrawn'),
    walkUps,
    visits,
    severalNeeds,
    severalNeedsShare: visits === 0 ? null : severalNeeds / visits,
  }
}

/** A visit with several needs still counts once, under the need of its ticket (S4). */
function countSeveralNeeds(batches: readonly DayBatch[]): number {
  let several = 0
  for (const batch of batches) {
    const further = batch.columns['moreNeed.0']?.values
    if (further === undefined) continue
    const counted = countedEnds(batch, 'visits')
    const ends = columnReader(batch, 'end').codes
    further.forEach((code, visit) => {
      if (code !== 0 && counted[ends[visit] ?? 0] === 1) several += 1
    })
  }
  return several
}
