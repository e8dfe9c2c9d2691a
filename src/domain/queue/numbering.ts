import type { Day, Label, Series } from '../ids.ts'

/** The main kiosk's series has no letter. */
export const mainSeries = '' as Series
/** Letters that a second issuer may have (N3). */
export const issuerLetters = 'ABCDEFHJKLMNPRT'
/** Letters for windows that go on in memory while the disk is full (N5). */
export const memoryLetters = 'UVW'
/** The main series goes on under these letters after 999 (N4). */
const overflowLetters = 'XY'

/**
 * How far each series has counted: the last number per day, letter and series. Never goes down (N2). By letter, not by
 * need: a manager may exchange two needs' letters at noon.
 */
export type Numbers = ReadonlyMap<string, number>

export function numberKey(day: Day, letter: string, series: Series): string {
  return `${day}|${letter}|${series}`
}

/** The next number of a series; each local day of the site starts at 1 (N1). */
export function nextNumber(numbers: Numbers, day: Day, letter: string, series: Series): number {
  return (numbers.get(numberKey(day, letter, series)) ?? 0) + 1
}

/**
 * What is shown and called: the need's letter, the issuer's letter if it has one, at least two digits. At most four
 * characters for the first 1,197 tickets of a need and day at the main kiosk and the first 99 elsewhere (N4).
 */
export function formatLabel(letter: string, series: Series, num: number): Label {
  if (series !== mainSeries || num <= 999) return `${letter}${series}${twoDigits(num)}` as Label
  const beyond = num - 1000
  const overflow = overflowLetters[Math.floor(beyond / 99)]
  return (overflow === undefined ? `${letter}${num}` : `${letter}${overflow}${twoDigits((beyond % 99) + 1)}`) as Label
}

/** The last number that stands in a label: four digits after the letters. */
export const lastNumber = 9_999

/** Whether a label says what its series and number say; one that does not was written by nobody's rules. */
export function agrees(label: Label, series: Series, num: number): boolean {
  return num >= 1 && num <= lastNumber && formatLabel(label.slice(0, 1), series, num) === label
}

function twoDigits(num: number): string {
  return String(num).padStart(2, '0')
}
