import { useMemo } from 'react'
import { useSettings, useLanguage } from '#app/hooks.ts'
import type { Choice } from '#domain/settings.ts'
import { siteText } from '#text/translate.ts'
import type { SiteText } from '#text/translate.ts'
import { siteWord } from './site-words.ts'

export interface SiteWords {
  need(id: string): SiteText
  outcome(id: string): SiteText
  topic(id: string): SiteText
  referral(id: string): SiteText
  workshopType(id: string): SiteText
  audienceField(id: string): SiteText
  audienceAnswer(id: string): SiteText
}

/** Words of this site for its ids, in this window's language; an id that the settings no longer know is its own word. */
export function useSiteWords(): SiteWords {
  const language = useLanguage()
  const settings = useSettings()
  return useMemo(() => {
    const order = settings.languages
    const topics = settings.needs.flatMap((need) => need.topics)
    const ownWord = (choices: readonly Choice<string>[], id: string): SiteText => {
      const choice = choices.find((candidate) => candidate.id === id)
      const word = siteText(choice?.labels ?? {}, language, order)
      return word.text === '' ? { ...word, text: id } : word
    }
    const labelsOf = (choices: readonly Choice<string>[], id: string) =>
      choices.find((candidate) => candidate.id === id)?.labels ?? {}
    return {
      need: (id) => ownWord(settings.needs, id),
      outcome: (id) => ownWord(settings.outcomes, id),
      topic: (id) => ownWord(topics, id),
      referral: (id) => siteWord('referral', id, labelsOf(settings.referrals, id), language, order),
      workshopType: (id) => siteWord('workshopType', id, labelsOf(settings.workshopTypes, id), language, order),
      audienceField: (id) => siteWord('audienceField', id, {}, language, order),
      audienceAnswer: (id) => siteWord('audienceAnswer', id, {}, language, order),
    }
  }, [language, settings])
}
