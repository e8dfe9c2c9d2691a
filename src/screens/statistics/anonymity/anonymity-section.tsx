import type { ReactElement } from 'react'
import styles from './anonymity-section.module.css'
import { Checks } from './checks.tsx'
import { DataSheet } from './data-sheet.tsx'
import { Facts } from './facts.tsx'
import { useChecks } from './use-checks.ts'

/** What is noted, forgotten and protected here, proved as far as it can be, and told on paper. */
export function AnonymitySection(): ReactElement {
  const checks = useChecks()
  return (
    <div className={styles['anonymity']}>
      <Facts />
      <Checks checks={checks} />
      <DataSheet checks={checks.state} />
    </div>
  )
}
