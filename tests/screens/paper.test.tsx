import { act, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { HubPrinting, Printed } from '#app/ports.ts'
import type { PrinterId } from '#domain/ids.ts'
import type { PrinterState } from '#domain/printing.ts'
import { ok, refuse } from '#domain/result.ts'
import { DeskScreen } from '#screens/desk/desk-screen.tsx'
import { KioskScreen } from '#screens/kiosk/kiosk-screen.tsx'
import { SettingsScreen } from '#screens/settings/settings-screen.tsx'
import { linesOf } from '#screens/shared/paper/lines.ts'
import { printerOf } from '#screens/shared/paper/printer-of.ts'
import { axeFindings } from '../support/axe-findings.ts'
import { fakeHub } from '../support/fake-hub.ts'
import type { FakeHub } from '../support/fake-hub.ts'
import { renderScreen } from '../support/render-app.tsx'
import type { ConfigurationDocument, RenderedScreen, RenderOptions } from '../support/render-app.tsx'

const bitmap = { width: 576, height: 1, rows: new Uint8Array(72) }

// jsdom draws nothing: what is drawn is looked at in a real browser.
vi.mock('#screens/shared/paper/ticket-picture.ts', () => ({
  dotsPerMm: 8,
  drawTicket: () => Promise.resolve(document.createElement('canvas')),
  bitmapOf: () => bitmap,
}))

const hall = { id: 'hall', fr: 'Entrée', en: 'Hall', host: '192.168.1.50' }

function withPrinting(printing: unknown) {
  return (document: ConfigurationDocument) => void Object.assign(document, { printing })
}

/** A hub whose printers are as a test says. */
function printingHub(printed: Printed | null = { state: 'printed', trouble: null }, state: PrinterState = 'ready') {
  const states = new Map([['hall' as PrinterId, state]])
  const printing = {
    print: vi.fn<HubPrinting['print']>(() => Promise.resolve(printed === null ? refuse('unreachable') : ok(printed))),
    printers: vi.fn<HubPrinting['printers']>(() =>
      Promise.resolve(ok([...states].map(([id, found]) => ({ id, state: found })))),
    ),
  }
  const hub: FakeHub = { ...fakeHub(), printing }
  hub.setStanding({ freshness: 'live', role: 'kiosk' })
  return { hub, printing, states }
}

async function openKiosk(options: RenderOptions): Promise<RenderedScreen> {
  const view = await renderScreen(<KioskScreen />, options)
  await view.user.click(screen.getByRole('button', { name: /Trouver un emploi/ }))
  await screen.findByTestId('ticket-label')
  return view
}

const paper = (state: string) =>
  waitFor(() => expect(screen.getByTestId('paper').dataset['state']).toBe(state), { timeout: 15_000 })

describe('a kiosk whose site has a printer', () => {
  test('prints each number once, and says when to take the paper', async () => {
    const { hub, printing } = printingHub()
    await openKiosk({ ports: { hub }, settings: withPrinting({ printers: [hall] }) })
    await paper('printed')
    expect(screen.getByTestId('paper').textContent).toBe('Prenez votre papier\u00a0: votre numéro y est écrit.')
    expect(screen.getByTestId('paper').getAttribute('role')).toBe('status')
    expect(printing.print.mock.calls).toEqual([['hall', bitmap]])
    expect(await axeFindings(document.body)).toEqual([])
  })

  test.each([
    ['has no paper', { state: 'waiting', trouble: 'paperOut' }],
    ['may not be reached', { state: 'dropped', trouble: 'notAllowed' }],
    ['is slow', { state: 'waiting', trouble: null }],
    ['has a hub that does not answer', null],
  ] as const)('one that %s: the number is to be remembered', async (_, printed) => {
    const { hub } = printingHub(printed)
    await openKiosk({ ports: { hub }, settings: withPrinting({ printers: [hall] }) })
    await paper('failed')
    expect(screen.getByTestId('paper').textContent).toBe(
      'Pas de papier pour l’instant\u00a0: retenez bien votre numéro.',
    )
    expect(screen.getByTestId('ticket-label').textContent).toBe('C01')
  })

  test('a hub that is not heard is not asked', async () => {
    const { hub, printing } = printingHub()
    hub.setStanding({ freshness: 'stale' })
    await openKiosk({ ports: { hub }, settings: withPrinting({ printers: [hall] }) })
    await paper('failed')
    expect(printing.print).not.toHaveBeenCalled()
  })

  test('prints when it is asked to, where the site wants that, and never where it does not', async () => {
    const { hub, printing } = printingHub()
    const { user, unmount } = await openKiosk({
      ports: { hub },
      settings: withPrinting({ when: 'request', printers: [hall] }),
    })
    const button = await screen.findByRole('button', { name: 'Imprimer mon numéro' })
    expect(printing.print).not.toHaveBeenCalled()
    await user.dblClick(button)
    await paper('printed')
    expect(printing.print).toHaveBeenCalledTimes(1)
    unmount()

    await openKiosk({ ports: { hub }, settings: withPrinting({ when: 'never', printers: [hall] }) })
    await act(() => new Promise((resolve) => setTimeout(resolve, 300)))
    expect(screen.queryByTestId('paper')).toBeNull()
    expect(printing.print).toHaveBeenCalledTimes(1)
  })

  test('without a printer in the settings nothing is said of paper', async () => {
    const { hub } = printingHub()
    await openKiosk({ ports: { hub } })
    await act(() => new Promise((resolve) => setTimeout(resolve, 300)))
    expect(screen.queryByTestId('paper')).toBeNull()
    expect(screen.queryByTestId('paper-ask')).toBeNull()
  })

  describe('its time', () => {
    beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }))
    afterEach(() => void vi.useRealTimers())
    // Second by second: what one timer sets going is there before the next is due.
    const pass = async (seconds: number) => {
      for (let second = 0; second < seconds; second++) await act(() => vi.advanceTimersByTimeAsync(1_000))
    }

    test('where no paper comes the number stands nearly twice as long', async () => {
      const { hub } = printingHub({ state: 'waiting', trouble: 'paperOut' })
      await openKiosk({ ports: { hub }, settings: withPrinting({ printers: [hall] }) })
      await paper('failed')
      await pass(17)
      expect(screen.getByTestId('ticket-label').textContent).toBe('C01')
      await pass(6)
      expect(screen.queryByTestId('ticket-label')).toBeNull()
    })
  })
})

