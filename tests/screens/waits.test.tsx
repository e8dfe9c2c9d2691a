import { fireEvent, screen, waitFor } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import type { DeskNumber, NeedId } from '#domain/ids.ts'
import { mainSeries } from '#domain/queue/numbering.ts'
import { KioskScreen } from '#screens/kiosk/kiosk-screen.tsx'
import { storeWithPast } from '../support/known-waits.ts'
import { renderScreen } from '../support/render-app.tsx'
import type { Before, RenderOptions } from '../support/render-app.tsx'
import { calledNext, issued, openDesk } from './desk-opened.tsx'

const patiently = { timeout: 15_000 }

/** Desk 2 is at work; as many wait. */
function line(waiting: number): Before {
  return [
    issued('13:50', 'job'),
    calledNext('13:55'),
    ...Array.from({ length: waiting }, (_, place) => issued(`13:${56 + place}`, 'job')),
  ]
}

function known(before: Before, more: RenderOptions = {}): RenderOptions {
  return { before, ports: { store: storeWithPast() }, ...more }
}

describe('the start screen of a kiosk', () => {
  test('[S60] says how long the wait is now, as a range, in the visitor’s language', async () => {
    const { user } = await renderScreen(<KioskScreen />, known(line(2)))
    expect((await screen.findByText(/^Attente/, undefined, patiently)).textContent).toMatch(
      /^Attente\s: environ \d*[05] à \d*[05]\sminutes$/,
    )
    await user.click(screen.getByRole('button', { name: 'English' }))
    expect((await screen.findByText(/^Wait:/, undefined, patiently)).textContent).toMatch(
      /^Wait: about \d*[05] to \d*[05] minutes$/,
    )
  })

  test('[S60] says “up to” where it may also be at once, and “less than” where a desk is free', async () => {
    const { perform, ticketId } = await renderScreen(<KioskScreen />, known(line(0)))
    expect(await screen.findByText(/^Attente\s: jusqu’à 25\sminutes environ$/, undefined, patiently)).toBeTruthy()
    const desk = 2 as DeskNumber
    await perform({ type: 'FinishVisit', ticketId: ticketId('C01'), desk, details: null })
    expect(await screen.findByText(/^Attente\s: moins de 5\sminutes$/, undefined, patiently)).toBeTruthy()
  })

  test('[S59] where the needs’ waits differ it reaches from the shortest to the longest', async () => {
    await renderScreen(
      <KioskScreen />,
      known(
        [
          issued('13:50', 'job'),
          issued('13:50', 'train'),
          calledNext('13:51', 1 as DeskNumber),
          calledNext('13:51'),
          ...Array.from({ length: 6 }, (): Before[number] => issued('13:58', 'job')),
        ],
        {
          settings: ({ site }) => {
            Object.assign(site, {
              desks: [
                { number: 1, needs: ['job'] },
                { number: 2, needs: ['train'] },
              ],
            })
          },
        },
      ),
    )
    const words = await screen.findByText(
      /^Attente\s: jusqu’à \d+\sminutes environ, selon le besoin$/,
      undefined,
      patiently,
    )
    expect(Number(/\d+/.exec(words.textContent ?? '')?.[0])).toBeGreaterThan(60)
  })

  test('[S61] says nothing while too little is known, and keeps the place', async () => {
    const { app, container } = await renderScreen(<KioskScreen />, { before: line(2) })
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(screen.queryByText(/^Attente/)).toBeNull()
    const place = container.querySelector('h1 + p')
    expect(place?.textContent).toBe('')
    // The number is given all the same.
    const done = await app.dispatch({ type: 'IssueTicket', need: 'job' as NeedId, series: mainSeries })
    expect(done.ok).toBe(true)
  })
})

describe('the desk', () => {
  test('[S60] says beside the queue how much longer the last in line waits', async () => {
    const view = await openDesk(known(line(3), { search: '?desk=2&lang=fr', clock: '14:00' }))
    const said = await screen.findByText(/pour le dernier/, undefined, patiently)
    expect(said.textContent?.replaceAll(/\s/g, ' ')).toMatch(/^3 en attente, encore \d+ à \d+ min pour le dernier$/)
    view.unmount()
  })

  test('[S61] says only how many wait while too little is known', async () => {
    await openDesk({ before: line(3), clock: '14:00' })
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(screen.getByText(/3 waiting/).textContent).toBe('3 waiting')
  })
})

describe('the ticket', () => {
  test('[S60] shows with the number the range that stood ready, and the journal keeps what was shown', async () => {
    const { journal } = await renderScreen(<KioskScreen />, known(line(4)))
    await screen.findByText(/^Attente/, undefined, patiently)
    fireEvent.click(screen.getByRole('button', { name: 'Trouver un emploi' }))
    await screen.findByTestId('ticket-label')
    const shown = screen.getByTestId('ticket-wait').textContent ?? ''
    const [fromMinutes, toMinutes] = [...shown.matchAll(/\d+/g)].map(Number)
    expect(shown).toMatch(/^Attente\s: environ \d+ à \d+\sminutes$/)
    const issue = journal.all().at(-1)?.event
    expect(issue).toMatchObject({ type: 'TicketIssued', announced: { fromMinutes, toMinutes } })
    expect(screen.getByTestId('ticket-ahead').textContent).toBe('4 personnes avant vous')
    // It is spoken between the place and what to do.
    expect(await screen.findByText(/4 personnes avant vous\. Attente\s: environ .* minutes\. Retenez/)).toBeTruthy()
  })

  test('[S61] without a range says nothing of waits, and neither does the journal', async () => {
    const { journal } = await renderScreen(<KioskScreen />, { before: line(2) })
    fireEvent.click(screen.getByRole('button', { name: 'Trouver un emploi' }))
    await screen.findByTestId('ticket-label')
    expect(screen.queryByTestId('ticket-wait')).toBeNull()
    expect(journal.all().at(-1)?.event).not.toHaveProperty('announced')
  })

  test('[S60] a visitor who is called while still reading is foretold nothing any more', async () => {
    const { perform, ticketId } = await renderScreen(<KioskScreen />, known(line(0)))
    await screen.findByText(/^Attente/, undefined, patiently)
    fireEvent.click(screen.getByRole('button', { name: 'Trouver un emploi' }))
    await screen.findByTestId('ticket-wait')
    await perform({ type: 'CallTicket', ticketId: ticketId('C02'), desk: 1 as DeskNumber })
    await waitFor(() => expect(screen.queryByTestId('ticket-wait')).toBeNull(), patiently)
    expect(screen.getByTestId('ticket-called')).toBeTruthy()
  })
})
