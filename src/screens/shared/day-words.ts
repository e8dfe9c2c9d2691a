import type { Day } from '#domain/ids.ts'
import type { Language } from '#text/languages.ts'

/** `mardi 24 novembre 2026`. A calendar day has no time zone: it is read and written in the same one. */
export function dayWords(day: Day, language: Language, options: Intl.DateTimeFormatOptions = wholeDay): string {
  const locale = language === 'en' ? 'en-GB' : language
  return new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(Date.parse(`${day}T00:00:00Z`))
}

const wholeDay: Intl.DateTimeFormatOptions = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }

/** The hours of a band as people write them: `14 h – 16 h`, `14:00 – 16:00`. */
export function hoursOfBand(band: number, bandMinutes: number, language: Language): string {
  const end = Math.min(24 * 60, (band + 1) * bandMinutes)
  return `${timeWords(band * bandMinutes, language)} – ${timeWords(end, language)}`
}

function timeWords(minutes: number, language: Language): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  const two = String(rest).padStart(2, '0')
  if (language === 'fr') return `${hours}\u00a0h${rest === 0 ? '' : `\u00a0${two}`}`
  return `${String(hours).padStart(2, '0')}:${two}`
}
