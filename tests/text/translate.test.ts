import { describe, expect, test } from 'vitest'
import { directionOf, languages, resolveLanguage, staffLanguages } from '#text/languages.ts'
import type { Language } from '#text/languages.ts'
import { createTranslate, siteText } from '#text/translate.ts'
import type { Catalogue, Messages } from '#text/translate.ts'

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

  test('is found by a shorter tag, and by one of another region', () => {
    expect(['zh', 'zh-CN', 'pt-BR', 'AR'].map((tag) => resolveLanguage(tag, ['fr'], languages))).toEqual([
      'zh-Hans',
      'zh-Hans',
      'pt',
      'ar',
    ])
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
  expect(siteText({ fr: 'Emploi', 'pt-BR': 'Emprego' }, 'pt', order)).toEqual({
    text: 'Emprego',
    lang: 'pt-BR',
    dir: 'ltr',
  })
  expect(siteText({}, 'fr', order)).toEqual({ text: '', lang: 'fr', dir: 'ltr' })
})

describe('words of the site that the application can translate', () => {
  const phrases = { Emploi: 'عمل' }

  test('are shown in the visitor’s language, unless the site has its own', () => {
    expect(siteText({ fr: 'Emploi' }, 'ar', ['fr'], phrases)).toEqual({ text: 'عمل', lang: 'ar', dir: 'rtl' })
    expect(siteText({ fr: 'Emploi', ar: 'وظيفة' }, 'ar', ['fr'], phrases).text).toBe('وظيفة')
  })

  test('are not taken for what the site words otherwise', () => {
    const worded = { fr: 'Emploi d’été', en: 'Summer job' }
    expect(siteText(worded, 'ar', ['en', 'fr'], phrases)).toEqual({ text: 'Summer job', lang: 'en', dir: 'ltr' })
  })
})

describe('numbers and plurals', () => {
  const people: Messages<'people'> = {
    people: { zero: 'zero', one: 'one', two: 'two', few: 'few', many: 'many', other: 'other' },
  }
  const form = (language: Language) => (count: number) => createTranslate(people, language)('people', { count })

  test('follow each language: Arabic has six forms, Ukrainian three for whole numbers, Chinese one', () => {
    expect([0, 1, 2, 3, 11, 100].map(form('ar'))).toEqual(['zero', 'one', 'two', 'few', 'many', 'other'])
    expect([1, 2, 5, 11, 21, 22].map(form('uk'))).toEqual(['one', 'few', 'many', 'many', 'one', 'few'])
    expect([0, 1, 2].map(form('zh-Hans'))).toEqual(['other', 'other', 'other'])
    expect([0, 1, 2].map(form('pt'))).toEqual(['other', 'one', 'other'])
  })

  test('are written with the digits that stand on tickets and doors, in Arabic too', () => {
    const say = createTranslate({ desk: 'الشباك {desk}' }, 'ar')
    expect(say('desk', { desk: 12 })).toBe('الشباك 12')
  })
})
