import { render, screen } from '@testing-library/react'
import { expect, test } from 'vitest'

import { Label } from '#ui/label.tsx'
import { TicketCard } from '#ui/ticket-card.tsx'

test.each(['C07', 'CB01', 'A100', '12', 'É'])('the text of the label %s stays exactly that', (label) => {
  render(<Label label={label} data-testid="label" />)
  expect(screen.getByTestId('label').textContent).toBe(label)
})

test('letters and digits are two pieces, so that they can stand apart', () => {
  render(<Label label="CB01" data-testid="label" />)
  const pieces = Array.from(screen.getByTestId('label').children, (piece) => piece.textContent)
  expect(pieces).toEqual(['CB', '01'])
})

test('a label is neither translated nor turned round', () => {
  render(<Label label="C07" data-testid="label" />)
  const label = screen.getByTestId('label')
  expect(label.tagName).toBe('BDI')
  expect(label.getAttribute('translate')).toBe('no')
  expect(label.getAttribute('dir')).toBe('ltr')
})

test('a ticket shows its body and its stub', () => {
  render(
    <TicketCard data-testid="ticket" stub="3 before you">
      <Label label="C07" size="hero" />
    </TicketCard>,
  )
  expect(screen.getByTestId('ticket').textContent).toBe('C073 before you')
})
