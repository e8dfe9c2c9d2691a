import type { Language } from '../languages.ts'
import type { Messages } from '../translate.ts'
import type { words as french } from './fr.ts'

export type VisitorPart = keyof typeof french
export type VisitorKey<Part extends VisitorPart> = keyof (typeof french)[Part] & string

/** What is said to visitors in one language, by the part of the house that says it; complete, or it does not compile. */
export type VisitorMessages = { readonly [Part in VisitorPart]: Messages<VisitorKey<Part>> }

export interface VisitorText {
  readonly language: Language
  readonly messages: VisitorMessages
}

/** A file for each language, loaded when it is spoken: a kiosk starts with one of them. */
const files: Readonly<Record<Language, () => Promise<{ readonly words: VisitorMessages }>>> = {
  fr: () => import('./fr.ts'),
  en: () => import('./en.ts'),
}

export async function loadVisitorText(language: Language): Promise<VisitorText> {
  const { words } = await files[language]()
  return { language, messages: words }
}
