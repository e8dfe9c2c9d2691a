import { useState } from 'react'
import type { ReactElement } from 'react'
import type { PeriodChoice } from '#app/desk-questions.ts'
import { useLanguage, useMoment, useSettings, useText } from '#app/hooks.ts'
import type { Day } from '#domain/ids.ts'
import type { Overview } from '#statistics/overview.ts'
import { figuresText } from '#text/figures.ts'
import { statisticsText } from '#text/statistics.ts'
import { Notice } from '#ui/notice.tsx'
import { Bands } from './bands.tsx'
import { ExportSection } from '../exports/export-section.tsx'
import { Headline } from './headline.tsx'
import { PeriodPicker } from './period-picker.tsx'
import { dayText } from '../period-words.ts'
import { Audience, Needs, Outcomes, Referrals } from './tallies.tsx'
import { TicketEnds } from './ticket-ends.tsx'
import { useOverview } from './use-overview.ts'
import { Waits } from './waits.tsx'
import { Announced } from './announced.tsx'
import { Channels } from './channels.tsx'
import { PeriodsCompared } from './compared.tsx'
import styles from './figures-section.module.css'
import { NeedWaits } from './need-waits.tsx'
import { Notes } from './notes.tsx'
import { paperStep } from './paper-step.ts'
import { Trend } from './trend.tsx'
import { WeekMap } from './week-map.tsx'
import { WorkshopsHeld } from './workshops-held.tsx'

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
  return (
    <div className={styles['report']} data-paper={paperStep(overview)}>
      <PaperHead today={today} />
      <PeriodPicker overview={overview} kind={kind} onKind={setKind} onDay={setDay} />
      <Pictures overview={overview} />
      <div className={styles['foot']}>
        <Notes overview={overview} />
        <MethodOnPaper />
      </div>
      <ExportSection choice={{ type: overview.period.type, day: overview.period.start }} />
      <details className={styles['method']}>
        <summary>{t('method.title')}</summary>
        <Method />
      </details>
    </div>
  )
}

/** The report itself: on paper its two groups of pictures are two pages. */
function Pictures({ overview }: { readonly overview: Overview }): ReactElement {
  const isEmpty = overview.figures.visits === 0 && overview.figures.issued === 0
  const isDay = overview.period.type === 'day'
  return (
    <>
      <div className={styles['opening']}>
        <Headline overview={overview} />
        {isEmpty ? null : <TicketEnds overview={overview} />}
      </div>
      {isEmpty ? null : (
        <>
          <div className={styles['pictures']}>
            <Trend overview={overview} />
            <div className={styles['stack']}>
              <Waits overview={overview} />
              <Announced overview={overview} />
            </div>
            <div className={styles['stack']}>
              {isDay ? <Bands overview={overview} /> : null}
              <NeedWaits overview={overview} />
              {isDay ? null : <Channels overview={overview} />}
            </div>
          </div>
          <div className={styles['pictures']}>
            <PeriodsCompared overview={overview} />
            <Needs overview={overview} />
            <Outcomes overview={overview} />
            <Referrals overview={overview} />
            <Audience overview={overview} />
            {isDay ? null : <WeekMap overview={overview} />}
            <WorkshopsHeld overview={overview} />
          </div>
        </>
      )}
    </>
  )
}

/** What a sheet of paper has to say beside the site's name: what it is, and as of when. */
function PaperHead({ today }: { readonly today: Day }): ReactElement {
  const t = useText(figuresText)
  const language = useLanguage()
  const day = dayText(today, language, { day: 'numeric', month: 'long', year: 'numeric' })
  return (
    <p className={styles['paperHead']}>
      {t('paper.title')} · {t('paper.asOf', { day })}
    </p>
  )
}

function MethodOnPaper(): ReactElement {
  return (
    <div className={styles['paper']}>
      <Method />
    </div>
  )
}

function Method(): ReactElement {
  const t = useText(statisticsText)
  const { retentionHours } = useSettings()
  return (
    <>
      <p>{t('method.visit')}</p>
      <p>{t('method.wait')}</p>
      <p>{t('method.anonymous', { hours: retentionHours })}</p>
    </>
  )
}
