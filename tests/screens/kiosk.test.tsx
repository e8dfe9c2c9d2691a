import { act, fireEvent, screen, within, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Command } from '#domain/commands.ts'
import type { DeskNumber, NeedId, Series } from '#domain/ids.ts'
import { JournalError } from '#journal/port.ts'
import { KioskScreen } from '#screens/kiosk/kiosk-screen.tsx'
import { defaultDevice, fakePorts } from '../support/fake-ports.ts'
import { at } from '../support/given.ts'
import { renderRoot, renderScreen } from '../support/render-app.tsx'
import type { Before } from '../support/render-app.tsx'

const desk2 = 2 as DeskNumber

function issue(need: string, series = ''): Command {
  return { type: 'IssueTicket', need: need as NeedId, series: series as Series }
}

const threeWait: Before = [
  ['13:50', issue('job')],
  ['13:52', issue('orient')],
  ['13:55', issue('job')],
]

async function takeTicket(need = 'Trouver un emploi'): Promise<void> {
  fireEvent.click(screen.getByRole('button', { name: need }))
  await screen.findByTestId('ticket-label')
}

describe('the start screen', () => {
  test('asks one question and offers the seven needs of the site in their order, with pictogram, words and letter', async () => {
    await renderScreen(<KioskScreen />)
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('De quoi avez-vous besoin\u00a0?')
    const needs = within(screen.getByRole('list', { name: 'Besoins' })).getAllByRole('button')
    expect(needs.map((need) => need.dataset['need'])).toEqual([
      'orient',
      'train',
      'job',
      'change',
      'create',
      'digital',
      'other',
    ])
    expect(needs.every((need) => need.querySelector('svg') !== null)).toBe(true)
    expect(needs[2]?.textContent).toBe('Trouver un emploiC')
  })

  test('says how many wait and when the desks are open', async () => {
    const { perform } = await renderScreen(<KioskScreen />, { before: threeWait })
    expect(screen.getByText('3 personnes attendent')).toBeTruthy()
    expect(screen.getByText(/Aujourd’hui de 14\sh à 18\sh/)).toBeTruthy()
    await perform({ type: 'CallNext', desk: desk2 })
    expect(screen.getByText('2 personnes attendent')).toBeTruthy()
  })

  test('says that nobody waits, and on a day without hours when the next are; tickets are given all the same', async () => {
    await renderScreen(<KioskScreen />, { clock: '2026-11-22 15:00' })
    expect(screen.getByText('Personne n’attend')).toBeTruthy()
    expect(screen.getByText(/Accueil fermé aujourd’hui, ouvert demain à 14\sh/)).toBeTruthy()
    expect(screen.getAllByTestId('need')).toHaveLength(7)
  })

  test('shows that this device works alone, keeps the screen awake, and may be updated while it rests', async () => {
    const { ports, unmount } = await renderScreen(<KioskScreen />)
    expect(screen.getByTestId('freshness').dataset['state']).toBe('alone')
    expect(ports.wakeLock.held()).toBe(1)
    expect(ports.updates.isIdle()).toBe(true)
    await takeTicket()
    expect(ports.updates.isIdle()).toBe(false)
    unmount()
    expect(ports.wakeLock.held()).toBe(0)
    expect(ports.updates.isIdle()).toBe(true)
  })

  test('opens no context menu', async () => {
    const { unmount } = await renderScreen(<KioskScreen />)
    expect(fireEvent.contextMenu(screen.getByRole('heading', { level: 1 }))).toBe(false)
    unmount()
    expect(fireEvent.contextMenu(document.body)).toBe(true)
  })

  test('stands in the whole application at its address', async () => {
    await renderRoot('kiosk?lang=en')
    expect(await screen.findByRole('button', { name: 'Find a job' })).toBeTruthy()
    expect(document.title).toBe('Kiosk – Guichet Libre')
  })
})

