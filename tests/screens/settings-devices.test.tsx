import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { HubStaff, HubStanding, PairedDevice } from '#app/ports.ts'
import type { Instant } from '#domain/ids.ts'
import { ok, refuse } from '#domain/result.ts'
import { DevicesSection } from '#screens/settings/devices-section.tsx'
import { EditorContext } from '#screens/settings/draft-context.ts'
import type { Editor } from '#screens/settings/draft-context.ts'
import { SettingsScreen } from '#screens/settings/settings-screen.tsx'
import { axeFindings } from '../support/axe-findings.ts'
import { pairedDevice } from '../support/fake-hub.ts'
import { fakePorts } from '../support/fake-ports.ts'
import { at } from '../support/given.ts'
import { renderScreen } from '../support/render-app.tsx'
import type { RenderedScreen, RenderOptions } from '../support/render-app.tsx'

beforeEach(() => sessionStorage.clear())
afterEach(() => {
  history.replaceState(null, '', '/')
  vi.useRealTimers()
})

interface Opened extends RenderedScreen {
  readonly gone: readonly string[]
  readonly said: readonly string[]
  readonly staff: { -readonly [Name in keyof HubStaff]: HubStaff[Name] }
}

const alone: HubStanding = { freshness: 'alone', since: null, role: null, trouble: null, unsent: 0 }
const manager: Partial<HubStanding> = { freshness: 'live', role: 'manager', since: at('14:00') }

async function open(
  hub: Partial<HubStanding>,
  parts: Partial<HubStaff> = {},
  options: Omit<RenderOptions, 'ports' | 'hub'> = {},
): Promise<Opened> {
  const ports = fakePorts(at('14:00'))
  Object.assign(ports.hub.staffParts, parts)
  const gone: string[] = []
  const said: string[] = []
  // The section reads nothing of the draft: a stand-in is enough.
  const editor = {
    target: null,
    announce: (sentence: string) => void said.push(sentence.replaceAll('\u00a0', ' ')),
  } as unknown as Editor
  const view = await renderScreen(
    <EditorContext value={editor}>
      <DevicesSection go={(address) => gone.push(address)} />
    </EditorContext>,
    { ports, hub, search: 'settings', ...options },
  )
  await act(async () => await Promise.resolve())
  return { ...view, gone, said, staff: ports.hub.staffParts }
}

const own = pairedDevice({ id: 'own', name: 'Bureau', role: 'manager', own: true })
const tablet = pairedDevice({ id: 'tablet', clockOffsetMs: 180_000 })
const television = pairedDevice({
  id: 'television',
  name: '',
  role: 'board',
  connected: false,
  lastSeenAt: (at('14:00') - 3 * 60_000) as Instant,
  storage: 'memory',
  unsent: 2,
})

function listed(...devices: readonly PairedDevice[]): Pick<HubStaff, 'devices'> {
  return { devices: vi.fn<HubStaff['devices']>(() => Promise.resolve(ok(devices))) }
}

function row(name: string): HTMLElement {
  const item = screen
    .getAllByTestId('device')
    .find((each) => within(each).queryByText(name, { selector: 'p' }) !== null)
  if (item === undefined) throw new Error(`No device ${name}`)
  return item
}

