import { useMemo } from 'react'
import { useLanguage, useSettings, useText } from '#app/hooks.ts'
import type { Day } from '#domain/ids.ts'
import type { VisitsTyped } from '#domain/events.ts'
import { amendText } from '#text/amend.ts'
import type { AmendKey } from '#text/amend.ts'
import type { Translate } from '#text/translate.ts'
import { dayWords, hoursOfBand } from '../day-words.ts'
import { useSiteWords } from '../use-site-words.ts'

export interface AmendWords {
  readonly t: Translate<AmendKey>
  /** `mardi 24 novembre 2026` */
  day(day: Day): string
  /** `de novembre 2026`, `d’avril 2026` */
  ofMonth(day: Day): string
  band(band: number | null): string
  /** `Trouver un emploi, Répondu sur place` */
  kind(kind: Pick<VisitsTyped, 'need' | 'outcome'>): string
  outcome(outcome: VisitsTyped['outcome']): string
}

/** What is said of days, hours and visits in this window's language. */
export function useAmendWords(): AmendWords {
  const t = useText(amendText)
  const language = useLanguage()
  const words = useSiteWords()
  const { hourBandMinutes } = useSettings()
  return useMemo(() => {
    const outcome = (id: VisitsTyped['outcome']): string =>
      id === null ? t('line.outcome.none') : words.outcome(id).text
    return {
      t,
      day: (day) => dayWords(day, language),
      ofMonth: (day) => {
        const month = dayWords(day, language, { month: 'long', year: 'numeric' })
        return t(/^[ao]/i.test(month) ? 'month.ofVowel' : 'month.of', { month })
      },
      band: (band) => (band === null ? t('band.unknown') : hoursOfBand(band, hourBandMinutes, language)),
      kind: (kind) => t('line.kind', { need: words.need(kind.need).text, outcome: outcome(kind.outcome) }),
      outcome,
    }
  }, [t, language, words, hourBandMinutes])
}
