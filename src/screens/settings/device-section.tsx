import { useSyncExternalStore } from 'react'
import type { ReactElement } from 'react'
import { useDevice, usePorts, useSettings, useText } from '#app/hooks.ts'
import { formatLabel } from '#domain/queue/numbering.ts'
import { clearLetters } from '#domain/settings.ts'
import type { Series } from '#domain/ids.ts'
import { deviceSettingsText } from '#text/settings-device.ts'
import { SelectField } from '#ui/select-field.tsx'
import styles from './fields.module.css'
import { Group } from './group.tsx'
import { LookGroup } from './look-group.tsx'
import { PinGroup } from './pin-group.tsx'
import { SizeGroup } from './size-group.tsx'
import { StorageGroup } from './storage-group.tsx'

/** What belongs to this device and stays on it. */
export function DeviceSection(): ReactElement {
  return (
    <>
      <StorageGroup />
      <SeriesGroup />
      <PinGroup />
      <LookGroup />
      <SizeGroup />
      <VersionGroup />
    </>
  )
}

function SeriesGroup(): ReactElement {
  const t = useText(deviceSettingsText)
  const { device } = usePorts()
  const { series } = useDevice()
  const letter = useSettings().needs[0]?.letter ?? 'A'
  const labels = (of: string): string => [1, 2, 3].map((num) => formatLabel(letter, of as Series, num)).join(', ')
  return (
    <Group title={t('series.title')} hint={t('series.hint')}>
      <SelectField
        label={t('series.label')}
        value={series}
        options={[
          { value: '', text: t('series.main', { labels: labels('') }) },
          ...[...clearLetters].map((value) => ({
            value,
            text: t('series.letter', { letter: value, labels: labels(value) }),
          })),
        ]}
        onChange={(chosen) => device.set({ series: chosen })}
      />
    </Group>
  )
}

function VersionGroup(): ReactElement {
  const t = useText(deviceSettingsText)
  const { updates, version } = usePorts()
  const state = useSyncExternalStore(updates.watch, updates.state)
  return (
    <Group title={t('version.title')}>
      <dl className={styles['facts']}>
        <dt>{t('version.label')}</dt>
        <dd>{version}</dd>
        <dt>{t('version.state')}</dt>
        <dd>
          <span role="status">{t(`version.${state}`)}</span>
        </dd>
      </dl>
    </Group>
  )
}
