import { useMemo } from 'react'
import type { ReactElement } from 'react'
import { useText } from '#app/hooks.ts'
import { siteSettingsText } from '#text/settings-site.ts'
import { DesksGroup } from './desks-group.tsx'
import { DocNumber, DocSelect, DocText, WordsFields } from './doc-fields.tsx'
import styles from './fields.module.css'
import { Group } from './group.tsx'
import { LanguagesGroup } from './languages-group.tsx'

/** The place itself: its name, its time, its languages, its desks, and how it waits. */
export function SiteSection(): ReactElement {
  const t = useText(siteSettingsText)
  const zones = useMemo(() => Intl.supportedValuesOf('timeZone').map((zone) => ({ value: zone, text: zone })), [])
  return (
    <>
      <Group title={t('identity.title')}>
        <WordsFields path={['site', 'name']} legend={t('identity.name')} />
        <div className={styles['pair']}>
          <DocText path={['site', 'id']} label={t('identity.id')} hint={t('identity.id.hint')} />
          <DocSelect
            path={['site', 'timezone']}
            label={t('identity.timezone')}
            hint={t('identity.timezone.hint')}
            options={zones}
          />
        </div>
      </Group>
      <LanguagesGroup />
      <DesksGroup />
      <Group title={t('queue.title')}>
        <div className={styles['pair']}>
          <DocNumber
            path={['queue', 'targetWaitMinutes']}
            label={t('queue.targetWaitMinutes')}
            hint={t('queue.targetWaitMinutes.hint')}
            fallback={10}
          />
          <DocNumber
            path={['queue', 'targetServiceLevel']}
            label={t('queue.targetServiceLevel')}
            fallback={0.8}
            step={0.01}
          />
          <DocNumber path={['queue', 'callTimeoutMinutes']} label={t('queue.callTimeoutMinutes')} fallback={4} />
          <DocNumber path={['queue', 'defaultServiceMinutes']} label={t('queue.defaultServiceMinutes')} fallback={15} />
          <DocNumber path={['queue', 'announce', 'patienceMinutes']} label={t('queue.patienceMinutes')} fallback={30} />
        </div>
      </Group>
    </>
  )
}
