import { notRecorded, total } from './columns.ts'

/** The values along one side of a table, each with its place from 1; place 0 is left to the total. */
export interface Axis {
  /** The value at place k is `values()[k - 1]`. */
  values(): readonly string[]
  /** The place of a value; a new one gets the next place. */
  placeOf(value: string): number
}

/** More than any site has forgotten: beyond, what devices have made up counts as not recorded (S70). */
export const mostUnknownValues = 250

export function createAxis(known: readonly string[] = []): Axis {
  const places = new Map<string, number>()
  function placeOf(word: string): number {
    // A word that looks like the total must not be read as one.
    const value = word === total ? notRecorded : word
    const place = places.get(value)
    if (place !== undefined) return place
    if (places.size >= known.length + mostUnknownValues && value !== notRecorded) return placeOf(notRecorded)
    places.set(value, places.size + 1)
    return places.size
  }
  known.forEach(placeOf)
  return { values: () => [...places.keys()], placeOf }
}

/** The places of an axis in id order (S7): of the values that are known, and of those that occur (S6). */
export function placesToShow(
  axis: Axis,
  known: readonly string[],
  occurs: (place: number) => boolean,
): readonly number[] {
  const isKnown = new Set(known)
  return axis
    .values()
    .map((value, at) => ({ value, place: at + 1 }))
    .filter(({ value, place }) => isKnown.has(value) || occurs(place))
    .sort((a, b) => (a.value < b.value ? -1 : 1))
    .map(({ place }) => place)
}