describe('a device that works alone', () => {
  test('learns how to get a hub where there is none', async () => {
    const { container } = await open(alone, { isThere: () => Promise.resolve(false) })
    expect(await screen.findByRole('heading', { name: 'Cet appareil travaille seul' })).toBeTruthy()
    expect(screen.getByText(/npm start/)).toBeTruthy()
    expect(screen.queryByRole('textbox', { name: 'Code' })).toBeNull()
    expect(await axeFindings(container)).toEqual([])
  })

  test('joins by a code where there is one, and is loaded anew', async () => {
    const redeem = vi.fn<HubStaff['redeem']>(() => Promise.resolve(ok('desk')))
    const { user, gone, container } = await open(alone, { isThere: () => Promise.resolve(true), redeem })
    await user.type(await screen.findByRole('textbox', { name: 'Code' }), 'abcd-ef23')
    expect(await axeFindings(container)).toEqual([])
    await user.click(screen.getByRole('button', { name: 'Relier cet appareil' }))
    await waitFor(() => expect(gone).toEqual(['/desk']))
    expect(redeem).toHaveBeenCalledExactlyOnceWith('ABCD-EF23', '')
  })

  test('is told why a code did not do', async () => {
    const redeem = vi.fn<HubStaff['redeem']>(() => Promise.resolve(refuse('tooManyTries')))
    const { user, gone } = await open(alone, { isThere: () => Promise.resolve(true), redeem })
    await user.type(await screen.findByRole('textbox', { name: 'Code' }), 'abcd-ef23{Enter}')
    expect(await screen.findByText(/^Trop d’essais/)).toBeTruthy()
    expect(gone).toEqual([])
  })

  test('that joins as a kiosk is told first that its past stays here', async () => {
    const { user, gone } = await open(alone, {
      isThere: () => Promise.resolve(true),
      redeem: () => Promise.resolve(ok('kiosk')),
      ownPast: () => Promise.resolve({ tickets: 1, foldedDays: 0 }),
    })
    await user.type(await screen.findByRole('textbox', { name: 'Code' }), 'abcd-ef23{Enter}')
    expect(await screen.findByText(/^Il avait déjà travaillé seul : 1 ticket\./)).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Ouvrir son écran' }))
    expect(gone).toEqual(['/kiosk'])
  })

  test('saves what it has gathered as a file', async () => {
    const file = { name: 'past.json', content: '{"format":1}' }
    const { user, ports } = await open(alone, {
      isThere: () => Promise.resolve(false),
      ownPast: () => Promise.resolve({ tickets: 12, foldedDays: 3 }),
      ownPastFile: () => Promise.resolve(file),
    })
    expect(await screen.findByText(/^Ici : 12 tickets et 3 journées closes/)).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Enregistrer en fichier' }))
    await waitFor(() => expect(ports.files.saved).toEqual([{ ...file, type: 'application/json' }]))
  })

  test.each([
    [{ tickets: 0, foldedDays: 1 }, 'Ici : 1 journée close.'],
    [{ tickets: 1, foldedDays: 0 }, 'Ici : 1 ticket.'],
    [{ tickets: 0, foldedDays: 0 }, 'Ici : quelques entrées, sans ticket.'],
  ])('names only what there is: %o', async (past, words) => {
    await open(alone, { isThere: () => Promise.resolve(false), ownPast: () => Promise.resolve(past) })
    expect(await screen.findByText((text) => text.startsWith(words))).toBeTruthy()
  })

  test('in a demonstration cannot be paired', async () => {
    await open(alone, {}, { search: 'settings?demo=1' })
    expect(screen.getByText(/^La démonstration vit sur ce seul appareil/)).toBeTruthy()
  })
})

describe('a device that is paired', () => {
  const desk: Partial<HubStanding> = { freshness: 'stale', role: 'desk', since: at('13:50'), unsent: 2 }

  test('says its role, its state, and what waits; the list is for managers', async () => {
    const { staff, container } = await open(desk)
    expect(await screen.findByText('Guichet')).toBeTruthy()
    expect(screen.getByText('sans nouvelles du hub, entendu il y a 10 minutes')).toBeTruthy()
    expect(screen.getByText('2 entrées')).toBeTruthy()
    expect(screen.queryByRole('heading', { name: 'Appareils reliés' })).toBeNull()
    expect(staff.devices).not.toHaveBeenCalled()
    expect(await axeFindings(container)).toEqual([])
  })

  test('leaves the hub when asked twice, and is warned of what would be lost', async () => {
    const { user, gone, staff } = await open(desk)
    await user.click(await screen.findByRole('button', { name: 'Quitter le hub…' }))
    const dialog = within(screen.getByRole('dialog', { name: /^Quitter le hub\s\?$/ }))
    expect(dialog.getByText(/2 entrées ne sont pas encore envoyées et seraient perdues/)).toBeTruthy()
    await user.click(dialog.getByRole('button', { name: 'Annuler' }))
    expect(staff.leave).not.toHaveBeenCalled()
    await user.click(screen.getByRole('button', { name: 'Quitter le hub…' }))
    await user.click(screen.getByRole('button', { name: 'Quitter le hub' }))
    await waitFor(() => expect(gone).toEqual(['/settings#devices']))
    expect(staff.leave).toHaveBeenCalledTimes(1)
  })

  test('the only manager stays, and is told what to do first', async () => {
    const { user, gone, staff } = await open(manager)
    vi.mocked(staff.leave).mockResolvedValueOnce('onlyManager')
    await user.click(await screen.findByRole('button', { name: 'Quitter le hub…' }))
    await user.click(screen.getByRole('button', { name: 'Quitter le hub' }))
    expect(await screen.findByText(/Reliez-en d’abord un autre/)).toBeTruthy()
    expect(gone).toEqual([])
  })

  test('that was removed can join again', async () => {
    await open({ ...desk, trouble: 'notPaired' })
    expect(await screen.findByRole('heading', { name: 'Relier de nouveau cet appareil' })).toBeTruthy()
    expect(screen.getByRole('textbox', { name: 'Code' })).toBeTruthy()
  })
})