describe('taking a ticket', () => {
  test('one tap shows the number, how many are before, and what to do next', async () => {
    await renderScreen(<KioskScreen />, { before: threeWait })
    await takeTicket()
    expect(screen.getByTestId('ticket-label').textContent).toBe('C03')
    const ahead = screen.getByTestId('ticket-ahead')
    expect(ahead.dataset['ahead']).toBe('3')
    expect(ahead.textContent).toBe('3 personnes avant vous')
    expect(screen.getByText(/Retenez ce numéro et regardez l’écran/)).toBeTruthy()
    expect(screen.queryAllByTestId('need')).toHaveLength(0)
  })

  test('the number is in the journal before it is on the screen', async () => {
    const { journal } = await renderScreen(<KioskScreen />)
    let written = 0
    const seen = new MutationObserver(() => {
      if (screen.queryByTestId('ticket-label') !== null && written === 0) written = journal.all().length
    })
    seen.observe(document.body, { childList: true, subtree: true })
    await takeTicket()
    seen.disconnect()
    expect(written).toBe(1)
  })

  test('the number is announced with its letter apart, and the focus is on it', async () => {
    await renderScreen(<KioskScreen />)
    await takeTicket()
    expect(document.activeElement?.textContent).toContain('C01')
    const spoken = await screen.findByText(/Votre numéro\s: C\s01\. Vous êtes le prochain numéro/)
    expect(spoken.getAttribute('role')).toBe('status')
    expect(spoken.lang).toBe('fr')
  })

  test('a double tap gives one ticket and does not skip its number', async () => {
    const { journal } = await renderScreen(<KioskScreen />)
    const need = screen.getByRole('button', { name: 'Trouver un emploi' })
    fireEvent.click(need, { detail: 1 })
    fireEvent.click(need, { detail: 2 })
    await screen.findByTestId('ticket-label')
    // The second tap lands where the way back has appeared meanwhile.
    fireEvent.click(screen.getByTestId('ticket-done'), { detail: 2 })
    fireEvent.click(screen.getByTestId('ticket-priority'), { detail: 2 })
    expect(screen.getByTestId('ticket-label').textContent).toBe('C01')
    expect(journal.all()).toHaveLength(1)
  })

  test('two quick taps on different needs give one ticket', async () => {
    const { journal } = await renderScreen(<KioskScreen />)
    fireEvent.click(screen.getByRole('button', { name: 'Trouver un emploi' }))
    fireEvent.click(screen.getByRole('button', { name: 'Créer mon activité' }))
    await screen.findByTestId('ticket-label')
    expect(journal.all()).toHaveLength(1)
  })

  test('a second kiosk gives labels of its own series', async () => {
    await renderScreen(<KioskScreen />, { device: { ...defaultDevice, series: 'B' } })
    await takeTicket()
    expect(screen.getByTestId('ticket-label').textContent).toBe('CB01')
  })

  test('“I have read my number” leads back, and the next visitor finds nothing of the one before', async () => {
    const { container, journal } = await renderScreen(<KioskScreen />)
    await takeTicket()
    fireEvent.click(screen.getByTestId('ticket-done'))
    expect(screen.getAllByTestId('need')).toHaveLength(7)
    expect(container.textContent).not.toMatch(/C\s?01/)
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1 })))
    await takeTicket()
    expect(screen.getByTestId('ticket-label').textContent).toBe('C02')
    expect(journal.all()).toHaveLength(2)
  })

  test('whoever is called while still reading is sent to the desk', async () => {
    const { perform } = await renderScreen(<KioskScreen />)
    await takeTicket()
    await perform({ type: 'CallNext', desk: desk2 })
    expect(screen.getByTestId('ticket-called').textContent).toMatch(/C’est à vous\s: guichet\s2/)
    expect(screen.queryByTestId('ticket-ahead')).toBeNull()
  })

  test('the keyboard is enough for a whole visit', async () => {
    const { user } = await renderScreen(<KioskScreen />)
    await user.tab()
    await user.keyboard('{Enter}')
    expect((await screen.findByTestId('ticket-label')).textContent).toBe('A01')
    await user.tab()
    await user.tab()
    await waitFor(() => expect(document.activeElement).toBe(screen.getByTestId('ticket-done')))
    await user.keyboard('{Enter}')
    expect(screen.getAllByTestId('need')).toHaveLength(7)
  })
})

