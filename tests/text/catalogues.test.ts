import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { languages } from '#text/translate.ts'
import type { Catalogue, Language, Message } from '#text/translate.ts'

// Vitest runs in the project's folder.
const names = readdirSync('src/text').filter((name) => name.endsWith('.ts'))

/** Every catalogue that some file of the folder exports: a new language file is tested by being there. */
const catalogues = (
  await Promise.all(
    names.map(async (name) => {
      const exported = (await import(`../../src/text/${name.slice(0, -3)}.ts`)) as Readonly<Record<string, unknown>>
      return Object.entries(exported).map(([key, value]) => ({ name: `${key} of ${name}`, catalogue: value }))
    }),
  )
)
  .flat()
  .filter((entry): entry is { name: string; catalogue: Catalogue<string> } => isCatalogue(entry.catalogue))

/** Counts that a desk meets; beyond, French has a further category (`many`, from a million on) that falls back well. */
const counts = Array.from({ length: 10_001 }, (_, count) => count)

test('a desk is a guichet in every French sentence, as on the board and in the name of the application', () => {
  const others = catalogues.flatMap(({ catalogue }) =>
    allForms(catalogue).filter(({ text, place }) => place.startsWith('fr ') && /\bpostes?\b/i.test(text)),
  )
  expect(others).toEqual([])
})

test('the catalogues are found', () => {
  expect(catalogues.length).toBeGreaterThanOrEqual(3)
})

describe.each(catalogues)('$name', ({ catalogue }) => {
  const keys = Object.keys(catalogue.fr)

  test('has the same keys in every language', () => {
    for (const language of languages) expect(new Set(Object.keys(catalogue[language]))).toEqual(new Set(keys))
  })

  test('has no empty message, no double space and no stray blank', () => {
    const faults = allForms(catalogue).filter(
      ({ text }) => text.trim() === '' || text !== text.trim() || /  /.test(text),
    )
    expect(faults).toEqual([])
  })

  // A line must not begin with a sign that belongs to the word before it.
  test('has no plain space where French wants one that does not break', () => {
    const faults = allForms(catalogue).filter(({ text, place }) => place.startsWith('fr ') && / [:;?!»%]|« /.test(text))
    expect(faults).toEqual([])
  })

  test('names the same parameters in every language', () => {
    const faults = keys.filter((key) => {
      const [first, ...others] = languages.map((language) => parametersOf(message(catalogue, language, key)))
      return others.some((other) => other !== first)
    })
    expect(faults).toEqual([])
  })

  test('has every plural form that its language asks for, and no other', () => {
    const faults = languages.flatMap((language) => {
      const rules = new Intl.PluralRules(language)
      const asked = [...new Set(counts.map((count) => rules.select(count)))]
      const known: readonly string[] = rules.resolvedOptions().pluralCategories
      return keys.filter((key) => {
        const sentence = message(catalogue, language, key)
        if (typeof sentence === 'string') return false
        const forms = Object.keys(sentence)
        return asked.some((category) => !forms.includes(category)) || forms.some((form) => !known.includes(form))
      })
    })
    expect(faults).toEqual([])
  })

  test('counts in every language, or in none', () => {
    const faults = keys.filter(
      (key) => new Set(languages.map((language) => typeof message(catalogue, language, key))).size > 1,
    )
    expect(faults).toEqual([])
  })
})

function isCatalogue(value: unknown): value is Catalogue<string> {
  return (
    typeof value === 'object' &&
    value !== null &&
    languages.every((language) => language in value) &&
    Object.values(value).every(
      (messages) => typeof messages === 'object' && messages !== null && Object.values(messages).every(isMessage),
    )
  )
}

function isMessage(value: unknown): value is Message {
  return typeof value === 'string' || (typeof value === 'object' && value !== null && 'other' in value)
}

function message(catalogue: Catalogue<string>, language: Language, key: string): Message {
  const found = catalogue[language][key]
  if (found === undefined) throw new Error(`${language} lacks ${key}`)
  return found
}

function allForms(catalogue: Catalogue<string>): readonly { readonly text: string; readonly place: string }[] {
  return languages.flatMap((language) =>
    Object.entries(catalogue[language]).flatMap(([key, sentence]) =>
      (typeof sentence === 'string' ? [sentence] : Object.values(sentence)).map((text) => ({
        text,
        place: `${language} ${key}`,
      })),
    ),
  )
}

/** The names in `{…}`, over all plural forms, as one text. */
function parametersOf(sentence: Message): string {
  const forms = typeof sentence === 'string' ? [sentence] : Object.values(sentence)
  const names = forms.flatMap((text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? ''))
  return [...new Set(names)].sort((a, b) => a.localeCompare(b)).join(', ')
}
