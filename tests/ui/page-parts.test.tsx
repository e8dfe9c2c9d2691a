import { render, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, test } from 'vitest'

import { Badge } from '#ui/badge.tsx'
import { Countdown } from '#ui/countdown.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { Notice } from '#ui/notice.tsx'
import { ScreenFrame } from '#ui/screen-frame.tsx'
import { Table } from '#ui/table.tsx'
import { VisuallyHidden } from '#ui/visually-hidden.tsx'

test('the skip link is the first stop and leads to the main part', async () => {
  render(
    <ScreenFrame place="Central library" skipText="Skip to content" aside={<button type="button">English</button>}>
      <h1>Welcome</h1>
    </ScreenFrame>,
  )
  await userEvent.tab()
  expect(document.activeElement).toBe(screen.getByRole('link', { name: 'Skip to content' }))
  await userEvent.keyboard('{Enter}')
  expect(document.activeElement).toBe(screen.getByRole('main'))
  expect(location.hash).toBe('')
})

test('the bar holds the place and what stands at its end', () => {
  render(
    <ScreenFrame place="Central library" skipText="Skip" aside="14:02">
      Content
    </ScreenFrame>,
  )
  const bar = within(screen.getByRole('banner'))
  expect(bar.getByText('Central library')).toBeDefined()
  expect(bar.getByText('14:02')).toBeDefined()
})

test('danger interrupts, information and warnings wait their turn', () => {
  render(
    <>
      <Notice>All is well</Notice>
      <Notice tone="warning" action={<button type="button">Again</button>}>
        Alone
      </Notice>
      <Notice tone="danger">Storage is full</Notice>
    </>,
  )
  expect(screen.getByRole('alert').textContent).toBe('Storage is full')
  expect(screen.getAllByRole('status').map((notice) => notice.textContent)).toEqual(['All is well', 'AloneAgain'])
})

test('a table names itself, its columns and its rows', () => {
  render(
    <Table
      caption="Today"
      captionHidden
      columns={[
        { key: 'name', header: 'Name', cell: (row) => row.name, rowHeader: true },
        { key: 'visits', header: 'Visits', cell: (row) => row.visits, numeric: true },
      ]}
      rows={[
        { name: 'Job', visits: 12 },
        { name: 'Training', visits: 7 },
      ]}
      rowKey={(row) => row.name}
      footer={['All', 19]}
      data-testid="today"
    />,
  )
  const table = screen.getByRole('table', { name: 'Today' })
  expect(table).toBe(screen.getByTestId('today'))
  expect(within(table).getAllByRole('columnheader')).toHaveLength(2)
  expect(within(table).getByRole('row', { name: 'Training 7' })).toBeDefined()
  expect(within(table).getByRole('rowheader', { name: 'All' })).toBeDefined()
})

test('small parts say their words and pass properties on', () => {
  render(
    <>
      <Badge tone="called" data-testid="badge">
        Called
      </Badge>
      <EmptyState data-testid="empty" action={<button type="button">Open</button>}>
        Nobody waits.
      </EmptyState>
      <VisuallyHidden data-testid="hidden">minutes</VisuallyHidden>
    </>,
  )
  expect(screen.getByTestId('badge').textContent).toBe('Called')
  expect(screen.getByTestId('empty').textContent).toBe('Nobody waits.Open')
  expect(screen.getByTestId('hidden').textContent).toBe('minutes')
})

test('the countdown is decoration', () => {
  const { container } = render(<Countdown durationMs={10_000} />)
  expect(container.firstElementChild?.getAttribute('aria-hidden')).toBe('true')
})
