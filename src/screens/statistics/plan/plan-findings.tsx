import type { ReactElement } from 'react'
import { useText } from '#app/hooks.ts'
import type { StaffingPlan } from '#statistics/staffing.ts'
import { planText } from '#text/plan.ts'
import { advisedCells, desksLacking } from './plan-cells.ts'
import type { AdvisedCell } from './plan-cells.ts'
import styles from './plan-findings.module.css'
import { usePlanWords } from './use-plan-words.ts'

/** More sentences than these nobody reads; the table has all. */
const mostSentences = 6

/** What the plan says in sentences: where desks were lacking, and where fewer would have done. */
export function PlanFindings({
  plan,
}: {
  readonly plan: Extract<StaffingPlan, { type: 'plan' }>
}): ReactElement | null {
  const t = useText(planText)
  const known = advisedCells(plan.cells).flatMap((cell) => {
    const gap = desksLacking(cell)
    return gap === null ? [] : [{ cell, gap }]
  })
  if (known.length === 0) return null
  // The largest gap first; between equals the order of the week stays.
  const lacking = known.filter(({ gap }) => gap > 0).sort((a, b) => b.gap - a.gap)
  const ample = known.filter(({ gap }) => gap < 0).sort((a, b) => a.gap - b.gap)
  return (
    <div className={styles['findings']}>
      {lacking.length + ample.length === 0 ? (
        <section>
          <h3>{t('fits.title')}</h3>
          <p>{t('fits')}</p>
        </section>
      ) : null}
      {lacking.length === 0 ? null : <Sentences title={t('lacking.title')} cells={lacking.map(({ cell }) => cell)} />}
      {ample.length === 0 ? null : <Sentences title={t('ample.title')} cells={ample.map(({ cell }) => cell)} />}
    </div>
  )
}

function Sentences({ title, cells }: { readonly title: string; readonly cells: readonly AdvisedCell[] }): ReactElement {
  const t = useText(planText)
  const words = usePlanWords()
  const shown = cells.slice(0, mostSentences)
  return (
    <section>
      <h3>{title}</h3>
      <ul>
        {shown.map((cell) => (
          <li key={`${cell.weekday} ${cell.band}`}>
            {t('cell.sentence', {
              ...words.hours(cell),
              count: cell.advice.desks,
              there: words.desksThere(cell.desksThere ?? 0),
            })}
          </li>
        ))}
        {cells.length > shown.length ? <li>{t('cell.more', { count: cells.length - shown.length })}</li> : null}
      </ul>
    </section>
  )
}
