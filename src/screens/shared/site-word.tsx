import type { ReactElement } from 'react'
import type { Word } from './site-words.ts'

/** Words of the site, marked with the language that they are really in. */
export function SiteWord({ word }: { readonly word: Word }): ReactElement {
  return <span lang={word.lang}>{word.text}</span>
}
