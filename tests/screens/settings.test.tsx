import { act, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { NeedId, Series, DeskNumber } from '#domain/ids.ts'
import { JournalError } from '#journal/port.ts'
import { SettingsScreen } from '#screens/settings/settings-screen.tsx'
import { at } from '../support/given.ts'
import { renderScreen } from '../support/render-app.tsx'
import type { RenderedScreen, RenderOptions } from '../support/render-app.tsx'

beforeEach(() => sessionStorage.clear())
afterEach(() => history.replaceState(null, '', '/'))

async function open(section: string, options: RenderOptions = {}): Promise<RenderedScreen> {
  history.replaceState(null, '', `/settings#${section}`)
  return await renderScreen(<SettingsScreen />, options)
}

async function goTo(section: string): Promise<void> {
  await act(async () => {
    location.hash = section
    window.dispatchEvent(new HashChangeEvent('hashchange'))
    await Promise.resolve()
  })
}

/** Whether the browser would ask before it closes the window. */
/** Without https there is no `crypto.subtle`. */
const pinsOfPlainHttp = {
  hash: () => Promise.reject(new TypeError('no subtle')),
  matches: () => Promise.reject(new TypeError('no subtle')),
}

function leave(): boolean {
  return !window.dispatchEvent(new Event('beforeunload', { cancelable: true }))
}

function deskHours(): HTMLElement {
  return screen.getByRole('list', { name: 'Horaires des guichets' })
}

function settingsOf({ app }: RenderedScreen) {
  return app.store.getState().replay.site.settings
}

const issueJob = { type: 'IssueTicket', need: 'job' as NeedId, series: '' as Series } as const
const desk = 1 as DeskNumber

describe('the frame', () => {
  test('has one heading, a way between sections, and the file at hand in each', async () => {
    await open('today')
    expect(screen.getByRole('heading', { level: 1, name: 'Réglages' })).toBeDefined()
    const nav = screen.getByRole('navigation', { name: 'Parties des réglages' })
    const names = within(nav)
      .getAllByRole('link')
      .map((link) => link.textContent?.trim())
    expect(names).toEqual([
      'Aujourd’hui',
      'Cet appareil',
      'Appareils',
      'Site',
      'Besoins',
      'Issues et partenaires',
      'Horaires',
      'Papier',
      'Public et confidentialité',
      'Démonstration',
    ])
    for (const section of [
      'today',
      'device',
      'devices',
      'site',
      'needs',
      'outcomes',
      'hours',
      'printing',
      'audience',
      'demo',
    ]) {
      await goTo(section)
      expect(within(nav).getByRole('link', { current: 'page' }).getAttribute('href')).toBe(`#${section}`)
      expect(screen.getByTestId('settings-export')).toBeDefined()
      expect(screen.getByTestId('settings-import')).toBeDefined()
    }
  })

  test('speaks English where asked', async () => {
    await open('hours', { search: '?lang=en' })
    expect(screen.getByRole('heading', { level: 2, name: 'Hours' })).toBeDefined()
    const hours = screen.getByRole('list', { name: 'Desk hours' })
    expect(within(hours).getByRole('textbox', { name: 'Opening on Monday' })).toHaveProperty('value', '14:00')
    expect(screen.getByRole('switch', { name: 'Accept visitors only during desk hours' })).toBeDefined()
  })

  test('an address that names no section opens the first', async () => {
    await open('nowhere')
    expect(screen.getByRole('heading', { level: 2, name: 'Aujourd’hui' })).toBeDefined()
  })
})

describe('a draft', () => {
  test('changes nothing before it is saved, and everything unknown stays', async () => {
    const view = await open('site', { settings: (document) => Object.assign(document, { futureField: [1] }) })
    const { user } = view
    expect(screen.queryByRole('button', { name: 'Enregistrer' })).toBeNull()
    const name = within(screen.getByRole('group', { name: 'Nom du site' })).getByRole('textbox', { name: 'Français' })
    await user.clear(name)
    await user.type(name, 'Médiathèque')
    expect(settingsOf(view).name['fr']).toBe('Bpi – Centre associé de la Cité des métiers')
    expect(screen.getByText('1 partie modifiée, pas encore enregistrée')).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Enregistrer' }))
    expect(await screen.findByText(/Réglages enregistrés/)).toBeDefined()
    expect(settingsOf(view).name['fr']).toBe('Médiathèque')
    expect(settingsOf(view).document).toMatchObject({
      futureField: [1],
      site: { libraryHours: { publicHoliday: ['11:00', '22:00'] } },
    })
    expect(screen.queryByRole('button', { name: 'Enregistrer' })).toBeNull()
  })

  test('survives the way to another section, and can be dropped', async () => {
    const view = await open('site')
    const { user } = view
    const id = screen.getByRole('textbox', { name: 'Identifiant du site' })
    await user.type(id, '-2')
    await goTo('hours')
    expect(screen.getByRole('link', { name: /^Site modifié$/ })).toBeDefined()
    await goTo('site')
    expect(screen.getByRole('textbox', { name: 'Identifiant du site' })).toHaveProperty('value', 'bpi-cdm-2')
    await user.click(screen.getByRole('button', { name: 'Abandonner les changements' }))
    expect(screen.getByRole('textbox', { name: 'Identifiant du site' })).toHaveProperty('value', 'bpi-cdm')
    expect(screen.getByText(/Changements abandonnés/)).toBeDefined()
    expect(screen.queryByTestId('save-bar')).toBeNull()
  })

  test('that comes back to what was saved is no draft any more', async () => {
    const { user } = await open('site')
    const id = screen.getByRole('textbox', { name: 'Identifiant du site' })
    await user.type(id, 'x')
    expect(screen.getByTestId('save-bar')).toBeDefined()
    await user.type(id, '{Backspace}')
    expect(screen.queryByTestId('save-bar')).toBeNull()
  })

  test('keeps a new version from reloading the window, and the window from closing unasked', async () => {
    const { user, ports } = await open('site')
    expect(ports.updates.isIdle()).toBe(true)
    expect(leave()).toBe(false)
    await user.type(screen.getByRole('textbox', { name: 'Identifiant du site' }), 'x')
    expect(ports.updates.isIdle()).toBe(false)
    expect(leave()).toBe(true)
    await user.click(screen.getByRole('button', { name: 'Abandonner les changements' }))
    expect(ports.updates.isIdle()).toBe(true)
    expect(leave()).toBe(false)
  })

  test('with problems is not saved: each is told at its field and in a list that leads there', async () => {
    const view = await open('site')
    const { user } = view
    const id = screen.getByRole('textbox', { name: 'Identifiant du site' })
    await user.clear(id)
    await user.type(id, 'ma bibliothèque')
    expect(id.getAttribute('aria-invalid')).toBe('true')
    expect(document.getElementById(id.getAttribute('aria-describedby')?.split(' ')[0] ?? '')?.textContent).toMatch(
      /Un identifiant est attendu/,
    )
    await goTo('needs')
    const bar = screen.getByTestId('save-bar')
    expect(within(bar).getByText('1 erreur à corriger')).toBeDefined()
    expect(within(bar).getByText('site.id')).toBeDefined()
    expect(screen.getByRole('link', { name: /^Site 1 erreur$/ })).toBeDefined()
    await user.click(within(bar).getByRole('button', { name: 'Enregistrer' }))
    expect(screen.getByText('Corrigez d’abord 1 erreur.')).toBeDefined()
    expect(settingsOf(view).siteId).toBe('bpi-cdm')
    await user.click(within(bar).getByRole('link', { name: 'Site › identifiant' }))
    await goTo('site')
    await waitFor(() =>
      expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Identifiant du site' })),
    )
  })

  test('a problem inside a closed row opens it', async () => {
    const { user } = await open('needs')
    await user.click(screen.getByRole('button', { name: /^Modifier Trouver un emploi/ }))
    await user.selectOptions(screen.getByRole('combobox', { name: 'Lettre' }), 'A')
    await user.click(screen.getByRole('button', { name: /^Replier Trouver un emploi/ }))
    expect(screen.getByRole('button', { name: /^Modifier Trouver un emploi.*1 erreur/ })).toBeDefined()
    await user.click(screen.getByRole('link', { name: 'Besoin « Trouver un emploi » › lettre' }))
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('combobox', { name: 'Lettre' })))
    expect(screen.getAllByText(/Cette valeur est déjà prise/)).toHaveLength(2)
  })
})

