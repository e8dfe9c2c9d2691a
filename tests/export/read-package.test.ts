import fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import type { Dialect } from '#export/csv.ts'
import { packageFile, tableFile } from '#export/files.ts'
import type { ImportTrouble } from '#export/import-trouble.ts'
import { readPackage } from '#export/read-package.ts'
import { tableIds } from '#export/table-schemas.ts'
import { mostPackedBytes, mostUnpackedBytes } from '#export/unzip.ts'
import { readRecords } from './read-csv.ts'
import { arbitraryInput, packageInput, release } from './releases.ts'
import { packed, packedAsIs, textsOf } from './rezip.ts'
import type { PackageTexts } from './rezip.ts'

const dialects: readonly Dialect[] = ['standard', 'french']
const whole = packageFile(packageInput({ releases: [release({ people: 900 })] }), 'standard').content
const texts = textsOf(whole)

describe('a package that was written', () => {
  test('[S42] gives back the same figures and the same blanks, whatever the releases and the dialect', () => {
    fc.assert(
      fc.property(arbitraryInput, fc.constantFrom(...dialects), (input, dialect) => {
        const read = readPackage(packageFile(input, dialect).content)
        if (!read.ok) throw new Error(JSON.stringify(read.error))
        expect(read.value.dialect).toBe(dialect)
        for (const table of tableIds) {
          const written = readRecords(tableFile(table, input, 'standard').content)
          const rows: readonly object[] = read.value.tables[table]
          expect(rows.map(asWritten)).toEqual(written)
        }
      }),
      { numRuns: 25 },
    )
  })

  test('[S42] gives back what it says of its method', () => {
    const input = packageInput({
      releases: [release({ until: '2026-11-23' }), release({ type: 'year', people: 3_000 })],
    })
    const read = readPackage(packageFile(input, 'french').content)
    expect(read).toMatchObject({
      ok: true,
      value: {
        siteId: 'bpi-cdm',
        audience: 'internal',
        rule: { threshold: 5, width: 5 },
        periods: [
          { type: 'month', start: '2026-11-01', end: '2026-11-30', until: '2026-11-23', threshold: 5, width: 5 },
          { type: 'year', start: '2026-01-01', end: '2026-12-31', until: '2026-12-31', threshold: 5, width: 5 },
        ],
        method: { ...input.method, notes: [{ kind: 'backDated', days: ['2026-11-03', '2026-11-07'] }] },
      },
    })
  })

  test('[S42] is read when it was packed again by another program', () => {
    expect(readPackage(packed(texts))).toEqual(readPackage(whole))
    const stored = zipSync(Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, strToU8(text)])), {
      level: 0,
    })
    expect(readPackage(stored)).toEqual(readPackage(whole))
  })
})

