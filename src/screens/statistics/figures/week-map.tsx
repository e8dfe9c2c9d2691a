import type { ReactElement } from 'react'
import { useLanguage, useText } from '#app/hooks.ts'
import type { Overview } from '#statistics/overview.ts'
import type { WeekdayRow } from '#statistics/week-map.ts'
import { figuresText } from '#text/figures.ts'
import { statisticsText } from '#text/statistics.ts'
import { classNames } from '#ui/class-names.ts'
import { Table } from '#ui/table.tsx'
import { Bar } from '../fills.tsx'
import { bandWords, weekdayName } from '../period-words.ts'
import { Picture } from '../picture.tsx'
import { useNumbers } from '../use-numbers.ts'
import styles from './week-map.module.css'

/** The band of visits of which nobody noted the hour. */
const notRecorded = 'not_recorded'

interface Place {
  readonly weekday: number
  readonly band: string
  readonly mean: number
}

/** More bands than this have their numbers below their squares. */
const fewBands = 5

/** When people come in the week: a map of days and hours, each place with its number and a square as large as that. */
export function WeekMap({ overview: { week } }: { readonly overview: Overview }): ReactElement | null {
  const t = useText(figuresText)
  const ts = useText(statisticsText)
  const language = useLanguage()
  const { whole, mean } = useNumbers()
  // A weekday on which the desks are never open has no row.
  const rows = week.weekdays.filter(({ daysObserved }) => daysObserved > 0)
  // What has no known hour has no place on a map; it is in the table.
  const bands = week.bands.map((band, at) => ({ band, at })).filter(({ band }) => band !== notRecorded)
  const places = rows.flatMap(({ weekday, daysObserved, visits }) =>
    bands.map(({ band, at }): Place => ({ weekday, band, mean: (visits[at] ?? 0) / daysObserved })),
  )
  const busiest = places.reduce<Place | null>((best, place) => (place.mean > (best?.mean ?? 0) ? place : best), null)
  if (busiest === null) return null
  const bandText = (band: string) => (band === notRecorded ? ts('bands.notRecorded') : bandWords(band, language))
  const weekdayColumn = {
    key: 'weekday',
    header: t('map.weekday'),
    cell: ({ weekday }: WeekdayRow) => weekdayName(weekday, language),
    rowHeader: true,
  }
  const daysColumn = {
    key: 'days',
    header: t('map.days'),
    cell: ({ daysObserved }: WeekdayRow) => whole(daysObserved),
    numeric: true,
  }
  return (
    <Picture
      title={t('map.title')}
      sentence={
        <>
          <p>
            {t('map.sentence', {
              weekday: weekdayName(busiest.weekday, language),
              band: bandText(busiest.band),
              mean: mean(busiest.mean),
            })}
          </p>
          <p>{t('map.note')}</p>
        </>
      }
      picture={
        <Table
          className={classNames(styles['map'], bands.length > fewBands && styles['many'])}
          caption={t('map.title')}
          captionHidden
          columns={[
            weekdayColumn,
            ...bands.map(({ band, at }) => ({
              key: band,
              header: bandText(band),
              cell: ({ daysObserved, visits }: WeekdayRow) => (
                <Square count={(visits[at] ?? 0) / daysObserved} most={busiest.mean} />
              ),
            })),
          ]}
          rows={rows}
          rowKey={({ weekday }) => String(weekday)}
        />
      }
      table={
        <Table
          caption={t('map.title')}
          captionHidden
          columns={[
            weekdayColumn,
            daysColumn,
            ...week.bands.map((band, at) => ({
              key: band,
              header: bandText(band),
              cell: ({ visits }: WeekdayRow) => whole(visits[at] ?? 0),
              numeric: true,
            })),
          ]}
          rows={rows}
          rowKey={({ weekday }) => String(weekday)}
        />
      }
    />
  )
}

function Square({ count, most }: { readonly count: number; readonly most: number }): ReactElement {
  const { mean } = useNumbers()
  // Areas are compared, so the side goes by the root.
  const size = `${1.75 * Math.sqrt(count / most)}rem`
  return (
    <span className={styles['place']} data-empty={count === 0 || undefined}>
      <span className={styles['spot']}>
        {count === 0 ? null : (
          <span style={{ inlineSize: size, blockSize: size }}>
            <Bar fill="solid" />
          </span>
        )}
      </span>
      {mean(count)}
    </span>
  )
}