describe('another window that changes the settings meanwhile', () => {
  async function overtaken(): Promise<RenderedScreen> {
    const view = await open('site')
    await view.user.type(screen.getByRole('textbox', { name: 'Identifiant du site' }), '-mine')
    const theirs = structuredClone(settingsOf(view).document) as { site: { hoursEnforced: boolean } }
    theirs.site.hoursEnforced = true
    await view.perform({ type: 'ChangeSettings', document: theirs })
    return view
  }

  test('is told, and nothing is written over it', async () => {
    const view = await overtaken()
    expect(screen.getByText(/viennent de changer dans une autre fenêtre \(horaires : modifié\)/)).toBeDefined()
    expect(screen.queryByRole('button', { name: 'Enregistrer' })).toBeNull()
    expect(settingsOf(view)).toMatchObject({ hoursEnforced: true, siteId: 'bpi-cdm' })
  })

  test('my changes are carried over onto theirs, and saved with them', async () => {
    const view = await overtaken()
    await view.user.click(screen.getByRole('button', { name: 'Reporter mes changements' }))
    expect(settingsOf(view).siteId).toBe('bpi-cdm')
    await view.user.click(screen.getByRole('button', { name: 'Enregistrer' }))
    await waitFor(() => expect(settingsOf(view)).toMatchObject({ hoursEnforced: true, siteId: 'bpi-cdm-mine' }))
  })

  test('or mine are dropped', async () => {
    const view = await overtaken()
    await view.user.click(screen.getByRole('button', { name: 'Abandonner les miens' }))
    expect(screen.getByRole('textbox', { name: 'Identifiant du site' })).toHaveProperty('value', 'bpi-cdm')
    expect(settingsOf(view).hoursEnforced).toBe(true)
  })

  test('without a draft the screen just follows', async () => {
    const view = await open('site')
    const theirs = structuredClone(settingsOf(view).document) as { site: { id: string } }
    theirs.site.id = 'elsewhere'
    await view.perform({ type: 'ChangeSettings', document: theirs })
    expect(screen.getByRole('textbox', { name: 'Identifiant du site' })).toHaveProperty('value', 'elsewhere')
    expect(screen.queryByTestId('save-bar')).toBeNull()
  })
})

