import { act, screen, waitFor } from '@testing-library/react'
import { StrictMode } from 'react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { HubStaff, HubTrouble } from '#app/ports.ts'
import { ok, refuse } from '#domain/result.ts'
import { PairingPage } from '#screens/shared/pairing-page.tsx'
import { fakePorts } from '../support/fake-ports.ts'
import { at } from '../support/given.ts'
import { axeFindings } from '../support/axe-findings.ts'
import { renderRoot, renderScreen } from '../support/render-app.tsx'
import type { RenderedScreen, RenderOptions } from '../support/render-app.tsx'

beforeEach(() => sessionStorage.clear())
afterEach(() => history.replaceState(null, '', '/'))

interface Opened extends RenderedScreen {
  readonly gone: readonly string[]
  readonly redeem: HubStaff['redeem']
}

/** Opens `kiosk#pair=ABCD-EF23` over a hub that answers as told. */
async function open(
  address: string,
  staff: Partial<HubStaff> = {},
  options: Omit<RenderOptions, 'ports'> = {},
): Promise<Opened> {
  history.replaceState(null, '', `/${address}`)
  const ports = fakePorts(at('14:00'))
  Object.assign(ports.hub.staffParts, staff)
  const gone: string[] = []
  const view = await renderScreen(
    <StrictMode>
      <PairingPage go={(to) => gone.push(to)} />
    </StrictMode>,
    { ports, ...options },
  )
  return { ...view, gone, redeem: ports.hub.staffParts.redeem }
}

const refused = (trouble: HubTrouble) => ({ redeem: vi.fn<HubStaff['redeem']>(() => Promise.resolve(refuse(trouble))) })
const paired = (role: 'kiosk' | 'desk' | 'board' | 'manager') => ({
  redeem: vi.fn<HubStaff['redeem']>(() => Promise.resolve(ok(role))),
})

describe('a pairing link', () => {
  test('redeems its code once, takes it out of the address, and opens the screen', async () => {
    const { gone, redeem } = await open('kiosk?lang=en#pair=ABCD-EF23', paired('kiosk'), { search: 'kiosk?lang=en' })
    await waitFor(() => expect(gone).toEqual(['/kiosk?lang=en']))
    expect(redeem).toHaveBeenCalledExactlyOnceWith('ABCD-EF23', '')
    expect(location.href).not.toContain('pair')
    expect(screen.getByRole('heading', { name: /This device is paired/ })).toBeTruthy()
  })

  test('leads a manager to the devices, and keeps the number of a desk', async () => {
    const manager = await open('settings#pair=ABCD-EF23', paired('manager'), { search: 'settings' })
    await waitFor(() => expect(manager.gone).toEqual(['/settings#devices']))
    manager.unmount()
    const desk = await open('desk?desk=2#pair=ABCD-EF23', paired('desk'), { search: 'desk?desk=2' })
    await waitFor(() => expect(desk.gone).toEqual(['/desk?desk=2']))
  })

  test('leads to the screen of the role that the code gives, wherever it was opened', async () => {
    const { gone } = await open('kiosk#pair=ABCD-EF23', paired('board'), { search: 'kiosk' })
    await waitFor(() => expect(gone).toEqual(['/board']))
  })

  test.each<[HubTrouble, RegExp]>([
    ['wrongCode', /^Ce code n’est pas valable/],
    ['tooManyTries', /^Trop d’essais/],
    ['noHub', /^Il n’y a pas de hub à cette adresse/],
    ['unreachable', /^Le hub ne répond pas/],
    ['unknown', /^Cela n’a pas marché/],
  ])('that fails as %s says so, takes another code, and leaves a way out', async (trouble, words) => {
    const { user, gone, redeem, container } = await open('kiosk#pair=WRNG-CDE2', refused(trouble), { search: 'kiosk' })
    expect(await screen.findByText(words)).toBeTruthy()
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1 })))
    expect(screen.getByRole('link', { name: 'Travailler sans hub' }).getAttribute('href')).toBe('/kiosk')
    expect(await axeFindings(container)).toEqual([])
    expect(gone).toEqual([])
    vi.mocked(redeem).mockResolvedValue(ok('kiosk'))
    await user.type(screen.getByRole('textbox', { name: 'Code' }), 'abcd ef23{Enter}')
    await waitFor(() => expect(gone).toEqual(['/kiosk']))
    expect(redeem).toHaveBeenLastCalledWith('ABCD EF23', '')
  })

  test('over a network that is gone says so, too', async () => {
    await open('kiosk#pair=ABCD-EF23', { redeem: () => Promise.reject(new TypeError('offline')) })
    expect(await screen.findByText(/^Le hub ne répond pas/)).toBeTruthy()
  })

  test('opened twice lets a device that is paired already go on', async () => {
    await open('board#pair=ABCD-EF23', refused('wrongCode'), {
      search: 'board',
      hub: { freshness: 'live', role: 'board' },
    })
    expect((await screen.findByRole('link', { name: 'Continuer comme avant' })).getAttribute('href')).toBe('/board')
  })

  test('an empty field asks for the code instead of the hub', async () => {
    const { user, redeem } = await open('kiosk#pair=WRNG', refused('wrongCode'))
    await user.click(await screen.findByRole('button', { name: 'Relier cet appareil' }))
    expect(screen.getByText('Écrivez d’abord le code.')).toBeTruthy()
    expect(redeem).toHaveBeenCalledTimes(1)
  })
})

