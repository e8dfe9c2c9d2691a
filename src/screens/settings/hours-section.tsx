import type { ReactElement } from 'react'
import { useText } from '#app/hooks.ts'
import { siteSettingsText } from '#text/settings-site.ts'
import { ClosedDates } from './closed-dates.tsx'
import { DocSwitch } from './doc-fields.tsx'
import styles from './fields.module.css'
import { Group } from './group.tsx'
import { WeekHours } from './week-hours.tsx'

/** When agents receive, when the place is open, and whether the first one stops tickets. */
export function HoursSection(): ReactElement {
  const t = useText(siteSettingsText)
  return (
    <>
      <Group title={t('hours.desk')} hint={t('hours.desk.hint')}>
        <DocSwitch
          path={['site', 'hoursEnforced']}
          label={t('hours.enforced')}
          hint={t('hours.enforced.hint')}
          fallback={false}
        />
        <div className={styles['halves']}>
          <WeekHours path={['site', 'deskHours']} label={t('hours.desk')} />
          <ClosedDates path={['site', 'deskHours', 'closedDates']} />
        </div>
      </Group>
      <Group title={t('hours.library')} hint={t('hours.library.hint')}>
        <div className={styles['halves']}>
          <WeekHours path={['site', 'libraryHours']} label={t('hours.library')} />
          <ClosedDates path={['site', 'libraryHours', 'closedDates']} />
        </div>
      </Group>
    </>
  )
}
