import type { Axis } from './axis.ts'

/** A place on an axis for each visit of a batch; 0 where a visit is not counted. */
export type VisitPlaces = Uint16Array

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

type Words = readonly string[] | null | undefined

/**
 * For each small integer of a column with these words, a place on the axis; 0 means no word and stands at `none`.
 * Columns that share their words share the answer.
 */
export function createWordPlaces(axis: Axis, none: string | null): (words: Words) => Uint16Array {
  const known = new Map<Words, Uint16Array>()
  return (words) => {
    const found = known.get(words)
    if (found !== undefined) return found
    const places = Uint16Array.of(none === null ? 0 : axis.placeOf(none), ...(words ?? []).map(axis.placeOf))
    known.set(words, places)
    return places
  }
}

/** Turns a column of small integers into places. */
export function translate(
  codes: Uint8Array | undefined,
  places: Uint16Array,
  visits: number,
  into: VisitPlaces,
): VisitPlaces {
  const none = places[0] ?? 0
  for (let visit = 0; visit < visits; visit++) into[visit] = places[codes?.[visit] ?? 0] ?? none
  return into
}
