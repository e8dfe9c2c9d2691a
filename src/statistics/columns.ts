import { unknownBand } from '#domain/visits/day-batch.ts'
import type { DayBatch } from '#domain/visits/day-batch.ts'

/** What tables can be crossed by; audience fields as they are switched on. */
export type Dimension =
  | 'need'
  | 'outcome'
  | 'band'
  | 'end'
  | 'channel'
  | 'referral'
  | 'workshop'
  | 'weekday'
  | 'day'
  | 'wait'
  | `audience.${string}`
/** `visits` are information contacts (S3); `all` are they and everybody who ended otherwise. */
export type Population = 'visits' | 'all'

/** What an agent did not note (S6). */
export const notRecorded = 'not_recorded'

/** The total over a dimension; also stands for the one value of a dimension that is not used. */
export const total = '*'

/** A column of a batch as small integers, and what each of them stands for. */
export interface ColumnReader {
  readonly codes: Uint8Array
  valueOf(code: number): string
}

/** Of the dimensions that are a single column. */
export function columnReader(
  batch: DayBatch,
  dimension: Exclude<Dimension, 'referral' | 'weekday' | 'day' | 'wait'>,
): ColumnReader {
  const column = batch.columns[dimension]
  const codes = column?.values ?? new Uint8Array(batch.visits)
  if (dimension === 'band') return { codes, valueOf: (code) => bandName(code, batch.bandMinutes) }
  return { codes, valueOf: (code) => (code === 0 ? notRecorded : (column?.dictionary?.[code - 1] ?? notRecorded)) }
}

/** `14:00-16:00`, by the site's wall clock: sorts by time as text, and no spreadsheet takes it for a date. */
export function bandName(band: number, bandMinutes: number): string {
  // Of typed totals the hour may not be known.
  if (band === unknownBand) return notRecorded
  return `${clockTime(band * bandMinutes)}-${clockTime(Math.min(24 * 60, (band + 1) * bandMinutes))}`
}

function clockTime(minutes: number): string {
  return `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`
}

function pad(number: number): string {
  return String(number).padStart(2, '0')
}