describe('site', () => {
  test('a desk that serves some needs only', async () => {
    const view = await open('site', { search: '?lang=en' })
    const desk2 = screen.getByRole('group', { name: 'Desk 2' })
    await view.user.click(within(desk2).getByRole('switch', { name: 'Serves all needs' }))
    for (const need of ['Choose my path', 'Find training', 'Something else / not sure'])
      await view.user.click(within(desk2).getByRole('button', { name: need }))
    await view.user.click(screen.getByRole('button', { name: 'Add a desk' }))
    await view.user.click(screen.getByRole('button', { name: 'Save' }))
    await waitFor(() => expect(settingsOf(view).desks).toHaveLength(4))
    expect(settingsOf(view).desks[1]?.needs).toEqual(['job', 'change', 'create', 'digital'])
    expect(settingsOf(view).desks[3]).toEqual({ number: 4, needs: null })
  })

  test('a desk that serves no need is a problem', async () => {
    const { user } = await open('site', { search: '?lang=en' })
    const desk1 = screen.getByRole('group', { name: 'Desk 1' })
    await user.click(within(desk1).getByRole('switch'))
    for (const chip of within(desk1).getAllByRole('button', { pressed: true })) await user.click(chip)
    expect(within(desk1).getByText('At least one is needed.')).toBeDefined()
  })

  test('another language gives every text a field more', async () => {
    const view = await open('site')
    await view.user.selectOptions(screen.getByRole('combobox', { name: 'Ajouter une langue' }), 'ar')
    const arabic = within(screen.getByRole('group', { name: 'Nom du site' })).getByRole('textbox', { name: 'Arabe' })
    expect(arabic.getAttribute('lang')).toBe('ar')
    await view.user.click(screen.getByRole('button', { name: 'Monter Arabe' }))
    await view.user.click(screen.getByRole('button', { name: 'Enregistrer' }))
    await waitFor(() => expect(settingsOf(view).languages).toEqual(['fr', 'ar', 'en']))
  })
})

