import { fireEvent, render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'

import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'

test('an open dialog is named by its title', () => {
  render(
    <Dialog
      open
      onClose={vi.fn<() => void>()}
      title="Close the day?"
      closeName="Close"
      actions={<Button>Keep open</Button>}
    >
      Two visits are still open.
    </Dialog>,
  )
  const dialog = screen.getByRole('dialog', { name: 'Close the day?' })
  expect(dialog.textContent).toContain('Two visits are still open.')
})

test('a closed dialog is not there', () => {
  render(<Dialog open={false} onClose={vi.fn<() => void>()} title="Close the day?" closeName="Close" />)
  expect(screen.queryByRole('dialog')).toBeNull()
  expect(screen.queryByText('Close the day?')).toBeNull()
})

test('the cross is last in the order of focus and closes', async () => {
  const close = vi.fn<() => void>()
  render(<Dialog open onClose={close} title="Close the day?" closeName="Close" actions={<Button>Keep open</Button>} />)
  const names = screen.getAllByRole('button').map((button) => button.getAttribute('aria-label') ?? button.textContent)
  expect(names).toEqual(['Keep open', 'Close'])
  await userEvent.click(screen.getByRole('button', { name: 'Close' }))
  expect(close).toHaveBeenCalledOnce()
})

test('Escape, which a browser reports as cancel, asks the owner to close', () => {
  const close = vi.fn<() => void>()
  render(<Dialog open onClose={close} title="Close the day?" closeName="Close" />)
  const cancel = new Event('cancel', { cancelable: true })
  fireEvent(screen.getByRole('dialog'), cancel)
  expect(cancel.defaultPrevented).toBe(true)
  expect(close).toHaveBeenCalledOnce()
})

test('a press beside the sheet closes, a press on it does not', () => {
  const close = vi.fn<() => void>()
  render(
    <Dialog open onClose={close} title="Close the day?" closeName="Close">
      <p>Words</p>
    </Dialog>,
  )
  fireEvent.click(screen.getByText('Words'))
  expect(close).not.toHaveBeenCalled()
  fireEvent.click(screen.getByRole('dialog'))
  expect(close).toHaveBeenCalledOnce()
})
