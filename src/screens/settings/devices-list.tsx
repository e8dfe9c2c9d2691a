import { useEffect, useRef } from 'react'
import type { ReactElement } from 'react'
import { useText } from '#app/hooks.ts'
import type { HubStaff } from '#app/ports.ts'
import { pairingText } from '#text/pairing.ts'
import { hubSettingsText } from '#text/settings-hub.ts'
import { Notice } from '#ui/notice.tsx'
import { DeviceRow } from './devices-row.tsx'
import styles from './devices.module.css'
import { Group } from './group.tsx'
import type { DeviceList } from './use-devices.ts'

export interface DeviceListGroupProps {
  readonly staff: HubStaff
  readonly list: DeviceList
}

/** Every device of the hub, this one first. */
export function DeviceListGroup({ staff, list }: DeviceListGroupProps): ReactElement {
  const t = useText(hubSettingsText)
  const say = useText(pairingText)
  const { devices, trouble } = list
  const place = useRef<HTMLUListElement>(null)
  const count = devices?.length ?? 0
  const before = useRef(count)
  // A device that was removed takes its buttons along, and the focus with them.
  useEffect(() => {
    if (count < before.current && document.activeElement === document.body) place.current?.focus()
    before.current = count
  }, [count])
  return (
    <Group title={t('list.title')}>
      <div role="status" className={styles['told']}>
        {trouble !== null && (
          <Notice role="presentation" tone="warning">
            {say(trouble)} {devices !== null && t('list.old')}
          </Notice>
        )}
      </div>
      {devices === null ? (
        trouble === null && <p className={styles['quiet']}>{t('list.loading')}</p>
      ) : devices.length === 0 ? (
        <p className={styles['quiet']}>{t('list.none')}</p>
      ) : (
        <ul ref={place} tabIndex={-1} className={styles['devices']} aria-label={t('list.title')}>
          {[...devices]
            .sort((one, other) => Number(other.own) - Number(one.own))
            .map((device) => (
              <DeviceRow key={device.id} device={device} staff={staff} list={list} />
            ))}
        </ul>
      )}
    </Group>
  )
}