describe('what is no package of ours', () => {
  test.each<[string, ImportTrouble, (zip: PackageTexts) => Uint8Array]>([
    ['an empty file', { type: 'NotAZip' }, () => new Uint8Array(0)],
    ['a text', { type: 'NotAZip' }, () => strToU8('date,weekday\r\n'.repeat(100))],
    ['an empty zip', { type: 'FileAbsent', file: 'visits_cube.csv' }, () => zipSync({})],
    ['another zip', { type: 'UnexpectedFile', file: 'photo.jpg' }, () => zipSync({ 'photo.jpg': new Uint8Array(9) })],
    [
      'a file more',
      { type: 'UnexpectedFile', file: '../visits_cube.csv' },
      (zip) => packedAsIs({ ...zip, '../visits_cube.csv': '' }),
    ],
    ['a file less', { type: 'FileAbsent', file: 'waiting.csv' }, (zip) => packedAsIs(without(zip, 'waiting.csv'))],
    [
      'no descriptor',
      { type: 'FileAbsent', file: 'datapackage.json' },
      (zip) => packedAsIs(without(zip, 'datapackage.json')),
    ],
    [
      'an edited file',
      { type: 'FileChanged', file: 'outcomes.csv' },
      (zip) => packedAsIs({ ...zip, 'outcomes.csv': edited(zip['outcomes.csv'], '2026-11-30', '2026-11-29') }),
    ],
  ])('[S43] [S44] %s is refused', (_, trouble, make) => {
    expect(readPackage(make(texts))).toEqual({ ok: false, error: trouble })
  })

  test('[S43] more bytes than any export has are not looked at', () => {
    const trouble = { type: 'TooLarge', mostBytes: mostPackedBytes }
    expect(readPackage(new Uint8Array(mostPackedBytes + 1))).toEqual({ ok: false, error: trouble })
  })

  test('[S43] files that announce more than any export has are not unpacked', () => {
    const bomb = zipSync({ ...filesOf(texts), 'daily.csv': new Uint8Array(mostUnpackedBytes) }, { level: 9 })
    expect(bomb.length).toBeLessThan(100_000)
    const trouble = { type: 'TooLarge', mostBytes: mostUnpackedBytes }
    expect(readPackage(bomb)).toEqual({ ok: false, error: trouble })
  })

  test('[S43] a file that unpacks to more than it announces is given up at once', () => {
    const bomb = zipSync({ ...filesOf(texts), 'datapackage.json': new Uint8Array(48_000_000) }, { level: 9 })
    announce(bomb, 'datapackage.json', 1_000)
    expect(readPackage(bomb)).toEqual({ ok: false, error: { type: 'FileChanged', file: 'datapackage.json' } })
  })

  test('[S43] a name that stands twice is refused', () => {
    // Of the same length, so that the directory can be rewritten in place.
    const twice = zipSync({ ...filesOf(texts), 'copyname.csv': new Uint8Array(5), 'workshop.csv': new Uint8Array(5) })
    rename(twice, 'copyname.csv', 'outcomes.csv')
    expect(readPackage(twice)).toEqual({ ok: false, error: { type: 'FileTwice', file: 'outcomes.csv' } })
  })

  test('[S43] a directory of 65,535 wrong entries ends at the first', () => {
    const wrong = zipSync({ x: new Uint8Array(5) })
    new DataView(wrong.buffer).setUint16(wrong.length - 12, 65_535, true)
    expect(readPackage(wrong)).toEqual({ ok: false, error: { type: 'UnexpectedFile', file: 'x' } })
  })

  test('[S43] a directory that is broken, or points outside the zip, is no zip', () => {
    const place = (zip: Uint8Array): number => directoryEntry(zip, 'daily.csv')
    for (const [offset, value] of [
      [0, 0x02014b51],
      [20, 0x7fffffff],
      [42, 0x7fffffff],
      [42, 1],
    ] as const) {
      const broken = Uint8Array.from(whole)
      new DataView(broken.buffer).setUint32(place(broken) + offset, value, true)
      expect(readPackage(broken)).toEqual({ ok: false, error: { type: 'NotAZip' } })
    }
  })

  test('[S43] an encrypted file, or one packed in another way, is not as it was exported', () => {
    for (const [offset, value] of [
      [8, 1],
      [10, 12],
    ] as const) {
      const other = Uint8Array.from(whole)
      new DataView(other.buffer).setUint16(directoryEntry(other, 'daily.csv') + offset, value, true)
      expect(readPackage(other)).toEqual({ ok: false, error: { type: 'FileChanged', file: 'daily.csv' } })
    }
  })

  test('[S43] no bytes whatever make the reader fail', () => {
    const signed = fc.uint8Array({ maxLength: 200 }).map((bytes) => Uint8Array.from([...bytes, ...whole.slice(-80)]))
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 400 }), signed), (bytes) => {
        expect(readPackage(bytes).ok).toBe(false)
      }),
      { numRuns: 300 },
    )
  })

  test('[S43] no damage to a package is read as other figures', () => {
    const untouched = readPackage(whole)
    const place = fc.integer({ min: 0, max: whole.length - 1 })
    fc.assert(
      fc.property(fc.array(place, { minLength: 1, maxLength: 3 }), fc.integer({ min: 1, max: 255 }), (places, flip) => {
        const damaged = Uint8Array.from(whole)
        for (const at of places) damaged[at] = (damaged[at] ?? 0) ^ flip
        const read = readPackage(damaged)
        // Times and checksums of the zip itself may be damaged without harm.
        if (read.ok && untouched.ok) expect(read.value.tables).toEqual(untouched.value.tables)
      }),
      { numRuns: 400 },
    )
    fc.assert(
      fc.property(place, (length) => {
        expect(readPackage(whole.slice(0, length)).ok).toBe(false)
      }),
    )
  })
})