describe('needs', () => {
  test('move up and down, and the focus goes with them', async () => {
    const view = await open('needs')
    await view.user.click(screen.getByRole('button', { name: 'Descendre Choisir mon orientation' }))
    await waitFor(() =>
      expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Descendre Choisir mon orientation' })),
    )
    await view.user.click(screen.getByRole('button', { name: 'Enregistrer' }))
    await waitFor(() =>
      expect(
        settingsOf(view)
          .needs.map(({ letter }) => letter)
          .join(''),
      ).toBe('BACDEHK'),
    )
  })

  test('a new one is written, drawn and lettered; eight are warned of, ten are not possible', async () => {
    const view = await open('needs')
    const { user } = view
    await user.click(screen.getByRole('button', { name: 'Ajouter un besoin' }))
    const row = screen.getByRole('group', { name: /need_8|Nouveau/ })
    await user.type(within(row).getByRole('textbox', { name: 'Français' }), 'Aide juridique')
    await user.click(within(row).getByRole('button', { name: 'Balance' }))
    const id = within(row).getByRole('textbox', { name: 'Identifiant' })
    await user.clear(id)
    await user.type(id, 'legal')
    expect(screen.getByText(/^8 besoins : au-delà de sept/)).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Enregistrer' }))
    await waitFor(() => expect(settingsOf(view).needs).toHaveLength(8))
    expect(settingsOf(view).needs[7]).toMatchObject({
      id: 'legal',
      letter: 'F',
      icon: 'scales',
      labels: { fr: 'Aide juridique' },
    })
    // Now that it is saved, its id stands for ever.
    expect(await screen.findByText('Identifiant dans les fichiers : legal')).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Ajouter un besoin' }))
    expect(screen.getByRole('button', { name: 'Ajouter un besoin' })).toHaveProperty('disabled', true)
  })

  test('a topic is added to a need', async () => {
    const view = await open('needs', { search: '?lang=en' })
    const { user } = view
    await user.click(screen.getByRole('button', { name: /^Edit Something else/ }))
    const need = screen.getByRole('group', { name: 'Something else / not sure' })
    await user.click(within(need).getByRole('button', { name: 'Add a topic' }))
    const words = within(need).getByRole('group', { name: 'Words of the topic' })
    await user.type(within(words).getByRole('textbox', { name: 'English' }), 'Lost property')
    await user.click(screen.getByRole('button', { name: 'Save' }))
    await waitFor(() =>
      expect(settingsOf(view).needs[6]?.topics).toEqual([{ id: 'other.topic_1', labels: { en: 'Lost property' } }]),
    )
  })

  test('one that goes while visitors wait for it is told', async () => {
    const { user } = await open('needs', { before: [['13:50', issueJob]] })
    await user.click(screen.getByRole('button', { name: 'Retirer Trouver un emploi' }))
    expect(screen.getByText(/1 visiteur a aujourd’hui un ticket pour un besoin que vous retirez/)).toBeDefined()
    expect(screen.getByText(/Trouver un emploi est retiré/)).toBeDefined()
  })
})

describe('outcomes and partners', () => {
  test('an outcome asks for a partner next', async () => {
    const view = await open('outcomes')
    await view.user.click(screen.getByRole('button', { name: /^Modifier Invité à revenir/ }))
    await view.user.selectOptions(screen.getByRole('combobox', { name: 'Demander ensuite' }), 'vers quel partenaire')
    await view.user.click(screen.getByRole('switch', { name: 'Compte comme renseignement documentaire' }))
    await view.user.click(screen.getByRole('button', { name: 'Enregistrer' }))
    await waitFor(() => expect(settingsOf(view).outcomes[4]).toMatchObject({ asks: 'referral', reference: false }))
  })

  test('the outcome that the application sets cannot be removed', async () => {
    await open('outcomes')
    expect(screen.getByRole('button', { name: 'Retirer Parti avant l’appel' })).toHaveProperty('disabled', true)
    expect(screen.getByRole('button', { name: 'Retirer Hors champ' })).toHaveProperty('disabled', false)
  })

  test('a partner gets words of the site, and goes back to the known ones', async () => {
    const view = await open('outcomes')
    const { user } = view
    await user.click(screen.getByRole('button', { name: /^Modifier Apec/ }))
    const french = within(screen.getByRole('group', { name: 'Mots' })).getByRole('textbox', { name: 'Français' })
    expect(french.getAttribute('placeholder')).toBe('Apec')
    await user.type(french, 'Apec Paris')
    await user.click(screen.getByRole('button', { name: 'Enregistrer' }))
    await waitFor(() => expect(settingsOf(view).referrals[3]).toEqual({ id: 'apec', labels: { fr: 'Apec Paris' } }))
    await user.clear(within(screen.getByRole('group', { name: 'Mots' })).getByRole('textbox', { name: 'Français' }))
    await user.click(screen.getByRole('button', { name: 'Enregistrer' }))
    await waitFor(() => expect(settingsOf(view).referrals[3]).toEqual({ id: 'apec', labels: {} }))
  })
})

