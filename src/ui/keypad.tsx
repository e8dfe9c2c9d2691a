import { useId, type KeyboardEvent, type ReactElement, type ReactNode } from 'react'

import { Button } from './button.tsx'
import { IconButton } from './icon-button.tsx'
import styles from './keypad.module.css'
import { sharedIcons } from './shared-icons.ts'

export interface KeypadProps {
  /** Digits only. */
  readonly value: string
  readonly onChange: (value: string) => void
  readonly onSubmit: () => void
  readonly label: ReactNode
  readonly deleteName: string
  readonly submitName: string
  readonly error?: ReactNode
  readonly maxLength?: number | undefined
}

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const

/** A secret number by touch or by keyboard: the digits go into a native password field, whatever is pressed. */
export function Keypad({
  value,
  onChange,
  onSubmit,
  label,
  deleteName,
  submitName,
  error,
  maxLength = 8,
}: KeypadProps): ReactElement {
  const id = useId()
  const change = (next: string): void => {
    onChange(next.replace(/\D/g, '').slice(0, maxLength))
  }
  // Digits typed while a button holds the focus count too; the field itself already takes its own.
  const pressKey = (event: KeyboardEvent): void => {
    if (event.target instanceof HTMLInputElement || event.ctrlKey || event.metaKey || event.altKey) return
    if (/^\d$/.test(event.key)) change(value + event.key)
    if (event.key === 'Backspace') change(value.slice(0, -1))
  }
  return (
    <form
      className={styles['keypad']}
      onKeyDown={pressKey}
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit()
      }}
    >
      <label className={styles['label']} htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        className={styles['field']}
        type="password"
        // No on-screen keyboard over the keys below, and no browser that offers to remember the number.
        inputMode="none"
        autoComplete="one-time-code"
        value={value}
        aria-invalid={error === undefined ? undefined : true}
        aria-describedby={error === undefined ? undefined : `${id}-error`}
        onChange={(event) => {
          change(event.target.value)
        }}
      />
      <p id={`${id}-error`} className={styles['error']} role="alert">
        {error}
      </p>
      <div className={styles['keys']} dir="ltr">
        {digits.map((digit) => (
          <Digit key={digit} digit={digit} onPress={() => change(value + digit)} />
        ))}
        <IconButton
          className={styles['key']}
          paths={sharedIcons.backspace}
          name={deleteName}
          disabled={value === ''}
          onClick={() => {
            change(value.slice(0, -1))
          }}
        />
        <Digit digit="0" onPress={() => change(`${value}0`)} />
        <IconButton
          className={styles['key']}
          type="submit"
          variant="primary"
          paths={sharedIcons.check}
          name={submitName}
          disabled={value === ''}
        />
      </div>
    </form>
  )
}

interface DigitProps {
  readonly digit: string
  readonly onPress: () => void
}

function Digit({ digit, onPress }: DigitProps): ReactElement {
  return (
    <Button className={styles['key']} onClick={onPress}>
      {digit}
    </Button>
  )
}
