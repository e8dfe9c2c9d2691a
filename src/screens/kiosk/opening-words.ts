import { addDays } from '#domain/hours/calendar.ts'
import type { LocalTime } from '#domain/hours/calendar.ts'
import { hoursOn } from '#domain/hours/opening.ts'
import type { OpeningHours } from '#domain/hours/opening.ts'
import type { Day } from '#domain/ids.ts'
import { localeOf } from '#text/languages.ts'
import type { Language } from '#text/languages.ts'
import type { Translate } from '#text/translate.ts'
import type { VisitorKey } from '#text/visitor/visitor-text.ts'

export interface Opening {
  readonly day: Day
  /** Minutes from local midnight. */
  readonly opens: number
}

/** A site that does not open for two months says nothing about when. */
const horizonDays = 60

/** The next time that doors open: later today, or on a day to come. `fromTomorrow`: today is over. */
export function nextOpening(hours: OpeningHours, time: LocalTime, fromTomorrow: boolean): Opening | null {
  for (let ahead = fromTomorrow ? 1 : 0; ahead <= horizonDays; ahead++) {
    const day = addDays(time.day, ahead)
    const span = hoursOn(hours, day)
    if (span !== null && (ahead > 0 || time.minutes < span.opens)) return { day, opens: span.opens }
  }
  return null
}

/** Today's hours in one line, or that there are none and when the next are. */
export function hoursSentence(
  hours: OpeningHours,
  time: LocalTime,
  t: Translate<VisitorKey<'kiosk'>>,
  language: Language,
): string {
  const span = hoursOn(hours, time.day)
  if (span !== null) {
    return t('hours.today', { opens: timeOfDay(span.opens, language), closes: timeOfDay(span.closes, language) })
  }
  const next = nextOpening(hours, time, true)
  if (next === null) return t('hours.none')
  return t('hours.closedToday', { next: openingWords('hours.next', next, time.day, t, language) })
}

/** When doors open next, as a sentence of its own (`closed.next`) or as the end of one (`hours.next`). */
export function openingWords(
  kind: 'hours.next' | 'closed.next',
  { day, opens }: Opening,
  today: Day,
  t: Translate<VisitorKey<'kiosk'>>,
  language: Language,
): string {
  const at = timeOfDay(opens, language)
  if (day === today) return t(`${kind}.today`, { opens: at })
  if (day === addDays(today, 1)) return t(`${kind}.tomorrow`, { opens: at })
  return t(`${kind}.day`, { opens: at, day: dayName(day, today, language) })
}

/** `14 h`, `14 h 30` in French, `14:00` in English: never a 2 that could be at night. */
export function timeOfDay(minutes: number, language: Language): string {
  const hours = Math.floor(minutes / 60)
  const rest = String(minutes % 60).padStart(2, '0')
  if (language === 'fr') return `${String(hours)}\u00a0h${rest === '00' ? '' : `\u00a0${rest}`}`
  return `${String(hours).padStart(2, '0')}:${rest}`
}

/** `mercredi` within the week, `mercredi 2 décembre` after it. */
function dayName(day: Day, today: Day, language: Language): string {
  const near = day < addDays(today, 7)
  const format = new Intl.DateTimeFormat(localeOf(language), {
    weekday: 'long',
    timeZone: 'UTC',
    ...(near ? {} : { day: 'numeric', month: 'long' }),
  })
  return format.format(new Date(`${day}T00:00:00Z`))
}