describe('hours', () => {
  test('are read as people write them', async () => {
    const view = await open('hours')
    const opens = within(deskHours()).getByRole('textbox', { name: 'Ouverture le lundi' })
    await view.user.clear(opens)
    await view.user.type(opens, '9h30')
    await view.user.tab()
    expect(opens).toHaveProperty('value', '09:30')
    await view.user.click(screen.getByRole('button', { name: 'Enregistrer' }))
    await waitFor(() => expect(settingsOf(view).deskHours.week.mon).toEqual({ opens: 570, closes: 1080 }))
  })

  test('that close before they open are a problem at that day', async () => {
    const { user } = await open('hours')
    const closes = within(deskHours()).getByRole('textbox', { name: 'Fermeture le lundi' })
    await user.clear(closes)
    await user.type(closes, '12:00')
    expect(screen.getAllByText('La fermeture doit venir après l’ouverture.')).toHaveLength(2)
    expect(closes.getAttribute('aria-invalid')).toBe('true')
  })

  test('a day is closed and gets its hours back when it opens again', async () => {
    const { user } = await open('hours')
    const monday = within(deskHours()).getByRole('checkbox', { name: 'Ouvert le lundi' })
    await user.click(monday)
    expect(screen.getByTestId('save-bar')).toBeDefined()
    await user.click(monday)
    expect(screen.queryByTestId('save-bar')).toBeNull()
  })

  test('a closed date is added for every year, and taken away', async () => {
    const view = await open('hours', { search: '?lang=en' })
    const { user } = view
    const [date] = screen.getAllByLabelText('Date')
    await user.type(date!, '2026-12-25')
    await user.click(screen.getAllByRole('checkbox', { name: 'every year' })[0]!)
    await user.click(screen.getAllByRole('button', { name: 'Add this day' })[0]!)
    await user.click(screen.getByRole('button', { name: 'Remove May 1, every year' }))
    await user.click(screen.getByRole('button', { name: 'Save' }))
    await waitFor(() => expect(settingsOf(view).deskHours.closedDates).toEqual(['--12-25']))
    expect(settingsOf(view).libraryHours.closedDates).toEqual([])
  })

  test('are enforced when switched on', async () => {
    const view = await open('hours')
    await view.user.click(screen.getByRole('switch', { name: 'N’accepter de visiteurs qu’aux horaires des guichets' }))
    await view.user.click(screen.getByRole('button', { name: 'Enregistrer' }))
    await waitFor(() => expect(settingsOf(view).hoursEnforced).toBe(true))
  })
})

