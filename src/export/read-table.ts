import { dsvFormat } from 'd3-dsv'
import { parseDay } from '#domain/ids.ts'
import { ok, refuse } from '#domain/result.ts'
import type { Result } from '#domain/result.ts'
import { signsByDialect, unguarded } from './csv.ts'
import type { Dialect } from './csv.ts'
import { shortened } from './import-trouble.ts'
import type { TableTrouble } from './import-trouble.ts'
import { hiddenFlag } from './table-file.ts'
import { tableSchemas } from './table-schemas.ts'
import type { Field, Row, RowOf, TableId, TableSchema } from './table-schemas.ts'

/** More than any export has; a file that says more is not read on. */
export const mostRows = 500_000
/** Ids have at most 64 characters, names of made-up words are shorter still. */
const mostCharacters = 100

/** A file of the contract as typed rows; the first thing that is wrong ends the reading (S44). */
export function readTable<Table extends TableId>(
  table: Table,
  text: string,
  dialect: Dialect,
): Result<readonly RowOf<Table>[], TableTrouble> {
  const schema: TableSchema = tableSchemas[table]
  const reading = createReading(schema, dialect)
  // The parser has no way to stop: after the first trouble the rest of the text is only skipped.
  dsvFormat(signsByDialect[dialect].separator).parseRows(text.replace(/^\uFEFF/, ''), (cells, at) => {
    reading.take(cells, at + 1)
    return null
  })
  const read = reading.end()
  return read.ok ? ok(read.value as readonly RowOf<Table>[]) : read
}

function createReading(schema: TableSchema, dialect: Dialect) {
  const { file, fields } = schema
  const rows: Row[] = []
  const keys = new Set<string>()
  let hasHeader = false
  let trouble: TableTrouble | undefined

  function take(cells: readonly string[], row: number): void {
    if (trouble !== undefined) return
    trouble = row === 1 ? headerTrouble(cells) : bodyTrouble(cells, row)
  }

  function headerTrouble(cells: readonly string[]): TableTrouble | undefined {
    hasHeader = true
    const expected = fields.map(({ name }) => name)
    const at = expected.findIndex((name, column) => cells[column] !== name)
    if (at < 0 && cells.length === expected.length) return undefined
    const wrong = at < 0 ? expected.length : at
    const found = shortened(cells[wrong] ?? '')
    return { type: 'WrongColumns', file, row: 1, expected: expected[wrong] ?? '', found }
  }

  function bodyTrouble(cells: readonly string[], row: number): TableTrouble | undefined {
    if (rows.length >= mostRows) return { type: 'TooManyRows', file, most: mostRows }
    if (cells.length !== fields.length)
      return { type: 'WrongWidth', file, row, expected: fields.length, found: cells.length }
    const values: Record<string, string | number | null> = {}
    for (const [column, field] of fields.entries()) {
      const cell = cells[column] ?? ''
      const value = valueOf(cell, field, dialect)
      if (value === undefined) return { type: 'BadCell', file, row, column: field.name, found: shortened(cell) }
      values[field.name] = value
    }
    if (!isFlaggedRight(values, schema)) return { type: 'WrongFlag', file, row, column: 'flag' }
    const key = JSON.stringify(schema.key.map((column) => values[column]))
    if (keys.has(key)) return { type: 'RowTwice', file, row }
    keys.add(key)
    rows.push(values)
    return undefined
  }

  function end(): Result<readonly Row[], TableTrouble> {
    if (!hasHeader) take([], 1)
    return trouble === undefined ? ok(rows) : refuse(trouble)
  }

  return { take, end }
}

/** undefined: not a value that this column may have. */
function valueOf(cell: string, field: Field, dialect: Dialect): string | number | null | undefined {
  if (cell === '') return field.required === true ? undefined : null
  const value = typed(cell, field, dialect)
  if (value === undefined || (field.among !== undefined && !field.among.includes(value))) return undefined
  if (typeof value === 'number' && (value < (field.least ?? value) || value > (field.most ?? value))) return undefined
  return value
}

function typed(cell: string, { type }: Field, dialect: Dialect): string | number | undefined {
  switch (type) {
    case 'string':
      return cell.length <= mostCharacters ? unguarded(cell) : undefined
    case 'date':
      return parseDay(cell)
    case 'integer':
      return /^[0-9]{1,15}$/.test(cell) ? Number(cell) : undefined
    case 'number': {
      const [, whole, fraction = ''] = /^([0-9]{1,15})(?:[.,]([0-9]{1,15}))?$/.exec(cell) ?? []
      if (whole === undefined || (fraction !== '' && !cell.includes(signsByDialect[dialect].decimal))) return undefined
      return Number(`${whole}.${fraction}`)
    }
  }
}

function isFlaggedRight(row: Row, { fields, flagsEveryBlank }: TableSchema): boolean {
  if (!flagsEveryBlank) return true
  const hasBlank = fields.some(({ name, figure }) => figure === true && row[name] === null)
  return hasBlank === (row['flag'] === hiddenFlag)
}
