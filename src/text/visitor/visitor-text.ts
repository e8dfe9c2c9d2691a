import type { Language } from '../languages.ts'
import type { Messages } from '../translate.ts'
import type { words as french } from './fr.ts'

export type VisitorPart = keyof typeof french
export type VisitorKey<Part extends VisitorPart> = keyof (typeof french)[Part] & string

/** What is said to visitors in one language, by the part of the house that says it; complete, or it does not compile. */
export type VisitorMessages = { readonly [Part in VisitorPart]: Messages<VisitorKey<Part>> }

/**
 * Words of the default configuration, found by the French that it has for them: a site that words a need otherwise
 * means something else, and its own words are shown.
 */
export type Phrases = Readonly<Record<string, string>>

interface LanguageFile {
  readonly words: VisitorMessages
  readonly phrases?: Phrases
}

export interface VisitorText {
  readonly language: Language
  readonly messages: VisitorMessages
  readonly phrases: Phrases
}

/** A file for each language, loaded when it is spoken: a kiosk starts with one of them. */
const files: Readonly<Record<Language, () => Promise<LanguageFile>>> = {
  fr: () => import('./fr.ts'),
  en: () => import('./en.ts'),
  es: () => import('./es.ts'),
  pt: () => import('./pt.ts'),
  de: () => import('./de.ts'),
  it: () => import('./it.ts'),
  ar: () => import('./ar.ts'),
  uk: () => import('./uk.ts'),
  tr: () => import('./tr.ts'),
  'zh-Hans': () => import('./zh-hans.ts'),
}

export async function loadVisitorText(language: Language): Promise<VisitorText> {
  const { words, phrases = {} } = await files[language]()
  return { language, messages: words, phrases }
}