describe('the list of devices', () => {
  test('says of each what it is and how it is, this one first', async () => {
    const { container } = await open(manager, listed(tablet, television, own))
    const items = within(await screen.findByRole('list', { name: 'Appareils reliés' })).getAllByTestId('device')
    expect(items.map((item) => item.dataset['device'])).toEqual(['own', 'tablet', 'television'])
    expect(row('Bureau').textContent).toContain('cet appareil')
    expect(within(row('Bureau')).queryByRole('button', { name: /Retirer/ })).toBeNull()
    const first = row('Tablette de l’entrée')
    expect(first.textContent).toMatch(
      /En direct.*Borne.*version 0\.1\.0.*données protégées.*Horloge en avance de 3\smin/,
    )
    const second = row('Affichage')
    expect(second.textContent).toMatch(/Vu il y a 3 minutes.*Rien n’est gardé sur le disque.*2 entrées à envoyer/)
    expect(second.textContent).not.toContain('Horloge')
    expect(await axeFindings(container)).toEqual([])
  })

  test('in English', async () => {
    await open(manager, listed(own, tablet, television), { search: 'settings?lang=en' })
    await screen.findByRole('list', { name: 'Paired devices' })
    expect(row('Tablette de l’entrée').textContent).toMatch(/Live.*Kiosk.*Clock 3 min fast/)
    expect(row('Board').textContent).toMatch(/Seen 3 minutes ago/)
  })

  test('is read again every five seconds, and only while somebody can see it', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true })
    const { staff } = await open(manager, listed(own))
    await screen.findByText('Bureau')
    expect(staff.devices).toHaveBeenCalledTimes(1)
    await act(async () => vi.advanceTimersByTimeAsync(5_000))
    expect(staff.devices).toHaveBeenCalledTimes(2)
    const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true)
    await act(async () => vi.advanceTimersByTimeAsync(60_000))
    expect(staff.devices).toHaveBeenCalledTimes(2)
    hidden.mockRestore()
    await act(async () => void document.dispatchEvent(new Event('visibilitychange')))
    expect(staff.devices).toHaveBeenCalledTimes(3)
  })

  test('is not asked for again while an answer is on its way, and keeps what it had when one fails', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true })
    const { staff } = await open(manager, listed(own))
    await screen.findByText('Bureau')
    let answer: (value: Awaited<ReturnType<HubStaff['devices']>>) => void = () => undefined
    const slow = vi.fn<HubStaff['devices']>(() => new Promise((resolve) => (answer = resolve)))
    staff.devices = slow
    await act(async () => vi.advanceTimersByTimeAsync(30_000))
    expect(slow).toHaveBeenCalledTimes(1)
    await act(async () => answer(refuse('unreachable')))
    expect(screen.getByText(/Le hub ne répond pas.*La liste date du dernier contact/)).toBeTruthy()
    expect(screen.getByText('Bureau')).toBeTruthy()
  })

  test('renames a device in its place', async () => {
    const { user, staff, said } = await open(manager, listed(own, tablet))
    await user.click(await screen.findByRole('button', { name: 'Renommer Tablette de l’entrée' }))
    const field = screen.getByRole('textbox', { name: 'Nom de l’appareil' })
    await waitFor(() => expect(document.activeElement).toBe(field))
    await user.clear(field)
    await user.keyboard('{Enter}')
    expect(screen.getByText('Écrivez un nom.')).toBeTruthy()
    await user.type(field, 'Borne du hall{Enter}')
    await waitFor(() => expect(said).toEqual(['L’appareil s’appelle maintenant « Borne du hall ».']))
    expect(staff.rename).toHaveBeenCalledExactlyOnceWith('tablet', 'Borne du hall')
    expect(screen.queryByRole('textbox', { name: 'Nom de l’appareil' })).toBeNull()
    await waitFor(() =>
      expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Renommer Tablette de l’entrée' })),
    )
  })

  test('leaves a name as it was with Escape, and says why a hub did not take one', async () => {
    const { user, staff } = await open(manager, {
      ...listed(own, tablet),
      rename: vi.fn<HubStaff['rename']>(() => Promise.resolve(refuse('notAllowed'))),
    })
    await user.click(await screen.findByRole('button', { name: 'Renommer Tablette de l’entrée' }))
    await user.keyboard('x{Enter}')
    expect(await screen.findByText('Seul un appareil du responsable peut faire cela.')).toBeTruthy()
    await user.keyboard('{Escape}')
    expect(screen.queryByRole('textbox', { name: 'Nom de l’appareil' })).toBeNull()
    expect(staff.rename).toHaveBeenCalledTimes(1)
  })

  test('removes a device after it was said what that does', async () => {
    const { user, staff, said, container } = await open(manager, listed(own, television))
    await user.click(await screen.findByRole('button', { name: 'Retirer Affichage' }))
    const dialog = within(screen.getByRole('dialog', { name: /^Retirer «\sAffichage\s»\s\?$/ }))
    expect(dialog.getByText(/Il ne reçoit plus la file et n’y ajoute plus rien/)).toBeTruthy()
    expect(dialog.getByText(/2 entrées ne sont pas encore arrivées/)).toBeTruthy()
    expect(await axeFindings(container)).toEqual([])
    expect(staff.revoke).not.toHaveBeenCalled()
    staff.devices = () => Promise.resolve(ok([own]))
    await user.click(dialog.getByRole('button', { name: 'Retirer' }))
    await waitFor(() => expect(said).toEqual(['« Affichage » est retiré.']))
    expect(staff.revoke).toHaveBeenCalledExactlyOnceWith('television')
    await waitFor(() => expect(screen.queryByText('Affichage', { selector: 'li p' })).toBeNull())
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('list', { name: 'Appareils reliés' })))
  })

  test('keeps the question open where the hub did not do it', async () => {
    const { user, said } = await open(manager, {
      ...listed(own, tablet),
      revoke: () => Promise.resolve(refuse('unreachable')),
    })
    await user.click(await screen.findByRole('button', { name: /^Retirer Tablette/ }))
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Retirer' }))
    expect(await within(screen.getByRole('dialog')).findByText(/^Le hub ne répond pas/)).toBeTruthy()
    expect(said).toEqual([])
  })
})