describe('the way back', () => {
  afterEach(() => {
    vi.useRealTimers()
  })

  async function openWithFakeTime() {
    vi.useFakeTimers({ shouldAdvanceTime: true })
    const opened = await renderScreen(<KioskScreen />)
    return { ...opened, pass: (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms)) }
  }

  test('the number goes by itself after ten seconds', async () => {
    const { pass } = await openWithFakeTime()
    await takeTicket()
    await pass(9000)
    expect(screen.getByTestId('ticket-label')).toBeTruthy()
    await pass(1500)
    expect(screen.queryByTestId('ticket-label')).toBeNull()
    expect(screen.getAllByTestId('need')).toHaveLength(7)
  })

  test('it stays longer while the question is answered, but never beyond twenty seconds', async () => {
    const { pass } = await openWithFakeTime()
    await takeTicket()
    await pass(8000)
    fireEvent.click(screen.getByTestId('ticket-priority'))
    await pass(8000)
    fireEvent.click(screen.getByTestId('ticket-priority'))
    expect(screen.getByTestId('ticket-label')).toBeTruthy()
    await pass(5000)
    expect(screen.queryByTestId('ticket-label')).toBeNull()
  })

  test('a language that was chosen and left alone goes back to the site’s', async () => {
    const { pass } = await openWithFakeTime()
    fireEvent.click(screen.getByRole('button', { name: 'English' }))
    expect(await screen.findByRole('button', { name: 'Find a job' })).toBeTruthy()
    await pass(46_000)
    expect(screen.getByRole('button', { name: 'Trouver un emploi' })).toBeTruthy()
  })
})

describe('priority', () => {
  test('is asked for without a reason, moves the ticket ahead, and can be given up', async () => {
    const { app, ticketId } = await renderScreen(<KioskScreen />, { before: threeWait })
    await takeTicket()
    const question = screen.getByRole('button', { name: /J’ai besoin d’une priorité/ })
    fireEvent.click(question)
    await vi.waitFor(() => expect(screen.getByTestId('ticket-ahead').dataset['ahead']).toBe('0'))
    expect(question.getAttribute('aria-pressed')).toBe('true')
    const ticket = () => app.store.getState().replay.site.tickets.get(ticketId('C03'))
    expect(ticket()?.priority).toBe(true)
    fireEvent.click(question)
    await vi.waitFor(() => expect(ticket()?.priority).toBe(false))
    expect(screen.getByTestId('ticket-ahead').dataset['ahead']).toBe('3')
  })

  test('that could not be stored says so', async () => {
    const { ports } = await renderScreen(<KioskScreen />)
    await takeTicket()
    ports.store.append = () => Promise.reject(new JournalError('full'))
    fireEvent.click(screen.getByTestId('ticket-priority'))
    expect((await screen.findAllByText(/La priorité n’a pas pu être notée/)).length).toBeGreaterThan(0)
  })
})

describe('languages and comfort', () => {
  test('each language is named in itself and changes everything, the site’s words too', async () => {
    await renderScreen(<KioskScreen />)
    const english = screen.getByRole('button', { name: 'English' })
    expect(english.lang).toBe('en')
    fireEvent.click(english)
    expect(await screen.findByRole('heading', { level: 1, name: 'What do you need?' })).toBeTruthy()
    expect(document.documentElement.lang).toBe('en')
    expect(screen.getByRole('button', { name: 'Français' }).lang).toBe('fr')
    await takeTicket('Find a job')
    expect(screen.getByTestId('ticket-ahead').textContent).toBe('Your number is next')
    fireEvent.click(screen.getByRole('button', { name: 'I have read my number' }))
    expect(screen.getByRole('button', { name: 'Trouver un emploi' })).toBeTruthy()
    expect(document.documentElement.lang).toBe('fr')
  })

  test('the address fixes the language a kiosk begins with', async () => {
    await renderScreen(<KioskScreen />, { search: '?lang=en' })
    fireEvent.click(screen.getByRole('button', { name: 'Français' }))
    await screen.findByRole('button', { name: 'Trouver un emploi' })
    await takeTicket()
    fireEvent.click(screen.getByTestId('ticket-done'))
    expect(screen.getByRole('button', { name: 'Find a job' })).toBeTruthy()
  })

  test('words the site has in another language only are shown in it, and marked', async () => {
    await renderScreen(<KioskScreen />, {
      search: '?lang=en',
      settings: (document) => {
        for (const need of document.needs) if (need.id === 'job') Reflect.deleteProperty(need, 'en')
      },
    })
    expect(screen.getByRole('button', { name: 'Trouver un emploi' }).lang).toBe('fr')
  })

  test('large words and contrast are for one visitor', async () => {
    const { user } = await renderScreen(<KioskScreen />)
    await user.click(screen.getByRole('button', { name: 'Texte plus grand' }))
    await user.click(screen.getByRole('button', { name: 'Contraste fort' }))
    expect(document.documentElement.dataset['text']).toBe('large')
    expect(document.documentElement.dataset['theme']).toBe('contrast')
    await takeTicket()
    fireEvent.click(screen.getByTestId('ticket-done'))
    await vi.waitFor(() => expect(document.documentElement.dataset['theme']).toBe('light'))
    expect(document.documentElement.dataset['text']).toBeUndefined()
  })

  test('sizes in millimetres follow the calibration of the device', async () => {
    const { unmount } = await renderScreen(<KioskScreen />, { device: { ...defaultDevice, pxPerMm: 6.3 } })
    expect(document.documentElement.style.getPropertyValue('--px-per-mm')).toBe('6.3')
    unmount()
    expect(document.documentElement.style.getPropertyValue('--px-per-mm')).toBe('')
  })
})

