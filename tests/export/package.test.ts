import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Ajv from 'ajv-draft-04'
import fc from 'fast-check'
import { strFromU8, unzipSync } from 'fflate'
import { afterEach, describe, expect, test } from 'vitest'
import type { Day } from '#domain/ids.ts'
import type { Dialect } from '#export/csv.ts'
import { packageFile, tableFile } from '#export/files.ts'
import type { Progress } from '#export/files.ts'
import type { CheckResult, PackageInput } from '#export/method.ts'
import { tableIds, tableSchemas } from '#export/table-schemas.ts'
import { conformanceFaults } from './conformance.ts'
import type { DeclaredResource } from './conformance.ts'
import { arbitraryInput, fiveYears, packageInput, passedChecks, release } from './releases.ts'

interface Descriptor {
  readonly resources: readonly (DeclaredResource & { readonly bytes: number; readonly hash: string })[]
  readonly method: Readonly<Record<string, unknown>>
}

const dialects: readonly Dialect[] = ['standard', 'french']
/** The official profile, as the reference implementation ships it; see LICENSE.md beside it. */
const profile: unknown = JSON.parse(
  readFileSync(join(import.meta.dirname, 'frictionless/tabular-data-package.json'), 'utf8'),
)
const timeZone = process.env['TZ']

afterEach(() => {
  if (timeZone === undefined) delete process.env['TZ']
  else process.env['TZ'] = timeZone
})

test.each(dialects)('[S39] the %s package has every file as it is written alone, and a descriptor', (dialect) => {
  const input = packageInput()
  const file = packageFile(input, dialect)
  expect(file).toMatchObject({ name: 'guichet-libre-export.zip', mediaType: 'application/zip' })
  const files = unzipSync(file.content)
  expect(Object.keys(files)).toEqual([...tableIds.map((table) => tableSchemas[table].file), 'datapackage.json'])
  let hidden = 0
  for (const table of tableIds) {
    const alone = tableFile(table, input, dialect)
    // Not strFromU8, which drops the byte-order mark.
    expect(Buffer.from(files[alone.name] ?? []).toString('utf8')).toBe(alone.content)
    hidden += alone.hidden
  }
  expect(file.hidden).toBe(hidden)
  expect(hidden).toBeGreaterThan(0)
})

describe('datapackage.json', () => {
  test.each(dialects)('[S39] is a valid Tabular Data Package in the %s dialect, also with no release', (dialect) => {
    // The profile has keywords and a format of its own for forms.
    const formats = { uri: true, email: true, textarea: true, 'date-time': isMoment } as const
    const validate = new Ajv({ strict: false, allErrors: true, formats }).compile(profile as object)
    for (const input of [packageInput(), packageInput({ releases: [] })]) {
      validate(descriptorOf(input, dialect))
      expect(validate.errors).toBeNull()
    }
    expect(validate({ ...descriptorOf(packageInput(), dialect), resources: [{ path: 'daily.csv' }] })).toBe(false)
  })

  test.each(dialects)('[S39] tells size and SHA-256 of each file in the %s dialect', (dialect) => {
    const files = unzipSync(packageFile(packageInput(), dialect).content)
    for (const { path, bytes, hash } of descriptorOf(packageInput(), dialect).resources) {
      const content = files[path] ?? new Uint8Array(0)
      expect(bytes).toBe(content.length)
      expect(hash).toBe(`sha256:${createHash('sha256').update(content).digest('hex')}`)
    }
  })

  test('[S39] every row conforms to the declared schema and dialect, whatever the releases', () => {
    fc.assert(
      fc.property(arbitraryInput, fc.constantFrom(...dialects), (input, dialect) => {
        const files = unzipSync(packageFile(input, dialect).content)
        for (const resource of descriptorOf(input, dialect).resources)
          expect(conformanceFaults(resource, Buffer.from(files[resource.path] ?? []).toString('utf8'))).toEqual([])
      }),
      { numRuns: 30 },
    )
  })

  test('[S39] every column and file is described in French and English', () => {
    const described = JSON.stringify(descriptorOf(packageInput(), 'standard'))
    for (const { schema } of descriptorOf(packageInput(), 'standard').resources)
      for (const field of schema.fields)
        expect(Object.keys(field)).toEqual(expect.arrayContaining(['description', 'description@en']))
    expect(described.match(/"title":/g)).toHaveLength(1 + tableIds.length)
    expect(described.match(/"title@en":/g)).toHaveLength(1 + tableIds.length)
  })

  test('[S40] states the method with its parameters', () => {
    const input = packageInput({
      releases: [release({ type: 'year' }), release({ until: '2026-11-23', threshold: 11 })],
    })
    const { method } = descriptorOf(input, 'standard')
    const file = packageFile(input, 'standard')
    expect(method).toMatchObject({
      version: 1,
      siteId: 'bpi-cdm',
      audience: 'internal',
      threshold: 5,
      width: 5,
      periods: [
        { type: 'month', start: '2026-11-01', end: '2026-11-30', until: '2026-11-23', threshold: 11, width: 11 },
        { type: 'year', start: '2026-01-01', end: '2026-12-31', until: '2026-12-31', threshold: 5, width: 5 },
      ],
      figures: file.figures,
      hidden: file.hidden,
      protection: { solver: 'highs', audited: 31, narrowest: 5 },
      waits: { targetMinutes: 10, minRecordsForDuration: 11, minRecordsForPercentile: 20 },
      checks: [
        { check: 'singlingOut', passed: true, findings: { smallestToldCount: 5 } },
        { check: 'linkability', passed: true, findings: {} },
        { check: 'inference', passed: true, findings: { intervals: 31, narrowest: 5 } },
      ],
      notes: [{ kind: 'backDated', days: ['2026-11-03', '2026-11-07'] }],
    })
  })
})

