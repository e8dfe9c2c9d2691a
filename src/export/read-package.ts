import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { strFromU8 } from 'fflate'
import { ok, refuse } from '#domain/result.ts'
import type { Result } from '#domain/result.ts'
import type { ImportTrouble } from './import-trouble.ts'
import { descriptorFile } from './descriptor.ts'
import { readDescriptor } from './read-descriptor.ts'
import type { ReadDescriptor } from './read-descriptor.ts'
import { readTable } from './read-table.ts'
import { tableIds, tableSchemas } from './table-schemas.ts'
import type { RowOf, RowsByTable, TableId } from './table-schemas.ts'
import { openZip } from './unzip.ts'
import type { OpenZip } from './unzip.ts'

/** A package that was read back: its own words about itself, and its figures as rows for a screen. */
export interface ImportedPackage extends Omit<ReadDescriptor, 'files'> {
  readonly tables: RowsByTable
}

/**
 * Reads a package that this application has written, in either dialect. It may come from anywhere: everything is
 * bounded, every file is checked against its hash and its columns, and the first thing that is wrong is told (S42–S44).
 */
export function readPackage(bytes: Uint8Array): Result<ImportedPackage, ImportTrouble> {
  const zip = openZip(bytes, [...tableIds.map((table) => tableSchemas[table].file), descriptorFile])
  if (!zip.ok) return zip
  const text = zip.value.unpack(descriptorFile)
  if (!text.ok) return text
  const descriptor = readDescriptor(strFromU8(text.value))
  if (!descriptor.ok) return descriptor
  const tables = readTables(zip.value, descriptor.value)
  if (!tables.ok) return tables
  const { siteId, audience, rule, periods, method, dialect } = descriptor.value
  return ok({ siteId, audience, rule, periods, method, dialect, tables: tables.value })
}

function readTables(zip: OpenZip, descriptor: ReadDescriptor): Result<RowsByTable, ImportTrouble> {
  let trouble: ImportTrouble | undefined
  function rowsOf<Table extends TableId>(table: Table): readonly RowOf<Table>[] {
    // One file at a time is in memory unpacked, and none after the first that is wrong.
    if (trouble !== undefined) return []
    const read = readFile(table, zip, descriptor)
    if (read.ok) return read.value
    trouble = read.error
    return []
  }
  const tables: RowsByTable = {
    cube: rowsOf('cube'),
    daily: rowsOf('daily'),
    weekly: rowsOf('weekly'),
    waiting: rowsOf('waiting'),
    outcomes: rowsOf('outcomes'),
    referrals: rowsOf('referrals'),
    workshops: rowsOf('workshops'),
  }
  return trouble === undefined ? ok(tables) : refuse(trouble)
}

function readFile<Table extends TableId>(
  table: Table,
  zip: OpenZip,
  { files, dialect }: ReadDescriptor,
): Result<readonly RowOf<Table>[], ImportTrouble> {
  const { file } = tableSchemas[table]
  const content = zip.unpack(file)
  if (!content.ok) return content
  const announced = files.get(table)
  if (content.value.length !== announced?.bytes || bytesToHex(sha256(content.value)) !== announced.hash)
    return refuse({ type: 'FileChanged', file })
  return readTable(table, strFromU8(content.value), dialect)
}