describe('when no tickets are given', () => {
  test('a pause says so and sends to an agent; tickets come back by themselves', async () => {
    const { perform } = await renderScreen(<KioskScreen />, { before: [['13:00', { type: 'PauseTicketing' }]] })
    const closed = screen.getByTestId('kiosk-closed')
    expect(within(closed).getByRole('heading').textContent).toBe('Les tickets sont suspendus pour le moment.')
    expect(closed.textContent).toContain('Adressez-vous à un agent.')
    expect(screen.queryAllByTestId('need')).toHaveLength(0)
    await perform({ type: 'ResumeTicketing' })
    expect(screen.getAllByTestId('need')).toHaveLength(7)
  })

  test('a closed day says when the next one begins, in the visitor’s language', async () => {
    await renderScreen(<KioskScreen />, { before: [['13:00', { type: 'CloseDay' }]] })
    expect(screen.getByTestId('kiosk-closed').textContent).toMatch(/L’accueil est terminé.*Il ouvre mercredi à 14\sh/)
    fireEvent.click(screen.getByRole('button', { name: 'English' }))
    await waitFor(() =>
      expect(screen.getByTestId('kiosk-closed').textContent).toMatch(
        /closed for today.*It opens on Wednesday at 14:00/,
      ),
    )
  })

  test('hours that are enforced open the kiosk at the minute, without anybody touching it', async () => {
    const { passTo } = await renderScreen(<KioskScreen />, {
      clock: '13:59',
      settings: (document) => void (document.site.hoursEnforced = true),
    })
    expect(screen.getByTestId('kiosk-closed').textContent).toMatch(/fermé pour le moment.*Il ouvre aujourd’hui à 14\sh/)
    await passTo('14:00')
    expect(screen.getAllByTestId('need')).toHaveLength(7)
    await passTo('18:00')
    expect(screen.getByTestId('kiosk-closed').textContent).toMatch(/Il ouvre mercredi à 14\sh/)
  })

  test('a number that is being read stays when the kiosk closes behind it', async () => {
    const { perform } = await renderScreen(<KioskScreen />)
    await takeTicket()
    await perform({ type: 'PauseTicketing' })
    expect(screen.getByTestId('ticket-label').textContent).toBe('C01')
    fireEvent.click(screen.getByTestId('ticket-done'))
    expect(screen.getByTestId('kiosk-closed')).toBeTruthy()
  })
})

describe('when the ticket cannot be stored', () => {
  test.each([
    ['a full store', () => Promise.reject(new JournalError('full'))],
    ['trouble nobody has thought of', () => Promise.reject(new Error('?'))],
  ])('%s: no number, a clear sentence, and the kiosk lives on', async (_, append) => {
    const ports = fakePorts(at('14:00'))
    const { append: working } = ports.store
    await renderScreen(<KioskScreen />, { ports })
    ports.store.append = append
    fireEvent.click(screen.getByRole('button', { name: 'Trouver un emploi' }))
    const failed = await screen.findByTestId('kiosk-failed')
    expect(failed.textContent).toMatch(
      /n’a pas pu être enregistré.*Aucun numéro n’a été donné\. Adressez-vous à un agent/,
    )
    expect(screen.queryByTestId('ticket-label')).toBeNull()
    ports.store.append = working
    fireEvent.click(screen.getByRole('button', { name: 'Revenir au début' }))
    await takeTicket()
    expect(screen.getByTestId('ticket-label').textContent).toBe('C01')
  })

  test('a need that has just been taken away asks to choose again', async () => {
    const { app } = await renderScreen(<KioskScreen />)
    const dispatch = app.dispatch.bind(app)
    Object.assign(app, { dispatch: () => Promise.resolve({ ok: false, error: { type: 'UnknownNeed' } }) })
    fireEvent.click(screen.getByRole('button', { name: 'Trouver un emploi' }))
    expect((await screen.findByTestId('kiosk-failed')).textContent).toContain('Ce choix vient de changer.')
    Object.assign(app, { dispatch })
  })
})
