import type { ReactElement } from 'react'
import { useLanguage, useText } from '#app/hooks.ts'
import { weekdayOf } from '#domain/hours/calendar.ts'
import type { Trend, TrendPoint } from '#statistics/trend.ts'
import { figuresText } from '#text/figures.ts'
import { statisticsText } from '#text/statistics.ts'
import { Bar } from '../fills.tsx'
import { stepMarks } from './step-words.ts'
import { useNumbers } from '../use-numbers.ts'
import styles from './trend-columns.module.css'

export interface TrendColumnsProps {
  readonly trend: Trend
  readonly title: string
  /** A line across all columns; null: none. */
  readonly meanBefore: number | null
  /** A mark on each column. */
  readonly hasBefore: boolean
}

/** More steps than this stand closely. */
const fewSteps = 14

/**
 * Columns of visits over their numbers, and how long most people waited in each step. One picture to a screen reader,
 * with the table behind it.
 */
export function TrendColumns({
  trend: { step, points },
  title,
  meanBefore,
  hasBefore,
}: TrendColumnsProps): ReactElement {
  const t = useText(figuresText)
  const ts = useText(statisticsText)
  const language = useLanguage()
  const { whole } = useNumbers()
  const most = Math.max(
    1,
    meanBefore ?? 0,
    ...points.flatMap(({ visits, visitsBefore }) => [visits, hasBefore ? (visitsBefore ?? 0) : 0]),
  )
  const isDense = points.length > fewSteps
  const hasWaits = areMostKnown(points)
  return (
    <div className={styles['place']}>
      <div
        role="img"
        aria-label={ts('picture.aloud', { title })}
        className={styles['trend']}
        data-dense={isDense || undefined}
        data-large={most >= 100 || undefined}
        data-waits={hasWaits || undefined}
      >
        <span />
        <span />
        <span className={styles['heading']}>{t('trend.visits')}</span>
        {hasWaits ? <span className={styles['heading']}>{t('trend.most')}</span> : null}
        {points.map((point) => {
          const { start, visits, visitsBefore, isAhead, waits } = point
          const isSoft = visits === 0 || undefined
          const [mark, second] = stepMarks(step, point, isDense, language)
          return [
            <span
              key={`${start} stand`}
              className={styles['stand']}
              data-monday={(step === 'day' && weekdayOf(start) === 1) || undefined}
            >
              {visits === 0 ? null : (
                <span className={styles['column']} style={{ blockSize: percent(visits, most) }}>
                  <Bar fill="solid" />
                </span>
              )}
              {hasBefore && visitsBefore !== null && visitsBefore > 0 ? (
                <span className={styles['before']} style={{ insetBlockEnd: percent(visitsBefore, most) }} />
              ) : null}
              {meanBefore === null ? null : (
                <span className={styles['mean']} style={{ insetBlockEnd: percent(meanBefore, most) }} />
              )}
            </span>,
            <span key={`${start} mark`} className={styles['mark']} data-soft={isSoft}>
              {mark}
              {second === undefined ? null : (
                <>
                  <br />
                  {second}
                </>
              )}
            </span>,
            <span key={`${start} visits`} className={styles['visits']} data-soft={isSoft}>
              {isAhead ? '' : whole(visits)}
            </span>,
            hasWaits ? (
              <span key={`${start} waits`} className={styles['waits']}>
                {waits.p80 === null ? '' : whole(waits.p80)}
              </span>
            ) : null,
          ]
        })}
      </div>
    </div>
  )
}

/** A row of which most places are blank tells nothing. */
function areMostKnown(points: readonly TrendPoint[]): boolean {
  const busy = points.filter(({ visits }) => visits > 0)
  return busy.length > 0 && busy.filter(({ waits }) => waits.p80 !== null).length * 2 >= busy.length
}

function percent(count: number, most: number): string {
  return `${(100 * count) / most}%`
}
