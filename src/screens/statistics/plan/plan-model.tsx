import type { ReactElement } from 'react'
import { useText } from '#app/hooks.ts'
import { planTerms } from '#app/plan.ts'
import type { StaffingPlan } from '#statistics/staffing.ts'
import { planText } from '#text/plan.ts'
import { statisticsText } from '#text/statistics.ts'
import styles from './plan-model.module.css'

/** How the plan is worked out, and what it does not know. */
export function PlanModel({ plan }: { readonly plan: Extract<StaffingPlan, { type: 'plan' }> }): ReactElement {
  const t = useText(planText)
  const ts = useText(statisticsText)
  const { leastCellTickets, leastCellDays } = planTerms
  const patience = ts('minutes', { count: Math.round(plan.patienceMinutes) })
  return (
    <section className={styles['model']} aria-labelledby="plan-model-title">
      <h3 id="plan-model-title">{t('model.title')}</h3>
      <p>{t('model.what', { patience })}</p>
      <p>{t('model.limits', { tickets: leastCellTickets, days: leastCellDays })}</p>
      {plan.otherBands === 0 ? null : <p>{t('model.otherBands', { count: plan.otherBands })}</p>}
    </section>
  )
}
