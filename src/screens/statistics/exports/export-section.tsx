import { useState } from 'react'
import type { ReactElement } from 'react'
import type { Dialect, ExportTable } from '#app/export.ts'
import type { PeriodChoice } from '#app/desk-questions.ts'
import { useLanguage, useMoment, useSettings, useText } from '#app/hooks.ts'
import { periodsOfExport } from '#app/export-periods.ts'
import type { Audience } from '#statistics/release.ts'
import { exportsText } from '#text/exports.ts'
import { statisticsText } from '#text/statistics.ts'
import { Button } from '#ui/button.tsx'
import { ChoiceChip, ChoiceGroup } from '#ui/choice-chip.tsx'
import { Icon } from '#ui/icon.tsx'
import { staffIcons } from '#ui/staff-icons.ts'
import { VisuallyHidden } from '#ui/visually-hidden.tsx'
import { periodName } from '../period-words.ts'
import { ExportOutcome } from './export-outcome.tsx'
import styles from './export-section.module.css'
import { HiddenPreview } from './hidden-preview.tsx'
import { useExport } from './use-export.ts'

const tables: readonly ExportTable[] = [
  'package',
  'cube',
  'daily',
  'weekly',
  'waiting',
  'outcomes',
  'referrals',
  'workshops',
]
const dialects: readonly Dialect[] = ['standard', 'french']
const readers: readonly Audience[] = ['internal', 'public']

/** The files that may leave the house, for whom, and what is hidden in them. */
export function ExportSection({ choice }: { readonly choice: PeriodChoice }): ReactElement {
  const t = useText(exportsText)
  const settings = useSettings()
  const [audience, setAudience] = useState<Audience>(settings.readers)
  const [dialect, setDialect] = useState<Dialect>('standard')
  const [allYears, setAllYears] = useState(false)
  const { underWay, outcome, run, stop, forget } = useExport()
  const isAll = allYears && choice.type === 'year'
  const request = { choice, allYears: isAll, audience, asTold: false }
  const download = (table: ExportTable): void => void run({ ...request, file: { table, dialect } })
  const scope = useScope(choice, audience, isAll)

  return (
    <section className={styles['exports']} aria-labelledby="exports-title">
      <h2 id="exports-title">{t('title')}</h2>
      <p className={styles['lead']}>{t('lead')}</p>
      <div className={styles['choices']}>
        <div>
          <ChoiceGroup legend={t('readers')}>
            {readers.map((each) => (
              <ChoiceChip key={each} pressed={audience === each} onClick={() => setAudience(each)}>
                {t(`readers.${each}`)}
              </ChoiceChip>
            ))}
          </ChoiceGroup>
          <p className={styles['hint']}>
            {t(`readers.${audience}.hint`, { most: settings.protection[audience].threshold - 1 })}
          </p>
        </div>
        <ChoiceGroup legend={t('dialect')}>
          {dialects.map((each) => (
            <ChoiceChip key={each} pressed={dialect === each} onClick={() => setDialect(each)}>
              {t(`dialect.${each}`)}
            </ChoiceChip>
          ))}
        </ChoiceGroup>
      </div>
      {choice.type === 'year' ? (
        <ChoiceChip className={styles['years']} pressed={allYears} onClick={() => setAllYears(!allYears)}>
          {t('scope.years')}
        </ChoiceChip>
      ) : null}
      <div className={styles['scope']}>
        <p>{scope}</p>
        <Button
          busy={underWay?.work === 'preview'}
          icon={<Icon paths={staffIcons.eye} />}
          onClick={() => void run({ ...request, file: null })}
        >
          {t('preview')}
        </Button>
      </div>
      <ul className={styles['files']}>
        {tables.map((table) => (
          <li key={table} className={styles['file']} data-main={table === 'package' || undefined}>
            <div>
              <h3>{t(`${table}.name`)}</h3>
              <p className={styles['hint']}>{t(`${table}.what`)}</p>
            </div>
            <Button
              data-testid="export"
              data-table={table}
              busy={underWay?.work === table}
              icon={<Icon paths={staffIcons.downloadSimple} />}
              onClick={() => download(table)}
            >
              {t('download')} <VisuallyHidden>({t(`${table}.name`)})</VisuallyHidden>
            </Button>
          </li>
        ))}
      </ul>
      {underWay === null ? null : <Progress done={underWay.done} all={underWay.all} onStop={stop} />}
      <div aria-live="polite">
        {outcome === null || (outcome.result.ok && outcome.request.file === null) ? null : (
          <ExportOutcome outcome={outcome} onAsTold={() => void run({ ...outcome.request, asTold: true })} />
        )}
      </div>
      {outcome?.result.ok === true && outcome.request.file === null ? (
        <HiddenPreview answer={outcome.result.value} audience={outcome.request.audience} onClose={forget} />
      ) : null}
    </section>
  )
}

function useScope(choice: PeriodChoice, audience: Audience, allYears: boolean): string {
  const t = useText(exportsText)
  const tStatistics = useText(statisticsText)
  const language = useLanguage()
  const today = useMoment().day
  if (allYears) return t('scope', { periods: t('scope.years').toLowerCase() })
  const periods = periodsOfExport(choice, audience, today)
  if (periods.length === 0) return t('scope.none')
  const names = periods.map((period) => {
    const name = periodName(period, language, tStatistics)
    return period.end < today ? name : t('scope.running', { period: name })
  })
  const list = new Intl.ListFormat(language, { type: 'conjunction' }).format(names.map(lowered))
  const isPartOfMonth = choice.type === 'day' || choice.type === 'week'
  return [t('scope', { periods: list }), ...(isPartOfMonth ? [t('scope.days')] : [])].join(' ')
}

function lowered(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}

interface ProgressProps {
  readonly done: number
  readonly all: number
  readonly onStop: () => void
}

function Progress({ done, all, onStop }: ProgressProps): ReactElement {
  const t = useText(exportsText)
  const words = all === 0 ? t('working') : t('working.step', { done, all })
  return (
    <div className={styles['progress']}>
      {all === 0 ? <progress aria-label={words} /> : <progress aria-label={words} value={done} max={all} />}
      <span className={styles['hint']}>{words}</span>
      <Button variant="quiet" onClick={onStop}>
        {t('cancel')}
      </Button>
    </div>
  )
}
