import type { Trend, TrendPoint } from '#statistics/trend.ts'
import type { figuresText } from '#text/figures.ts'
import type { StaffLanguage } from '#text/languages.ts'
import type { Translate } from '#text/translate.ts'
import { dayText } from '../period-words.ts'

export type FiguresKey = keyof (typeof figuresText)['fr']

/** `samedi 14 novembre`, `semaine du 9 novembre`, `novembre`: within a sentence, in a period that names the year. */
export function stepName(
  step: Trend['step'],
  point: TrendPoint,
  language: StaffLanguage,
  t: Translate<FiguresKey>,
): string {
  switch (step) {
    case 'day':
      return dayText(point.start, language, { weekday: 'long', day: 'numeric', month: 'long' })
    case 'week':
      return t('trend.weekOf', { day: dayText(point.start, language, { day: 'numeric', month: 'long' }) })
    case 'month':
      return dayText(point.start, language, { month: 'long' })
  }
}

/** Below a column, where little room is: `lun. 23` in two lines, `14`, `9 nov.`, `nov.` */
export function stepMarks(
  step: Trend['step'],
  { start }: TrendPoint,
  isDense: boolean,
  language: StaffLanguage,
): readonly [string, string?] {
  switch (step) {
    case 'day':
      return [
        dayText(start, language, { weekday: isDense ? 'narrow' : 'short' }),
        dayText(start, language, { day: 'numeric' }),
      ]
    case 'week':
      return [dayText(start, language, { day: 'numeric' }), dayText(start, language, { month: 'short' })]
    case 'month':
      return [dayText(start, language, { month: 'short' })]
  }
}