describe('audience and privacy', () => {
  test('three questions at most', async () => {
    const view = await open('audience')
    const { user } = view
    await user.click(screen.getByRole('switch', { name: 'Âge' }))
    await user.click(screen.getByRole('switch', { name: 'Première visite' }))
    expect(screen.getByRole('switch', { name: 'Lieu de vie' })).toHaveProperty('disabled', true)
    await user.click(screen.getByRole('switch', { name: 'Situation' }))
    expect(screen.getByRole('switch', { name: 'Lieu de vie' })).toHaveProperty('disabled', false)
    await user.click(screen.getByRole('button', { name: 'Enregistrer' }))
    await waitFor(() => expect(settingsOf(view).audience.map(({ id }) => id)).toEqual(['age', 'firstVisit']))
  })

  test('a threshold under three is a problem, an empty one too', async () => {
    const { user } = await open('audience', { search: '?lang=en' })
    const threshold = screen.getByRole('spinbutton', { name: 'For the house: smallest number that is written' })
    await user.clear(threshold)
    expect(screen.getAllByText('A number is expected.')).toHaveLength(2)
    await user.type(threshold, '2')
    expect(screen.getAllByText('A number from 3 to 1,000 is expected.')).toHaveLength(2)
  })

  test('[S20] [S22] how well files hide small counts is set for the house and for everybody', async () => {
    const view = await open('audience', {
      settings: ({ privacy }) => Reflect.deleteProperty(privacy, 'publicProtectionWidth'),
    })
    const { user } = view
    const field = (name: string) => screen.getByRole('spinbutton', { name })
    expect(field('Pour la maison\u00a0: plus petit nombre écrit')).toHaveProperty('value', '5')
    const threshold = field('Pour publier\u00a0: plus petit nombre écrit')
    await user.clear(threshold)
    await user.type(threshold, '12')
    // A width that the document leaves out goes with its threshold.
    expect(field('Pour publier\u00a0: marge autour d’un nombre masqué')).toHaveProperty('value', '12')
    const width = field('Pour la maison\u00a0: marge autour d’un nombre masqué')
    await user.clear(width)
    await user.type(width, '0')
    expect(screen.getAllByText(/Un nombre de 1 à 1.000 est attendu\./)).toHaveLength(2)
    await user.clear(width)
    await user.type(width, '6')
    await user.selectOptions(screen.getByLabelText('Les fichiers sont d’abord proposés'), 'pour publier')
    await user.click(screen.getByRole('button', { name: 'Enregistrer' }))
    await waitFor(() => expect(settingsOf(view).readers).toBe('public'))
    expect(settingsOf(view).protection).toEqual({
      internal: { threshold: 5, width: 6 },
      public: { threshold: 12, width: 12 },
    })
  })
})

describe('today', () => {
  test('ticketing is paused and resumed', async () => {
    const { user, app } = await open('today')
    expect(screen.getByText('La borne donne des tickets.')).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Suspendre les tickets' }))
    expect(await screen.findByText(/la distribution est suspendue. Les visiteurs qui attendent/)).toBeDefined()
    expect(app.store.getState().replay.site.ticketing).toBe('paused')
    await user.click(screen.getByRole('button', { name: 'Reprendre les tickets' }))
    expect(await screen.findByText('La borne donne de nouveau des tickets.')).toBeDefined()
    expect(app.store.getState().replay.site.ticketing).toBe('open')
  })

  test('closing the day says first what becomes of whom, and can be taken back', async () => {
    const { user, app } = await open('today', {
      search: '?lang=en',
      before: [
        ['13:40', issueJob],
        ['13:41', issueJob],
        ['13:42', issueJob],
        ['13:50', { type: 'CallNext', desk }],
      ],
    })
    await user.click(screen.getByRole('button', { name: 'Close the day…' }))
    const question = screen.getByRole('group', { name: 'Close the day now?' })
    expect(within(question).getByText(/3 visitors still in the queue count as “left unserved”/)).toBeDefined()
    expect(within(question).getByText(/Of these, 1 is called or being served now/)).toBeDefined()
    expect(app.store.getState().replay.site.closedDays.size).toBe(0)
    await user.click(within(question).getByRole('button', { name: 'Close the day' }))
    expect(await screen.findByText('The day has been closed since 14:00.')).toBeDefined()
    expect(screen.getByText(/The kiosk gives no tickets: the day is closed/)).toBeDefined()
    expect(screen.getByText('Left unserved').nextElementSibling?.textContent).toBe('3')
    expect(screen.queryByRole('button', { name: 'Pause ticketing' })).toBeNull()
    await user.click(screen.getByRole('button', { name: 'Reopen the day' }))
    expect(await screen.findByRole('button', { name: 'Close the day…' })).toBeDefined()
    expect(app.store.getState().replay.site.closedDays.size).toBe(0)
  })

  test('the question can be answered with no', async () => {
    const { user, app } = await open('today')
    await user.click(screen.getByRole('button', { name: 'Clore la journée…' }))
    expect(screen.getByText('Personne n’attend.')).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Ne pas clore' }))
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Clore la journée…' })))
    expect(app.store.getState().replay.site.closedDays.size).toBe(0)
  })

  test('a store that refuses is told, and nothing has changed', async () => {
    const { user, app, journal } = await open('today')
    vi.spyOn(journal, 'append').mockRejectedValue(new JournalError('full'))
    await user.click(screen.getByRole('button', { name: 'Suspendre les tickets' }))
    const alerts = await screen.findAllByRole('alert')
    expect(alerts.map((alert) => alert.textContent).join()).toMatch(/Rien n’a été enregistré\s: le disque est plein/)
    expect(app.store.getState().replay.site.ticketing).toBe('open')
  })

  test('outside enforced hours the state says so', async () => {
    await open('today', { clock: '20:00', settings: (document) => (document.site.hoursEnforced = true) })
    expect(screen.getByText(/les guichets sont fermés à cette heure/)).toBeDefined()
  })
})

