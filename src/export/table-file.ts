import type { Period } from '#statistics/periods.ts'
import type { DayBatch } from '#domain/visits/day-batch.ts'
import type { Day } from '#domain/ids.ts'
import type { KnownValues } from '#statistics/tables.ts'

/** What a file is made of: all batches of the calendar years that the shown period meets, and the site's own values. */
export interface FileInput {
  readonly siteId: string
  readonly batches: readonly DayBatch[]
  readonly period: Period
  /** Days after it have no figures yet. */
  readonly today: Day
  readonly known: KnownValues
  readonly threshold: number
}

/** A finished file, and how many of its cells are empty: hidden as small, or as companions of small ones. */
export interface TableFile {
  readonly name: string
  readonly content: string
  readonly cells: number
  readonly small: number
  readonly companions: number
}

/** The mark of a hidden count. */
export const hiddenFlag = 'c'
