import { useMemo } from 'react'
import { useLanguage, useText } from '#app/hooks.ts'
import type { Day } from '#domain/ids.ts'
import { packageReaderText } from '#text/package-reader.ts'
import { exportsText } from '#text/exports.ts'
import { useSiteWords } from '../../shared/use-site-words.ts'
import type { SiteWords } from '../../shared/use-site-words.ts'
import { bandTimes, bandWords, capitalised, dayText, weekdayName } from '../period-words.ts'
import { useNumbers } from '../use-numbers.ts'
import type { AnyRow, ShownColumn } from './package-rows.ts'

export interface CellWords {
  readonly cell: (row: AnyRow, column: ShownColumn) => string
  readonly crossing: (id: string) => string
  readonly isNumber: (column: ShownColumn) => boolean
}

const texts: ReadonlySet<ShownColumn> = new Set<ShownColumn>([
  'value1',
  'value2',
  'date',
  'weekday',
  'hour',
  'need',
  'outcome',
  'target',
  'type',
])
const shares: ReadonlySet<ShownColumn> = new Set<ShownColumn>(['within_target_share', 'left_share'])
/** Empty in a row without a mark where too few visits stand behind it, or nobody has noted it. */
const hiddenMark = 'c'

/** Cells of a package in words: this site's, where it knows the ids, and otherwise the ids themselves. */
export function useCellWords(): CellWords {
  const t = useText(packageReaderText)
  const tExports = useText(exportsText)
  const language = useLanguage()
  const words = useSiteWords()
  const { whole, mean, percent } = useNumbers()
  return useMemo(() => {
    const ofDimension = (dimension: string, id: string): string => {
      if (id === '*') return t('all')
      if (id === 'not_recorded') return t('notRecorded')
      if (dimension === 'band') return bandWords(id, language)
      return wordOf(words, dimension, id)
    }
    const text = (row: AnyRow, column: ShownColumn, value: string | number): string => {
      switch (column) {
        case 'value1':
          return ofDimension(String(row['dim1'] ?? ''), String(value))
        case 'value2':
          return ofDimension(String(row['dim2'] ?? ''), String(value))
        case 'date':
          return dayText(value as Day, language, { day: 'numeric', month: 'long', year: 'numeric' })
        case 'weekday':
          return capitalised(weekdayName(Number(value), language))
        case 'hour':
          return bandTimes(`${String(value).padStart(2, '0')}:00`, language).join('')
        default:
          return ofDimension(column, String(value))
      }
    }
    return {
      cell: (row, column) => {
        const value = row[column] ?? null
        if (value === null) return row['flag'] === hiddenMark && isFigure(column) ? t('hidden') : t('none')
        if (texts.has(column)) return text(row, column, value)
        if (shares.has(column)) return percent(Number(value))
        return column === 'visits_per_day' ? mean(Number(value)) : whole(Number(value))
      },
      crossing: (id) => {
        switch (id) {
          case 'total':
            return t('all')
          case 'need':
          case 'outcome':
            return t(`column.${id}`)
          case 'band':
            return t('column.hour')
          case 'need_x_outcome':
          case 'need_x_band':
            return tExports(`grid.${id}`)
          default:
            return id.startsWith(crossedWithNeed)
              ? tExports('grid.audience', { field: fieldOf(words, id.slice(crossedWithNeed.length)) })
              : capitalised(fieldOf(words, id))
        }
      },
      isNumber: (column) => !texts.has(column),
    }
  }, [t, tExports, language, words, whole, mean, percent])
}

const crossedWithNeed = 'need_x_'

/** A field of such a name as another table's keeps `audience.` before it. */
function fieldOf(words: SiteWords, id: string): string {
  return words.audienceField(id.replace(/^audience\./, '')).text
}

function isFigure(column: ShownColumn): boolean {
  return !texts.has(column)
}

function wordOf(words: SiteWords, dimension: string, id: string): string {
  switch (dimension) {
    case 'need':
      return words.need(id).text
    case 'outcome':
      return words.outcome(id).text
    case 'target':
      return words.referral(id).text
    case 'type':
      return words.workshopType(id).text
    default:
      return words.audienceAnswer(id).text
  }
}