describe('this device', () => {
  test('gets a letter of its own', async () => {
    const { user, ports } = await open('device')
    const letter = screen.getByRole('combobox', { name: 'Lettre de l’appareil' })
    await user.selectOptions(letter, 'B')
    expect(ports.device.get().series).toBe('B')
  })

  test('a PIN is set, changed with the old one, and removed', async () => {
    const { user, ports } = await open('device')
    await user.click(screen.getByRole('button', { name: 'Poser un code' }))
    const wanted = screen.getByLabelText('Nouveau code')
    await waitFor(() => expect(document.activeElement).toBe(wanted))
    await user.type(wanted, '12a')
    await user.click(screen.getByRole('button', { name: 'Poser un code' }))
    expect(await screen.findByText('De 4 à 8 chiffres sont attendus.')).toBeDefined()
    await user.type(wanted, '34')
    await user.type(screen.getByLabelText('Nouveau code, encore une fois'), '1243')
    await user.click(screen.getByRole('button', { name: 'Poser un code' }))
    expect(await screen.findByText('Les deux codes ne sont pas les mêmes.')).toBeDefined()
    expect(ports.device.get().pin).toBeNull()
    const again = screen.getByLabelText('Nouveau code, encore une fois')
    await user.clear(again)
    await user.type(again, '1234{Enter}')
    await waitFor(() => expect(ports.device.get().pin?.hash).toBe('4321'))
    // Whoever has just set it is not asked for it.
    expect(await screen.findByText(/^Le code est posé/)).toBeDefined()
    expect(screen.queryByTestId('pin-gate')).toBeNull()
  })

  test('where the browser cannot protect a PIN, none is set, and it says why', async () => {
    const { user, ports } = await open('device', { search: '?lang=en', ports: { pins: pinsOfPlainHttp } })
    await user.click(screen.getByRole('button', { name: 'Set a PIN' }))
    await user.type(screen.getByLabelText('New PIN'), '1234')
    await user.type(screen.getByLabelText('New PIN, once more'), '1234{Enter}')
    expect(await screen.findByText(/^Nothing has been changed: at this address the browser can/)).toBeDefined()
    expect(ports.device.get().pin).toBeNull()
  })

  test('a PIN is not removed without it', async () => {
    sessionStorage.setItem('guichet-libre:staff-pin', JSON.stringify({ passed: '4321' }))
    const { user, ports } = await open('device', {
      search: '?lang=en',
      device: { pin: { salt: 'salt', hash: '4321' } },
    })
    await user.click(screen.getByRole('button', { name: 'Remove the PIN' }))
    await user.type(screen.getByLabelText('Current PIN'), '9999{Enter}')
    expect(await screen.findByText('This is not the current PIN.')).toBeDefined()
    await user.clear(screen.getByLabelText('Current PIN'))
    await user.type(screen.getByLabelText('Current PIN'), '1234{Enter}')
    await waitFor(() => expect(ports.device.get().pin).toBeNull())
    expect(screen.getByText('The PIN is removed.')).toBeDefined()
  })

  test('a PIN is asked for before the settings are shown', async () => {
    await open('device', { device: { pin: { salt: 'salt', hash: '4321' } } })
    expect(screen.getByTestId('pin-gate')).toBeDefined()
    expect(screen.queryByTestId('settings-export')).toBeNull()
  })

  test('theme and sound are chosen, and heard', async () => {
    const { user, ports } = await open('device')
    await user.click(screen.getByRole('button', { name: 'Contraste fort' }))
    expect(ports.device.get().theme).toBe('contrast')
    act(() => ports.chime.setState('blocked'))
    expect(screen.getByText(/Le navigateur attend un toucher/)).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Écouter' }))
    await waitFor(() => expect(ports.chime.played).toEqual([0.6]))
  })

  test('storage: kept, how much, since when', async () => {
    await open('device')
    expect(await screen.findByText('Le navigateur s’est engagé à garder ces données.')).toBeDefined()
    expect(screen.getByText(/^1.Mo utilisés, 999.Mo disponibles$/)).toBeDefined()
    expect(screen.queryByRole('button', { name: 'Demander de les garder' })).toBeNull()
  })

  test('storage that may be erased is asked for, and a refusal says what to do', async () => {
    const { user } = await open('device', { ports: { storage: storageWith({ persisted: false, lostStore: false }) } })
    await user.click(await screen.findByRole('button', { name: 'Demander de les garder' }))
    expect(await screen.findByText(/Installez l’application, puis demandez encore/)).toBeDefined()
  })

  test('a lost store is told until it is acknowledged', async () => {
    const { user } = await open('device', {
      search: '?lang=en',
      ports: { storage: storageWith({ persisted: true, lostStore: true }) },
    })
    expect((await screen.findByRole('alert')).textContent).toMatch(/have been erased since/)
    await user.click(screen.getByRole('button', { name: 'I have taken note' }))
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull())
  })

  test('version and update', async () => {
    const { ports } = await open('device')
    expect(screen.getByText('0.0.0+test')).toBeDefined()
    expect(screen.getByText('À jour.')).toBeDefined()
    act(() => ports.updates.setState('waiting'))
    expect(screen.getByText(/Une nouvelle version est prête/)).toBeDefined()
  })

  test('facts that wait in memory are told', async () => {
    const { app } = await open('device')
    act(() => app.store.getState().setInMemory(3))
    expect(await screen.findByText(/^3 faits attendent en mémoire/)).toBeDefined()
  })
})

