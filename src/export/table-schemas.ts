import type { Day } from '#domain/ids.ts'

/** The files of an export, by the contract's `data-table`, in the order of the package. */
export const tableIds = ['cube', 'daily', 'weekly', 'waiting', 'outcomes', 'referrals', 'workshops'] as const
export type TableId = (typeof tableIds)[number]

/** A column: what the writer fills in, the descriptor declares and the reader demands. */
export interface Field {
  readonly name: string
  readonly type: 'string' | 'date' | 'integer' | 'number'
  /** The cell is never empty. */
  readonly required?: true
  /** The only values there are. */
  readonly among?: readonly (string | number)[]
  readonly least?: number
  readonly most?: number
  /** A figure: it may be hidden. */
  readonly figure?: true
}

export interface TableSchema {
  readonly file: string
  readonly fields: readonly Field[]
  /** No two rows agree in all of these columns. */
  readonly key: readonly string[]
  /** An empty figure is a hidden one, and the row says so; elsewhere figures are empty for other reasons too (S9). */
  readonly flagsEveryBlank: boolean
}

const date = <Name extends string>(name: Name) => ({ name, type: 'date', required: true }) as const
const id = <Name extends string>(name: Name) => ({ name, type: 'string', required: true }) as const
const count = <Name extends string>(name: Name) => ({ name, type: 'integer', least: 0, figure: true }) as const
const minutes = <Name extends string>(name: Name) =>
  ({ name, type: 'integer', least: 0, most: 1440, figure: true }) as const
const share = <Name extends string>(name: Name) => ({ name, type: 'number', least: 0, most: 1, figure: true }) as const
const weekday = { name: 'weekday', type: 'integer', required: true, least: 1, most: 7 } as const
const period = [date('period_start'), date('period_end')] as const
const flag = { name: 'flag', type: 'string', among: ['c'] } as const

/** The contract's columns, to the letter. */
export const tableSchemas = {
  cube: {
    file: 'visits_cube.csv',
    fields: [
      { name: 'schema_version', type: 'integer', required: true, among: [1] },
      id('site_id'),
      { name: 'period_type', type: 'string', required: true, among: ['day', 'month', 'quarter', 'year'] },
      ...period,
      id('table_id'),
      { name: 'dim1', type: 'string' },
      id('value1'),
      { name: 'dim2', type: 'string' },
      { name: 'value2', type: 'string' },
      count('visits'),
      flag,
    ],
    key: ['period_type', 'period_start', 'table_id', 'value1', 'value2'],
    flagsEveryBlank: true,
  },
  daily: {
    file: 'daily.csv',
    fields: [
      date('date'),
      weekday,
      count('tickets_issued'),
      count('served'),
      count('no_show'),
      count('left_unserved'),
      count('walk_ups'),
      flag,
    ],
    key: ['date'],
    flagsEveryBlank: true,
  },
  weekly: {
    file: 'weekly_profile.csv',
    fields: [
      ...period,
      weekday,
      { name: 'hour', type: 'integer', required: true, least: 0, most: 23 },
      count('visits_total'),
      { name: 'days_observed', type: 'integer', required: true, least: 0 },
      // Empty too where there was no such day: not a figure that could be hidden by itself.
      { name: 'visits_per_day', type: 'number', least: 0 },
      flag,
    ],
    key: ['period_start', 'period_end', 'weekday', 'hour'],
    flagsEveryBlank: true,
  },
  waiting: {
    file: 'waiting.csv',
    fields: [
      ...period,
      id('need'),
      count('served_n'),
      minutes('wait_mean_min'),
      minutes('wait_p50_min'),
      minutes('wait_p80_min'),
      minutes('wait_p90_min'),
      share('within_target_share'),
      minutes('service_mean_min'),
      share('left_share'),
      flag,
    ],
    key: ['period_start', 'period_end', 'need'],
    flagsEveryBlank: false,
  },
  outcomes: {
    file: 'outcomes.csv',
    fields: [...period, id('need'), id('outcome'), count('visits'), flag],
    key: ['period_start', 'period_end', 'need', 'outcome'],
    flagsEveryBlank: true,
  },
  referrals: {
    file: 'referrals.csv',
    fields: [...period, id('need'), id('target'), count('referrals'), flag],
    key: ['period_start', 'period_end', 'need', 'target'],
    flagsEveryBlank: true,
  },
  workshops: {
    file: 'workshops.csv',
    fields: [
      date('date'),
      id('type'),
      { name: 'sessions', type: 'integer', required: true, least: 0 },
      count('attendees'),
      { name: 'capacity', type: 'integer', least: 0 },
    ],
    key: ['date', 'type'],
    flagsEveryBlank: false,
  },
} as const satisfies Readonly<Record<TableId, TableSchema>>

type ValueOf<F extends Field> =
  | (F extends { readonly among: readonly (infer Value)[] }
      ? Value
      : F['type'] extends 'string'
        ? string
        : F['type'] extends 'date'
          ? Day
          : number)
  | (F extends { readonly required: true } ? never : null)

/** A row of a file, by its columns' names. */
export type RowOf<Table extends TableId> = {
  readonly [F in (typeof tableSchemas)[Table]['fields'][number] as F['name']]: ValueOf<F>
}
/** A row of whatever file. */
export type Row = Readonly<Record<string, string | number | null>>

export type RowsByTable = { readonly [Table in TableId]: readonly RowOf<Table>[] }
