import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { strToU8 } from 'fflate'
import { csvText } from './csv.ts'
import type { Dialect } from './csv.ts'
import { descriptorFile, descriptorText, packageName } from './descriptor.ts'
import type { PackedFile } from './descriptor.ts'
import { demandChecked } from './method.ts'
import type { PackageInput } from './method.ts'
import { prepareExport } from './prepared.ts'
import type { Prepared } from './prepared.ts'
import { outcomeRows, referralRows } from './rows/crossings.ts'
import { cubeRows } from './rows/cube.ts'
import { dailyRows } from './rows/daily.ts'
import { waitingRows } from './rows/waiting.ts'
import { weeklyRows } from './rows/weekly.ts'
import { workshopRows } from './rows/workshops.ts'
import type { ExportFile, FilesInput } from './table-file.ts'
import { tableIds, tableSchemas } from './table-schemas.ts'
import type { Row, TableId, TableSchema } from './table-schemas.ts'
import { startZip } from './zip.ts'

/** How far a package is: `done` of `of` files are in it. */
export interface Progress {
  readonly done: number
  readonly of: number
}

/** One file of the contract, of what releases tell. @throws where they tell what no file may say (S31, S33). */
export function tableFile(table: TableId, input: FilesInput, dialect: Dialect): ExportFile<string> {
  return preparedFile(table, prepareExport(input), dialect)
}

/**
 * All files with `datapackage.json` in one zip. The same input gives the same bytes (S38). Five years of a desk take
 * some ten milliseconds and one uncompressed file of memory at a time.
 * @throws where a check has not passed (S41).
 */
export function packageFile(
  input: PackageInput,
  dialect: Dialect,
  onProgress: (progress: Progress) => void = () => undefined,
): ExportFile<Uint8Array> {
  demandChecked(input.method)
  if (input.releases.some(({ audience }) => audience !== input.audience))
    throw new Error('A package is told to the audience of its releases')
  const prepared = prepareExport(input)
  const zip = startZip()
  const files: PackedFile[] = []
  for (const table of tableIds) {
    const { name, content, figures, hidden } = preparedFile(table, prepared, dialect)
    const bytes = strToU8(content)
    zip.add(name, bytes)
    files.push({ table, bytes: bytes.length, hash: bytesToHex(sha256(bytes)), figures, hidden })
    onProgress({ done: files.length, of: tableIds.length + 1 })
  }
  zip.add(descriptorFile, strToU8(descriptorText(input, prepared, files, dialect)))
  onProgress({ done: files.length + 1, of: tableIds.length + 1 })
  return {
    name: `${packageName}.zip`,
    mediaType: 'application/zip',
    content: zip.end(),
    figures: files.reduce((sum, { figures }) => sum + figures, 0),
    hidden: files.reduce((sum, { hidden }) => sum + hidden, 0),
  }
}

function preparedFile(table: TableId, prepared: Prepared, dialect: Dialect): ExportFile<string> {
  const { file, fields }: TableSchema = tableSchemas[table]
  const rows = rowsOf(table, prepared)
  const columns = fields.map(({ name }) => name)
  const figureColumns = fields.filter(({ figure }) => figure).map(({ name }) => name)
  const cells = rows.map((row) => columns.map((column) => row[column] ?? null))
  return {
    name: file,
    mediaType: 'text/csv;charset=utf-8',
    content: csvText(columns, cells, dialect),
    figures: rows.length * figureColumns.length,
    hidden: rows.reduce((sum, row) => sum + figureColumns.filter((column) => row[column] === null).length, 0),
  }
}

function rowsOf(table: TableId, prepared: Prepared): readonly Row[] {
  switch (table) {
    case 'cube':
      return cubeRows(prepared)
    case 'daily':
      return dailyRows(prepared)
    case 'weekly':
      return weeklyRows(prepared)
    case 'waiting':
      return waitingRows(prepared)
    case 'outcomes':
      return outcomeRows(prepared)
    case 'referrals':
      return referralRows(prepared)
    case 'workshops':
      return workshopRows(prepared)
  }
}
