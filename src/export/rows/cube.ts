import type { Day } from '#domain/ids.ts'
import { total } from '#statistics/tables.ts'
import { audienceField } from '../prepared.ts'
import type { Line, Prepared, ToldGrid, ToldRelease } from '../prepared.ts'
import type { RowOf } from '../table-schemas.ts'
import { flagOf } from './flag.ts'
import { toldDays } from './told-days.ts'

type CubeRow = RowOf<'cube'>

/** A table of the cube: the grand total, a margin, or a crossing of two dimensions. */
interface CubeTable {
  readonly id: string
  readonly dim1: string | null
  readonly dim2: string | null
  readonly cells: readonly CubeCell[]
}

interface CubeCell {
  readonly value1: string
  readonly value2: string | null
  readonly visits: number | null
}

/**
 * `visits_cube.csv`: of each day its total alone, of each month, quarter and year the total, the margins and the
 * crossings (S30). Totals are rows with `*`.
 */
export function cubeRows({ siteId, releases }: Prepared): readonly CubeRow[] {
  const days = toldDays(releases).flatMap(({ day, count }) =>
    rowsOf(siteId, { type: 'day', start: day, end: day }, totalTable(count('visits'))),
  )
  const periods = releases.flatMap((told) => {
    const { start, end } = told.release.period
    return tablesOf(told).flatMap((table) => rowsOf(siteId, { type: told.kind, start, end }, table))
  })
  return [...days, ...periods]
}

function tablesOf(told: ToldRelease): readonly CubeTable[] {
  const outcome = told.grid('need_x_outcome')
  const band = told.grid('need_x_band')
  if (outcome === undefined || band === undefined) throw new Error('A release has visits by need, outcome and band')
  const audience = audienceTables(told)
  return [
    totalTable(outcome.count(firstOf(outcome.rows), firstOf(outcome.columns))),
    needTable(outcome),
    marginTable(outcome, 'outcome'),
    marginTable(band, 'band'),
    ...audience.map(({ grid, field }) => marginTable(grid, field)),
    crossingTable(outcome, 'outcome'),
    crossingTable(band, 'band'),
    ...audience.map(({ grid, field }) => crossingTable(grid, field)),
  ]
}

/** Names that the cube has given already: an audience field of such a name keeps `audience.` before it. */
const taken = ['total', 'need', 'outcome', 'band']

function audienceTables(told: ToldRelease): readonly { readonly grid: ToldGrid; readonly field: string }[] {
  return told.release.grids
    .flatMap(({ id }) => {
      const field = audienceField(id)
      const grid = told.grid(id)
      if (field === undefined || grid === undefined) return []
      const name = told.nameOf(field)
      return [{ grid, field: taken.includes(name) ? `audience.${name}` : name }]
    })
    .sort((a, b) => (a.field < b.field ? -1 : 1))
}

function totalTable(visits: number | null): CubeTable {
  return { id: 'total', dim1: null, dim2: null, cells: [{ value1: total, value2: null, visits }] }
}

function needTable(grid: ToldGrid): CubeTable {
  const whole = firstOf(grid.columns)
  const cells = grid.rows.map((row) => ({ value1: row.name, value2: null, visits: grid.count(row, whole) }))
  return { id: 'need', dim1: 'need', dim2: null, cells }
}

function marginTable(grid: ToldGrid, dimension: string): CubeTable {
  const whole = firstOf(grid.rows)
  const cells = grid.columns.map((column) => ({
    value1: column.name,
    value2: null,
    visits: grid.count(whole, column),
  }))
  return { id: dimension, dim1: dimension, dim2: null, cells }
}

function crossingTable(grid: ToldGrid, dimension: string): CubeTable {
  const cells = grid.rows.flatMap((row) =>
    grid.columns.map((column) => ({ value1: row.name, value2: column.name, visits: grid.count(row, column) })),
  )
  return { id: `need_x_${dimension}`, dim1: 'need', dim2: dimension, cells }
}

function firstOf(lines: readonly Line[]): Line {
  const [first] = lines
  if (first?.word !== total) throw new Error('A table of visits begins with its total')
  return first
}

interface CubePeriod {
  readonly type: CubeRow['period_type']
  readonly start: Day
  readonly end: Day
}

function rowsOf(siteId: string, period: CubePeriod, { id, dim1, dim2, cells }: CubeTable): readonly CubeRow[] {
  return cells.map(({ value1, value2, visits }) => ({
    schema_version: 1,
    site_id: siteId,
    period_type: period.type,
    period_start: period.start,
    period_end: period.end,
    table_id: id,
    dim1,
    value1,
    dim2,
    value2,
    visits,
    flag: flagOf([visits]),
  }))
}
