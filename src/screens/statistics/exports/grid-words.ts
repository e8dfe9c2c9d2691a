import { useMemo } from 'react'
import { useLanguage, useText } from '#app/hooks.ts'
import { addDays } from '#domain/hours/calendar.ts'
import type { Day } from '#domain/ids.ts'
import type { Grid } from '#statistics/release.ts'
import { exportsText } from '#text/exports.ts'
import { useSiteWords } from '../../shared/use-site-words.ts'
import { bandWords, dayText } from '../period-words.ts'

export interface GridWords {
  nameOf(id: Grid['id']): string
  rowOf(id: Grid['id'], row: string): string
  columnOf(id: Grid['id'], column: string): string
}

const audience = 'need_x_audience.'
const namedColumns = [
  'visits',
  'issued',
  'served',
  'walkUp',
  'noShow',
  'leftUnserved',
  'known',
  'within',
  'beyond',
] as const
const aMonday = '2026-01-05' as Day

/** Words for the ids in the tables of a release. */
export function useGridWords(): GridWords {
  const t = useText(exportsText)
  const language = useLanguage()
  const words = useSiteWords()
  return useMemo(() => {
    const plain = (value: string, wordOf: (id: string) => string): string => {
      if (value === '*') return t('total')
      return value === 'not_recorded' ? t('notRecorded') : wordOf(value)
    }
    const isNamed = (column: string): column is (typeof namedColumns)[number] =>
      (namedColumns as readonly string[]).includes(column)
    return {
      nameOf: (id) =>
        isOfAudience(id)
          ? t('grid.audience', { field: words.audienceField(id.slice(audience.length)).text })
          : t(`grid.${id}`),
      rowOf: (id, row) =>
        plain(row, (value) => {
          if (id === 'weekday_x_band')
            return dayText(addDays(aMonday, Number(value) - 1), language, { weekday: 'long' })
          if (id === 'day_x_end')
            return dayText(value as Day, language, { weekday: 'short', day: 'numeric', month: 'short' })
          return words.need(value).text
        }),
      columnOf: (id, column) =>
        plain(column, (value) => {
          if (id === 'need_x_outcome') return words.outcome(value).text
          if (id === 'need_x_referral') return words.referral(value).text
          if (id === 'need_x_band' || id === 'weekday_x_band') return bandWords(value, language)
          if (isOfAudience(id)) return words.audienceAnswer(value).text
          return isNamed(value) ? t(`column.${value}`) : value
        }),
    }
  }, [t, language, words])
}

function isOfAudience(id: Grid['id']): id is `need_x_audience.${string}` {
  return id.startsWith(audience)
}