describe('adding a device', () => {
  const link = 'http://hub.test/desk#pair=ABCD-EF23'
  const offer = (code = 'ABCD-EF23') =>
    vi.fn<HubStaff['offer']>(() => Promise.resolve(ok({ code, link, expiresAt: at('14:10') })))

  test('gives a code as a picture, as characters, and as a link, for one role', async () => {
    const { user, staff, container } = await open(manager, { ...listed(own), offer: offer() })
    await screen.findByText('Bureau')
    await user.click(screen.getByRole('radio', { name: 'Guichet', description: /Un agent y appelle/ }))
    await user.type(screen.getByRole('textbox', { name: /^Nom de l’appareil/ }), ' Guichet du fond ')
    expect(await axeFindings(container)).toEqual([])
    await user.click(screen.getByRole('button', { name: 'Obtenir un code' }))
    expect(staff.offer).toHaveBeenCalledExactlyOnceWith('desk', 'Guichet du fond')
    const heading = await screen.findByRole('heading', { name: 'Code pour un guichet' })
    await waitFor(() => expect(document.activeElement).toBe(heading))
    expect(screen.getByTestId('pairing-code').textContent).toBe('ABCD-EF23')
    expect(screen.getByRole('textbox', { name: 'Lien' })).toHaveProperty('value', link)
    const picture = screen.getByRole('img', { name: `Code QR du lien ${link}` })
    expect(picture.querySelector('path')?.getAttribute('d')).toMatch(/^M4 4h7v1h-7z/)
    expect(screen.getByRole('timer').textContent).toMatch(/^Encore valable 10\smin 0\ss, pour un seul appareil$/)
    expect(await axeFindings(container)).toEqual([])
  })

  test('counts down, and offers a new code when it is over', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true })
    const { user, staff } = await open(manager, { ...listed(own), offer: offer() })
    await screen.findByText('Bureau')
    await user.click(screen.getByRole('button', { name: 'Obtenir un code' }))
    await screen.findByTestId('pairing-code')
    await act(async () => vi.advanceTimersByTimeAsync(20_000))
    expect(screen.getByRole('timer').textContent).toMatch(/9\smin (39|40)\ss/)
    await act(async () => vi.advanceTimersByTimeAsync(581_000))
    expect(screen.queryByTestId('pairing-code')).toBeNull()
    expect(screen.getByText('Ce code n’est plus valable.')).toBeTruthy()
    staff.offer = vi.fn<HubStaff['offer']>(() =>
      Promise.resolve(ok({ code: 'WXYK-2345', link, expiresAt: at('14:20') })),
    )
    await user.click(screen.getByRole('button', { name: 'Nouveau code' }))
    expect((await screen.findByTestId('pairing-code')).textContent).toBe('WXYK-2345')
  })

  test('says so when the device is there', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true })
    const { user, staff, said } = await open(manager, { ...listed(own), offer: offer() })
    await screen.findByText('Bureau')
    await user.click(screen.getByRole('button', { name: 'Obtenir un code' }))
    await screen.findByTestId('pairing-code')
    staff.devices = () => Promise.resolve(ok([own, tablet]))
    await act(async () => vi.advanceTimersByTimeAsync(5_000))
    expect(said).toEqual(['« Tablette de l’entrée » est relié : c’est une borne.'])
    expect(screen.queryByTestId('pairing-code')).toBeNull()
    await user.click(screen.getByRole('button', { name: 'Ajouter un autre appareil' }))
    expect(screen.getByRole('button', { name: 'Obtenir un code' })).toBeTruthy()
  })

  test('copies the link, or selects it where the browser has no clipboard for it', async () => {
    const { user, said } = await open(manager, { ...listed(own), offer: offer() })
    await screen.findByText('Bureau')
    await user.click(screen.getByRole('button', { name: 'Obtenir un code' }))
    await user.click(await screen.findByRole('button', { name: 'Copier le lien' }))
    await waitFor(() => expect(said).toEqual(['Le lien est copié.']))
    expect(await navigator.clipboard.readText()).toBe(link)
    vi.spyOn(navigator, 'clipboard', 'get').mockReturnValue(undefined as unknown as Clipboard)
    await user.click(screen.getByRole('button', { name: 'Copier le lien' }))
    await waitFor(() => expect(said.at(-1)).toMatch(/^Le lien est sélectionné/))
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Lien' })))
    vi.restoreAllMocks()
  })

  test('says why there is no code', async () => {
    const { user } = await open(manager, { ...listed(own), offer: () => Promise.resolve(refuse('notPaired')) })
    await screen.findByText('Bureau')
    await user.click(screen.getByRole('button', { name: 'Obtenir un code' }))
    expect(await screen.findByText(/^Cet appareil n’est plus relié au hub/)).toBeTruthy()
  })
})

