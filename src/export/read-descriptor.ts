import { parseDay } from '#domain/ids.ts'
import type { Day } from '#domain/ids.ts'
import { ok, refuse } from '#domain/result.ts'
import type { Result } from '#domain/result.ts'
import { asText, reader } from '#domain/settings-reader.ts'
import type { Reader, SettingsProblem } from '#domain/settings-reader.ts'
import { checkNames } from '#statistics/check-result.ts'
import { noteKinds } from '#statistics/notes.ts'
import type { Audience, ProtectionRule } from '#statistics/release.ts'
import { signsByDialect } from './csv.ts'
import type { Dialect } from './csv.ts'
import { packageVersion } from './descriptor.ts'
import type { ImportTrouble } from './import-trouble.ts'
import type { CheckResult, Method, Protection, ToldNote, ToldPeriod, WaitTerms } from './method.ts'
import { tableIds, tableSchemas } from './table-schemas.ts'
import type { TableId } from './table-schemas.ts'

/** What a package says about itself. */
export interface ReadDescriptor {
  readonly siteId: string
  readonly audience: Audience
  readonly rule: ProtectionRule
  readonly periods: readonly ToldPeriod[]
  readonly method: Method
  readonly dialect: Dialect
  readonly files: ReadonlyMap<TableId, { readonly bytes: number; readonly hash: string }>
}

const mostBytes = 64 * 1024 * 1024
const mostCount = 1e9

export function readDescriptor(text: string): Result<ReadDescriptor, ImportTrouble> {
  const problems: SettingsProblem[] = []
  const root = reader(parseJson(text), '', problems)
  const isObject = typeof root.value === 'object' && root.value !== null
  if (!isObject || root.field('profile').value !== 'tabular-data-package') root.report('NotAnObject')
  const method = root.field('method')
  const found = method.field('version').number(1, Number.MAX_SAFE_INTEGER)
  if (problems.length === 0 && found > packageVersion)
    return refuse({ type: 'NewerVersion', found, known: packageVersion })
  const descriptor: ReadDescriptor = {
    siteId: method.field('siteId').id(),
    audience: oneOf(method.field('audience'), ['internal', 'public']),
    rule: readRule(method),
    periods: method.field('periods').list(0, 1_000).map(readPeriod),
    method: {
      protection: readProtection(method.field('protection')),
      checks: method.field('checks').list(checkNames.length, checkNames.length).map(readCheck),
      waits: readWaits(method.field('waits')),
      notes: method.field('notes').list(0, noteKinds.length).map(readNote),
    },
    ...readFiles(root.field('resources')),
  }
  const [problem] = problems
  return problem === undefined ? ok(descriptor) : refuse({ type: 'BadDescriptor', ...problem })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function readFiles(resources: Reader): Pick<ReadDescriptor, 'dialect' | 'files'> {
  const listed = resources.list(tableIds.length, tableIds.length)
  const dialects = listed.map((resource) => readDialect(resource.field('dialect').field('delimiter')))
  const dialect = dialects[0] ?? 'standard'
  listed.forEach((resource, at) => {
    if (dialects[at] !== dialect) resource.field('dialect').report('OutOfRange')
  })
  const files = tableIds.map((table) => {
    const path = tableSchemas[table].file
    const resource = listed.find((each) => each.field('path').value === path)
    if (resource === undefined) resources.report('Empty')
    const hash = asText(resource?.field('hash').value)
    if (!/^sha256:[0-9a-f]{64}$/.test(hash)) resource?.field('hash').report('NotText')
    return [table, { bytes: resource?.field('bytes').number(0, mostBytes) ?? 0, hash: hash.slice(7) }] as const
  })
  return { dialect, files: new Map(files) }
}

function readDialect(delimiter: Reader): Dialect {
  if (delimiter.value === signsByDialect.standard.separator) return 'standard'
  if (delimiter.value !== signsByDialect.french.separator) delimiter.report('OutOfRange')
  return 'french'
}

function readPeriod(period: Reader): ToldPeriod {
  return {
    type: oneOf(period.field('type'), ['month', 'quarter', 'year']),
    start: readDay(period.field('start')),
    end: readDay(period.field('end')),
    until: readDay(period.field('until')),
    ...readRule(period),
  }
}

function readRule(place: Reader): ProtectionRule {
  return { threshold: count(place.field('threshold')), width: count(place.field('width')) }
}

function readProtection(protection: Reader): Protection {
  const narrowest = protection.field('narrowest')
  return {
    solver: protection.field('solver').text(''),
    audited: count(protection.field('audited')),
    narrowest: narrowest.value === null ? null : count(narrowest),
  }
}

function readWaits(waits: Reader): WaitTerms {
  return {
    targetMinutes: count(waits.field('targetMinutes')),
    minRecordsForDuration: count(waits.field('minRecordsForDuration')),
    minRecordsForPercentile: count(waits.field('minRecordsForPercentile')),
  }
}

function readCheck(check: Reader): CheckResult {
  const findings = check.field('findings')
  const names = typeof findings.value === 'object' && findings.value !== null ? Object.keys(findings.value) : []
  if (names.length > 20) findings.report('TooMany')
  return {
    check: oneOf(check.field('check'), checkNames),
    passed: check.field('passed').boolean(false),
    findings: Object.fromEntries(names.slice(0, 20).map((name) => [name, count(findings.field(name))])),
  }
}

function readNote(note: Reader): ToldNote {
  return { kind: oneOf(note.field('kind'), noteKinds), days: note.field('days').list(1, 20_000).map(readDay) }
}

function readDay(day: Reader): Day {
  const parsed = parseDay(day.value)
  if (parsed === undefined) day.report('NotADate')
  // What was reported is never handed on.
  return parsed ?? ('' as Day)
}

function count(place: Reader): number {
  return place.number(0, mostCount)
}

function oneOf<Word extends string>(place: Reader, words: readonly [Word, ...Word[]]): Word {
  const word = words.find((each) => each === place.value)
  if (word === undefined) place.report('OutOfRange')
  return word ?? words[0]
}
