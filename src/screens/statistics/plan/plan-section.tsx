import { useState } from 'react'
import type { ReactElement } from 'react'
import { useLanguage, useMoment, useText } from '#app/hooks.ts'
import { planSpan, planWeeks } from '#app/plan.ts'
import type { PlanWeeks } from '#app/plan.ts'
import { planText } from '#text/plan.ts'
import { statisticsText } from '#text/statistics.ts'
import { ChoiceChip, ChoiceGroup } from '#ui/choice-chip.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { Icon } from '#ui/icon.tsx'
import { Notice } from '#ui/notice.tsx'
import { sharedIcons } from '#ui/shared-icons.ts'
import { dayText } from '../period-words.ts'
import { PlanFindings } from './plan-findings.tsx'
import { PlanGrid } from './plan-grid.tsx'
import { PlanModel } from './plan-model.tsx'
import { PrintButton } from '../print-button.tsx'
import styles from './plan-section.module.css'
import { usePlan } from './use-plan.ts'
import type { PlanOfSpan } from './use-plan.ts'

/** How many desks are needed, by weekday and hours, beside how many there were. */
export function PlanSection(): ReactElement {
  const t = useText(planText)
  const ts = useText(statisticsText)
  const { day: today } = useMoment()
  const [weeks, setWeeks] = useState<PlanWeeks>(13)
  const shown = usePlan(planSpan(today, weeks))
  return (
    <div className={styles['plan']}>
      <div className={styles['choice']}>
        <ChoiceGroup legend={t('span')}>
          {planWeeks.map((each) => (
            <ChoiceChip key={each} pressed={each === weeks} onClick={() => setWeeks(each)}>
              {t('span.weeks', { count: each })}
            </ChoiceChip>
          ))}
        </ChoiceGroup>
        <PrintButton />
      </div>
      <div aria-live="polite" className={styles['shown']}>
        {shown === null ? null : shown === 'failed' ? (
          <Notice tone="warning">{ts('failed')}</Notice>
        ) : (
          <Plan {...shown} />
        )}
      </div>
    </div>
  )
}

function Plan({ span, plan }: PlanOfSpan): ReactElement {
  const t = useText(planText)
  const language = useLanguage()
  const dated = { day: 'numeric', month: 'long', year: 'numeric' } as const
  const days = t('span.days', { start: dayText(span.start, language, dated), end: dayText(span.end, language, dated) })
  return (
    <>
      <p className={styles['days']}>{days}</p>
      {plan.type === 'tooFew' ? (
        <EmptyState icon={<Icon paths={sharedIcons.clock} />}>
          <p>{t('tooFew', { count: plan.tickets, least: plan.least })}</p>
        </EmptyState>
      ) : (
        <>
          <div className={styles['beside']}>
            <PlanGrid plan={plan} />
            <PlanFindings plan={plan} />
          </div>
          <PlanModel plan={plan} />
        </>
      )}
    </>
  )
}
