import type { Day, Instant } from '#domain/ids.ts'
import type { Period } from './periods.ts'

/** Who may read a release: the house alone, or anybody. */
export type Audience = 'internal' | 'public'

/** How small a count may be told, and how wide every hidden one stays whatever is worked out (S20, S22). */
export interface ProtectionRule {
  /** Counts from 1 up to, but without, this number are hidden. */
  readonly threshold: number
  /** The least width of what can be worked out of a hidden count. */
  readonly width: number
}

/**
 * The tables of a release. `…_x_end` hold everybody (S3), `need_x_wait` the served tickets, `need_x_referral` what
 * agents said (up to two a visit), the others visits. A site may switch on audience fields: one more table each.
 */
export type GridId =
  | 'need_x_outcome'
  | 'need_x_band'
  | 'weekday_x_band'
  | 'need_x_referral'
  | 'need_x_end'
  | 'need_x_wait'
  | 'day_x_end'
  | `need_x_audience.${string}`

/** The columns of a table by end: `visits` = `served` + `walkUp`; `issued` = the other ends of tickets, and `open`. */
export const endColumns = [
  'visits',
  'issued',
  'served',
  'walkUp',
  'noShow',
  'leftUnserved',
  'withdrawn',
  'open',
] as const
export type EndColumn = (typeof endColumns)[number]

/** The columns of a table by wait: `known` = `within` + `beyond` the target; `unknown` makes up the served tickets. */
export const waitColumns = ['known', 'within', 'beyond', 'unknown'] as const
export type WaitColumn = (typeof waitColumns)[number]

/**
 * Counts by row and column, row-major: `counts[row * columns.length + column]`. Row 0 is the total (`*`), the others
 * in id order (S7). Column 0 is the total too, but for the tables by end and wait, whose columns are named above.
 * Rows of `weekday_x_band` are `1` (Monday) to `7`, of `day_x_end` the days of the period.
 */
export interface Grid {
  readonly id: GridId
  readonly rows: readonly string[]
  readonly columns: readonly string[]
  readonly counts: Float64Array
}

/** A table of which some cells are not told. One mark for all: a reader cannot see why a cell is hidden (S24). */
export interface ReleasedGrid extends Grid {
  /** 1 where the cell of the same place is not told. */
  readonly hidden: Uint8Array
}

/** The waits of one need (`*`: of all), as far as they may be told: null is blank (S9, S25). */
export interface ToldWaits {
  readonly need: string
  /** Served tickets whose wait is known. */
  readonly servedN: number | null
  /** Minutes, not rounded. */
  readonly meanMinutes: number | null
  /** Whole minutes. */
  readonly p50Minutes: number | null
  readonly p80Minutes: number | null
  readonly p90Minutes: number | null
  /** 0 to 1, of two told counts. */
  readonly withinTargetShare: number | null
  readonly serviceMeanMinutes: number | null
  /** Tickets that were not served, of all that were issued: 0 to 1, of two told counts. */
  readonly leftShare: number | null
  /** Something of this row is not told because a count is hidden. */
  readonly isHidden: boolean
}

/**
 * What is told of one calendar period (a month, quarter or year) to one audience: all its tables at once, whichever
 * file was asked for, so that files protect each other. What was released is kept for ever and told again as it was.
 */
export interface Release {
  readonly audience: Audience
  readonly rule: ProtectionRule
  readonly period: Period
  readonly takenAt: Instant
  /**
   * The last day that was over when it was taken. Before the period's end where the period was running; then the visits
   * of the day after it are told too, as far as they had ended.
   */
  readonly until: Day
  /** How many days of each weekday had a visit or a ticket, Monday first. */
  readonly daysObserved: readonly number[]
  readonly grids: readonly ReleasedGrid[]
  readonly waits: readonly ToldWaits[]
}

export function gridOf<Found extends Grid>(grids: readonly Found[], id: GridId): Found | undefined {
  return grids.find((grid) => grid.id === id)
}

/** The place of a cell in `counts`; undefined where the grid has no such row or column. */
export function cellAt({ rows, columns }: Grid, row: string, column: string): number | undefined {
  const [rowAt, columnAt] = [rows.indexOf(row), columns.indexOf(column)]
  return rowAt < 0 || columnAt < 0 ? undefined : rowAt * columns.length + columnAt
}
