import { useId, useState } from 'react'
import type { ReactElement } from 'react'
import { useText } from '#app/hooks.ts'
import type { DeviceRole, HubStaff, HubTrouble, PairingOffer } from '#app/ports.ts'
import { pairingText } from '#text/pairing.ts'
import { hubSettingsText } from '#text/settings-hub.ts'
import { Button } from '#ui/button.tsx'
import { Icon } from '#ui/icon.tsx'
import { Notice } from '#ui/notice.tsx'
import { staffIcons } from '#ui/staff-icons.ts'
import { TextField } from '#ui/text-field.tsx'
import { Offer } from './devices-offer.tsx'
import { longestName, roleIcons } from './devices-row.tsx'
import styles from './devices.module.css'
import { Group } from './group.tsx'
import type { DeviceList } from './use-devices.ts'
import { useFocusOnChange } from './use-focus-on-change.ts'

export interface AddDeviceProps {
  readonly staff: HubStaff
  readonly list: DeviceList
}

/** A code on its way to a device, and who was there before it was made. */
export interface OpenOffer {
  readonly offer: PairingOffer
  readonly role: DeviceRole
  readonly known: ReadonlySet<string>
}

/** A role, a name, and then the code: as a picture, as eight characters, as a link. */
export function AddDevice({ staff, list }: AddDeviceProps): ReactElement {
  const t = useText(hubSettingsText)
  const [role, setRole] = useState<DeviceRole>('kiosk')
  const [name, setName] = useState('')
  const [open, setOpen] = useState<OpenOffer | null>(null)
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<HubTrouble | null>(null)
  const place = useFocusOnChange(open === null)

  async function ask(): Promise<void> {
    setBusy(true)
    const known = new Set(list.devices?.map(({ id }) => id))
    const offered = await staff.offer(role, name.trim()).catch(() => ({ ok: false, error: 'unreachable' }) as const)
    setBusy(false)
    setTrouble(offered.ok ? null : offered.error)
    if (offered.ok) setOpen({ offer: offered.value, role, known })
  }

  return (
    <Group title={t('add.title')}>
      <div ref={place} className={styles['add']}>
        {open === null ? (
          <AskForm
            role={role}
            onRole={setRole}
            name={name}
            onName={setName}
            // Without the list nobody could tell which device is the new one.
            busy={busy || list.devices === null}
            trouble={trouble}
            onAsk={() => void ask()}
          />
        ) : (
          <Offer
            key={open.offer.code}
            open={open}
            list={list}
            busy={busy}
            trouble={trouble}
            onAgain={() => void ask()}
            onChange={() => setOpen(null)}
            onMore={() => {
              setName('')
              setOpen(null)
            }}
          />
        )}
      </div>
    </Group>
  )
}

const roles: readonly DeviceRole[] = ['kiosk', 'desk', 'board', 'manager']

interface AskFormProps {
  readonly role: DeviceRole
  readonly onRole: (role: DeviceRole) => void
  readonly name: string
  readonly onName: (name: string) => void
  readonly busy: boolean
  readonly trouble: HubTrouble | null
  readonly onAsk: () => void
}

function AskForm({ role, onRole, name, onName, busy, trouble, onAsk }: AskFormProps): ReactElement {
  const t = useText(hubSettingsText)
  const say = useText(pairingText)
  const id = useId()
  return (
    <form
      className={styles['add']}
      onSubmit={(event) => {
        event.preventDefault()
        if (!busy) onAsk()
      }}
    >
      <fieldset>
        <legend className={styles['legend']}>{t('add.role')}</legend>
        <div className={styles['roles']}>
          {roles.map((each) => (
            <label key={each} className={styles['role']}>
              <input
                type="radio"
                name={id}
                checked={role === each}
                aria-describedby={`${id}-${each}`}
                aria-labelledby={`${id}-${each}-name`}
                onChange={() => onRole(each)}
              />
              <Icon paths={roleIcons[each]} />
              <span>
                <span id={`${id}-${each}-name`} className={styles['name']}>
                  {say(`role.${each}`)}
                </span>
                <span id={`${id}-${each}`} className={styles['quiet']}>
                  {t(`add.${each}`)}
                </span>
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      <div className={styles['narrow']}>
        <TextField
          label={t('add.name')}
          hint={t('add.name.hint')}
          value={name}
          maxLength={longestName}
          onChange={onName}
        />
      </div>
      <div role="status" className={styles['told']}>
        {trouble !== null && (
          <Notice role="presentation" tone="warning">
            {say(trouble)}
          </Notice>
        )}
      </div>
      <div>
        <Button type="submit" variant="primary" icon={<Icon paths={staffIcons.plus} />} busy={busy}>
          {t('add.ask')}
        </Button>
      </div>
    </form>
  )
}
