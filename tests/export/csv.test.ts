import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvText } from '#export/csv.ts'
import { readCsv } from './read-csv.ts'

test('[S14] one header row, commas, points, CR LF after every row', () => {
  expect(
    csvText(
      ['date', 'share'],
      [
        ['2026-11-23', 0.25],
        ['2026-11-24', null],
      ],
      'standard',
    ),
  ).toBe('date,share\r\n2026-11-23,0.25\r\n2026-11-24,\r\n')
})

test('[S14] the French dialect: byte-order mark, semicolons, decimal commas, ISO dates all the same', () => {
  expect(
    csvText(
      ['date', 'share'],
      [
        ['2026-11-23', 0.25],
        ['a,b', -1.5],
      ],
      'french',
    ),
  ).toBe('\uFEFFdate;share\r\n2026-11-23;0,25\r\na,b;-1,5\r\n')
})

test('[S14] what holds a separator, a quote or a line break is quoted', () => {
  expect(csvText(['a'], [['x,y'], ['say "so"'], ['two\nlines']], 'standard')).toBe(
    'a\r\n"x,y"\r\n"say ""so"""\r\n"two\nlines"\r\n',
  )
  expect(csvText(['a'], [['x;y']], 'french')).toContain('"x;y"')
})

test('[S14] any text comes back through a reader of RFC 4180', () => {
  const anyText = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('"', ',', ';', '\r', '\n', ' ', 'é', 'a') }))
  const anyTable = fc
    .integer({ min: 1, max: 5 })
    .chain((width) =>
      fc.array(fc.array(anyText, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 8 }),
    )
  fc.assert(
    fc.property(anyTable, fc.constantFrom('standard', 'french'), (table, dialect) => {
      const [header = [], ...rows] = table
      const text = csvText(header, rows, dialect).replace('\uFEFF', '')
      const read = readCsv(text, dialect === 'french' ? ';' : ',')
      expect(read.map((row) => row.map(withoutGuard))).toEqual(table.map((row) => row.map(withoutGuard)))
      expect(read).toEqual(table.map((row) => row.map(asGuarded)))
    }),
  )
})

test.for(['=1+1', '+33 1', '-cmd', '@sum', '\tx', '\rx'])('[S15] %j gets a leading apostrophe', (text) => {
  expect(readCsv(csvText(['a'], [[text]], 'standard'))[1]).toEqual([`'${text}`])
  expect(readCsv(csvText([text], [], 'standard'))[0]).toEqual([`'${text}`])
})

test('[S15] no text cell begins with the sign of a formula, and numbers stay numbers', () => {
  fc.assert(
    fc.property(fc.constantFrom('=', '+', '-', '@', '\t', '\r', 'a'), fc.string(), (first, rest) => {
      const cell = readCsv(csvText(['a'], [[first + rest]], 'standard'))[1]?.[0] ?? ''
      expect(cell).not.toMatch(/^[=+\-@\t\r]/)
    }),
  )
  expect(csvText(['a'], [[-3]], 'standard')).toBe('a\r\n-3\r\n')
})

function withoutGuard(text: string): string {
  return /^'[=+\-@\t\r]/.test(text) ? text.slice(1) : text
}

function asGuarded(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
}
