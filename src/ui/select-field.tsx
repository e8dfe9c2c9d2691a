import type { ComponentProps, ReactElement } from 'react'

import { Field, type FieldTexts } from './field.tsx'

type NativeProps = Omit<Readonly<ComponentProps<'select'>>, 'value' | 'onChange' | 'id' | 'className' | 'children'>

export interface SelectOption<Value extends string> {
  readonly value: Value
  readonly text: string
  readonly disabled?: boolean | undefined
}

export interface SelectFieldProps<Value extends string> extends NativeProps, FieldTexts {
  readonly value: Value
  readonly options: readonly SelectOption<Value>[]
  readonly onChange: (value: Value) => void
}

/** One of a few values, in a native list. */
export function SelectField<Value extends string>({
  label,
  hint,
  error,
  value,
  options,
  onChange,
  ...rest
}: SelectFieldProps<Value>): ReactElement {
  const choose = (chosen: string): void => {
    const option = options.find((candidate) => candidate.value === chosen)
    if (option !== undefined) onChange(option.value)
  }
  return (
    <Field
      label={label}
      hint={hint}
      error={error}
      control={(control) => (
        <select
          {...rest}
          {...control}
          value={value}
          onChange={(event) => {
            choose(event.target.value)
          }}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value} disabled={option.disabled}>
              {option.text}
            </option>
          ))}
        </select>
      )}
    />
  )
}
