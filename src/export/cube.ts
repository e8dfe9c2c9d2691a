import { contains, daysOf, periodsMeeting } from '#statistics/periods.ts'
import type { Period } from '#statistics/periods.ts'
import { protect } from '#statistics/protect.ts'
import type { ProtectedTable } from '#statistics/protect.ts'
import { countTable, tableId, total } from '#statistics/tables.ts'
import type { Dimension } from '#statistics/columns.ts'
import { csvText } from './csv.ts'
import type { Cell, Dialect } from './csv.ts'
import { hiddenFlag } from './table-file.ts'
import type { FileInput, TableFile } from './table-file.ts'

const header = [
  'schema_version',
  'site_id',
  'period_type',
  'period_start',
  'period_end',
  'table_id',
  'dim1',
  'value1',
  'dim2',
  'value2',
  'visits',
  'flag',
]
const schemaVersion = 1
const crossings: readonly (readonly Dimension[])[] = [
  [],
  ['need'],
  ['outcome'],
  ['band'],
  ['need', 'outcome'],
  ['need', 'band'],
]
/** A single day crossed by need would be a handful of persons (S17). */
const dayCrossings: readonly (readonly Dimension[])[] = [[]]

/**
 * `visits_cube.csv`: the total of each shown day, and all crossings of each whole month, quarter and year that the
 * shown period meets; protected.
 */
export function cubeFile(input: FileInput, dialect: Dialect): TableFile {
  const tables = periodsOf(input).flatMap((period) => {
    const batches = input.batches.filter(({ day }) => contains(period, day))
    return (period.type === 'day' ? dayCrossings : crossings).map((dimensions) => ({
      period,
      guarded: protect(countTable(batches, dimensions, { known: input.known }), { threshold: input.threshold }),
    }))
  })
  const rows = tables.flatMap(({ period, guarded }) => rowsOf(input.siteId, period, guarded))
  return {
    name: 'visits_cube.csv',
    content: csvText(header, rows, dialect),
    cells: rows.length,
    small: tables.reduce((sum, { guarded }) => sum + guarded.small, 0),
    companions: tables.reduce((sum, { guarded }) => sum + guarded.companions, 0),
  }
}

function periodsOf({ period, today }: FileInput): readonly Period[] {
  const days = daysOf(period, today).map((day): Period => ({ type: 'day', start: day, end: day }))
  const calendar = (['month', 'quarter', 'year'] as const).flatMap((type) => periodsMeeting(type, period))
  return [...days, ...calendar.filter(({ start }) => start <= today)]
}

function rowsOf(siteId: string, period: Period, { table, hidden }: ProtectedTable): readonly (readonly Cell[])[] {
  const [first = '', second = ''] = table.dimensions
  return table.rows.flatMap((value1, row) =>
    table.columns.map((value2, column): readonly Cell[] => {
      const at = row * table.columns.length + column
      const isHidden = hidden[at] === 1
      return [
        schemaVersion,
        siteId,
        period.type,
        period.start,
        period.end,
        tableId(table),
        first,
        first === '' ? total : value1,
        second,
        second === '' ? '' : value2,
        isHidden ? null : (table.counts[at] ?? 0),
        isHidden ? hiddenFlag : '',
      ]
    }),
  )
}
