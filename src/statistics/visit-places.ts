import type { BatchColumn } from '#domain/visits/day-batch.ts'
import type { Axis } from './axis.ts'
import { translate } from './kernels.ts'
import type { VisitPlaces } from './kernels.ts'

/** Room for the places of one batch after the other: a thousand batches make no thousand arrays. */
export interface PlaceRoom {
  /** At least so long; what stands in it is left over from the batch before. */
  sized(visits: number): VisitPlaces
}

export function createPlaceRoom(): PlaceRoom {
  let places = new Uint16Array()
  return {
    sized: (visits) => {
      if (places.length < visits) places = new Uint16Array(visits)
      return places
    },
  }
}

/** Reads a column of one batch after the other: where each visit stands. An answer holds until the next call. */
export interface ColumnPlaces {
  /** Lets the axis know the words of the column. */
  meet(column: BatchColumn | undefined): void
  place(column: BatchColumn | undefined, visits: number): VisitPlaces
}

/** @param none where visits without a word stand; null: nowhere. */
export function createColumnPlaces(axis: Pick<Axis, 'placeOf'>, none: string | null): ColumnPlaces {
  // Columns that share their words, as those of a packed month do, share the answer.
  const placesByWords = new Map<BatchColumn['dictionary'], Uint16Array>()
  const room = createPlaceRoom()

  function placesOf(words: BatchColumn['dictionary']): Uint16Array {
    const known = placesByWords.get(words)
    if (known !== undefined) return known
    const places = Uint16Array.of(none === null ? 0 : axis.placeOf(none), ...(words ?? []).map(axis.placeOf))
    placesByWords.set(words, places)
    return places
  }

  return {
    meet: (column) => void placesOf(column?.dictionary ?? null),
    place: (column, visits) => {
      const places = placesOf(column?.dictionary ?? null)
      const into = room.sized(visits)
      const nowhere = places[0] ?? 0
      if (column === undefined) return into.fill(nowhere, 0, visits)
      translate(column.values, places, nowhere, visits, into)
      return into
    },
  }
}
