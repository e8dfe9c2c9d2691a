import type { ToldPackage } from './package-facts.tsx'

export type TableName = keyof ToldPackage['tables']
/** A row of whatever file, by its columns. */
export type AnyRow = Readonly<Record<string, string | number | null>>

/** In the order of the package. */
export const tableNames: readonly TableName[] = [
  'cube',
  'daily',
  'weekly',
  'waiting',
  'outcomes',
  'referrals',
  'workshops',
]

/** What is shown of each file beside its period; in the order of the file. */
export const shownColumns = {
  cube: ['value1', 'value2', 'visits'],
  daily: ['date', 'weekday', 'tickets_issued', 'served', 'no_show', 'left_unserved', 'walk_ups'],
  weekly: ['weekday', 'hour', 'visits_total', 'days_observed', 'visits_per_day'],
  waiting: [
    'need',
    'served_n',
    'wait_mean_min',
    'wait_p50_min',
    'wait_p80_min',
    'wait_p90_min',
    'within_target_share',
    'service_mean_min',
    'left_share',
  ],
  outcomes: ['need', 'outcome', 'visits'],
  referrals: ['need', 'target', 'referrals'],
  workshops: ['date', 'type', 'sessions', 'attendees', 'capacity'],
} as const satisfies Readonly<Record<TableName, readonly string[]>>
export type ShownColumn = (typeof shownColumns)[TableName][number]

/** The part of a file that one table on the screen shows: one period and, of the cube, one crossing. */
export interface Part {
  readonly key: string
  readonly start: string | null
  readonly end: string | null
  readonly crossing: string | null
  readonly rows: readonly AnyRow[]
}

/** A file in its parts, in the order of the file; a day's totals stand in `daily`, and are left out of the cube. */
export function partsOf(tables: ToldPackage['tables'], name: TableName): readonly Part[] {
  const parts = new Map<string, { -readonly [Key in keyof Part]: Part[Key] } & { rows: AnyRow[] }>()
  for (const row of tables[name] as readonly AnyRow[]) {
    if (row['period_type'] === 'day') continue
    const [start, end, crossing] = ['period_start', 'period_end', 'table_id'].map((column) => textOf(row[column]))
    const key = [start, end, crossing].join(' ')
    const part = parts.get(key) ?? { key, start: start ?? null, end: end ?? null, crossing: crossing ?? null, rows: [] }
    parts.set(key, part)
    part.rows.push(row)
  }
  return [...parts.values()]
}

function textOf(value: string | number | null | undefined): string | null {
  return typeof value === 'string' ? value : null
}
