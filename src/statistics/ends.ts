import type { DayBatch } from '#domain/visits/day-batch.ts'
import type { Population } from './columns.ts'
import { endColumns } from './release.ts'
import type { EndColumn } from './release.ts'
import { createPlaceRoom } from './visit-places.ts'
import type { VisitPlaces } from './visit-places.ts'

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

/** Reads how the visits of one batch after the other ended. An answer holds until the next call. */
export function createEndReader(): (batch: DayBatch) => Counted {
  const room = createPlaceRoom()
  let all = new Uint8Array()
  let contacts = new Uint8Array()
  return ({ columns: { end, channel }, visits }) => {
    const ends = room.sized(visits)
    if (all.length < visits) {
      all = new Uint8Array(visits).fill(1)
      contacts = new Uint8Array(visits)
    }
    const places = new Uint8Array(256)
    end?.dictionary?.forEach((word, at) => (places[at + 1] = placesByWord.get(word) ?? 0))
    const ticket = (channel?.dictionary?.indexOf('ticket') ?? -1) + 1
    for (let visit = 0; visit < visits; visit++) {
      const place = places[end?.values[visit] ?? 0] ?? 0
      ends[visit] = place === served && channel?.values[visit] !== ticket ? walkUp : place
      contacts[visit] = place === served ? 1 : 0
    }
    return { ends, all, visits: contacts }
  }
}
