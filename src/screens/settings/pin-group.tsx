import { useState } from 'react'
import type { ReactElement } from 'react'
import { useDevice, useText } from '#app/hooks.ts'
import { deviceSettingsText } from '#text/settings-device.ts'
import { Button } from '#ui/button.tsx'
import { Notice } from '#ui/notice.tsx'
import { TextField } from '#ui/text-field.tsx'
import { useEditor } from './draft-context.ts'
import styles from './fields.module.css'
import { Group } from './group.tsx'
import { useFocusOnChange } from './use-focus-on-change.ts'
import { useSetPin } from './use-set-pin.ts'
import type { PinProblem } from './use-set-pin.ts'

type Doing = 'put' | 'change' | 'remove'

/** The PIN of the staff screens on this device: set, changed, removed. */
export function PinGroup(): ReactElement {
  const t = useText(deviceSettingsText)
  const { announce } = useEditor()
  const { pin } = useDevice()
  const [doing, setDoing] = useState<Doing | null>(null)
  const place = useFocusOnChange(doing)
  const choices: readonly Doing[] = pin === null ? ['put'] : ['change', 'remove']
  return (
    <Group title={t('pin.title')} hint={t(pin === null ? 'pin.none' : 'pin.set')}>
      <div ref={place}>
        {doing === null ? (
          <div className={styles['actions']}>
            {choices.map((choice) => (
              <Button key={choice} onClick={() => setDoing(choice)}>
                {t(`pin.${choice}`)}
              </Button>
            ))}
          </div>
        ) : (
          <PinForm
            doing={doing}
            onEnd={(done) => {
              if (done) announce(t(`pin.done.${doing}`))
              setDoing(null)
            }}
          />
        )}
      </div>
    </Group>
  )
}

interface PinFormProps {
  readonly doing: Doing
  readonly onEnd: (done: boolean) => void
}

function PinForm({ doing, onEnd }: PinFormProps): ReactElement {
  const t = useText(deviceSettingsText)
  const setPin = useSetPin()
  const [current, setCurrent] = useState('')
  const [wanted, setWanted] = useState('')
  const [again, setAgain] = useState('')
  const [problem, setProblem] = useState<PinProblem | null>(null)
  const submit = async (): Promise<void> => {
    const found = await setPin(doing === 'put' ? null : current, doing === 'remove' ? null : { pin: wanted, again })
    setProblem(found)
    if (found === null) onEnd(true)
  }
  return (
    <form
      className={styles['narrow']}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      {doing !== 'put' && (
        <PinField
          label={t('pin.current')}
          value={current}
          onChange={setCurrent}
          error={problem === 'wrong' ? t('pin.wrong') : undefined}
        />
      )}
      {doing !== 'remove' && (
        <>
          <PinField
            label={t('pin.new')}
            hint={t('pin.new.hint')}
            value={wanted}
            onChange={setWanted}
            error={problem === 'badForm' ? t('pin.badForm') : undefined}
          />
          <PinField
            label={t('pin.again')}
            value={again}
            onChange={setAgain}
            error={problem === 'different' ? t('pin.different') : undefined}
          />
        </>
      )}
      <div aria-live="polite">{problem === 'impossible' && <Notice tone="warning">{t('pin.impossible')}</Notice>}</div>
      <div className={styles['actions']}>
        <Button type="submit" variant={doing === 'remove' ? 'danger' : 'primary'}>
          {t(`pin.${doing}`)}
        </Button>
        <Button onClick={() => onEnd(false)}>{t('pin.cancel')}</Button>
      </div>
    </form>
  )
}

interface PinFieldProps {
  readonly label: string
  readonly hint?: string
  readonly error: string | undefined
  readonly value: string
  readonly onChange: (value: string) => void
}

function PinField({ onChange, ...rest }: PinFieldProps): ReactElement {
  return (
    <TextField
      {...rest}
      type="password"
      inputMode="numeric"
      autoComplete="off"
      maxLength={8}
      onChange={(typed) => onChange(typed.replace(/\D/g, ''))}
    />
  )
}
