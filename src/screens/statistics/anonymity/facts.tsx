import { useId } from 'react'
import type { ReactElement } from 'react'
import { useSettings } from '#app/hooks.ts'
import { useHubStanding } from '../../shared/use-hub-standing.ts'
import styles from './anonymity-section.module.css'
import { useAnonymityWords } from './use-anonymity-words.ts'

/** What is noted, what is forgotten and when, what protects the files: with the numbers of this site. */
export function Facts(): ReactElement {
  const { t, band, audience } = useAnonymityWords()
  const { role } = useHubStanding()
  const { retentionHours, protection, minRecordsForDuration, minRecordsForPercentile } = useSettings()
  return (
    <div className={styles['facts']}>
      <Part title={t('collected.title')}>
        {t('collected.never')}
        {t('collected.kiosk')}
        {t('collected.desk')}
        {audience === '' ? t('collected.noAudience') : t('collected.audience', { fields: audience })}
      </Part>
      <Part title={t('forgotten.title')}>
        {t('forgotten.day')}
        {t('forgotten.night', { count: retentionHours, where: t(role === null ? 'forgotten.here' : 'forgotten.hub') })}
        {t('forgotten.kept', { band, answers: audience === '' ? '' : t('forgotten.answers') })}
        {t('forgotten.house')}
      </Part>
      <Part title={t('files.title')}>
        {t('files.small', {
          internal: protection.internal.threshold - 1,
          public: protection.public.threshold - 1,
        })}
        {t('files.group')}
        {t('files.companions')}
        {t('files.audit', { internalWidth: protection.internal.width, publicWidth: protection.public.width })}
        {t('files.ledger')}
        {t('files.grain', { mean: minRecordsForDuration, median: minRecordsForPercentile })}
      </Part>
    </div>
  )
}

function Part({ title, children }: { readonly title: string; readonly children: readonly string[] }): ReactElement {
  const id = useId()
  return (
    <section aria-labelledby={id} className={styles['part']}>
      <h3 id={id}>{title}</h3>
      <ul>
        {children.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </section>
  )
}
