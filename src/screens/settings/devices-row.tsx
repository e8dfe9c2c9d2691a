import { useState } from 'react'
import type { ReactElement } from 'react'
import { useLanguage, usePorts, useText } from '#app/hooks.ts'
import type { DeviceRole, HubStaff, PairedDevice } from '#app/ports.ts'
import { pairingText } from '#text/pairing.ts'
import { hubSettingsText } from '#text/settings-hub.ts'
import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { Icon } from '#ui/icon.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import type { IconPaths } from '#ui/icon-paths.ts'
import { sharedIcons } from '#ui/shared-icons.ts'
import { staffIcons } from '#ui/staff-icons.ts'
import { TextField } from '#ui/text-field.tsx'
import { ConfirmDialog } from './confirm-dialog.tsx'
import { clockFault, roughSpan, timeAgo } from './devices-words.ts'
import styles from './devices.module.css'
import { useEditor } from './draft-context.ts'
import type { DeviceList } from './use-devices.ts'
import { useFocusOnChange } from './use-focus-on-change.ts'

export const roleIcons: Readonly<Record<DeviceRole, IconPaths>> = {
  kiosk: sharedIcons.ticket,
  board: staffIcons.megaphone,
  desk: staffIcons.desktop,
  manager: staffIcons.gear,
}

/** A hub keeps 60 characters of a name. */
export const longestName = 60

export interface DeviceRowProps {
  readonly device: PairedDevice
  readonly staff: HubStaff
  readonly list: DeviceList
}

/** One device: what it is, how it is, and what can be done with it. */
export function DeviceRow({ device, staff, list }: DeviceRowProps): ReactElement {
  const t = useText(hubSettingsText)
  const [renaming, setRenaming] = useState(false)
  const [asked, setAsked] = useState(false)
  const place = useFocusOnChange(renaming)
  const name = useNameOf(device)
  return (
    <li className={styles['device']} data-testid="device" data-device={device.id}>
      <span className={styles['drawing']}>
        <Icon paths={roleIcons[device.role]} />
      </span>
      <div className={styles['about']} ref={place}>
        {renaming ? (
          <RenameForm device={device} staff={staff} list={list} onEnd={() => setRenaming(false)} />
        ) : (
          <div className={styles['head']}>
            <p className={styles['name']}>{name}</p>
            {device.own && <Badge>{t('device.own')}</Badge>}
            <span className={styles['acts']}>
              <IconButton
                paths={staffIcons.pencilSimple}
                name={t('rename', { name })}
                onClick={() => setRenaming(true)}
              />
              {!device.own && (
                <IconButton paths={staffIcons.trash} name={t('revoke', { name })} onClick={() => setAsked(true)} />
              )}
            </span>
          </div>
        )}
        <Facts device={device} />
        <Faults device={device} />
      </div>
      <RevokeDialog open={asked} onClose={() => setAsked(false)} device={device} staff={staff} list={list} />
    </li>
  )
}

/** A device that nobody has named is called by its role. */
function useNameOf(device: PairedDevice): string {
  const roles = useText(pairingText)
  return device.name.trim() === '' ? roles(`role.${device.role}`) : device.name
}

function Facts({ device }: { readonly device: PairedDevice }): ReactElement {
  const t = useText(hubSettingsText)
  const roles = useText(pairingText)
  const { clock } = usePorts()
  const language = useLanguage()
  const { lastSeenAt } = device
  // The clock of a paired device is the hub's.
  const now = clock.now()
  const seen = device.connected
    ? t('device.connected')
    : lastSeenAt === null
      ? t('device.never')
      : now - lastSeenAt < 60_000
        ? t('device.now')
        : t('device.seen', { when: timeAgo(lastSeenAt, now, language) })
  return (
    <p className={styles['facts']}>
      <span className={styles['presence']} data-connected={device.connected}>
        {seen}
      </span>
      {device.name.trim() !== '' && <span>{roles(`role.${device.role}`)}</span>}
      {device.app !== '' && <span>{t('device.version', { version: device.app })}</span>}
      {isStorage(device.storage) && !isFull(device.storage) && <span>{t(`storage.${device.storage}`)}</span>}
    </p>
  )
}

