import { render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'

import { Button } from '#ui/button.tsx'
import { ChoiceCard } from '#ui/choice-card.tsx'
import { ChoiceChip, ChoiceGroup } from '#ui/choice-chip.tsx'
import { Icon } from '#ui/icon.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { pictogram } from '#ui/pictograms.ts'
import { sharedIcons } from '#ui/shared-icons.ts'

test('a button is named by its words alone: drawing and shortcut stay silent', () => {
  render(
    <Button icon={<Icon paths={sharedIcons.bell} />} shortcut="N">
      Call next
    </Button>,
  )
  const button = screen.getByRole('button', { name: 'Call next' })
  expect(button.getAttribute('aria-keyshortcuts')).toBe('N')
  expect(button.getAttribute('type')).toBe('button')
})

test('further properties reach the native button', async () => {
  const press = vi.fn<() => void>()
  render(
    <Button data-testid="need" data-need="job" className="own" onClick={press}>
      Job
    </Button>,
  )
  const button = screen.getByTestId('need')
  expect(button.dataset['need']).toBe('job')
  expect(button.classList.contains('own')).toBe(true)
  await userEvent.click(button)
  expect(press).toHaveBeenCalledOnce()
})

test('a busy button keeps the focus, says so, and swallows presses', async () => {
  const press = vi.fn<() => void>()
  render(
    <Button busy onClick={press}>
      Finish
    </Button>,
  )
  await userEvent.tab()
  const button = screen.getByRole('button', { name: 'Finish', busy: true })
  expect(document.activeElement).toBe(button)
  expect(button.getAttribute('aria-disabled')).toBe('true')
  await userEvent.keyboard('{Enter}')
  expect(press).not.toHaveBeenCalled()
})

test('a busy submit button sends nothing', async () => {
  const send = vi.fn<() => void>()
  render(
    <form onSubmit={send}>
      <Button type="submit" busy>
        Save
      </Button>
    </form>,
  )
  await userEvent.click(screen.getByRole('button'))
  expect(send).not.toHaveBeenCalled()
})

test('a button of only a drawing has a name', () => {
  render(<IconButton paths={sharedIcons.x} name="Close" />)
  expect(screen.getByRole('button', { name: 'Close' })).toBeDefined()
})

test('a choice card is named by its words and hint, not by its letter', () => {
  render(
    <ChoiceCard icon={<Icon paths={pictogram('briefcase')} />} mark="C" hint="CV, letters">
      Find a job
    </ChoiceCard>,
  )
  expect(screen.getByRole('button', { name: 'Find a job CV, letters' })).toBeDefined()
})

test('a busy choice card takes no second press', async () => {
  const press = vi.fn<() => void>()
  render(
    <ChoiceCard icon={null} busy onClick={press}>
      Find a job
    </ChoiceCard>,
  )
  await userEvent.click(screen.getByRole('button', { busy: true }))
  expect(press).not.toHaveBeenCalled()
})

test('chips say whether they are pressed and which question they answer', () => {
  render(
    <ChoiceGroup legend="How did it end?">
      <ChoiceChip pressed>Answered</ChoiceChip>
      <ChoiceChip pressed={false}>Referred</ChoiceChip>
      <ChoiceChip>Other</ChoiceChip>
    </ChoiceGroup>,
  )
  expect(screen.getByRole('group', { name: 'How did it end?' })).toBeDefined()
  expect(screen.getByRole('button', { name: 'Answered', pressed: true })).toBeDefined()
  expect(screen.getByRole('button', { name: 'Referred', pressed: false })).toBeDefined()
  expect(screen.getByRole('button', { name: 'Other' }).hasAttribute('aria-pressed')).toBe(false)
})
