import { expect, test } from 'vitest'
import type { LocalTime } from '#domain/hours/calendar.ts'
import type { OpeningHours } from '#domain/hours/opening.ts'
import type { Day } from '#domain/ids.ts'
import { defaultSettings } from '#domain/settings.ts'
import { hoursSentence, nextOpening, openingWords, timeOfDay } from '#screens/kiosk/opening-words.ts'
import { createTranslate } from '#text/translate.ts'
import { words as english } from '#text/visitor/en.ts'
import { words as french } from '#text/visitor/fr.ts'

const { deskHours } = defaultSettings()
const fr = createTranslate(french.kiosk, 'fr')
const en = createTranslate(english.kiosk, 'en')
const never: OpeningHours = {
  week: { mon: null, tue: null, wed: null, thu: null, fri: null, sat: null, sun: null },
  closedDates: [],
}

/** Monday 2026-11-23 is a day of the reference week: open 14 to 18; Tuesday and Sunday are closed. */
function time(day: string, clock: string): LocalTime {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number)
  return { day: day as Day, weekday: 1, minutes: hours * 60 + minutes }
}

test('the next opening is later today, or on the next day that has hours', () => {
  expect(nextOpening(deskHours, time('2026-11-23', '09:00'), false)).toEqual({ day: '2026-11-23', opens: 840 })
  expect(nextOpening(deskHours, time('2026-11-23', '09:00'), true)).toEqual({ day: '2026-11-25', opens: 840 })
  expect(nextOpening(deskHours, time('2026-11-23', '18:00'), false)).toEqual({ day: '2026-11-25', opens: 840 })
  expect(nextOpening(never, time('2026-11-23', '09:00'), false)).toBeNull()
})

test('today’s hours are said in one line; on a closed day, the next ones', () => {
  expect(hoursSentence(deskHours, time('2026-11-23', '15:00'), fr, 'fr')).toBe('Aujourd’hui de 14\u00a0h à 18\u00a0h')
  expect(hoursSentence(deskHours, time('2026-11-24', '15:00'), en, 'en')).toBe('Closed today, open tomorrow from 14:00')
  expect(hoursSentence(never, time('2026-11-24', '15:00'), fr, 'fr')).toBe('Accueil fermé aujourd’hui')
})

test('a day is named as people name it: today, tomorrow, its weekday, its date', () => {
  const words = (day: string) =>
    openingWords('closed.next', { day: day as Day, opens: 870 }, '2026-11-23' as Day, fr, 'fr').replaceAll(
      '\u00a0',
      ' ',
    )
  expect(words('2026-11-23')).toBe('Il ouvre aujourd’hui à 14 h 30.')
  expect(words('2026-11-24')).toBe('Il ouvre demain à 14 h 30.')
  expect(words('2026-11-26')).toBe('Il ouvre jeudi à 14 h 30.')
  expect(words('2026-12-02')).toBe('Il ouvre mercredi 2 décembre à 14 h 30.')
  const far = openingWords('hours.next', { day: '2026-12-02' as Day, opens: 840 }, '2026-11-23' as Day, en, 'en')
  expect(far).toBe('open on Wednesday 2 December from 14:00')
})

test('times are read in the language’s own way', () => {
  expect(timeOfDay(540, 'fr')).toBe('9\u00a0h')
  expect(timeOfDay(545, 'fr')).toBe('9\u00a0h\u00a005')
  expect(timeOfDay(545, 'en')).toBe('09:05')
})
