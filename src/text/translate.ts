/** A sentence, or its plural forms chosen by `count` (CLDR categories). `{name}` is replaced by the parameter. */
export type Message = string | PluralMessage
export interface PluralMessage extends Partial<Readonly<Record<Intl.LDMLPluralRule, string>>> {
  readonly other: string
}

/** The same keys in every language; the first is where a missing language falls back to. */
export interface Catalogue<Key extends string> {
  readonly fr: Readonly<Record<Key, Message>>
  readonly en: Readonly<Record<Key, Message>>
}

export type Language = 'fr' | 'en'
export const languages: readonly Language[] = ['fr', 'en']

export type Parameters = Readonly<Record<string, string | number>>
export type Translate<Key extends string> = (key: Key, parameters?: Parameters) => string

/** The application's language for what was asked: `en-GB` finds `en`; what is not there falls back to French. */
export function resolveLanguage(asked: string | null | undefined): Language {
  const short = (asked ?? '').toLowerCase().split('-')[0]
  return languages.find((language) => language === short) ?? 'fr'
}

/** @throws when a parameter that the sentence names is missing: a hole in a sentence must not reach a screen. */
export function createTranslate<Key extends string>(catalogue: Catalogue<Key>, language: Language): Translate<Key> {
  const plurals = new Intl.PluralRules(language)
  const numbers = new Intl.NumberFormat(language)
  return (key, parameters = {}) => {
    const message: Message = catalogue[language][key]
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

/** Words of the site in the wanted language, or in the first that exists; `lang` says which it is. */
export function siteText(
  texts: Readonly<Record<string, string>>,
  language: string,
  order: readonly string[],
): { readonly text: string; readonly lang: string } {
  for (const lang of [language, ...order, ...Object.keys(texts)]) {
    const text = texts[lang]
    if (text !== undefined) return { text, lang }
  }
  return { text: '', lang: language }
}
