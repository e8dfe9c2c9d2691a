import { useState } from 'react'
import type { ReactElement } from 'react'
import { useLanguage, useMoment, usePlace, useText } from '#app/hooks.ts'
import type { DeviceRole, HubStaff } from '#app/ports.ts'
import { linkTo } from '#app/session.ts'
import { pairingText } from '#text/pairing.ts'
import { hubSettingsText } from '#text/settings-hub.ts'
import { Button } from '#ui/button.tsx'
import { useHubStanding } from '../shared/use-hub-standing.ts'
import { ConfirmDialog } from './confirm-dialog.tsx'
import { timeAgo } from './devices-words.ts'
import styles from './fields.module.css'
import { Group } from './group.tsx'

export interface OwnGroupProps {
  readonly staff: HubStaff
  readonly role: DeviceRole
  readonly go: (address: string) => void
}

/** What this device is to the hub, and the way out of it. */
export function OwnGroup({ staff, role, go }: OwnGroupProps): ReactElement {
  const t = useText(hubSettingsText)
  const roles = useText(pairingText)
  const { session } = usePlace()
  const { unsent, trouble } = useHubStanding()
  const [asked, setAsked] = useState(false)

  async function leave(): Promise<string | null> {
    try {
      if ((await staff.leave()) === 'onlyManager') return t('leave.only')
    } catch {
      return t('leave.failed')
    }
    go(`${linkTo(session, 'settings')}#devices`)
    return null
  }

  return (
    <Group title={t('own.title')}>
      <dl className={styles['facts']}>
        <dt>{t('own.role')}</dt>
        <dd>{roles(`role.${role}`)}</dd>
        <dt>{t('own.state')}</dt>
        <dd>{trouble === 'notPaired' ? t('own.cut') : <Standing />}</dd>
        <dt>{t('own.unsent')}</dt>
        <dd>{unsent === 0 ? t('own.unsent.none') : t('own.unsent.some', { count: unsent })}</dd>
      </dl>
      <div>
        <Button onClick={() => setAsked(true)}>{t('leave')}</Button>
      </div>
      <ConfirmDialog
        open={asked}
        title={t('leave.title')}
        yes={t('leave.yes')}
        onYes={leave}
        onClose={() => setAsked(false)}
      >
        <p>{t('leave.what')}</p>
        {unsent > 0 && <p className={styles['strong']}>{t('leave.unsent', { count: unsent })}</p>}
      </ConfirmDialog>
    </Group>
  )
}

function Standing(): ReactElement {
  const t = useText(hubSettingsText)
  const language = useLanguage()
  const { now } = useMoment()
  const { freshness, since } = useHubStanding()
  if (freshness === 'live') return <>{t('own.live')}</>
  return <>{since === null ? t('own.cut') : t('own.stale', { when: timeAgo(since, now, language) })}</>
}