describe('a file that is not as we write it', () => {
  test.each<[string, string, (text: string) => string, object]>([
    [
      'another header',
      'daily.csv',
      (text) => text.replace('walk_ups', 'walkups'),
      { type: 'WrongColumns', row: 1, expected: 'walk_ups', found: 'walkups' },
    ],
    [
      'a column more',
      'workshops.csv',
      (text) => text.replace('capacity', 'capacity,names'),
      { type: 'WrongColumns', row: 1, expected: '', found: 'names' },
    ],
    ['no header', 'daily.csv', () => '', { type: 'WrongColumns', row: 1, expected: 'date', found: '' }],
    [
      'a cell more',
      'daily.csv',
      (text) => onRow(text, 4, (row) => `${row},1`),
      { type: 'WrongWidth', row: 4, expected: 8, found: 9 },
    ],
    [
      'a cell less',
      'outcomes.csv',
      (text) => onRow(text, 2, (row) => row.slice(0, row.lastIndexOf(','))),
      { type: 'WrongWidth', row: 2, expected: 6, found: 5 },
    ],
    [
      'an empty line',
      'daily.csv',
      (text) => onRow(text, 3, (row) => `${row}\r\n`),
      { type: 'WrongWidth', row: 4, expected: 8, found: 1 },
    ],
    [
      'a day that is none',
      'daily.csv',
      (text) => text.replace('2026-11-30', '2026-11-31'),
      badCell(31, 'date', '2026-11-31'),
    ],
    [
      'a weekday that is none',
      'daily.csv',
      (text) => onRow(text, 2, (row) => row.replace(',7,', ',8,')),
      badCell(2, 'weekday', '8'),
    ],
    [
      'a broken count',
      'outcomes.csv',
      (text) => onRow(text, 2, (row) => row.replace(/,\d+,$/, ',12.5,')),
      badCell(2, 'visits', '12.5'),
    ],
    [
      'a count below zero',
      'referrals.csv',
      (text) => onRow(text, 2, (row) => row.replace(/,\d+,$/, ',-7,')),
      badCell(2, 'referrals', '-7'),
    ],
    [
      'another decimal sign',
      'weekly_profile.csv',
      (text) => onRow(text, 2, (row) => row.replace(/,[\d.]+,$/, ',"1,5",')),
      badCell(2, 'visits_per_day', '1,5'),
    ],
    [
      'a share above one',
      'waiting.csv',
      (text) => `${text.split('\r\n')[0]}\r\n2026-11-01,2026-11-30,*,20,1,1,1,1,1.5,1,0,\r\n`,
      badCell(2, 'within_target_share', '1.5'),
    ],
    [
      'another schema version',
      'visits_cube.csv',
      (text) => onRow(text, 5, (row) => row.replace('1', '2')),
      badCell(5, 'schema_version', '2'),
    ],
    [
      'a kind of period that is none',
      'visits_cube.csv',
      (text) => onRow(text, 2, (row) => row.replace('day', 'week')),
      badCell(2, 'period_type', 'week'),
    ],
    ['an empty id', 'outcomes.csv', (text) => onRow(text, 3, (row) => row.replace('*', '')), badCell(3, 'need', '')],
    [
      'a sentence in an id',
      'outcomes.csv',
      (text) => onRow(text, 3, (row) => row.replace('*', 'x'.repeat(101))),
      badCell(3, 'need', `${'x'.repeat(59)}…`),
    ],
    ['another flag', 'outcomes.csv', (text) => onRow(text, 2, (row) => `${row}r`), badCell(2, 'flag', 'r')],
    [
      'a flag beside a figure',
      'outcomes.csv',
      (text) => onRow(text, 2, (row) => `${row}c`),
      { type: 'WrongFlag', row: 2, column: 'flag' },
    ],
    [
      'a blank without a flag',
      'outcomes.csv',
      (text) => onRow(text, 2, (row) => row.replace(/,\d+,$/, ',,')),
      { type: 'WrongFlag', row: 2, column: 'flag' },
    ],
    [
      'a row twice',
      'outcomes.csv',
      (text) => onRow(text, 3, (row) => `${row}\r\n${row}`),
      { type: 'RowTwice', row: 4 },
    ],
    [
      'a quote that does not end',
      'outcomes.csv',
      (text) => onRow(text, 4, (row) => `"${row}`),
      { type: 'WrongWidth', row: 4, expected: 6, found: 1 },
    ],
  ])('[S44] %s is refused with its place', (_, file, change, trouble) => {
    const changed = { ...texts, [file]: change(texts[file] ?? '') }
    expect(changed[file]).not.toBe(texts[file])
    expect(readPackage(packed(changed))).toEqual({ ok: false, error: { ...trouble, file } })
  })

  test('[S44] a French file in a package that declares commas is refused', () => {
    const french = textsOf(packageFile(packageInput(), 'french').content)
    const mixed = packed({ ...texts, 'daily.csv': french['daily.csv'] ?? '' })
    expect(readPackage(mixed)).toMatchObject({ ok: false, error: { type: 'WrongColumns', file: 'daily.csv', row: 1 } })
  })
})

