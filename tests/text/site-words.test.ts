import { describe, expect, test } from 'vitest'
import { knownWords } from '#text/site-words.ts'
import { staffLanguages } from '#text/languages.ts'
import document from '../../src/domain/bpi.json' with { type: 'json' }

const answers = Object.values(document.audience.fields).flat()

describe.each(staffLanguages)('words for the default configuration in %s', (language) => {
  const words = knownWords[language]

  test.each([
    ['partner', document.referrals, words.referral],
    ['workshop type', document.workshopTypes, words.workshopType],
    ['audience field', Object.keys(document.audience.fields), words.audienceField],
    ['audience answer', answers, words.audienceAnswer],
  ] as const)('every %s has some, and they differ', (_, ids, known) => {
    expect(ids.filter((id) => (known[id] ?? '').trim() === '')).toEqual([])
    const unique = new Set(ids)
    expect(new Set([...unique].map((id) => known[id])).size).toBe(unique.size)
  })

  test('knows no id that the configuration does not', () => {
    expect(Object.keys(words.referral).sort()).toEqual([...document.referrals].sort())
    expect(Object.keys(words.workshopType).sort()).toEqual([...document.workshopTypes].sort())
    expect(Object.keys(words.audienceAnswer).sort()).toEqual([...new Set(answers)].sort())
  })
})

test('needs and outcomes bring their words in both languages themselves', () => {
  const wordless = [...document.needs, ...document.outcomes].filter((texts) =>
    staffLanguages.some((language) => texts[language].trim() === ''),
  )
  expect(wordless).toEqual([])
})
