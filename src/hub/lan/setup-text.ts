import { english } from './setup-text-en.ts'
import { french } from './setup-text-fr.ts'

/** Every word of the set-up page. */
export interface SetupText {
  readonly language: 'fr' | 'en'
  readonly other: { readonly language: 'fr' | 'en'; readonly name: string }
  readonly title: string
  readonly lead: string
  readonly qrName: string
  readonly qrCaption: string
  readonly standing: { readonly unknown: string; readonly notYet: string; readonly trusted: string }
  readonly download: { readonly title: string; readonly which: string; readonly apple: string; readonly others: string }
  readonly install: { readonly title: string; readonly which: string }
  readonly systems: readonly {
    /** What the script knows a system by. */
    readonly id: string
    readonly name: string
    readonly steps: readonly string[]
    readonly removal: string
  }[]
  readonly removal: string
  readonly compare: { readonly title: string; readonly why: string; readonly name: string; readonly where: string }
  readonly goOn: { readonly title: string; readonly words: string; readonly button: string }
  readonly power: { readonly title: string; readonly words: string; readonly addresses: string; readonly key: string }
  readonly television: { readonly title: string; readonly words: string }
}

export const setupTexts: Readonly<Record<'fr' | 'en', SetupText>> = { fr: french, en: english }
