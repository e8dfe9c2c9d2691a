import type { Texts } from '#domain/settings.ts'
import { directionOf, staffLanguages } from '#text/languages.ts'
import type { StaffLanguage } from '#text/languages.ts'
import { knownWords } from '#text/site-words.ts'
import type { KnownWords } from '#text/site-words.ts'
import { siteText } from '#text/translate.ts'
import type { SiteText } from '#text/translate.ts'

export type WordKind = keyof KnownWords

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
  language: StaffLanguage,
  order: readonly string[],
): SiteText {
  const own = labels[language]
  if (own !== undefined) return wordIn(language, own)
  const known = knownWords[language][kind][id]
  if (known !== undefined) return wordIn(language, known)
  const other = siteText(labels, language, order)
  if (other.text !== '') return other
  for (const lang of staffLanguages) {
    const text = knownWords[lang][kind][id]
    if (text !== undefined) return wordIn(lang, text)
  }
  return wordIn(language, id)
}

function wordIn(lang: string, text: string): SiteText {
  return { text, lang, dir: directionOf(lang) }
}
