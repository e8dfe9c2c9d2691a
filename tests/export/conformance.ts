import { readCsv } from './read-csv.ts'

/** A resource of a descriptor, as far as its rows are judged by it. */
export interface DeclaredResource {
  readonly path: string
  readonly dialect: { readonly delimiter: string }
  readonly schema: {
    readonly fields: readonly DeclaredField[]
    readonly missingValues: readonly string[]
    readonly primaryKey?: readonly string[]
  }
}

interface DeclaredField {
  readonly name: string
  readonly type: string
  readonly decimalChar?: string
  readonly constraints?: {
    readonly required?: boolean
    readonly enum?: readonly (string | number)[]
    readonly minimum?: number
    readonly maximum?: number
  }
}

/**
 * Judges a file by what its descriptor declares, as the Table Schema specification (version 1) has it. Shares no code
 * with what wrote or reads packages.
 */
export function conformanceFaults({ path, dialect, schema }: DeclaredResource, text: string): readonly string[] {
  const [header = [], ...rows] = readCsv(text.replace('\uFEFF', ''), dialect.delimiter)
  const names = schema.fields.map(({ name }) => name)
  if (header.join() !== names.join()) return [`${path}: ${header.join()}`]
  const faults = rows.flatMap((row, at) =>
    row.length === names.length
      ? schema.fields.flatMap((field, column) => {
          const fault = cellFault(row[column] ?? '', field, schema.missingValues)
          return fault === undefined ? [] : [`${path} row ${at + 2}, ${field.name}: ${fault}`]
        })
      : [`${path} row ${at + 2} has ${row.length} cells`],
  )
  const keys = rows.map((row) => (schema.primaryKey ?? names).map((name) => row[names.indexOf(name)]).join('\n'))
  const twice = keys.filter((key, at) => keys.indexOf(key) !== at)
  return [...faults, ...twice.map((key) => `${path} has a row twice: ${key}`)]
}

function cellFault(cell: string, field: DeclaredField, missingValues: readonly string[]): string | undefined {
  const { required, minimum, maximum } = field.constraints ?? {}
  if (missingValues.includes(cell)) return required === true ? 'is empty' : undefined
  const value = cast(cell, field)
  if (value === undefined) return `${cell} is no ${field.type}`
  const among = field.constraints?.enum
  if (among !== undefined && !among.includes(value)) return `${cell} is not one of ${among.join()}`
  if (typeof value !== 'number') return undefined
  if (minimum !== undefined && value < minimum) return `${cell} is below ${minimum}`
  return maximum !== undefined && value > maximum ? `${cell} is above ${maximum}` : undefined
}

function cast(cell: string, { type, decimalChar = '.' }: DeclaredField): string | number | undefined {
  switch (type) {
    case 'string':
      return cell
    case 'date':
      return /^\d{4}-\d{2}-\d{2}$/.test(cell) && !Number.isNaN(Date.parse(cell)) ? cell : undefined
    case 'integer':
      return /^[+-]?\d+$/.test(cell) ? Number(cell) : undefined
    case 'number': {
      const [whole = '', fraction, ...more] = cell.split(decimalChar)
      const isNumber = /^[+-]?\d+$/.test(whole) && /^\d*$/.test(fraction ?? '') && more.length === 0
      return isNumber ? Number(`${whole}.${fraction ?? 0}`) : undefined
    }
    default:
      return undefined
  }
}
