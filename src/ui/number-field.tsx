import type { ComponentProps, ReactElement } from 'react'

import { Field, type FieldTexts } from './field.tsx'

type NativeProps = Omit<Readonly<ComponentProps<'input'>>, 'value' | 'onChange' | 'id' | 'className' | 'type'>

export interface NumberFieldProps extends NativeProps, FieldTexts {
  /** `undefined` while the field is empty or holds no number. */
  readonly value: number | undefined
  readonly onChange: (value: number | undefined) => void
}

/** A number; `min`, `max` and `step` go to the native input. */
export function NumberField({ label, hint, error, value, onChange, ...rest }: NumberFieldProps): ReactElement {
  return (
    <Field
      label={label}
      hint={hint}
      error={error}
      control={(control) => (
        <input
          inputMode="numeric"
          autoComplete="off"
          {...rest}
          {...control}
          type="number"
          value={value ?? ''}
          onChange={(event) => {
            const typed = event.target.valueAsNumber
            onChange(Number.isNaN(typed) ? undefined : typed)
          }}
        />
      )}
    />
  )
}
