import type { ReactElement } from 'react'
import type { SiteText } from '#text/translate.ts'

/** Words of the site, marked with the language and the direction that they really have, whatever stands around them. */
export function SiteWord({ word }: { readonly word: SiteText }): ReactElement {
  return (
    <bdi lang={word.lang} dir={word.dir}>
      {word.text}
    </bdi>
  )
}
