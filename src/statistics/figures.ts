import type { DayBatch } from '#domain/visits/day-batch.ts'
import { countCrossings, everybody, visits } from './crossings.ts'
import { endPlace } from './ends.ts'
import type { EndColumn } from './release.ts'
import { columnTotals, countAtPlaces } from './sheet.ts'
import { endSide, wholeSide, wordSide } from './sides.ts'
import type { Side } from './sides.ts'

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
  const all = wholeSide()
  const [ends, several] = countCrossings(batches, [everybody(all, endSide()), visits(all, furtherNeedSide())])
  return figuresFrom(
    ticketsIssued(batches),
    (end) => countAtPlaces(ends, 1, endPlace(end)),
    columnTotals(several)[0] ?? 0,
  )
}

/** Labels given, without cancelled ones. */
export function ticketsIssued(batches: readonly DayBatch[]): number {
  return batches.reduce((sum, batch) => sum + batch.ticketsIssued, 0)
}

/** Who had more than one need stands there. A visit with several still counts once, under its ticket's (S4). */
export function furtherNeedSide(): Side {
  return wordSide('moreNeed.0', { none: null })
}

export function figuresFrom(issued: number, count: (end: EndColumn) => number, severalNeeds: number): Figures {
  const [served, walkUps] = [count('served'), count('walkUp')]
  const contacts = served + walkUps
  return {
    issued,
    served,
    noShow: count('noShow'),
    leftUnserved: count('leftUnserved'),
    withdrawn: count('withdrawn'),
    walkUps,
    visits: contacts,
    severalNeeds,
    severalNeedsShare: contacts === 0 ? null : severalNeeds / contacts,
  }
}