describe('demonstration', () => {
  test('is played by its number, opened and thrown away, apart from the real data', async () => {
    const { user, ports } = await open('demo', { search: '?lang=en' })
    expect(await screen.findByText('No demonstration is kept on this device.')).toBeDefined()
    const seed = screen.getByRole('spinbutton', { name: 'Number of the day' })
    await user.clear(seed)
    await user.type(seed, '7')
    await user.click(screen.getByRole('button', { name: 'over, in the evening' }))
    await user.click(screen.getByRole('button', { name: 'Play the day' }))
    expect(await screen.findByText('A demonstration day is ready.')).toBeDefined()
    expect(ports.demo.played).toEqual([7])
    expect(screen.getByRole('link', { name: 'Board' }).getAttribute('href')).toBe('/board?lang=en&demo=1')
    await user.click(screen.getByRole('button', { name: 'Throw the demonstration away' }))
    expect(ports.demo.discarded()).toBe(1)
    expect(await screen.findByText(/The real data have not changed/)).toBeDefined()
  })

  test('a failure is told', async () => {
    const { user } = await open('demo', {
      ports: {
        demo: {
          active: false,
          play: () => Promise.reject(new Error('plus de place')),
          discard: () => Promise.resolve(),
          exists: () => Promise.resolve(false),
          played: [],
          discarded: () => 0,
        },
      },
    })
    await user.click(screen.getByRole('button', { name: 'Jouer la journée' }))
    expect((await screen.findByRole('alert')).textContent).toMatch(/plus de place/)
  })
})

function storageWith({ persisted, lostStore }: { readonly persisted: boolean; readonly lostStore: boolean }) {
  let lost = lostStore
  return {
    report: () =>
      Promise.resolve({ persisted, usedBytes: 1, quotaBytes: 2, lostStore: lost, installedAt: at('08:00') }),
    askToPersist: () => Promise.resolve(false),
    acknowledgeLoss: () => void (lost = false),
  }
}
