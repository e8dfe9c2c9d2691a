import type { DayBatch } from '#domain/visits/day-batch.ts'
import type { Population } from './columns.ts'
import { markPlaces, moveUnless } from './kernels.ts'
import type { VisitPlaces } from './kernels.ts'
import { endColumns } from './release.ts'
import type { EndColumn } from './release.ts'
import { createColumnPlaces } from './visit-places.ts'

/** How the visits of one batch ended, and which of them belong to a population: 1 for each that does. */
export interface Counted extends Readonly<Record<Population, Uint8Array>> {
  /** Places of `endColumns`: a walk-up is who was served without a ticket (S3). */
  readonly ends: VisitPlaces
}

/** The place of an end on an axis of `endColumns`. */
export const endPlace = (end: EndColumn): number => endColumns.indexOf(end) + 1

const [served, walkUp] = [endPlace('served'), endPlace('walkUp')]
const placesByWord = new Map(
  (['served', 'noShow', 'leftUnserved', 'withdrawn'] as const).map((end) => [end as string, endPlace(end)]),
)
const noCodes = new Uint8Array()

/** Reads how the visits of one batch after the other ended. An answer holds until the next call. */
export function createEndReader(): (batch: DayBatch) => Counted {
  const places = createColumnPlaces({ placeOf: (word) => placesByWord.get(word) ?? 0 }, null)
  let all = new Uint8Array()
  let visitors = new Uint8Array()
  return ({ columns: { end, channel }, visits }) => {
    if (all.length < visits) {
      all = new Uint8Array(visits).fill(1)
      visitors = new Uint8Array(visits)
    }
    const ends = places.place(end, visits)
    const ticket = (channel?.dictionary?.indexOf('ticket') ?? -1) + 1
    moveUnless(ends, served, walkUp, channel?.values ?? noCodes, ticket, visits)
    markPlaces(ends, served, walkUp, visits, visitors)
    return { ends, all, visits: visitors }
  }
}
