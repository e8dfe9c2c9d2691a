import { describe, expect, test } from 'vitest'
import { createTranslate, resolveLanguage, siteText } from '#text/translate.ts'
import type { Catalogue } from '#text/translate.ts'

const catalogue: Catalogue<'waiting' | 'called'> = {
  fr: {
    waiting: { one: '{count} personne attend', other: '{count} personnes attendent' },
    called: '{label} au guichet {desk}',
  },
  en: { waiting: { one: '{count} person waits', other: '{count} people wait' }, called: '{label} to desk {desk}' },
}

describe('messages', () => {
  test('choose the plural of their own language: none is singular in French, plural in English', () => {
    const fr = createTranslate(catalogue, 'fr')
    const en = createTranslate(catalogue, 'en')
    expect([0, 1, 2].map((count) => fr('waiting', { count }))).toEqual([
      '0 personne attend',
      '1 personne attend',
      '2 personnes attendent',
    ])
    expect([0, 1, 2].map((count) => en('waiting', { count }))).toEqual([
      '0 people wait',
      '1 person waits',
      '2 people wait',
    ])
  })

  test('fill in what they name, and write numbers as their language does', () => {
    expect(createTranslate(catalogue, 'en')('called', { label: 'C07', desk: 2 })).toBe('C07 to desk 2')
    expect(createTranslate(catalogue, 'en')('waiting', { count: 1234 })).toBe('1,234 people wait')
  })

  test('a hole in a sentence does not reach a screen', () => {
    expect(() => createTranslate(catalogue, 'fr')('called', { label: 'C07' })).toThrow('{desk}')
  })
})

test('the nearest language is found, French where there is none', () => {
  expect(['en-GB', 'EN', 'fr-CA', 'ar', '', null].map(resolveLanguage)).toEqual(['en', 'en', 'fr', 'fr', 'fr', 'fr'])
})

test('words of the site fall back with the language that they are in', () => {
  const order = ['fr', 'en']
  expect(siteText({ fr: 'Emploi', en: 'Job' }, 'en', order)).toEqual({ text: 'Job', lang: 'en' })
  expect(siteText({ fr: 'Emploi', en: 'Job' }, 'ar', order)).toEqual({ text: 'Emploi', lang: 'fr' })
  expect(siteText({ ar: 'عمل' }, 'fr', order)).toEqual({ text: 'عمل', lang: 'ar' })
  expect(siteText({}, 'fr', order)).toEqual({ text: '', lang: 'fr' })
})
