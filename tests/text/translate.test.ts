import { describe, expect, test } from 'vitest'
import { directionOf, languages, resolveLanguage, staffLanguages } from '#text/languages.ts'
import { createTranslate, siteText } from '#text/translate.ts'
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
    const fr = createTranslate(catalogue.fr, 'fr')
    const en = createTranslate(catalogue.en, 'en')
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
    expect(createTranslate(catalogue.en, 'en')('called', { label: 'C07', desk: 2 })).toBe('C07 to desk 2')
    expect(createTranslate(catalogue.en, 'en')('waiting', { count: 1234 })).toBe('1,234 people wait')
  })

  test('a hole in a sentence does not reach a screen', () => {
    expect(() => createTranslate(catalogue.fr, 'fr')('called', { label: 'C07' })).toThrow('{desk}')
  })
})

describe('the language of a window', () => {
  test('is the nearest to what was asked for', () => {
    const asked = ['en-GB', 'EN', 'fr-CA'].map((tag) => resolveLanguage(tag, ['de'], languages))
    expect(asked).toEqual(['en', 'en', 'fr'])
  })

  test('is the first of the site’s where nothing is asked for, or nothing that it speaks', () => {
    expect(resolveLanguage(null, ['en', 'fr'], languages)).toBe('en')
    expect(resolveLanguage('', ['en-GB', 'fr'], languages)).toBe('en')
    expect(resolveLanguage('xx', ['br', 'en'], languages)).toBe('en')
    expect(resolveLanguage('xx', ['br'], languages)).toBe('fr')
  })

  test('of staff is one that their screens have', () => {
    expect(resolveLanguage('ar', ['ar', 'en', 'fr'], staffLanguages)).toBe('en')
  })

  test('is written from right to left where its script is', () => {
    const tags = ['ar', 'ar-MA', 'fa', 'he', 'ur', 'ar-Latn', 'fr', 'arn', 'zh', 'uk']
    expect(tags.map(directionOf)).toEqual(['rtl', 'rtl', 'rtl', 'rtl', 'rtl', 'ltr', 'ltr', 'ltr', 'ltr', 'ltr'])
  })
})

test('words of the site fall back with the language that they are in', () => {
  const order = ['fr', 'en']
  expect(siteText({ fr: 'Emploi', en: 'Job' }, 'en', order)).toEqual({ text: 'Job', lang: 'en', dir: 'ltr' })
  expect(siteText({ fr: 'Emploi', en: 'Job' }, 'ar', order)).toEqual({ text: 'Emploi', lang: 'fr', dir: 'ltr' })
  expect(siteText({ ar: 'عمل' }, 'fr', order)).toEqual({ text: 'عمل', lang: 'ar', dir: 'rtl' })
  expect(siteText({}, 'fr', order)).toEqual({ text: '', lang: 'fr', dir: 'ltr' })
})
