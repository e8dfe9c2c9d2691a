import { checkNames } from '#statistics/check-result.ts'
import { noteKinds } from '#statistics/notes.ts'
import type { NoteKind } from '#statistics/notes.ts'
import { packageText } from '#text/package.ts'
import type { Dialect } from './csv.ts'
import { signsByDialect } from './csv.ts'
import type { PackageInput, ToldNote } from './method.ts'
import type { Prepared } from './prepared.ts'
import { tableSchemas } from './table-schemas.ts'
import type { Field, TableId, TableSchema } from './table-schemas.ts'

/** A file of the package as it was written. */
export interface PackedFile {
  readonly table: TableId
  readonly bytes: number
  /** SHA-256 in hexadecimal: who receives the file sees whether it is whole and unchanged. */
  readonly hash: string
  readonly figures: number
  readonly hidden: number
}

export const descriptorFile = 'datapackage.json'
export const packageName = 'guichet-libre-export'
export const packageVersion = 1

/**
 * `datapackage.json`: a Tabular Data Package (Frictionless Data, version 1) with the method and its parameters (S39,
 * S40). French is its first language; the English texts stand beside under `@en`, as the specification's pattern for
 * translations has it.
 */
export function descriptorText(
  input: PackageInput,
  prepared: Prepared,
  files: readonly PackedFile[],
  dialect: Dialect,
): string {
  const taken = input.releases.map(({ takenAt }) => takenAt)
  const descriptor = {
    profile: 'tabular-data-package',
    name: packageName,
    ...bilingual('title', 'package.title'),
    ...bilingual('description', 'package.about'),
    languages: ['fr', 'en'],
    ...(taken.length === 0 ? {} : { created: new Date(Math.max(...taken)).toISOString() }),
    resources: files.map((file) => resource(file, dialect)),
    method: method(input, prepared, files),
  }
  return `${JSON.stringify(descriptor, null, 2)}\n`
}

function resource({ table, bytes, hash }: PackedFile, dialect: Dialect) {
  const schema: TableSchema = tableSchemas[table]
  const { separator } = signsByDialect[dialect]
  return {
    profile: 'tabular-data-resource',
    name: schema.file.replace('.csv', ''),
    path: schema.file,
    ...bilingual('title', `${table}.title`),
    ...bilingual('description', `${table}.about`),
    format: 'csv',
    mediatype: 'text/csv',
    encoding: 'utf-8',
    bytes,
    hash: `sha256:${hash}`,
    dialect: {
      delimiter: separator,
      lineTerminator: '\r\n',
      quoteChar: '"',
      doubleQuote: true,
      skipInitialSpace: false,
      header: true,
    },
    schema: {
      fields: schema.fields.map((field) => declared(field, dialect)),
      missingValues: [''],
      // A part of the cube's key is empty where a table has one dimension, which a primary key may not be.
      ...(table === 'cube' ? {} : { primaryKey: schema.key }),
    },
  }
}

function declared(field: Field, dialect: Dialect) {
  const { name, type, required, among, least, most } = field
  const constraints = {
    ...(required === true ? { required } : {}),
    ...(among === undefined ? {} : { enum: among }),
    ...(least === undefined ? {} : { minimum: least }),
    ...(most === undefined ? {} : { maximum: most }),
  }
  return {
    name,
    type,
    ...(type === 'number' ? { decimalChar: signsByDialect[dialect].decimal } : { format: 'default' }),
    ...bilingual('description', columnKey(name)),
    ...(Object.keys(constraints).length === 0 ? {} : { constraints }),
  }
}

function method(input: PackageInput, prepared: Prepared, files: readonly PackedFile[]) {
  const { siteId, audience, rule } = input
  const { protection, checks, waits, notes } = input.method
  return {
    version: packageVersion,
    siteId,
    audience,
    ...bilingual('description', 'method.about'),
    threshold: rule.threshold,
    width: rule.width,
    periods: prepared.releases.map(({ kind, release: { period, until, rule: told } }) => ({
      type: kind,
      start: period.start,
      end: period.end,
      until,
      threshold: told.threshold,
      width: told.width,
    })),
    figures: sum(files.map(({ figures }) => figures)),
    hidden: sum(files.map(({ hidden }) => hidden)),
    files: files.map(({ table, figures, hidden }) => ({ path: tableSchemas[table].file, figures, hidden })),
    protection: {
      solver: protection.solver,
      audited: protection.audited,
      narrowest: protection.narrowest,
    },
    waits: {
      targetMinutes: waits.targetMinutes,
      minRecordsForDuration: waits.minRecordsForDuration,
      minRecordsForPercentile: waits.minRecordsForPercentile,
    },
    checks: checkNames.flatMap((name) =>
      checks
        .filter(({ check }) => check === name)
        .map(({ check, passed, findings }) => ({
          check,
          ...bilingual('description', `check.${check}`),
          passed,
          findings: Object.fromEntries(Object.entries(findings).sort(([a], [b]) => (a < b ? -1 : 1))),
        })),
    ),
    notes: noteKinds.flatMap((kind) => {
      const days = daysOf(notes, kind)
      return days.length === 0 ? [] : [{ kind, ...bilingual('description', `note.${kind}`), days }]
    }),
  }
}

function daysOf(notes: readonly ToldNote[], kind: NoteKind): readonly string[] {
  return [...new Set(notes.filter((note) => note.kind === kind).flatMap(({ days }) => days))].sort()
}

function sum(counts: readonly number[]): number {
  return counts.reduce((all, count) => all + count, 0)
}

type Words = keyof typeof packageText.fr

function bilingual(property: 'title' | 'description', key: Words) {
  return { [property]: packageText.fr[key], [`${property}@en`]: packageText.en[key] }
}

function columnKey(name: string): Words {
  const key = `column.${name}`
  if (!isWords(key)) throw new Error(`The column ${name} has no description`)
  return key
}

function isWords(key: string): key is Words {
  return Object.hasOwn(packageText.fr, key)
}