/** What somebody ought to look at, each with a sign of its own beside the words. */
function Faults({ device }: { readonly device: PairedDevice }): ReactElement | null {
  const t = useText(hubSettingsText)
  const language = useLanguage()
  const fault = clockFault(device)
  const told = [
    ...(fault === null ? [] : [t(`device.${fault}`, { time: roughSpan(device.clockOffsetMs ?? 0, language) })]),
    ...(isFull(device.storage) ? [t(`storage.${device.storage}`)] : []),
  ]
  if (told.length === 0 && device.unsent === 0) return null
  return (
    <p className={styles['faults']}>
      {told.map((sentence) => (
        <Badge key={sentence} tone="danger">
          <Icon paths={sharedIcons.warning} />
          {sentence}
        </Badge>
      ))}
      {device.unsent > 0 && (
        <Badge>
          <Icon paths={staffIcons.uploadSimple} />
          {t('device.unsent', { count: device.unsent })}
        </Badge>
      )}
    </p>
  )
}

interface RenameFormProps extends DeviceRowProps {
  readonly onEnd: () => void
}

function RenameForm({ device, staff, list, onEnd }: RenameFormProps): ReactElement {
  const t = useText(hubSettingsText)
  const say = useText(pairingText)
  const { announce } = useEditor()
  const [name, setName] = useState(device.name)
  const [error, setError] = useState<string>()
  const [busy, setBusy] = useState(false)

  async function save(): Promise<void> {
    const wanted = name.trim()
    if (wanted === '') {
      setError(t('rename.empty'))
      return
    }
    setBusy(true)
    const renamed = await staff.rename(device.id, wanted).catch(() => ({ ok: false, error: 'unreachable' }) as const)
    if (renamed.ok) {
      await list.look()
      announce(t('rename.done', { name: wanted }))
      onEnd()
      return
    }
    setBusy(false)
    setError(say(renamed.error))
  }

  return (
    <form
      className={styles['rename']}
      onSubmit={(event) => {
        event.preventDefault()
        if (!busy) void save()
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onEnd()
      }}
    >
      <TextField label={t('rename.label')} value={name} error={error} maxLength={longestName} onChange={setName} />
      <div className={styles['buttons']}>
        <Button type="submit" variant="primary" busy={busy}>
          {t('rename.save')}
        </Button>
        <Button onClick={onEnd}>{t('cancel')}</Button>
      </div>
    </form>
  )
}

interface RevokeDialogProps extends DeviceRowProps {
  readonly open: boolean
  readonly onClose: () => void
}

function RevokeDialog({ open, onClose, device, staff, list }: RevokeDialogProps): ReactElement {
  const t = useText(hubSettingsText)
  const say = useText(pairingText)
  const { announce } = useEditor()
  const name = useNameOf(device)

  async function revoke(): Promise<string | null> {
    const revoked = await staff.revoke(device.id).catch(() => ({ ok: false, error: 'unreachable' }) as const)
    if (!revoked.ok) return say(revoked.error)
    announce(t('revoke.done', { name }))
    await list.look()
    return null
  }

  return (
    <ConfirmDialog
      open={open}
      title={t('revoke.title', { name })}
      yes={t('revoke.yes')}
      onYes={revoke}
      onClose={onClose}
    >
      <p>{t('revoke.what')}</p>
      {device.unsent > 0 && <p>{t('revoke.unsent', { count: device.unsent })}</p>}
    </ConfirmDialog>
  )
}

type KnownStorage = 'persistent' | 'bestEffort' | 'full' | 'memory' | 'unknown'

/** A device of a newer version may say what this one has no words for: then nothing is said. */
function isStorage(storage: string): storage is KnownStorage {
  return ['persistent', 'bestEffort', 'full', 'memory', 'unknown'].includes(storage)
}

function isFull(storage: string): storage is 'full' | 'memory' {
  return storage === 'full' || storage === 'memory'
}
