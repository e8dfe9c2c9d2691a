import { render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { useState, type ReactElement } from 'react'
import { expect, test, vi } from 'vitest'

import { NumberField } from '#ui/number-field.tsx'
import { SelectField } from '#ui/select-field.tsx'
import { Switch } from '#ui/switch.tsx'
import { TextField } from '#ui/text-field.tsx'

const nothing = (): void => undefined

test('a text field is named by its label and described by its error, then its hint', () => {
  render(<TextField label="Letter" hint="From A to Z" error="One letter only" value="CC" onChange={nothing} />)
  const field = screen.getByRole('textbox', { name: 'Letter' })
  expect(descriptionOf(field)).toBe('One letter only From A to Z')
  expect(field.getAttribute('aria-invalid')).toBe('true')
})

test('a field without hint and error is described by nothing', () => {
  render(<TextField label="Letter" value="C" error="" onChange={nothing} />)
  const field = screen.getByRole('textbox', { name: 'Letter' })
  expect(field.hasAttribute('aria-describedby')).toBe(false)
  expect(field.hasAttribute('aria-invalid')).toBe(false)
})

test('a text field hands over what was typed, and native properties reach the input', async () => {
  const change = vi.fn<(value: string) => void>()
  render(<TextField label="Name" value="Jo" maxLength={8} data-testid="name" onChange={change} />)
  await userEvent.type(screen.getByTestId('name'), 'b')
  expect(change).toHaveBeenCalledWith('Job')
  expect(screen.getByTestId('name').getAttribute('maxlength')).toBe('8')
})

test('a number field hands over numbers, and undefined when it is emptied', async () => {
  const seen: (number | undefined)[] = []
  render(<Seats onSeen={(value) => seen.push(value)} />)
  const field = screen.getByRole('spinbutton', { name: 'Desks' })
  expect(descriptionOf(field)).toBe('1 to 12')
  await userEvent.clear(field)
  await userEvent.type(field, '12')
  expect(seen).toEqual([undefined, 1, 12])
})

test('a select field hands over one of its own values', async () => {
  const change = vi.fn<(value: 'light' | 'dark') => void>()
  render(
    <SelectField
      label="Theme"
      value="light"
      options={[
        { value: 'light', text: 'Light' },
        { value: 'dark', text: 'Dark' },
      ]}
      onChange={change}
    />,
  )
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Theme' }), 'Dark')
  expect(change).toHaveBeenCalledWith('dark')
})

test('a switch is a switch, with its hint, for pointer and keyboard', async () => {
  const change = vi.fn<(checked: boolean) => void>()
  render(<Switch label="Speak" hint="Reads calls aloud" checked={false} onChange={change} />)
  const control = screen.getByRole('switch', { name: 'Speak', checked: false })
  expect(descriptionOf(control)).toBe('Reads calls aloud')
  await userEvent.click(screen.getByText('Speak'))
  await userEvent.keyboard(' ')
  expect(change.mock.calls).toEqual([[true], [true]])
})

function Seats({ onSeen }: { readonly onSeen: (value: number | undefined) => void }): ReactElement {
  const [seats, setSeats] = useState<number | undefined>(3)
  const change = (value: number | undefined): void => {
    onSeen(value)
    setSeats(value)
  }
  return <NumberField label="Desks" hint="1 to 12" value={seats} onChange={change} />
}

function descriptionOf(element: HTMLElement): string {
  const ids = (element.getAttribute('aria-describedby') ?? '').split(' ')
  return ids.map((id) => document.querySelector(`[id="${id}"]`)?.textContent.trim()).join(' ')
}