describe('the move', () => {
  const past = { ownPast: vi.fn<HubStaff['ownPast']>(() => Promise.resolve({ tickets: 142, foldedDays: 12 })) }

  test('says what there is, shows how far it is, and reports in numbers', async () => {
    let finish: () => void = () => undefined
    const { user, staff, container } = await open(manager, {
      ...listed(own),
      ...past,
      moveOwnPast: vi.fn<HubStaff['moveOwnPast']>(
        (progress) =>
          new Promise((resolve) => {
            progress(200, 800)
            finish = () => resolve(ok({ entries: 800, days: 12, refused: 1 }))
          }),
      ),
    })
    expect(await screen.findByText(/142 tickets et 12 journées closes/)).toBeTruthy()
    expect(screen.getByText('Recommencer est sans danger : rien ne compte deux fois.')).toBeTruthy()
    expect(await axeFindings(container)).toEqual([])
    await user.click(screen.getByRole('button', { name: 'Confier au hub' }))
    expect(screen.getByRole('progressbar', { name: /^Transfert\s: 200 sur 800$/ })).toHaveProperty('value', 200)
    staff.ownPast = () => Promise.resolve(null)
    await act(async () => finish())
    const report = await screen.findByTestId('move-report')
    expect(report.textContent).toMatch(/C’est chez le hub\s: 800 entrées et 12 journées closes\./)
    expect(report.textContent).toMatch(/1 entrée a été refusée/)
    await waitFor(() => expect(document.activeElement).toBe(report))
    await waitFor(() => expect(screen.queryByTestId('own-past')).toBeNull())
  })

  test('repeated says that nothing was counted twice; one that failed can be tried again', async () => {
    const { user, staff } = await open(manager, { ...listed(own), ...past })
    await user.click(await screen.findByRole('button', { name: 'Confier au hub' }))
    expect((await screen.findByTestId('move-report')).textContent).toMatch(/^Le hub avait déjà tout/)
    staff.moveOwnPast = () => Promise.resolve(refuse('storeFull'))
    await user.click(screen.getByRole('button', { name: 'Confier au hub' }))
    expect(await screen.findByText(/^Il n’y a plus de place sur le hub/)).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Confier au hub' })).toBeTruthy()
  })

  test('can wait, and what was gathered can be thrown away, once confirmed', async () => {
    const { user, staff, said } = await open(manager, { ...listed(own), ...past })
    await user.click(await screen.findByRole('button', { name: 'Laisser ici' }))
    expect(said.at(-1)).toMatch(/^Rien n’a bougé/)
    await user.click(screen.getByRole('button', { name: 'Jeter…' }))
    const dialog = within(screen.getByRole('dialog'))
    expect(dialog.getByText(/142 tickets et 12 journées closes\. C’est définitif/)).toBeTruthy()
    expect(staff.forgetOwnPast).not.toHaveBeenCalled()
    staff.ownPast = () => Promise.resolve(null)
    await user.click(dialog.getByRole('button', { name: 'Jeter' }))
    await waitFor(() => expect(said.at(-1)).toBe('C’est effacé de ce navigateur.'))
    await waitFor(() => expect(screen.queryByTestId('own-past')).toBeNull())
  })

  test('takes a file that another address has saved', async () => {
    const moveFile = vi.fn<HubStaff['moveFile']>(() => Promise.resolve(ok({ entries: 5, days: 1, refused: 0 })))
    await open(manager, { ...listed(own), moveFile })
    const file = new File(['{"format":1}'], 'past.json', { type: 'application/json' })
    fireEvent.change(await screen.findByLabelText('Choisir le fichier'), { target: { files: [file] } })
    expect((await screen.findByTestId('move-report')).textContent).toMatch(/5 entrées et 1 journée close/)
    expect(moveFile.mock.calls[0]?.[0]).toBe('{"format":1}')
    moveFile.mockResolvedValue(refuse('unreadableFile'))
    fireEvent.change(screen.getByLabelText('Choisir le fichier'), { target: { files: [file] } })
    expect(await screen.findByText(/^Ce fichier n’est pas de ceux/)).toBeTruthy()
  })
})

test('the section stands in the settings, under its own name', async () => {
  history.replaceState(null, '', '/settings#devices')
  await renderScreen(<SettingsScreen />, { hub: { ...manager, role: 'desk' } })
  expect(screen.getByRole('heading', { level: 2, name: 'Appareils' })).toBeTruthy()
  expect(await screen.findByRole('heading', { level: 3, name: 'Cet appareil' })).toBeTruthy()
})
