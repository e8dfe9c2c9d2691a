import type { ReactElement } from 'react'
import { usePlace, useText } from '#app/hooks.ts'
import type { HubStaff } from '#app/ports.ts'
import { hubSettingsText } from '#text/settings-hub.ts'
import { Notice } from '#ui/notice.tsx'
import { openAnew } from '../shared/use-pairing.ts'
import { useHubStanding } from '../shared/use-hub-standing.ts'
import { AddDevice } from './devices-add.tsx'
import { AloneWithHub, JoinGroup, LonePast, NoHub } from './devices-joining.tsx'
import { DeviceListGroup } from './devices-list.tsx'
import { MoveGroup } from './devices-move.tsx'
import { OwnGroup } from './devices-own.tsx'
import styles from './fields.module.css'
import { useDevices } from './use-devices.ts'
import { useHubStaff } from './use-hub-staff.ts'

export interface DevicesSectionProps {
  /** Leads the window to an address, loading it anew: a test has no other page to load. */
  readonly go?: (address: string) => void
}

/** The devices that share one queue: joining them, watching over them, bringing in what was gathered before. */
export function DevicesSection({ go = openAnew }: DevicesSectionProps): ReactElement {
  const t = useText(hubSettingsText)
  const { session } = usePlace()
  const { role, trouble } = useHubStanding()
  const staff = useHubStaff()
  if (session.demo) return <Notice>{t('demo')}</Notice>
  if (staff === undefined) return <p className={styles['hint']}>{t('looking')}</p>
  if (staff === null) return <NoHub />
  if (role === null) return <AloneWithHub staff={staff} go={go} />
  return (
    <>
      {trouble === 'notPaired' && <JoinGroup title={t('join.again')} go={go} />}
      {role === 'manager' && trouble !== 'notPaired' && <ManagersGroups staff={staff} />}
      <OwnGroup staff={staff} role={role} go={go} />
      {role !== 'manager' && <LonePast staff={staff} sentence="past.other" />}
    </>
  )
}

function ManagersGroups({ staff }: { readonly staff: HubStaff }): ReactElement {
  const list = useDevices(staff)
  return (
    <>
      <DeviceListGroup staff={staff} list={list} />
      <AddDevice staff={staff} list={list} />
      <MoveGroup staff={staff} />
    </>
  )
}
