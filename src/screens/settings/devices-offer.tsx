import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { ReactElement } from 'react'
import { useLanguage, usePorts, useText } from '#app/hooks.ts'
import type { HubTrouble, PairedDevice } from '#app/ports.ts'
import { pairingText } from '#text/pairing.ts'
import { hubSettingsText } from '#text/settings-hub.ts'
import { Button } from '#ui/button.tsx'
import { Icon } from '#ui/icon.tsx'
import { Notice } from '#ui/notice.tsx'
import { staffIcons } from '#ui/staff-icons.ts'
import { TextField } from '#ui/text-field.tsx'
import type { OpenOffer } from './devices-add.tsx'
import { QrCode } from './devices-qr.tsx'
import { exactSpan } from './devices-words.ts'
import styles from './devices.module.css'
import { useEditor } from './draft-context.ts'
import type { DeviceList } from './use-devices.ts'

export interface OfferProps {
  readonly open: OpenOffer
  readonly list: DeviceList
  readonly busy: boolean
  readonly trouble: HubTrouble | null
  readonly onAgain: () => void
  readonly onChange: () => void
  readonly onMore: () => void
}

/** A code while it is valid, and the device that came with it. */
export function Offer({ open, list, busy, trouble, onAgain, onChange, onMore }: OfferProps): ReactElement {
  const t = useText(hubSettingsText)
  const say = useText(pairingText)
  const language = useLanguage()
  const leftMs = useTimeLeft(open)
  const arrived = useArrival(open, list)
  if (arrived !== null) return <Arrived device={arrived} onMore={onMore} />
  return (
    <>
      <h4 tabIndex={-1} className={styles['heading']}>
        {t(`offer.title.${open.role}`)}
      </h4>
      {leftMs > 0 ? (
        <div className={styles['offer']}>
          <QrCode text={open.offer.link} name={t('offer.qr', { link: open.offer.link })} />
          <div className={styles['code-side']}>
            <p>{t('offer.how')}</p>
            <p className={styles['code']} translate="no" data-testid="pairing-code">
              {open.offer.code}
            </p>
            <p className={styles['quiet']} role="timer">
              {t('offer.left', { time: exactSpan(leftMs, language) })}
            </p>
            <LinkField link={open.offer.link} />
          </div>
        </div>
      ) : (
        <Notice tone="warning">{t('offer.over')}</Notice>
      )}
      <div role="status" className={styles['told']}>
        {trouble === null ? (
          leftMs > 0 && t('offer.waiting')
        ) : (
          <Notice role="presentation" tone="warning">
            {say(trouble)}
          </Notice>
        )}
      </div>
      <div className={styles['buttons']}>
        <Button variant={leftMs > 0 ? 'secondary' : 'primary'} busy={busy} onClick={onAgain}>
          {t('offer.again')}
        </Button>
        <Button variant="quiet" onClick={onChange}>
          {t('add.change')}
        </Button>
      </div>
    </>
  )
}

interface ArrivedProps {
  readonly device: PairedDevice
  readonly onMore: () => void
}

function Arrived({ device, onMore }: ArrivedProps): ReactElement {
  const t = useText(hubSettingsText)
  const say = useText(pairingText)
  const { announce } = useEditor()
  const button = useRef<HTMLButtonElement>(null)
  const name = device.name.trim() === '' ? say(`role.${device.role}`) : device.name
  const sentence = t(`offer.arrived.${device.role}`, { name })
  // Said once, when the device came; a name that changes afterwards is no arrival.
  const arrive = useEffectEvent(() => {
    announce(sentence)
    // The buttons of the code are gone: the next step takes the focus, unless somebody works elsewhere.
    if (document.activeElement === document.body) button.current?.focus()
  })
  useEffect(() => arrive(), [])
  return (
    <Notice
      role="presentation"
      action={
        <Button ref={button} onClick={onMore}>
          {t('offer.more')}
        </Button>
      }
    >
      {sentence}
    </Notice>
  )
}

function LinkField({ link }: { readonly link: string }): ReactElement {
  const t = useText(hubSettingsText)
  const { announce } = useEditor()
  const field = useRef<HTMLInputElement>(null)
  return (
    <div className={styles['link']}>
      <TextField
        ref={field}
        label={t('offer.link')}
        value={link}
        readOnly
        dir="ltr"
        translate="no"
        onChange={() => undefined}
        onFocus={(event) => event.target.select()}
      />
      <Button
        icon={<Icon paths={staffIcons.copy} />}
        onClick={() => {
          copy(link).then(
            () => announce(t('offer.copied')),
            () => {
              field.current?.focus()
              announce(t('offer.select'))
            },
          )
        }}
      >
        {t('offer.copy')}
      </Button>
    </div>
  )
}

/** Rejects where the page is no secure context: there the browser has no clipboard for it. */
async function copy(text: string): Promise<void> {
  const clipboard: Clipboard | undefined = navigator.clipboard
  if (clipboard === undefined) throw new Error('No clipboard')
  await clipboard.writeText(text)
}

/** Codes are valid for ten minutes; a clock that says more is wrong. */
const longestMs = 600_000

function useTimeLeft({ offer }: OpenOffer): number {
  // The clock of a paired device is the hub's.
  const { clock } = usePorts()
  const [now, setNow] = useState(clock.now)
  const leftMs = Math.min(longestMs, offer.expiresAt - now)
  const isOver = leftMs <= 0
  useEffect(() => {
    if (isOver) return undefined
    const timer = setInterval(() => setNow(clock.now()), 1_000)
    return () => clearInterval(timer)
  }, [isOver, clock])
  return leftMs
}

/** The device that was not there when the code was made. */
function useArrival({ role, known }: OpenOffer, { devices }: DeviceList): PairedDevice | null {
  return devices?.find((device) => !known.has(device.id) && device.role === role) ?? null
}
