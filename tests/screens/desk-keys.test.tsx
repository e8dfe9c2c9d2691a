import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import { beforeEach, describe, expect, test } from 'vitest'
import {
  button,
  calledNext,
  currentLabel,
  detailsOf,
  openDesk,
  queueRows,
  stateOf,
  textOf,
  threeWaiting,
} from './desk-opened.tsx'

beforeEach(() => sessionStorage.clear())

describe('the desk by keyboard', () => {
  test('a whole visit without a pointer', async () => {
    const view = await openDesk()
    await view.user.keyboard('n')
    expect(currentLabel()).toBe('C01')
    await view.user.keyboard('r')
    expect(screen.getByText('2 calls')).toBeTruthy()
    await view.user.keyboard('s')
    expect(screen.getByRole('heading', { name: /Being served/ })).toBeTruthy()
    await view.user.keyboard('f')
    expect(screen.getByRole('heading', { name: /finished/ })).toBeTruthy()
    await view.user.keyboard('3')
    expect(detailsOf(view, 'C01')?.outcome).toBe('referred')
    // The focus has stayed in the visitor's part: partners are a few tabs away.
    for (let tabs = 0; tabs < 10 && document.activeElement?.getAttribute('data-testid') !== 'referral'; tabs++) {
      await view.user.tab()
    }
    await view.user.keyboard('{Enter}')
    expect(detailsOf(view, 'C01')?.referrals).toEqual(['france_travail'])
    await view.user.keyboard('n')
    expect(currentLabel()).toBe('B01')
  })

  test.each([
    ['a', 'noShow'],
    ['p', 'parked'],
    ['q', 'waiting'],
    ['x', 'cancelled'],
    ['f', 'finished'],
  ])('%s makes a called visitor %s', async (key, state) => {
    const view = await openDesk({ before: [...threeWaiting, calledNext('14:19')] })
    await view.user.keyboard(key)
    expect(stateOf(view, 'C01')).toBe(state)
  })

  test('Space and Enter on the big button call, as on every button', async () => {
    const view = await openDesk()
    button('Call next').focus()
    await view.user.keyboard(' ')
    expect(currentLabel()).toBe('C01')
  })

  test('T and a letter transfer, G and a letter give a ticket, W, a letter and a number note a walk-up', async () => {
    const view = await openDesk({ before: [...threeWaiting, calledNext('14:19')] })
    await view.user.keyboard('te')
    expect(queueRows()[0]).toBe('C01 waiting')
    await view.user.keyboard('gk')
    expect(queueRows()).toContain('K01 waiting')
    await view.user.keyboard('wh')
    expect(screen.getByTestId('walk-up-question')).toBeTruthy()
    await view.user.keyboard('6')
    expect([...view.app.store.getState().replay.site.walkUps.values()]).toMatchObject([
      { need: 'digital', details: { outcome: 'directional' } },
    ])
  })

  test('a letter that is no need leaves the choice and does what it always does', async () => {
    const view = await openDesk()
    await view.user.keyboard('gn')
    expect(currentLabel()).toBe('C01')
    expect(queueRows()).toHaveLength(2)
    await view.user.keyboard('a')
    expect(stateOf(view, 'C01')).toBe('noShow')
  })

  test('the question about a called visitor is answered by its letters, and left with Escape', async () => {
    const view = await openDesk({ before: [...threeWaiting, calledNext('14:19')] })
    await view.user.keyboard('n')
    await waitFor(() => expect(document.activeElement).toBe(button('Finished, next')))
    await view.user.keyboard('{Escape}')
    expect(screen.queryByTestId('waiting-question')).toBeNull()
    await view.user.keyboard('n')
    await screen.findByTestId('waiting-question')
    await view.user.keyboard('a')
    await waitFor(() => expect(currentLabel()).toBe('B01'))
    expect(stateOf(view, 'C01')).toBe('noShow')
    await view.user.keyboard('n')
    await screen.findByTestId('waiting-question')
    await view.user.keyboard('f')
    await waitFor(() => expect(currentLabel()).toBe('C02'))
    expect(stateOf(view, 'B01')).toBe('finished')
  })

  test('keys typed faster than the journal answers are followed one after the other', async () => {
    const view = await openDesk({ before: [...threeWaiting, calledNext('14:19')] })
    for (const key of ['n', 'a', 's', 'f', '3', 'n']) fireEvent.keyDown(document.body, { key })
    await waitFor(() => expect(currentLabel()).toBe('C02'))
    expect(stateOf(view, 'C01')).toBe('noShow')
    expect(stateOf(view, 'B01')).toBe('finished')
    expect(detailsOf(view, 'B01')?.outcome).toBe('referred')
  })

  test('of a second N while the first is on its way, nothing comes', async () => {
    await openDesk()
    fireEvent.keyDown(document.body, { key: 'n' })
    fireEvent.keyDown(document.body, { key: 'n' })
    await waitFor(() => expect(currentLabel()).toBe('C01'))
    await act(async () => new Promise((resolve) => setTimeout(resolve, 20)))
    expect(screen.queryByTestId('waiting-question')).toBeNull()
  })

  test('keys that wait are the screen’s; all others stay the browser’s', async () => {
    await openDesk()
    fireEvent.keyDown(document.body, { key: 'n' })
    expect(fireEvent.keyDown(document.body, { key: 's' })).toBe(false)
    expect(fireEvent.keyDown(document.body, { key: 'Tab' })).toBe(true)
    await screen.findByRole('heading', { name: /Being served/ })
  })

  test('the upper row of a French keyboard chooses outcomes without Shift', async () => {
    const view = await openDesk({ before: [...threeWaiting, calledNext('14:19')] })
    fireEvent.keyDown(document.body, { key: '&', code: 'Digit1' })
    expect(textOf(await screen.findByTestId('last-summary'))).toContain('Answered at the desk')
    expect(detailsOf(view, 'C01')?.outcome).toBe('answered')
  })

  test('U undoes', async () => {
    const view = await openDesk()
    await view.user.keyboard('n')
    await view.user.keyboard('u')
    expect(currentLabel()).toBeNull()
  })

  test('nothing happens with a modifier, while a key is held, or while somebody types', async () => {
    const view = await openDesk()
    await view.user.keyboard('{Control>}n{/Control}')
    fireEvent.keyDown(document.body, { key: 'n', repeat: true })
    const field = document.body.appendChild(document.createElement('input'))
    field.focus()
    await view.user.keyboard('n')
    field.remove()
    expect(currentLabel()).toBeNull()
  })

  test('the keys can be switched off, for this window', async () => {
    const view = await openDesk()
    await view.user.click(button('Keys: on'))
    await view.user.keyboard('n')
    expect(currentLabel()).toBeNull()
    await view.user.click(button('Call next'))
    expect(currentLabel()).toBe('C01')
    view.unmount()
    await openDesk()
    expect(button('Keys: off')).toBeTruthy()
  })

  test('each key is shown on its button, and told to assistive technology', async () => {
    const view = await openDesk()
    await view.user.click(button('Call next'))
    for (const [name, key] of [
      ['Call next', 'N'],
      ['Start', 'S'],
      ['Call again', 'R'],
      ['No-show', 'A'],
      ['Finish', 'F'],
      ['Set aside', 'P'],
      ['Other need', 'T'],
    ] as const) {
      expect(button(name).getAttribute('aria-keyshortcuts')).toBe(key)
      expect(button(name).querySelector('kbd')?.textContent).toContain(key)
    }
  })
})
