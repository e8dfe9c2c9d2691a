import { act, screen, waitFor } from '@testing-library/react'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { Instant } from '#domain/ids.ts'
import { StaffFrame } from '#screens/shared/staff-frame.tsx'
import { at } from '../support/given.ts'
import { axeFindings } from '../support/axe-findings.ts'
import { renderRoot, renderScreen } from '../support/render-app.tsx'
import type { RenderOptions } from '../support/render-app.tsx'

beforeEach(() => sessionStorage.clear())

const frame = (
  <StaffFrame title="Statistiques">
    <p>figures</p>
  </StaffFrame>
)
// A screen is a chunk of its own, which a busy machine takes its time to load.
const aChunk = { timeout: 30_000 }
const live = { freshness: 'live', role: 'desk', since: at('14:00') } as const
const stale = { freshness: 'stale', role: 'desk', since: at('10:42') } as const

function freshness(): HTMLElement {
  return screen.getByTestId('freshness')
}

describe.each(['', 'kiosk', 'desk?desk=1', 'board', 'statistics', 'settings'])('the screen at /%s', (path) => {
  test('says whether it is live, and since when not, as the hub is heard or not', async () => {
    const { ports } = await renderRoot(path, { hub: live })
    expect((await screen.findByTestId('freshness', {}, aChunk)).dataset['state']).toBe('live')
    expect(freshness().textContent).toBe('En direct')
    // A chunk that has just come may not listen yet; it looks again as soon as it does.
    act(() => ports.hub.setStanding(stale))
    await waitFor(() => expect(freshness().textContent).toBe('Pas de réseau depuis 10:42'))
    expect(freshness().dataset['state']).toBe('stale')
    act(() => ports.hub.setStanding(live))
    await waitFor(() => expect(freshness().textContent).toBe('En direct'))
  })
})

describe('freshness', () => {
  test('in English, and without a time where the hub was not heard since the window was opened', async () => {
    const { ports } = await renderScreen(frame, { search: '?lang=en', hub: live })
    expect(freshness().textContent).toBe('Live')
    act(() => ports.hub.setStanding(stale))
    expect(freshness().textContent).toBe('Cut off since 10:42')
    act(() => ports.hub.setStanding({ since: null }))
    expect(freshness().textContent).toBe('Cut off')
    act(() => ports.hub.setStanding({ freshness: 'alone', role: null }))
    expect(freshness().textContent).toBe('Only device')
  })

  test('is in the time of the site, not of the device', async () => {
    const settings: RenderOptions['settings'] = (document) => (document.site.timezone = 'America/Martinique')
    await renderScreen(frame, { hub: stale, settings })
    expect(freshness().textContent).toBe('Pas de réseau depuis 05:42')
  })
})

describe('staff are told', () => {
  const band = (): HTMLElement | null => screen.queryByTestId('hub-band')

  test('nothing while the hub is heard, and nothing where there is none', async () => {
    const { ports } = await renderScreen(frame)
    expect(band()).toBeNull()
    act(() => ports.hub.setStanding(live))
    expect(band()).toBeNull()
  })

  test('what it means that it is not, and how much waits to be sent', async () => {
    const { ports, container } = await renderScreen(frame, { search: '?lang=en', hub: stale })
    expect(band()?.textContent).toMatch(
      /^The hub has not answered since 10:42: what comes from other devices is as of then/,
    )
    expect(band()?.textContent).not.toMatch(/will be sent/)
    act(() => ports.hub.setStanding({ unsent: 1 }))
    expect(band()?.textContent).toMatch(/1 entry will be sent when the network is back/)
    act(() => ports.hub.setStanding({ unsent: 3 }))
    expect(band()?.textContent).toMatch(/3 entries will be sent/)
    expect(band()?.closest('[aria-live=polite]')).not.toBeNull()
    expect(await axeFindings(container)).toEqual([])
    act(() => ports.hub.setStanding({ since: null }))
    expect(band()?.textContent).toMatch(/^The hub has not answered yet/)
    act(() => ports.hub.setStanding({ since: (at('14:00') - 20 * 3_600_000) as Instant }))
    expect(band()?.textContent).toMatch(/since Sunday 18:00/)
  })

  test('how to pair a device again that was removed', async () => {
    await renderScreen(frame, { search: '?lang=en', hub: { ...stale, trouble: 'notPaired' } })
    expect(band()?.dataset['state']).toBe('notPaired')
    expect(band()?.textContent).toMatch(/no longer paired with the hub and goes on alone/)
    expect(screen.getByRole('link', { name: 'Pair again' }).getAttribute('href')).toBe('/settings?lang=en#devices')
  })

  test('to reload an application that is too old for the hub', async () => {
    await renderScreen(frame, { hub: { ...stale, trouble: 'outdated' } })
    expect(band()?.textContent).toMatch(/trop ancienne pour le hub/)
    expect(screen.getByRole('button', { name: 'Recharger' })).toBeTruthy()
  })
})

test('visitors read a time and nothing that alarms them; the kiosk goes on giving tickets', async () => {
  vi.stubGlobal('scrollTo', () => undefined)
  const { user } = await renderRoot('kiosk', { hub: { ...stale, role: 'kiosk', trouble: 'notPaired', unsent: 3 } })
  const [need] = await screen.findAllByTestId('need', {}, aChunk)
  expect(screen.queryByTestId('hub-band')).toBeNull()
  expect(screen.queryByRole('alert')).toBeNull()
  if (need !== undefined) await user.click(need)
  expect((await screen.findByTestId('ticket-label')).textContent).toMatch(/^[A-Z]\d\d$/)
  expect(freshness().dataset['state']).toBe('stale')
})