test('a kiosk prints at the printer that its address names, else at the first; without a hub by its browser', () => {
  const { hub } = printingHub()
  const alone = fakeHub()
  const printers = [{ id: 'hall', dots: 576 } as never, { id: 'slip', dots: 384 } as never]
  const both = { printers, browserPaperMm: 58 } as const
  expect(printerOf(both, hub, '')).toEqual({ type: 'hub', id: 'hall', dots: 576 })
  expect(printerOf(both, hub, '?lang=en&printer=slip')).toEqual({ type: 'hub', id: 'slip', dots: 384 })
  expect(printerOf(both, hub, '?printer=gone')).toEqual({ type: 'hub', id: 'hall', dots: 576 })
  expect(printerOf(both, alone, '')).toEqual({ type: 'browser', paperMm: 58, dots: 384 })
  expect(printerOf({ printers: [], browserPaperMm: 80 }, hub, '')).toEqual({ type: 'browser', paperMm: 80, dots: 576 })
  expect(printerOf({ printers, browserPaperMm: null }, alone, '')).toBeNull()
})

test('words are broken after spaces and between Han letters, never before a sign or at a no-break space', () => {
  const letters = (line: string) => [...line].length
  expect(linesOf('Gardez ce papier', 9, letters)).toEqual(['Gardez ce', 'papier'])
  expect(linesOf('guichet\u00a02 ouvert', 9, letters)).toEqual(['guichet\u00a02', 'ouvert'])
  expect(linesOf('请留意屏幕。谢谢', 5, letters)).toEqual(['请留意屏', '幕。谢谢'])
  expect(linesOf('Wohnungsangelegenheiten', 5, letters)).toEqual(['Wohnungsangelegenheiten'])
  expect(linesOf('', 5, letters)).toEqual([])
})

