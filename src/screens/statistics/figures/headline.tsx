import type { ReactElement } from 'react'
import { useText } from '#app/hooks.ts'
import type { Overview } from '#statistics/overview.ts'
import { figuresText } from '#text/figures.ts'
import { statisticsText } from '#text/statistics.ts'
import styles from './headline.module.css'
import { isCapped, minutesText } from '../minute-words.ts'
import { useNumbers } from '../use-numbers.ts'

/** The one number of the period, and what it says in sentences. */
export function Headline({ overview }: { readonly overview: Overview }): ReactElement {
  const t = useText(statisticsText)
  const tf = useText(figuresText)
  const { waits, service } = overview
  const { visits, served, walkUps, severalNeedsShare } = overview.figures
  return (
    <section className={styles['headline']}>
      <p className={styles['total']} data-empty={visits === 0 || undefined}>
        <span className={styles['number']} data-long={visits >= 10_000 || undefined} data-testid="total-visits">
          {inThousands(visits).map((figures, at) => (
            <span key={at}>{figures}</span>
          ))}
        </span>{' '}
        <span className={styles['unit']}>{t('visits.unit', { count: visits })}</span>
      </p>
      <div className={styles['sentences']}>
        {visits === 0 ? (
          <p>{t(overview.next === null ? 'empty.running' : 'empty.past')}</p>
        ) : (
          <p>{t('visits.channels', { count: visits, served, walkUps })}</p>
        )}
        <Comparison overview={overview} />
        <PerDay overview={overview} />
        {waits.p80 === null ? null : (
          <p>{tf(isCapped(waits.p80) ? 'opening.waitLong' : 'opening.wait', { most: minutesText(waits.p80, t) })}</p>
        )}
        {service.mean === null ? null : <p>{tf('opening.service', { mean: minutesText(service.mean, t) })}</p>}
        {severalNeedsShare === null || severalNeedsShare === 0 ? null : (
          <p>{t('visits.several', { share: Math.round(100 * severalNeedsShare) })}</p>
        )}
      </div>
    </section>
  )
}

function Comparison({ overview }: { readonly overview: Overview }): ReactElement | null {
  const t = useText(statisticsText)
  const { visitsBefore: before, period } = overview
  if (before === null) return null
  const more = overview.figures.visits - before
  if (more === 0) return <p>{t(`visits.same.${period.type}`)}</p>
  return <p>{t(`visits.${more > 0 ? 'more' : 'less'}.${period.type}`, { count: Math.abs(more), before })}</p>
}

/** A mean over days says something from two days on. */
function PerDay({ overview: { daysObserved, figures } }: { readonly overview: Overview }): ReactElement | null {
  const t = useText(figuresText)
  const { mean } = useNumbers()
  if (daysObserved < 2) return null
  return <p>{t('opening.perDay', { count: daysObserved, mean: mean(figures.visits / daysObserved) })}</p>
}

/** `109340` as `109` and `340`: a gap between them is drawn, so that the text stays a whole number. */
function inThousands(count: number): readonly string[] {
  return String(count).match(/\d{1,3}(?=(\d{3})*$)/g) ?? []
}
