/**
 * The loops that run over every visit. They stand here, each once and by itself, since an engine makes a function fast
 * by its calls: the same loop inside many closures would begin slowly in each of them. `?? 0` is for the compiler.
 */

/** A place on an axis for each visit of a batch; 0 where a visit stands nowhere. */
export type VisitPlaces = Uint16Array

/** Turns a column of small integers into places; `none` is for integers that `places` does not know. */
export function translate(
  codes: Uint8Array,
  places: Uint16Array,
  none: number,
  visits: number,
  into: VisitPlaces,
): void {
  for (let visit = 0; visit < visits; visit++) into[visit] = places[codes[visit] ?? 0] ?? none
}

/** Empties the places where another list says the same. */
export function dropRepeated(places: VisitPlaces, others: VisitPlaces, visits: number): void {
  for (let visit = 0; visit < visits; visit++) if (places[visit] === others[visit]) places[visit] = 0
}

/** Moves visits from one place to another where a column does not say `code`. */
export function moveUnless(
  places: VisitPlaces,
  from: number,
  to: number,
  codes: Uint8Array,
  code: number,
  visits: number,
): void {
  for (let visit = 0; visit < visits; visit++) if (places[visit] === from && codes[visit] !== code) places[visit] = to
}

/** Leaves only the visits that stand at `place` of another list; the others go to `elsewhere`. */
export function keepOnly(
  places: VisitPlaces,
  others: VisitPlaces,
  place: number,
  elsewhere: number,
  visits: number,
): void {
  for (let visit = 0; visit < visits; visit++) if (others[visit] !== place) places[visit] = elsewhere
}

/** 1 for each visit that stands at one of two places. */
export function markPlaces(places: VisitPlaces, one: number, other: number, visits: number, into: Uint8Array): void {
  for (let visit = 0; visit < visits; visit++) {
    const place = places[visit]
    into[visit] = place === one || place === other ? 1 : 0
  }
}

/** Notes which small integers a column has. */
export function noteCodes(codes: Uint8Array, visits: number, seen: Uint8Array): void {
  for (let visit = 0; visit < visits; visit++) seen[codes[visit] ?? 0] = 1
}

/** Adds one where row and column cross, for each visit that `counted` marks with 1. */
export function countCrossed(
  counts: Int32Array,
  width: number,
  rows: VisitPlaces,
  columns: VisitPlaces,
  counted: Uint8Array,
  visits: number,
): void {
  for (let visit = 0; visit < visits; visit++) {
    const at = (rows[visit] ?? 0) * width + (columns[visit] ?? 0)
    counts[at] = (counts[at] ?? 0) + (counted[visit] ?? 0)
  }
}

/** The same where all visits stand in one row, which begins at `start`. */
export function countInRow(
  counts: Int32Array,
  start: number,
  columns: VisitPlaces,
  counted: Uint8Array,
  visits: number,
): void {
  for (let visit = 0; visit < visits; visit++) {
    const at = start + (columns[visit] ?? 0)
    counts[at] = (counts[at] ?? 0) + (counted[visit] ?? 0)
  }
}
