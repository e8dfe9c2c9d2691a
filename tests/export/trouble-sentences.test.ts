import { describe, expect, test } from 'vitest'
import type { ImportTrouble } from '#export/import-trouble.ts'
import { packageTroubleText } from '#text/package-trouble.ts'
import { staffLanguages } from '#text/languages.ts'
import { createTranslate } from '#text/translate.ts'

const file = 'daily.csv'
/** One of each kind; the compiler holds the list to be whole. */
const troubles: { readonly [Type in ImportTrouble['type']]: Extract<ImportTrouble, { readonly type: Type }> } = {
  NotAZip: { type: 'NotAZip' },
  TooLarge: { type: 'TooLarge', mostBytes: 8_000_000 },
  UnexpectedFile: { type: 'UnexpectedFile', file },
  FileTwice: { type: 'FileTwice', file },
  FileAbsent: { type: 'FileAbsent', file },
  FileChanged: { type: 'FileChanged', file },
  NewerVersion: { type: 'NewerVersion', found: 2, known: 1 },
  BadDescriptor: { type: 'BadDescriptor', path: 'method.rule', problem: 'NotAnObject', found: '7' },
  WrongColumns: { type: 'WrongColumns', file, row: 1, expected: 'date', found: 'jour' },
  WrongWidth: { type: 'WrongWidth', file, row: 4, expected: 8, found: 9 },
  BadCell: { type: 'BadCell', file, row: 31, column: 'weekday', found: '8' },
  WrongFlag: { type: 'WrongFlag', file, row: 12, column: 'flag' },
  RowTwice: { type: 'RowTwice', file, row: 5 },
  TooManyRows: { type: 'TooManyRows', file, most: 500_000 },
}

describe.each(staffLanguages)('in %s', (language) => {
  const sentence = createTranslate(packageTroubleText[language], language)

  test.each(Object.values(troubles))('[S44] $type has a sentence that says what is wrong, and where', (trouble) => {
    const { type, ...facts } = trouble
    const said = sentence(type, facts)
    expect(said).toMatch(/\.$/)
    for (const fact of ['file', 'row', 'column'] as const) {
      // The mark of hidden figures is named in words.
      if (fact in facts && type !== 'WrongFlag')
        expect(said).toContain(String(Object.entries(facts).find(([name]) => name === fact)?.[1]))
    }
  })
})