describe('a descriptor that is not as we write it', () => {
  test.each<[string, string, string | RegExp, string]>([
    ['is no JSON', '(file)', /^\{/, ''],
    ['is no tabular package', '(file)', 'tabular-data-package', 'data-package'],
    ['names no audience', 'method.audience', '"audience": "internal"', '"audience": "everybody"'],
    ['has no threshold', 'method.threshold', /"threshold": \d+/, '"threshold": "few"'],
    ['has a site that is no id', 'method.siteId', '"siteId": "bpi-cdm"', '"siteId": "Jean Dupont"'],
    ['has a period that is none', 'method.periods[0].type', '"type": "month"', '"type": "week"'],
    ['has a day that is none', 'method.periods[0].until', '"until": "2026-11-30"', '"until": "2026-11-31"'],
    ['has a check of another name', 'method.checks[1].check', '"linkability"', '"luck"'],
    ['has a note of another kind', 'method.notes[0].kind', '"backDated"', '"rumour"'],
    ['has another delimiter', 'resources[0].dialect.delimiter', '"delimiter": ","', '"delimiter": "|"'],
    ['mixes delimiters', 'resources[0].dialect', '"delimiter": ","', '"delimiter": ";"'],
    ['has another hash', 'resources[0].hash', /sha256:[0-9a-f]+/, 'md5:00'],
    ['leaves a file out', 'resources', '"path": "daily.csv"', '"path": "daily.txt"'],
  ])('[S44] that %s is refused with its place', (_, path, part, other) => {
    const text = texts['datapackage.json'] ?? ''
    const changed = text.replace(part, other)
    expect(changed).not.toBe(text)
    const read = readPackage(packedAsIs({ ...texts, 'datapackage.json': changed }))
    expect(read).toMatchObject({ ok: false, error: { type: 'BadDescriptor' } })
    // Where one delimiter differs, it is the others that do not fit the first.
    expect(JSON.stringify(read)).toContain(path.replace(/^resources\[0\]\.dialect$/, 'resources[1].dialect'))
  })

  test('[S44] a package of a later version is told apart from a broken one', () => {
    const later = (texts['datapackage.json'] ?? '').replace('"version": 1', '"version": 2')
    const read = readPackage(packedAsIs({ ...texts, 'datapackage.json': later }))
    expect(read).toEqual({ ok: false, error: { type: 'NewerVersion', found: 2, known: 1 } })
  })
})

function badCell(row: number, column: string, found: string): object {
  return { type: 'BadCell', row, column, found }
}

/** Changes one row as a spreadsheet counts them. */
function onRow(text: string, row: number, change: (line: string) => string): string {
  return text
    .split('\r\n')
    .map((line, at) => (at === row - 1 ? change(line) : line))
    .join('\r\n')
}

function edited(text = '', from: string, to: string): string {
  expect(text).toContain(from)
  return text.replace(from, to)
}

function without(zip: PackageTexts, file: string): PackageTexts {
  return Object.fromEntries(Object.entries(zip).filter(([name]) => name !== file))
}

function filesOf(zip: PackageTexts): Record<string, Uint8Array> {
  return Object.fromEntries(Object.entries(zip).map(([name, text]) => [name, strToU8(text)]))
}

/** Where the directory of a zip has the entry of that name. */
function directoryEntry(zip: Uint8Array, name: string): number {
  return Buffer.from(zip.buffer, zip.byteOffset, zip.length).lastIndexOf(name) - 46
}

function announce(zip: Uint8Array, name: string, bytes: number): void {
  new DataView(zip.buffer, zip.byteOffset).setUint32(directoryEntry(zip, name) + 24, bytes, true)
}

function rename(zip: Uint8Array, name: string, other: string): void {
  zip.set(strToU8(other), directoryEntry(zip, name) + 46)
}

function asWritten(row: object): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value === null ? '' : String(value)]))
}
