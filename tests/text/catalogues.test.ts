import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { languages, localeOf, staffLanguages } from '#text/languages.ts'
import type { Language } from '#text/languages.ts'
import type { Message, Messages } from '#text/translate.ts'
import { loadVisitorText } from '#text/visitor/visitor-text.ts'
import defaultDocument from '../../src/domain/bpi.json' with { type: 'json' }

/** The same sentences in several languages. */
interface Sentences {
  readonly name: string
  readonly spoken: readonly Language[]
  readonly in: (language: Language) => Messages<string>
  /** Whether every category of CLDR has its form, also one that only begins at a million. */
  readonly everyForm: boolean
}

const forStaff = await staffCatalogues()
const forVisitors = await visitorParts()

/** Counts that a desk meets; beyond, French has a further category (`many`, from a million on) that falls back well. */
const counts = Array.from({ length: 10_001 }, (_, count) => count)

test('a desk is a guichet in every French sentence, as on the board and in the name of the application', () => {
  const others = [...forStaff, ...forVisitors].flatMap((sentences) =>
    allForms(sentences).filter(({ text, place }) => place.startsWith('fr ') && /\bpostes?\b/i.test(text)),
  )
  expect(others).toEqual([])
})

test('the sentences are found', () => {
  expect(forStaff.length).toBeGreaterThanOrEqual(10)
  expect(forVisitors.length).toBeGreaterThanOrEqual(3)
  expect(forStaff.filter(({ spoken }) => spoken === languages).map(({ name }) => name)).toEqual([
    'paperText of paper.ts',
    'waitText of waits.ts',
  ])
})

test('every need of the default configuration has words in every language', async () => {
  const texts = await Promise.all(languages.map(loadVisitorText))
  const wordless = texts.flatMap(({ language, phrases }) =>
    defaultDocument.needs
      .filter((need) => !(language in need) && !phrases[need.fr])
      .map(({ id }) => `${language} ${id}`),
  )
  expect(wordless).toEqual([])
})

test('no phrase is of words that the default configuration does not have', async () => {
  const known = new Set(defaultDocument.needs.map(({ fr }) => fr))
  const texts = await Promise.all(languages.map(loadVisitorText))
  expect(texts.flatMap(({ phrases }) => Object.keys(phrases)).filter((phrase) => !known.has(phrase))).toEqual([])
})

describe.each([...forStaff, ...forVisitors])('$name', (sentences) => {
  const { spoken, everyForm } = sentences
  const keys = Object.keys(sentences.in('fr'))

  test('has the same keys in every language', () => {
    for (const language of spoken) expect(new Set(Object.keys(sentences.in(language)))).toEqual(new Set(keys))
  })

  test('has no empty message, no double space and no stray blank', () => {
    const faults = allForms(sentences).filter(
      ({ text }) => text.trim() === '' || text !== text.trim() || /  /.test(text),
    )
    expect(faults).toEqual([])
  })

  // A line must not begin with a sign that belongs to the word before it.
  test('has no plain space where French wants one that does not break', () => {
    const faults = allForms(sentences).filter(({ text, place }) => place.startsWith('fr ') && / [:;?!»%]|« /.test(text))
    expect(faults).toEqual([])
  })

  test('names the same parameters in every language', () => {
    const faults = keys.filter((key) => {
      const [first, ...others] = spoken.map((language) => parametersOf(message(sentences, language, key)))
      return others.some((other) => other !== first)
    })
    expect(faults).toEqual([])
  })

  test('has every plural form that its language asks for, and no other', () => {
    const faults = spoken.flatMap((language) => {
      const rules = new Intl.PluralRules(localeOf(language))
      const known: readonly string[] = rules.resolvedOptions().pluralCategories
      const asked = everyForm ? known : [...new Set(counts.map((count) => rules.select(count)))]
      return keys.flatMap((key) => {
        const sentence = message(sentences, language, key)
        if (typeof sentence === 'string') return []
        const forms = Object.keys(sentence)
        const isWhole = asked.every((form) => forms.includes(form)) && forms.every((form) => known.includes(form))
        return isWhole ? [] : [`${language} ${key}: ${forms.join(' ')} instead of ${asked.join(' ')}`]
      })
    })
    expect(faults).toEqual([])
  })

  test('counts in every language, or in none', () => {
    const faults = keys.filter(
      (key) => new Set(spoken.map((language) => typeof message(sentences, language, key))).size > 1,
    )
    expect(faults).toEqual([])
  })
})

/** Every catalogue that some file of the folder exports: a new file is tested by being there. */
async function staffCatalogues(): Promise<readonly Sentences[]> {
  // Vitest runs in the project's folder.
  const names = readdirSync('src/text').filter((name) => name.endsWith('.ts'))
  const found = await Promise.all(
    names.map(async (name) => {
      const exported = (await import(`../../src/text/${name.slice(0, -3)}.ts`)) as Readonly<Record<string, unknown>>
      return Object.entries(exported).flatMap(([key, catalogue]) =>
        isCatalogue(catalogue)
          ? [
              {
                name: `${key} of ${name}`,
                // What visitors are told late stands here, too, and then in all their languages.
                spoken: Object.keys(catalogue).length > staffLanguages.length ? languages : staffLanguages,
                in: (language: Language) => catalogue[language] ?? {},
                everyForm: false,
              },
            ]
          : [],
      )
    }),
  )
  return found.flat()
}

async function visitorParts(): Promise<readonly Sentences[]> {
  const texts = await Promise.all(languages.map(loadVisitorText))
  const parts = Object.keys(texts[0]?.messages ?? {}) as (keyof (typeof texts)[number]['messages'])[]
  return parts.map((part) => ({
    name: `${part} for visitors`,
    spoken: languages,
    in: (spoken) => texts.find(({ language }) => language === spoken)?.messages[part] ?? {},
    everyForm: true,
  }))
}

type Catalogued = Readonly<Partial<Record<Language, Messages<string>>>>

function isCatalogue(value: unknown): value is Catalogued {
  return (
    typeof value === 'object' &&
    value !== null &&
    staffLanguages.every((language) => language in value) &&
    Object.values(value).every(
      (messages) => typeof messages === 'object' && messages !== null && Object.values(messages).every(isMessage),
    )
  )
}

function isMessage(value: unknown): value is Message {
  return typeof value === 'string' || (typeof value === 'object' && value !== null && 'other' in value)
}

function message(sentences: Sentences, language: Language, key: string): Message {
  const found = sentences.in(language)[key]
  if (found === undefined) throw new Error(`${language} lacks ${key}`)
  return found
}

function allForms(sentences: Sentences): readonly { readonly text: string; readonly place: string }[] {
  return sentences.spoken.flatMap((language) =>
    Object.entries(sentences.in(language)).flatMap(([key, sentence]) =>
      (typeof sentence === 'string' ? [sentence] : Object.values(sentence)).map((text: string) => ({
        text,
        place: `${language} ${key}`,
      })),
    ),
  )
}

/** The names in `{…}`, over all plural forms, as one text. */
function parametersOf(sentence: Message): string {
  const forms = typeof sentence === 'string' ? [sentence] : Object.values(sentence)
  const names = forms.flatMap((text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? ''))
  return [...new Set(names)].sort((a, b) => a.localeCompare(b)).join(', ')
}