describe('the same input', () => {
  test('[S38] gives the same bytes, in whatever order it comes', () => {
    fc.assert(
      fc.property(arbitraryInput, fc.constantFrom(...dialects), (input, dialect) => {
        const { checks, notes, ...method } = input.method
        const days = notes.map((note) => ({ ...note, days: [...note.days].reverse() }))
        const turned: PackageInput = {
          ...input,
          releases: [...input.releases].reverse(),
          workshops: [...input.workshops].reverse(),
          method: { ...method, checks: [...checks].reverse(), notes: days },
        }
        expect(packageFile(turned, dialect).content).toEqual(packageFile(input, dialect).content)
      }),
      { numRuns: 20 },
    )
  })

  test('[S38] gives the same bytes in whatever time zone', () => {
    const offsets = new Set<number>()
    const digests = ['Europe/Paris', 'Pacific/Kiritimati', 'America/St_Johns', 'UTC'].map((zone) => {
      process.env['TZ'] = zone
      offsets.add(new Date(0).getTimezoneOffset())
      return createHash('sha256').update(packageFile(packageInput(), 'french').content).digest('hex')
    })
    expect(offsets.size).toBe(4)
    expect(new Set(digests).size).toBe(1)
  })
})

describe('before a package is written', () => {
  const withChecks = (checks: readonly CheckResult[]) => (): unknown =>
    packageFile(packageInput({ method: { ...packageInput().method, checks } }), 'standard')

  test('[S41] each of the three checks has been run, once, and has passed', () => {
    expect(withChecks(passedChecks)).not.toThrow()
    expect(withChecks([])).toThrow('singlingOut')
    for (const { check } of passedChecks) {
      const failed = passedChecks.map((each) => (each.check === check ? { ...each, passed: false } : each))
      expect(withChecks(failed)).toThrow(check)
      expect(withChecks(passedChecks.filter((each) => each.check !== check))).toThrow(check)
      expect(withChecks([...passedChecks, { check, passed: true, findings: {} }])).toThrow(check)
    }
  })

  test('[S33] its releases are told to the audience that it names', () => {
    expect(() => packageFile(packageInput({ audience: 'public' }), 'standard')).toThrow('audience')
  })
})

test('[S45] progress is told after each file', () => {
  const told: Progress[] = []
  packageFile(packageInput(), 'standard', (progress) => told.push(progress))
  expect(told).toEqual(Array.from({ length: 8 }, (_, at) => ({ done: at + 1, of: 8 })))
})

test('[S38] five years of a desk become one package, each day once', () => {
  const releases = fiveYears()
  const { content, figures } = packageFile(packageInput({ releases }), 'standard')
  expect(content.length).toBeLessThan(1_000_000)
  expect(figures).toBeGreaterThan(10_000)
  const daily = strFromU8(unzipSync(content)['daily.csv'] ?? new Uint8Array(0))
  const days = daily
    .split('\r\n')
    .slice(1, -1)
    .map((line) => line.slice(0, 10) as Day)
  expect(days).toHaveLength(5 * 365 + 1)
  expect(new Set(days).size).toBe(days.length)
})

function isMoment(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}T.+Z$/.test(text) && !Number.isNaN(Date.parse(text))
}

function descriptorOf(input: PackageInput, dialect: Dialect): Descriptor {
  const content = unzipSync(packageFile(input, dialect).content)['datapackage.json']
  return JSON.parse(strFromU8(content ?? new Uint8Array(0))) as Descriptor
}
