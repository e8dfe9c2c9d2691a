import type { DayBatch } from '#domain/visits/day-batch.ts'

/** What tables can be crossed by. */
export type Dimension = 'need' | 'outcome' | 'band' | 'end' | 'channel' | 'referral'
/** `visits` are information contacts (S3); `all` are they and everybody who ended otherwise. */
export type Population = 'visits' | 'all'

/** What an agent did not note (S6). */
export const notRecorded = 'not_recorded'

/** A column of a batch as small integers, and what each of them stands for. */
export interface ColumnReader {
  readonly codes: Uint8Array
  valueOf(code: number): string
}

export function columnReader(batch: DayBatch, dimension: Dimension): ColumnReader {
  const column = batch.columns[dimension]
  const codes = column?.values ?? new Uint8Array(batch.visits)
  if (dimension === 'band') return { codes, valueOf: (code) => bandName(code, batch.bandMinutes) }
  return { codes, valueOf: (code) => (code === 0 ? notRecorded : (column?.dictionary?.[code - 1] ?? notRecorded)) }
}

/** For each small integer of the `end` column, 1 where such a visit belongs to the population. */
export function countedEnds(batch: DayBatch, population: Population): Uint8Array {
  const counted = new Uint8Array(256)
  if (population === 'all') return counted.fill(1)
  // A walk-up is served by its nature, so this one column says which records are information contacts (S3).
  const served = batch.columns['end']?.dictionary?.indexOf('served') ?? -1
  if (served >= 0) counted[served + 1] = 1
  return counted
}

/** The small integers of a column that occur in the population, ascending. */
export function presentCodes(batch: DayBatch, dimension: Dimension, population: Population): readonly number[] {
  const counted = countedEnds(batch, population)
  const ends = columnReader(batch, 'end').codes
  const { codes } = columnReader(batch, dimension)
  const seen = new Uint8Array(256)
  for (let visit = 0; visit < batch.visits; visit++) {
    if (counted[ends[visit] ?? 0] === 1) seen[codes[visit] ?? 0] = 1
  }
  return Array.from(seen.keys()).filter((code) => seen[code] === 1)
}

/** `14:00-16:00`, by the site's wall clock: sorts by time as text, and no spreadsheet takes it for a date. */
export function bandName(band: number, bandMinutes: number): string {
  return `${clockTime(band * bandMinutes)}-${clockTime(Math.min(24 * 60, (band + 1) * bandMinutes))}`
}

function clockTime(minutes: number): string {
  return `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`
}

function pad(number: number): string {
  return String(number).padStart(2, '0')
}
