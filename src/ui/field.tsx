import { useId, type ReactElement, type ReactNode } from 'react'

import styles from './field.module.css'
import { Icon } from './icon.tsx'
import { publicIcons } from './public-icons.ts'

export interface FieldTexts {
  readonly label: ReactNode
  readonly hint?: ReactNode
  /** What is wrong with the value; its presence marks the field as invalid. */
  readonly error?: ReactNode
}

/** What the control inside a field spreads on itself, so that its label, hint and error belong to it. */
export interface FieldControl {
  readonly id: string
  readonly className: string | undefined
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': true | undefined
}

interface FieldProps extends FieldTexts {
  readonly control: (control: FieldControl) => ReactElement
}

/** Label above, control, then hint and error, tied by ids. The frame of TextField, NumberField and SelectField. */
export function Field({ label, hint, error, control }: FieldProps): ReactElement {
  const id = useId()
  const hasHint = isThere(hint)
  const hasError = isThere(error)
  const describedBy = [hasError && `${id}-error`, hasHint && `${id}-hint`].filter(Boolean).join(' ')
  return (
    <div className={styles['field']}>
      <label className={styles['label']} htmlFor={id}>
        {label}
      </label>
      {control({
        id,
        className: styles['control'],
        'aria-describedby': describedBy === '' ? undefined : describedBy,
        'aria-invalid': hasError || undefined,
      })}
      {hasHint && (
        <p id={`${id}-hint`} className={styles['hint']}>
          {hint}
        </p>
      )}
      {hasError && (
        <p id={`${id}-error`} className={styles['error']}>
          <Icon paths={publicIcons.warning} /> {error}
        </p>
      )}
    </div>
  )
}

function isThere(text: ReactNode): boolean {
  return text !== undefined && text !== null && text !== false && text !== ''
}
