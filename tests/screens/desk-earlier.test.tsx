import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { amendmentsOf } from '#domain/visits/amendments.ts'
import { axeFindings } from '../support/axe-findings.ts'
import type { RenderedScreen } from '../support/render-app.tsx'
import { button, openDesk } from './desk-opened.tsx'

/** Asks for a walk-up for a job, and says that it was earlier. */
async function openEarlier(view: RenderedScreen): Promise<HTMLElement> {
  await view.user.click(button('Walk-up C: Find a job'))
  await view.user.click(button('It was earlier'))
  return screen.findByTestId('earlier-visit')
}

test('[V11] a forgotten walk-up is noted at the desk with its day and hours, said, and undone there', async () => {
  const view = await openDesk()
  const panel = within(await openEarlier(view))
  await waitFor(() => expect(document.activeElement).toBe(panel.getByLabelText('Which day?')))
  fireEvent.change(panel.getByLabelText('Which day?'), { target: { value: '2026-11-20' } })
  expect(panel.getByLabelText('Need')).toHaveProperty('value', 'job')
  await view.user.selectOptions(panel.getByLabelText('Time'), '16:00 – 18:00')
  await view.user.selectOptions(panel.getByLabelText('Outcome'), 'resources')
  await view.user.click(panel.getByRole('button', { name: 'Save' }))
  await waitFor(() =>
    expect(screen.getByTestId('saying').textContent).toContain(
      'Visit added to Friday, 20 November 2026, 16:00 – 18:00',
    ),
  )
  expect(screen.queryByTestId('earlier-visit')).toBeNull()
  expect(said(view)).toMatchObject([
    { type: 'VisitBackDated', desk: 2, day: '2026-11-20', band: 8, need: 'job', details: { outcome: 'resources' } },
  ])
  await view.user.click(button('Undo: walk-up noted afterwards'))
  await waitFor(() => expect(said(view)).toEqual([]))
})

test('leaving it notes nothing, from a field too, and the keys of the desk rest while somebody types', async () => {
  const view = await openDesk()
  const panel = within(await openEarlier(view))
  panel.getByLabelText('Outcome').focus()
  await view.user.keyboard('1n')
  expect(screen.queryByTestId('current-label')).toBeNull()
  await view.user.keyboard('{Escape}')
  expect(screen.queryByTestId('earlier-visit')).toBeNull()
  await openEarlier(view)
  await view.user.click(button(/^Note nothing/))
  expect(screen.queryByTestId('earlier-visit')).toBeNull()
  expect(said(view)).toEqual([])
})

test('a digit there is no outcome of a walk-up of now', async () => {
  const view = await openDesk()
  const panel = within(await openEarlier(view))
  panel.getByRole('button', { name: 'Save' }).focus()
  await view.user.keyboard('1')
  expect(view.app.store.getState().replay.site.walkUps.size).toBe(0)
  expect(screen.getByTestId('earlier-visit')).toBeDefined()
})

test('a day that has not come is told so, and nothing is noted', async () => {
  const view = await openDesk()
  const panel = within(await openEarlier(view))
  fireEvent.change(panel.getByLabelText('Which day?'), { target: { value: '2026-11-24' } })
  expect(panel.getByText('That day has not come yet.')).toBeDefined()
  await view.user.click(panel.getByRole('button', { name: 'Save' }))
  await waitFor(() => expect(document.activeElement).toBe(panel.getByLabelText('Which day?')))
  expect(said(view)).toEqual([])
})

test('axe finds nothing', async () => {
  const view = await openDesk()
  await openEarlier(view)
  expect(await axeFindings(view.container)).toEqual([])
})

function said(view: RenderedScreen) {
  return amendmentsOf(view.app.store.getState().replay.site).map(({ event }) => event)
}
