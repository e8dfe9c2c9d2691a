import { act, screen, within, waitFor } from '@testing-library/react'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { StaffFrame } from '#screens/shared/staff-frame.tsx'
import { renderScreen } from '../support/render-app.tsx'
import type { RenderOptions } from '../support/render-app.tsx'

beforeEach(() => sessionStorage.clear())

/** 1234, as the fake ports hash it. */
const pin = { salt: 'salt', hash: '4321' }

async function openFrame(options: RenderOptions = {}) {
  const frame = (
    <StaffFrame title="Statistiques">
      <p>secret figures</p>
    </StaffFrame>
  )
  return renderScreen(frame, options)
}

describe('the frame of staff screens', () => {
  test('names site, screen and state, and links to the other screens in the same language', async () => {
    await openFrame({ search: '?lang=en&desk=2' })
    expect(screen.getByText('Bpi – Cité des métiers associated centre')).toBeTruthy()
    expect(screen.getByRole('heading', { level: 1, name: 'Statistiques' })).toBeTruthy()
    expect(screen.getByTestId('freshness').dataset['state']).toBe('alone')
    expect(screen.getByTestId('freshness').textContent).toBe('Only device')
    const nav = within(screen.getByRole('navigation', { name: 'Screens' }))
    expect(nav.getByRole('link', { name: 'Settings' }).getAttribute('href')).toBe('/settings?desk=2&lang=en')
    expect(nav.getByRole('link', { name: 'Home' }).getAttribute('href')).toBe('/?lang=en')
  })

  test('offers the other language of the site, in its own words', async () => {
    await openFrame()
    const link = screen.getByRole('link', { name: 'English' })
    expect(link.getAttribute('lang')).toBe('en')
    expect(link.getAttribute('href')).toBe('/?lang=en')
  })

  test('offers no language that the site does not have', async () => {
    await openFrame({ settings: (document) => void document.site.languages.splice(1) })
    expect(screen.queryByRole('link', { name: 'English' })).toBeNull()
  })

  test('goes round the three themes; the choice belongs to the device', async () => {
    const view = await openFrame({ search: '?lang=en' })
    const { device } = view.ports
    await view.user.click(screen.getByRole('button', { name: /^Light theme/ }))
    expect(device.get().theme).toBe('dark')
    await view.user.click(screen.getByRole('button', { name: /^Dark theme/ }))
    await view.user.click(screen.getByRole('button', { name: /^High contrast/ }))
    expect(device.get().theme).toBe('light')
  })

  test('marks the demonstration, with the way out', async () => {
    await openFrame({ search: '?demo=1&lang=en' })
    const band = within(screen.getByRole('region', { name: 'Demonstration' }))
    expect(band.getByText('Demonstration: nothing here is real.')).toBeTruthy()
    expect(screen.getByRole('link', { name: 'Leave the demonstration' }).getAttribute('href')).toBe('/?lang=en')
  })

  test.each([
    ['full', /disk of this device is full/],
    ['newerStore', /newer version is already in use/],
    ['lost', /data of this device no longer answer/],
  ] as const)('says what is so when the store is %s', async (trouble, words) => {
    const view = await openFrame({ search: '?lang=en' })
    expect(screen.queryByTestId('trouble-band')).toBeNull()
    act(() => view.app.store.getState().report(trouble))
    expect(screen.getByRole('alert').textContent).toMatch(words)
  })

  test('says how much lives in this window only', async () => {
    const view = await openFrame({ search: '?lang=en' })
    act(() => view.app.store.getState().setInMemory(1))
    expect(screen.getByTestId('trouble-band').textContent).toContain('1 fact exists in this window only')
    act(() => view.app.store.getState().setInMemory(3))
    expect(screen.getByTestId('trouble-band').textContent).toContain('3 facts exist')
  })
})

describe('the staff PIN', () => {
  test('stands before a staff screen once per window', async () => {
    const view = await openFrame({ device: { pin } })
    expect(screen.queryByText('secret figures')).toBeNull()
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Code du personnel')))
    await view.user.keyboard('1234{Enter}')
    expect(await screen.findByText('secret figures')).toBeTruthy()
    view.unmount()
    await openFrame({ device: { pin } })
    expect(screen.getByText('secret figures')).toBeTruthy()
  })

  test('is given by touch too', async () => {
    const view = await openFrame({ device: { pin }, search: '?lang=en' })
    for (const digit of '1234') await view.user.click(screen.getByRole('button', { name: digit }))
    await view.user.click(screen.getByRole('button', { name: 'Confirm the PIN' }))
    expect(await screen.findByText('secret figures')).toBeTruthy()
  })

  test('is asked for again when a manager has changed it', async () => {
    const view = await openFrame({ device: { pin } })
    await view.user.keyboard('1234{Enter}')
    await screen.findByText('secret figures')
    act(() => view.ports.device.set({ pin: { salt: 'salt', hash: '9999' } }))
    expect(screen.queryByText('secret figures')).toBeNull()
  })

  test('one that the browser cannot check is no wrong one, and the page says what to do', async () => {
    const pins = { hash: () => Promise.reject(new Error()), matches: () => Promise.reject(new TypeError('no subtle')) }
    const view = await openFrame({ device: { pin }, search: '?lang=en', ports: { pins } })
    for (let tries = 0; tries < 6; tries++) await view.user.keyboard('1234{Enter}')
    expect(screen.getByText(/^This browser cannot check the PIN at this address/)).toBeTruthy()
    expect(screen.queryByText(/Too many tries/)).toBeNull()
  })

  test('opens for the session where the window may remember nothing', async () => {
    const forbidden = (): never => {
      throw new DOMException('no storage', 'SecurityError')
    }
    const windowMemory = { getItem: forbidden, setItem: forbidden, removeItem: forbidden }
    const view = await openFrame({ device: { pin }, ports: { windowMemory } })
    await view.user.keyboard('1234{Enter}')
    expect(await screen.findByText('secret figures')).toBeTruthy()
  })

  test('a wrong one is said, and after five there is a pause of 30 seconds', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true })
    try {
      const view = await openFrame({ device: { pin }, search: '?lang=en' })
      for (let tries = 0; tries < 5; tries++) {
        await view.user.keyboard('0000{Enter}')
        await screen.findByText(tries < 4 ? 'That is not the right PIN.' : /Too many tries. Try again in \d+ seconds\./)
      }
      await view.user.keyboard('1234{Enter}')
      expect(screen.queryByText('secret figures')).toBeNull()
      await act(async () => vi.advanceTimersByTime(31_000))
      await view.user.keyboard('{Enter}')
      expect(await screen.findByText('secret figures')).toBeTruthy()
    } finally {
      vi.useRealTimers()
    }
  })
})
