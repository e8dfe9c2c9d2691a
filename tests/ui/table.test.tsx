import { act, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { Table } from '#ui/table.tsx'

afterEach(() => vi.restoreAllMocks())

const columns = [
  { key: 'day', header: 'Day', cell: (row: string) => row, rowHeader: true },
  { key: 'letters', header: 'Letters', cell: (row: string) => row.length, numeric: true },
]

test('a table that fits is no stop of the keyboard', () => {
  openTable()
  expect(screen.queryByRole('group')).toBeNull()
})

test('a table that is too wide can be scrolled from the keyboard, by its own name', async () => {
  const width = vi.spyOn(Element.prototype, 'scrollWidth', 'get').mockReturnValue(900)
  vi.spyOn(HTMLElement.prototype, 'offsetWidth', 'get').mockReturnValue(600)
  openTable()
  const place = screen.getByRole('group', { name: 'Days' })
  act(() => place.focus())
  expect(document.activeElement).toBe(place)
  width.mockReturnValue(600)
  await act(async () => fireEvent(window, new Event('resize')))
  expect(screen.queryByRole('group')).toBeNull()
})

function openTable(): void {
  render(<Table caption="Days" captionHidden columns={columns} rows={['Monday', 'Friday']} rowKey={(row) => row} />)
  expect(screen.getByRole('table', { name: 'Days' })).toBeDefined()
}