describe('staff', () => {
  test.each([
    ['paperOut', 'Imprimante Entrée\u00a0: plus de papier. Mettez un rouleau. Les numéros sont donnés quand même'],
    ['nearEnd', 'Imprimante Entrée\u00a0: le rouleau est bientôt fini.'],
  ] as const)('are told of %s', async (state, words) => {
    const { hub } = printingHub(null, state)
    await renderScreen(<DeskScreen />, {
      search: '?desk=1',
      ports: { hub },
      settings: withPrinting({ printers: [hall] }),
    })
    const band = await screen.findByTestId('printer-band')
    expect(band.dataset['state']).toBe(state)
    expect(band.textContent).toContain(words)
    expect(await axeFindings(document.body)).toEqual([])
  })

  test('are told nothing while all is well, and no longer than the hub is heard', async () => {
    const { hub, printing, states } = printingHub(null, 'ready')
    await renderScreen(<DeskScreen />, {
      search: '?desk=1',
      ports: { hub },
      settings: withPrinting({ printers: [hall] }),
    })
    await waitFor(() => expect(printing.printers).toHaveBeenCalled())
    expect(screen.queryByTestId('printer-band')).toBeNull()
    states.set('hall' as PrinterId, 'coverOpen')
    act(() => void document.dispatchEvent(new Event('visibilitychange')))
    await screen.findByTestId('printer-band')
    act(() => hub.setStanding({ freshness: 'stale' }))
    await waitFor(() => expect(screen.queryByTestId('printer-band')).toBeNull())
  })
})

describe('the settings', () => {
  afterEach(() => history.replaceState(null, '', '/'))

  async function open(options: RenderOptions): Promise<RenderedScreen> {
    history.replaceState(null, '', '/settings#printing')
    return await renderScreen(<SettingsScreen />, options)
  }

  test('take a printer with its address, and say what is wrong with one of the internet', async () => {
    const { hub } = printingHub()
    const { user, app } = await open({ ports: { hub } })
    await user.click(screen.getByRole('button', { name: 'Ajouter une imprimante' }))
    const address = screen.getByRole('textbox', { name: 'Adresse ou nom sur le réseau' })
    await user.type(address, '8.8.8.8')
    await screen.findAllByText(/Cette adresse est sur Internet/)
    expect(await axeFindings(document.body)).toEqual([])
    expect(screen.getByRole('button', { name: 'Enregistrer' }).getAttribute('aria-disabled')).toBe('true')
    await user.clear(address)
    await user.type(address, '192.168.1.50')
    await user.selectOptions(screen.getByRole('combobox', { name: 'Langage' }), 'starprnt')
    await user.selectOptions(
      within(screen.getByRole('list', { name: 'Imprimantes du réseau' })).getByRole('combobox', { name: 'Papier' }),
      '384',
    )
    expect(screen.getByTestId('test-print')).toHaveProperty('disabled', true)
    expect(screen.getByTestId('test-print-said').textContent).toBe('Enregistrez d’abord.')
    await user.click(screen.getByRole('button', { name: 'Enregistrer' }))
    await waitFor(() =>
      expect(app.store.getState().replay.site.settings.document).toMatchObject({
        printing: { printers: [{ id: 'printer_1', host: '192.168.1.50', commands: 'starprnt', dots: 384 }] },
      }),
    )
  })

  test.each([
    [{ state: 'printed', trouble: null }, 'L’essai est imprimé.'],
    [{ state: 'waiting', trouble: 'paperOut' }, 'L’essai attend\u00a0: Plus de papier.'],
    [{ state: 'dropped', trouble: 'notAllowed' }, 'L’essai ne sortira pas\u00a0: Adresse interdite.'],
    [null, 'Le hub ne répond pas.'],
  ] as const)('say what came of a test: %o', async (printed, words) => {
    const { hub, printing } = printingHub(printed)
    const { user } = await open({ ports: { hub }, settings: withPrinting({ printers: [hall] }) })
    await user.click(screen.getByRole('button', { name: 'Modifier Entrée' }))
    await user.click(screen.getByTestId('test-print'))
    await waitFor(() => expect(screen.getByTestId('test-print-said').textContent).toBe(words), { timeout: 15_000 })
    expect(printing.print.mock.calls).toEqual([['hall', bitmap]])
  })

  test('print by the browser where that is chosen', async () => {
    const { user, app } = await open({})
    await screen.findByText(/Il faut un hub pour les atteindre/)
    await user.selectOptions(screen.getByRole('combobox', { name: 'Papier' }), '58')
    await user.click(screen.getByRole('button', { name: 'Enregistrer' }))
    await waitFor(() =>
      expect(app.store.getState().replay.site.settings.document).toMatchObject({ printing: { browserPaperMm: 58 } }),
    )
  })
})
