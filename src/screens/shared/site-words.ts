import type { Texts } from '#domain/settings.ts'
import { knownWords } from '#text/site-words.ts'
import type { KnownWords } from '#text/site-words.ts'
import { languages, siteText } from '#text/translate.ts'
import type { Language } from '#text/translate.ts'

export type WordKind = keyof KnownWords

export interface Word {
  readonly text: string
  /** The language that the text is really in. */
  readonly lang: string
}

/**
 * Words for a partner, workshop type, audience field or answer: the site's own, else the application's for a
 * well-known id, else the id itself.
 * @param labels the site's own words; empty where the configuration names the id only
 * @param order the site's languages
 */
export function siteWord(
  kind: WordKind,
  id: string,
  labels: Texts,
  language: Language,
  order: readonly string[],
): Word {
  const own = labels[language]
  if (own !== undefined) return { text: own, lang: language }
  const known = knownWords[language][kind][id]
  if (known !== undefined) return { text: known, lang: language }
  const other = siteText(labels, language, order)
  if (other.text !== '') return other
  for (const lang of languages) {
    const text = knownWords[lang][kind][id]
    if (text !== undefined) return { text, lang }
  }
  return { text: id, lang: language }
}