describe('a device that has worked alone', () => {
  const past = { ownPast: () => Promise.resolve({ tickets: 12, foldedDays: 3 }) }

  test('says what stays in this browser before its screen opens, and saves it as a file', async () => {
    const file = { name: 'guichet-libre-alone.json', content: '{}' }
    const staff = { ...paired('kiosk'), ...past, ownPastFile: () => Promise.resolve(file) }
    const { user, ports, gone, container } = await open('kiosk#pair=ABCD-EF23', staff, { search: 'kiosk' })
    expect(await screen.findByText(/12 tickets et 3 journées closes\. Tout reste dans ce navigateur/)).toBeTruthy()
    await waitFor(() =>
      expect(document.activeElement).toBe(
        screen.getByRole('heading', { name: 'Cet appareil est maintenant une borne.' }),
      ),
    )
    expect(gone).toEqual([])
    expect(await axeFindings(container)).toEqual([])
    await user.click(screen.getByRole('button', { name: 'Enregistrer en fichier' }))
    expect(await screen.findByText(/Le fichier est dans les téléchargements/)).toBeTruthy()
    expect(ports.files.saved).toEqual([{ ...file, type: 'application/json' }])
    await user.click(screen.getByRole('button', { name: 'Ouvrir son écran' }))
    expect(gone).toEqual(['/kiosk'])
  })

  test('as a manager goes on at once: the settings offer the move', async () => {
    const { gone } = await open('settings#pair=ABCD-EF23', { ...paired('manager'), ...past }, { search: 'settings' })
    await waitFor(() => expect(gone).toEqual(['/settings#devices']))
  })
})

describe('the application', () => {
  test('takes a pairing link at every screen, also in a window that is open already', async () => {
    const ports = fakePorts(at('14:00'))
    Object.assign(ports.hub.staffParts, refused('wrongCode'))
    history.replaceState(null, '', '/board')
    await renderRoot('board', { ports })
    expect(await screen.findByTestId('freshness', {}, { timeout: 30_000 })).toBeTruthy()
    await act(async () => {
      location.hash = '#pair=ABCD-EF23'
      window.dispatchEvent(new HashChangeEvent('hashchange'))
      await Promise.resolve()
    })
    expect(await screen.findByText(/^Ce code n’est pas valable/, {}, { timeout: 30_000 })).toBeTruthy()
    expect(location.hash).toBe('')
    expect(ports.hub.staffParts.redeem).toHaveBeenCalledExactlyOnceWith('ABCD-EF23', '')
  })
})
