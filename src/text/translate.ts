import { directionOf, knownLanguage, localeOf } from './languages.ts'
import type { Direction, Language } from './languages.ts'

/** A sentence, or its plural forms chosen by `count` (CLDR categories). `{name}` is replaced by the parameter. */
export type Message = string | PluralMessage
export interface PluralMessage extends Partial<Readonly<Record<Intl.LDMLPluralRule, string>>> {
  readonly other: string
}

export type Messages<Key extends string> = Readonly<Record<Key, Message>>

/** The same keys in each language: in those of staff, and in others where visitors read them too. */
export interface Catalogue<Key extends string> extends Partial<VisitorCatalogue<Key>> {
  readonly fr: Messages<Key>
  readonly en: Messages<Key>
}

/** What visitors are told, all languages in one file: for what is loaded late. The first screens have `visitor/`. */
export type VisitorCatalogue<Key extends string> = Readonly<Record<Language, Messages<Key>>>

export type Parameters = Readonly<Record<string, string | number>>
export type Translate<Key extends string> = (key: Key, parameters?: Parameters) => string

/** @throws when a parameter that the sentence names is missing: a hole in a sentence must not reach a screen. */
export function createTranslate<Key extends string>(messages: Messages<Key>, language: Language): Translate<Key> {
  const locale = localeOf(language)
  const plurals = new Intl.PluralRules(locale)
  const numbers = new Intl.NumberFormat(locale)
  return (key, parameters = {}) => {
    const message: Message = messages[key]
    const count = parameters['count']
    const sentence =
      typeof message === 'string'
        ? message
        : (message[plurals.select(typeof count === 'number' ? count : 0)] ?? message.other)
    return sentence.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = parameters[name]
      if (value === undefined) throw new Error(`The message ${key} needs {${name}}`)
      return typeof value === 'number' ? numbers.format(value) : value
    })
  }
}

/** Words of the site as they are: in which language, and written which way. */
export interface SiteText {
  readonly text: string
  readonly lang: string
  readonly dir: Direction
}

/**
 * Words of the site in the wanted language, else as the application knows them, else in the first language that exists;
 * `lang` says which it is.
 * @param phrases translations into the wanted language, by the French that they are of
 */
export function siteText(
  texts: Readonly<Record<string, string>>,
  language: string,
  order: readonly string[],
  phrases: Readonly<Record<string, string>> = {},
): SiteText {
  const tags = Object.keys(texts)
  const own = knownLanguage(language, tags)
  const phrase = own === undefined ? phrases[texts['fr'] ?? ''] : undefined
  const lang = own ?? (phrase === undefined ? [...order, ...tags].find((tag) => texts[tag] !== undefined) : language)
  return { text: phrase ?? texts[lang ?? ''] ?? '', lang: lang ?? language, dir: directionOf(lang ?? language) }
}
