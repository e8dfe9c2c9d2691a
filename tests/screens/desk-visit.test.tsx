import { screen, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import {
  button,
  byHook,
  calledNext,
  currentLabel,
  detailsOf,
  openDesk,
  queueRows,
  stateOf,
  textOf,
  threeWaiting,
} from './desk-opened.tsx'

describe('a visit at the desk', () => {
  test('from call to outcome, in English', async () => {
    const view = await openDesk()
    expect(currentLabel()).toBeNull()
    expect(screen.getByRole('heading', { name: 'No visitor at this desk.' })).toBeTruthy()
    expect(queueRows()).toEqual(['C01 waiting', 'B01 waiting', 'C02 waiting'])

    await view.user.click(button('Call next'))
    expect(currentLabel()).toBe('C01')
    expect(screen.getByRole('heading', { name: 'Called just now' })).toBeTruthy()
    expect(screen.getByText('waited 20 min')).toBeTruthy()
    expect(queueRows()).toEqual(['B01 waiting', 'C02 waiting'])

    await view.user.click(button('Start'))
    expect(screen.getByRole('heading', { name: 'Being served, just now' })).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'No-show' })).toBeNull()

    await view.user.click(button('Finish'))
    expect(currentLabel()).toBe('C01')
    expect(screen.getByRole('heading', { name: 'Visit finished, outcome to be noted' })).toBeTruthy()

    await view.user.click(button('Answered at the desk'))
    expect(currentLabel()).toBeNull()
    expect(detailsOf(view, 'C01')).toMatchObject({ outcome: 'answered' })
    expect(textOf(screen.getByTestId('last-summary'))).toMatch(/C01.*Find a job.*Answered at the desk/)
  })

  test('from call to outcome, in French', async () => {
    const view = await openDesk({ search: '?desk=2' })
    await view.user.click(button('Appeler le suivant'))
    await view.user.click(button('Accueillir'))
    await view.passTo('14:24')
    expect(screen.getByRole('heading', { name: 'Reçu depuis 4 min' })).toBeTruthy()
    await view.user.click(button('Terminer'))
    await view.user.click(button('Répondu sur place'))
    expect(textOf(screen.getByTestId('last-summary'))).toMatch(/C01.*Trouver un emploi.*Répondu sur place/)
    expect(textOf(screen.getByTestId('saying'))).toContain('Issue notée : Répondu sur place.')
  })

  test('[O2] an outcome straight after the call finishes the visit in one tap', async () => {
    const view = await openDesk()
    await view.user.click(button('Call next'))
    await view.user.click(byHook('outcome', 'data-outcome', 'answered'))
    expect(stateOf(view, 'C01')).toBe('finished')
    expect(currentLabel()).toBeNull()
  })

  test('[Q9] a recall is counted and shown', async () => {
    const view = await openDesk()
    await view.user.click(button('Call next'))
    await view.user.click(button('Call again'))
    expect(screen.getByText('2 calls')).toBeTruthy()
  })

  test('a call that has stood too long asks whether it is a no-show, and minutes move on by themselves', async () => {
    const view = await openDesk()
    await view.user.click(button('Call next'))
    await view.passTo('14:22')
    expect(screen.getByRole('heading', { name: 'Called 2 min ago' })).toBeTruthy()
    await view.passTo('14:25')
    expect(screen.getByRole('heading', { name: 'Called 5 min ago: no-show?' })).toBeTruthy()
  })

  test('[Q10] a no-show leaves the desk, and comes back into the queue', async () => {
    const view = await openDesk()
    await view.user.click(button('Call next'))
    await view.user.click(button('No-show'))
    expect(currentLabel()).toBeNull()
    expect(queueRows()).toEqual(['B01 waiting', 'C02 waiting', 'C01 noShow'])
    await view.user.click(button('Return C01 to the queue'))
    expect(queueRows()).toEqual(['C01 waiting', 'B01 waiting', 'C02 waiting'])
  })

  test('[Q11] a visitor is set aside, and called again from there', async () => {
    const view = await openDesk()
    await view.user.click(button('Call next'))
    await view.user.click(screen.getByTestId('park'))
    expect(queueRows()).toEqual(['B01 waiting', 'C02 waiting', 'C01 parked'])
    await view.user.click(button('Call C01'))
    expect(currentLabel()).toBe('C01')
  })

  test('[Q3] a visitor goes back to the queue and keeps the place', async () => {
    const view = await openDesk()
    await view.user.click(button('Call next'))
    await view.user.click(button('Back to the queue'))
    expect(queueRows()).toEqual(['C01 waiting', 'B01 waiting', 'C02 waiting'])
  })

  test('[Q12] a transfer changes the need and keeps label and place', async () => {
    const view = await openDesk()
    await view.user.click(button('Call next'))
    await view.user.click(button('Other need'))
    expect(screen.queryByTestId('outcome')).toBeNull()
    expect(screen.getAllByTestId('transfer-to')).toHaveLength(6)
    await view.user.click(byHook('transfer-to', 'data-need', 'create'))
    expect(queueRows()[0]).toBe('C01 waiting')
    expect(within(byHook('queue-row', 'data-label', 'C01')).getByText('Start my own activity')).toBeTruthy()
  })

  test('a mistake is cancelled and counts nowhere', async () => {
    const view = await openDesk()
    await view.user.click(button('Call next'))
    await view.user.click(button('Cancel ticket'))
    expect(stateOf(view, 'C01')).toBe('cancelled')
    expect(currentLabel()).toBeNull()
  })

  test('[Q15] the next call finishes a visit under way, and its outcome is noted below', async () => {
    const view = await openDesk()
    await view.user.click(button('Call next'))
    await view.user.click(button('Start'))
    await view.user.click(button('Call next'))
    expect(currentLabel()).toBe('B01')
    await view.user.click(button('Note the outcome'))
    await view.user.click(byHook('last-outcome', 'data-outcome', 'resources'))
    expect(detailsOf(view, 'C01')).toMatchObject({ outcome: 'resources' })
    expect(currentLabel()).toBe('B01')
  })

  test('a finished visit gives way to the next one and does not come back when that one never came', async () => {
    const view = await openDesk()
    await view.user.click(button('Call next'))
    await view.user.click(byHook('finish', 'data-testid', 'finish'))
    expect(currentLabel()).toBe('C01')
    await view.user.click(button('Call next'))
    expect(currentLabel()).toBe('B01')
    await view.user.click(button('No-show'))
    expect(currentLabel()).toBeNull()
    expect(screen.getAllByTestId('last-outcome').length).toBeGreaterThan(3)
  })

  test('the page may only be renewed while nobody stands at the desk', async () => {
    const view = await openDesk()
    expect(view.ports.updates.isIdle()).toBe(true)
    await view.user.click(button('Call next'))
    expect(view.ports.updates.isIdle()).toBe(false)
    await view.user.click(byHook('outcome', 'data-outcome', 'answered'))
    expect(view.ports.updates.isIdle()).toBe(true)
  })

  test('[D3] a visitor served over midnight still gets an outcome', async () => {
    const view = await openDesk({ clock: '2026-11-23 23:58', before: [...threeWaiting, calledNext('23:50')] })
    await view.user.click(button('Start'))
    await view.passTo('2026-11-24 00:06')
    await view.user.click(button('Finish'))
    expect(currentLabel()).toBe('C01')
    await view.user.click(button('Answered at the desk'))
    expect(detailsOf(view, 'C01')).toMatchObject({ outcome: 'answered' })
  })
})
