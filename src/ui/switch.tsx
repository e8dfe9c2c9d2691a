import { useId, type ComponentProps, type ReactElement } from 'react'

import type { FieldTexts } from './field.tsx'
import styles from './switch.module.css'

type NativeProps = Omit<
  Readonly<ComponentProps<'input'>>,
  'checked' | 'onChange' | 'id' | 'className' | 'type' | 'role' | 'value'
>

export interface SwitchProps extends NativeProps, Omit<FieldTexts, 'error'> {
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
}

/** On or off, at once: a native checkbox that calls itself a switch. */
export function Switch({ label, hint, checked, onChange, ...rest }: SwitchProps): ReactElement {
  const id = useId()
  return (
    <div className={styles['row']}>
      <input
        {...rest}
        id={id}
        className={styles['switch']}
        type="checkbox"
        role="switch"
        checked={checked}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => {
          onChange(event.target.checked)
        }}
      />
      <label className={styles['label']} htmlFor={id}>
        {label}
      </label>
      {hint === undefined ? null : (
        <p id={`${id}-hint`} className={styles['hint']}>
          {hint}
        </p>
      )}
    </div>
  )
}
