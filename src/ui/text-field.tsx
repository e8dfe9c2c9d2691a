import type { ComponentProps, ReactElement } from 'react'

import { Field, type FieldTexts } from './field.tsx'

type NativeProps = Omit<Readonly<ComponentProps<'input'>>, 'value' | 'onChange' | 'id' | 'className'>

export interface TextFieldProps extends NativeProps, FieldTexts {
  readonly value: string
  readonly onChange: (value: string) => void
}

/** One line of text; `type` may make it a date, a time, a colour or a password. */
export function TextField({ label, hint, error, value, onChange, ...rest }: TextFieldProps): ReactElement {
  return (
    <Field
      label={label}
      hint={hint}
      error={error}
      control={(control) => (
        <input
          type="text"
          autoComplete="off"
          {...rest}
          {...control}
          value={value}
          onChange={(event) => {
            onChange(event.target.value)
          }}
        />
      )}
    />
  )
}
