import { useState } from 'react'
import type { ReactElement } from 'react'
import { useMoment, useSettings, useText } from '#app/hooks.ts'
import type { PeriodChoice } from '#app/desk-questions.ts'
import type { Day } from '#domain/ids.ts'
import { statisticsText } from '#text/statistics.ts'
import { Notice } from '#ui/notice.tsx'
import { Bands } from '../bands.tsx'
import { Exports } from '../exports.tsx'
import { FillPatterns } from '../fills.tsx'
import { Headline } from '../headline.tsx'
import { PeriodPicker } from '../period-picker.tsx'
import { Tallies } from '../tallies.tsx'
import { TicketEnds } from '../ticket-ends.tsx'
import { useOverview } from '../use-overview.ts'
import { Waits } from '../waits.tsx'
import styles from './figures-section.module.css'

/** A period in numbers, pictures and sentences, for a manager and whoever she shows it to; and its files. */
export function FiguresSection(): ReactElement | null {
  const t = useText(statisticsText)
  const today = useMoment().day
  const [kind, setKind] = useState<PeriodChoice['type']>('day')
  // null follows today, over midnight too.
  const [day, setDay] = useState<Day | null>(null)
  const overview = useOverview(kind, day ?? today)
  if (overview === null) return null
  if (overview === 'failed') return <Notice tone="warning">{t('failed')}</Notice>
  const isEmpty = overview.figures.visits === 0 && overview.figures.issued === 0
  return (
    <div className={styles['report']}>
      <FillPatterns />
      <PeriodPicker overview={overview} kind={kind} onKind={setKind} onDay={setDay} />
      <div className={styles['opening']}>
        <Headline overview={overview} />
        {isEmpty ? null : <TicketEnds overview={overview} />}
      </div>
      {isEmpty ? null : (
        <div className={styles['pictures']}>
          <Waits overview={overview} />
          <Bands overview={overview} />
          <Tallies of="needs" overview={overview} />
          <Tallies of="outcomes" overview={overview} />
        </div>
      )}
      <Exports choice={{ type: overview.period.type, day: overview.period.start }} />
      <Method />
    </div>
  )
}

function Method(): ReactElement {
  const t = useText(statisticsText)
  const { retentionHours } = useSettings()
  return (
    <details className={styles['method']}>
      <summary>{t('method.title')}</summary>
      <p>{t('method.visit')}</p>
      <p>{t('method.wait')}</p>
      <p>{t('method.anonymous', { hours: retentionHours })}</p>
    </details>
  )
}
