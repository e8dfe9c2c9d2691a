import { render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { useState, type ReactElement } from 'react'
import { expect, test, vi } from 'vitest'

import { Keypad } from '#ui/keypad.tsx'

test('digits go in by touch and the last one comes out again', async () => {
  render(<Pin onSubmit={vi.fn<() => void>()} />)
  for (const digit of ['1', '2', '0']) await userEvent.click(screen.getByRole('button', { name: digit }))
  await userEvent.click(screen.getByRole('button', { name: 'Delete' }))
  expect(field().value).toBe('12')
})

test('a keyboard works in the field and while a key holds the focus', async () => {
  const submit = vi.fn<(pin: string) => void>()
  render(<Pin onSubmit={submit} />)
  await userEvent.type(field(), '4a2')
  await userEvent.click(screen.getByRole('button', { name: '7' }))
  await userEvent.keyboard('8{Backspace}9')
  expect(field().value).toBe('4279')
  await userEvent.type(field(), '{Enter}')
  expect(submit).toHaveBeenCalledWith('4279')
})

test('more digits than fit are left out', async () => {
  render(<Pin onSubmit={vi.fn<() => void>()} />)
  await userEvent.type(field(), '123456')
  expect(field().value).toBe('1234')
})

test('an empty number can be neither deleted nor sent', () => {
  render(<Pin onSubmit={vi.fn<() => void>()} />)
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Delete' }).disabled).toBe(true)
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Open' }).disabled).toBe(true)
})

test('an error is announced and belongs to the field', () => {
  render(<Pin onSubmit={vi.fn<() => void>()} error="Not this one" />)
  expect(screen.getByRole('alert').textContent).toBe('Not this one')
  expect(field().getAttribute('aria-describedby')).toBe(screen.getByRole('alert').id)
  expect(field().getAttribute('aria-invalid')).toBe('true')
})

interface PinProps {
  readonly onSubmit: (pin: string) => void
  readonly error?: string
}

function Pin({ onSubmit, error }: PinProps): ReactElement {
  const [pin, setPin] = useState('')
  return (
    <Keypad
      label="Staff code"
      value={pin}
      onChange={setPin}
      onSubmit={() => {
        onSubmit(pin)
      }}
      deleteName="Delete"
      submitName="Open"
      error={error}
      maxLength={4}
    />
  )
}

function field(): HTMLInputElement {
  return screen.getByLabelText<HTMLInputElement>('Staff code')
}
