import type { Day, Instant } from '#domain/ids.ts'
import type { Dialect } from '#export/csv.ts'
import type { TableId } from '#export/table-schemas.ts'
import { periodContaining } from '#statistics/periods.ts'
import type { Audience, Release } from '#statistics/release.ts'
import type { PeriodChoice, Span } from './desk-questions.ts'

export type ExportTable = TableId | 'package'

export interface ExportAsks {
  readonly choice: PeriodChoice
  /** All calendar years up to the chosen one, in the place of that period alone. */
  readonly allYears: boolean
  readonly audience: Audience
  /** Of a period that may not be told as it is now: as it was told last, where it was told. */
  readonly asTold: boolean
  readonly file: { readonly table: ExportTable; readonly dialect: Dialect } | null
  readonly now: Instant
  readonly ledger: readonly Release[]
}

/** No visit of any site is older. */
const beginning = '2000-01-01' as Day

/** The days that an export looks at. */
export function exportSpan({ choice, allYears }: ExportAsks): Span {
  const { start, end } = periodContaining(choice.type, choice.day)
  if (allYears) return { start: beginning, end: periodContaining('year', end).end }
  // Of days and weeks the whole months are told.
  return { start: periodContaining('month', start).start, end: periodContaining('month', end).end }
}
