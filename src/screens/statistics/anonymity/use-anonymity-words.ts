import { useMemo } from 'react'
import { useLanguage, useSettings, useText } from '#app/hooks.ts'
import type { Instant } from '#domain/ids.ts'
import { anonymityText } from '#text/anonymity.ts'
import type { AnonymityKey } from '#text/anonymity.ts'
import type { Translate } from '#text/translate.ts'
import { useSiteWords } from '../../shared/use-site-words.ts'

export interface AnonymityWords {
  readonly t: Translate<AnonymityKey>
  /** `2 heures`, `90 minutes`. */
  readonly band: string
  /** The questions about the audience that the site asks: `Âge, Situation`; empty where it asks none. */
  readonly audience: string
  /** A moment in the site's time zone: `28/11/2026 14:05`. */
  moment(at: Instant): string
}

/** What is said of the site's anonymity in this window's language, with the site's own settings. */
export function useAnonymityWords(): AnonymityWords {
  const t = useText(anonymityText)
  const language = useLanguage()
  const words = useSiteWords()
  const { hourBandMinutes, audience, timeZone } = useSettings()
  return useMemo(() => {
    const isWhole = hourBandMinutes % 60 === 0
    const locale = language === 'en' ? 'en-GB' : language
    const moments = new Intl.DateTimeFormat(locale, {
      dateStyle: 'long',
      timeStyle: 'short',
      hourCycle: 'h23',
      timeZone,
    })
    return {
      t,
      band: t(isWhole ? 'hours.whole' : 'hours.minutes', { count: isWhole ? hourBandMinutes / 60 : hourBandMinutes }),
      audience: audience.map(({ id }) => words.audienceField(id).text).join(', '),
      moment: (at) => moments.format(at),
    }
  }, [t, language, words, hourBandMinutes, audience, timeZone])
}
