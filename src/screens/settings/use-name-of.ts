import { useCallback } from 'react'
import { useLanguage, useText } from '#app/hooks.ts'
import { settingsText } from '#text/settings.ts'
import { siteText } from '#text/translate.ts'
import { asRecord } from './document-path.ts'
import { useDraftLanguages } from './draft-context.ts'
import { idOf } from './new-items.ts'

/** The name of an item of the draft in this window's language, as far as it has one yet. */
export function useNameOf(): (item: unknown, index: number) => string {
  const language = useLanguage()
  const order = useDraftLanguages().join(' ')
  const t = useText(settingsText)
  return useCallback(
    (item, index) => {
      const languages = order.split(' ')
      const texts = Object.entries(asRecord(item)).filter(
        ([key, text]) => [language as string, ...languages].includes(key) && typeof text === 'string' && text !== '',
      )
      const name = siteText(Object.fromEntries(texts) as Readonly<Record<string, string>>, language, languages).text
      return name || idOf(item) || `${t('item.new')} ${index + 1}`
    },
    [language, order, t],
  )
}
