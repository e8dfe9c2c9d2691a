import { addDays } from '#domain/hours/calendar.ts'
import type { Day } from '#domain/ids.ts'
import type { Period } from '#statistics/periods.ts'
import type { statisticsText } from '#text/statistics.ts'
import type { StaffLanguage } from '#text/languages.ts'
import type { Translate } from '#text/translate.ts'

export type StatisticsKey = keyof (typeof statisticsText)['fr']

/** `Lundi 23 novembre 2026`, `Semaine du 23 novembre au 29 novembre 2026`, `Novembre 2026`, `4e trimestre 2026`. */
export function periodName({ type, start, end }: Period, language: StaffLanguage, t: Translate<StatisticsKey>): string {
  const year = start.slice(0, 4)
  switch (type) {
    case 'day':
      return capitalised(dayText(start, language, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }))
    case 'week': {
      // What both days share is said once: `du 16 au 22 novembre 2026`.
      const isOneYear = end.startsWith(year)
      const isOneMonth = end.startsWith(start.slice(0, 7))
      const first = dayText(start, language, {
        day: 'numeric',
        ...(isOneMonth ? {} : { month: 'long' }),
        ...(isOneYear ? {} : { year: 'numeric' }),
      })
      return t('period.week', {
        start: first,
        end: dayText(end, language, { day: 'numeric', month: 'long', year: 'numeric' }),
      })
    }
    case 'month':
      return capitalised(dayText(start, language, { month: 'long', year: 'numeric' }))
    case 'quarter':
      return t(quarterKeys[Math.floor((Number(start.slice(5, 7)) - 1) / 3)] ?? 'period.quarter1', { year })
    case 'year':
      return t('period.year', { year })
  }
}

/** `14:00-16:00` as people write it: `14 h – 16 h`, `14:00 – 16:00`. */
export function bandWords(band: string, language: StaffLanguage): string {
  return bandTimes(band, language).join(' – ')
}

/** When a band begins and ends: `14 h` and `16 h`. */
export function bandTimes(band: string, language: StaffLanguage): readonly string[] {
  return band
    .split('-')
    .map((time) =>
      language === 'fr' ? time.replace(/^0/, '').replace(':00', '\u00a0h').replace(':', '\u00a0h\u00a0') : time,
    )
}

const quarterKeys = ['period.quarter1', 'period.quarter2', 'period.quarter3', 'period.quarter4'] as const

/** A calendar day has no time zone: it is read and written in the same one, so that no device moves it. */
export function dayText(day: Day, language: StaffLanguage, options: Intl.DateTimeFormatOptions): string {
  const locale = language === 'en' ? 'en-GB' : language
  return new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`))
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

const aMonday = '2026-01-05' as Day

/** `lundi`; 1 is Monday. */
export function weekdayName(weekday: number, language: StaffLanguage): string {
  return dayText(addDays(aMonday, weekday - 1), language, { weekday: 'long' })
}
