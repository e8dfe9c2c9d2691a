import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test, vi } from 'vitest'
import { amend } from '#app/amend.ts'
import type { Command } from '#domain/commands.ts'
import type { Day, NeedId } from '#domain/ids.ts'
import { JournalError } from '#journal/port.ts'
import { StatisticsScreen } from '#screens/statistics/statistics-screen.tsx'
import { axeFindings } from '../support/axe-findings.ts'
import { desk1, outcome } from '../support/given.ts'
import { renderScreen } from '../support/render-app.tsx'
import type { RenderedScreen, RenderOptions } from '../support/render-app.tsx'
import { batchOn, times, visit, walkUpVisit } from '../statistics/visits.ts'

const walkUp: Command = { type: 'RecordWalkUp', desk: desk1, need: 'train' as NeedId, details: outcome('answered') }
const friday = '2026-11-20' as Day

describe('a day', () => {
  test('is seen with its visits by need and outcome, and how they came about', async () => {
    await open()
    await chooseDay(friday)
    const table = await screen.findByRole('table', { name: 'vendredi 20 novembre 2026' })
    expect(
      within(table).getByRole('row', { name: /Trouver un emploi Répondu sur place 4 Orienté.* 1 5/ }),
    ).toBeDefined()
    expect(within(table).getByRole('row', { name: 'Trouver une formation Issue non notée 2 2' })).toBeDefined()
    expect(within(table).getByRole('row', { name: 'Total 7' })).toBeDefined()
  })

  test('of today follows the site while one looks', async () => {
    const view = await open()
    expect(await screen.findByText('Aucune visite ce jour-là.')).toBeDefined()
    await view.perform(walkUp)
    expect(await screen.findByRole('row', { name: 'Total 1' })).toBeDefined()
  })

  test('that has not come, is too long ago or none at all is told so, and nothing is saved', async () => {
    const view = await open()
    const field = screen.getByLabelText('Quel jour ?')
    expect(field.getAttribute('max')).toBe('2026-11-23')
    expect(field.getAttribute('min')).toBe('2025-10-19')
    await chooseDay('2026-11-24')
    expect(screen.getByText('Ce jour n’est pas encore venu.')).toBeDefined()
    await chooseDay('2025-10-18')
    expect(screen.getByText('C’est trop ancien : rien ne se note avant le 19 octobre 2025.')).toBeDefined()
    await chooseDay('')
    expect(screen.getByText('Choisissez un jour.')).toBeDefined()
    await view.user.type(screen.getByLabelText('Trouver un emploi'), '3{Enter}')
    await waitFor(() => expect(document.activeElement).toBe(field))
    expect(said()).toBe('')
  })

  test('is one further by a button, and never after today', async () => {
    const view = await open()
    expect(screen.getByRole('button', { name: 'Jour suivant' })).toHaveProperty('disabled', true)
    await view.user.click(screen.getByRole('button', { name: 'Jour précédent' }))
    expect(await screen.findByRole('heading', { name: 'dimanche 22 novembre 2026' })).toBeDefined()
    await view.user.click(screen.getByRole('button', { name: 'Jour suivant' }))
    expect(await screen.findByRole('heading', { name: 'lundi 23 novembre 2026' })).toBeDefined()
  })
})

describe('typed totals', () => {
  test('[V11] of several needs are saved in one step, said, counted, and taken back in one', async () => {
    const view = await open()
    await chooseDay(friday)
    await view.user.selectOptions(screen.getByLabelText('Issue'), 'Répondu sur place')
    await view.user.type(screen.getByLabelText('Trouver un emploi'), '12')
    await view.user.type(screen.getByLabelText('Trouver une formation'), '3{Enter}')
    await waitFor(() =>
      expect(said()).toContain(
        '15 visites ajoutées au vendredi 20 novembre 2026\u00a0; les chiffres de novembre 2026 les signalent.',
      ),
    )
    // For the next sheet of paper.
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Choisir mon orientation')))
    expect(screen.getByLabelText('Trouver un emploi')).toHaveProperty('value', '')
    expect(await screen.findByRole('row', { name: 'Total 22' })).toBeDefined()
    expect(screen.getByText('dont 15 saisies en totaux')).toBeDefined()
    const list = screen.getByRole('region', { name: 'Noté après coup pour ce jour' })
    expect(within(list).getAllByRole('listitem')).toHaveLength(2)
    await view.user.click(screen.getByRole('button', { name: 'Reprendre' }))
    await waitFor(() => expect(said()).toBe('C’est repris\u00a0: les chiffres sont ceux d’avant.'))
    expect(await screen.findByRole('row', { name: 'Total 7' })).toBeDefined()
    expect(screen.queryByRole('region', { name: 'Noté après coup pour ce jour' })).toBeNull()
    await waitFor(() => expect(document.activeElement).toBe(screen.getByTestId('amend-said')))
  })

  test('that are no numbers, too many or none are told so beside their field', async () => {
    const view = await open()
    const job = screen.getByLabelText('Trouver un emploi')
    await view.user.click(screen.getByRole('button', { name: 'Enregistrer' }))
    expect(screen.getByText('Saisissez au moins un nombre.')).toBeDefined()
    expect(document.activeElement).toBe(screen.getByLabelText('Choisir mon orientation'))
    for (const wrong of ['501', 'douze', '-3', '2,5']) {
      await view.user.clear(job)
      await view.user.type(job, `${wrong}{Enter}`)
      expect(job.getAttribute('aria-invalid')).toBe('true')
      expect(screen.getByText('Il faut un nombre entier de 0 à 500.')).toBeDefined()
      expect(document.activeElement).toBe(job)
    }
    await view.user.clear(job)
    await view.user.type(job, '0{Enter}')
    expect(screen.getByText('Saisissez au moins un nombre.')).toBeDefined()
    expect(said()).toBe('')
  })

  test('keep their hours where somebody noted them', async () => {
    const view = await open()
    await chooseDay(friday)
    await view.user.selectOptions(screen.getByLabelText('Heure'), '8')
    await view.user.type(screen.getByLabelText('Trouver un emploi'), '2{Enter}')
    await waitFor(() => expect(said()).toContain('2 visites ajoutées'))
    expect(view.events()).toEqual([{ type: 'VisitsTyped', day: friday, band: 8, need: 'job', outcome: null, count: 2 }])
  })
})

describe('a forgotten visit', () => {
  test('[V11] is noted with its hours, its outcome and where the visitor was sent on to', async () => {
    const view = await open()
    await chooseDay(friday)
    await choose('Une visite oubliée')
    // Friday's desk opens at two.
    expect(screen.getByLabelText('Heure')).toHaveProperty('value', '7')
    await view.user.selectOptions(screen.getByLabelText('Besoin'), 'Créer mon activité')
    await view.user.selectOptions(screen.getByLabelText('Issue'), 'referred')
    const partners = screen.getByRole('group', { name: 'Orienté vers (deux au plus)' })
    const [first, second, third] = within(partners).getAllByRole('button')
    await view.user.click(first!)
    await view.user.click(second!)
    expect(third).toHaveProperty('disabled', true)
    await view.user.click(second!)
    await view.user.click(screen.getByRole('button', { name: 'Enregistrer' }))
    await waitFor(() => expect(said()).toContain('Visite ajoutée au vendredi 20 novembre 2026, 14\u00a0h – 16\u00a0h'))
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Heure')))
    const [event] = view.events()
    expect(event).toMatchObject({ type: 'VisitBackDated', day: friday, band: 7, need: 'create' })
    expect(event).toHaveProperty('details.referrals.length', 1)
  })

  test('[D7] of today has the hours that have begun, the present ones first', async () => {
    await open()
    await choose('Une visite oubliée')
    const hours = screen.getByLabelText<HTMLSelectElement>('Heure')
    expect(hours.value).toBe('7')
    expect(hours.options).toHaveLength(8)
  })
})

describe('a correction', () => {
  test('[V12] changes some of the visits that there are, and refuses more', async () => {
    const view = await open()
    await chooseDay(friday)
    await choose('Une correction')
    const count = await screen.findByLabelText('Combien ?')
    expect(screen.getByLabelText('Quelles visites ?')).toHaveProperty('value', 'job answered')
    await view.user.clear(count)
    await view.user.type(count, '5{Enter}')
    expect(await screen.findByText('Il n’y en a que 4.')).toBeDefined()
    expect(document.activeElement).toBe(count)
    await view.user.clear(count)
    await view.user.type(count, '3{Enter}')
    expect(screen.getByRole('alert').textContent).toContain('C’est déjà ce qui est noté')
    await view.user.selectOptions(screen.getByLabelText('Besoin'), 'Créer mon activité')
    await view.user.click(screen.getByRole('button', { name: 'Enregistrer' }))
    await waitFor(() => expect(said()).toContain('3 visites du vendredi 20 novembre 2026 corrigées'))
    expect(await screen.findByText('3 corrigées')).toBeDefined()
    expect(screen.getByRole('row', { name: /Créer mon activité Répondu sur place 3 3/ })).toBeDefined()
  })

  test('[V12] takes off visits that never were', async () => {
    const view = await open()
    await chooseDay(friday)
    await choose('Une correction')
    await view.user.selectOptions(await screen.findByLabelText('Quelles visites ?'), 'train ')
    await view.user.click(screen.getByLabelText('elles n’ont pas eu lieu'))
    await view.user.type(screen.getByLabelText('Combien ?'), '{Enter}')
    await waitFor(() => expect(said()).toContain('1 visite retirée du vendredi 20 novembre 2026'))
    expect(await screen.findByRole('row', { name: 'Total 6' })).toBeDefined()
  })

  test('has nothing to do on a day without a visit', async () => {
    await open()
    await choose('Une correction')
    expect(await screen.findByText(/Rien à corriger/)).toBeDefined()
    expect(screen.queryByRole('button', { name: 'Enregistrer' })).toBeNull()
  })
})

describe('a workshop', () => {
  test('[V13] is noted with its heads, and stands among those of the month', async () => {
    const view = await open()
    await chooseDay(friday)
    await choose('Un atelier')
    expect(await screen.findByText('Aucun atelier noté ce mois-ci.')).toBeDefined()
    await view.user.type(screen.getByLabelText('Personnes venues'), '9{Enter}')
    await waitFor(() => expect(said()).toContain('il compte dans les ateliers de novembre 2026'))
    const list = await screen.findByRole('table', { name: 'Ateliers du mois' })
    expect(within(list).getByRole('row', { name: /ven\. 20 nov\. .* 1 9 non connu/ })).toBeDefined()
  })

  test('asks for numbers within their bounds', async () => {
    const view = await open()
    await choose('Un atelier')
    await view.user.click(screen.getByRole('button', { name: 'Enregistrer' }))
    expect(document.activeElement).toBe(screen.getByLabelText('Personnes venues'))
    await view.user.type(screen.getByLabelText('Personnes venues'), '9')
    await view.user.type(screen.getByLabelText('Places en tout'), '5001{Enter}')
    expect(screen.getByText('Il faut un nombre entier de 0 à 5 000.')).toBeDefined()
    expect(document.activeElement).toBe(screen.getByLabelText('Places en tout'))
  })
})

test('[D8] what was said is listed for its day, also by other windows, and taken back one by one', async () => {
  const view = await open()
  await chooseDay(friday)
  await view.user.type(screen.getByLabelText('Trouver un emploi'), '4{Enter}')
  const need = 'train' as NeedId
  await act(
    async () =>
      void (await amend(view.app, { type: 'TypeVisits', day: friday, band: null, need, outcome: null, count: 6 })),
  )
  await waitFor(() => expect(screen.getAllByRole('button', { name: /^Reprendre\s: / })).toHaveLength(2))
  const list = screen.getByRole('region', { name: 'Noté après coup pour ce jour' })
  await view.user.click(
    within(list).getByRole('button', {
      name: /^Reprendre\s: 4 visites saisies\s: Trouver un emploi, Issue non notée$/,
    }),
  )
  await waitFor(() => expect(within(list).getAllByRole('listitem')).toHaveLength(1))
  expect(within(list).getByText(/Trouver une formation/)).toBeDefined()
  await chooseDay('2026-11-19')
  await waitFor(() => expect(screen.queryByRole('region', { name: 'Noté après coup pour ce jour' })).toBeNull())
})

test('[S77] what was typed, back-dated and corrected stands beside the figures of its month', async () => {
  const view = await open()
  const need = 'train' as NeedId
  await act(async () => {
    await amend(view.app, { type: 'TypeVisits', day: friday, band: null, need, outcome: null, count: 6 })
    await amend(view.app, { type: 'BackDateVisit', day: friday, band: 7, need, details: outcome('answered') })
    const becomes = { need, outcome: null }
    const job = 'job' as NeedId
    const answered = outcome('answered').outcome
    await amend(view.app, { type: 'CorrectVisits', day: friday, need: job, outcome: answered, count: 2, becomes })
  })
  await act(async () => {
    location.hash = '#figures'
    window.dispatchEvent(new HashChangeEvent('hashchange'))
    await Promise.resolve()
  })
  await view.user.click(await screen.findByRole('button', { name: 'Mois' }))
  const notes = within(await screen.findByRole('region', { name: 'À savoir sur ces chiffres' }))
  await waitFor(() => expect(notes.getAllByRole('listitem')).toHaveLength(3))
  expect(notes.getAllByRole('listitem').map((item) => item.textContent?.replaceAll('\u00a0', ' '))).toEqual([
    'Totaux saisis à la main : 1 jour. Visites concernées : 6, sans durée d’attente.',
    '1 jour complété après coup. Visites ajoutées : 1, sans durée d’attente.',
    '1 jour corrigé. Visites changées ou retirées : 2.',
  ])
  expect(screen.getByTestId('total-visits').textContent).toBe('14')
})

test('a store that cannot be written is a sentence, and the numbers stay where they are', async () => {
  const view = await open()
  vi.spyOn(view.journal, 'append').mockRejectedValue(new JournalError('full'))
  await view.user.type(screen.getByLabelText('Trouver un emploi'), '4{Enter}')
  await waitFor(() => expect(said()).toContain('le disque est plein'))
  expect(screen.getByLabelText('Trouver un emploi')).toHaveProperty('value', '4')
})

test('a desk of a hub notes what it forgot, and is told who notes the rest', async () => {
  const view = await open({ hub: { freshness: 'live', role: 'desk' } })
  expect(screen.getByText(/Cet appareil est un guichet/)).toBeDefined()
  expect(screen.queryByRole('button', { name: 'Une correction' })).toBeNull()
  await view.user.click(screen.getByRole('button', { name: 'Enregistrer' }))
  await waitFor(() => expect(said()).toContain('Visite ajoutée'))
  expect(view.events()).toMatchObject([{ type: 'VisitBackDated' }])
})

test.each(['fr', 'en'])('axe finds nothing in any of the four forms, in %s', async (language) => {
  const view = await open({ search: `?lang=${language}` })
  await chooseDay(friday)
  const chips = within(
    screen.getByRole('group', { name: language === 'fr' ? 'Que faut-il noter\u00a0?' : 'What is to be noted?' }),
  )
  expect(chips.getAllByRole('button')).toHaveLength(4)
  for (const chip of chips.getAllByRole('button')) {
    await view.user.click(chip)
    expect(await axeFindings(view.container)).toEqual([])
  }
})

type Options = RenderOptions

/** The part of the screen, with a folded Friday: five for a job, two for training. */
async function open(options: Options = {}) {
  location.hash = '#amend'
  const view = await renderScreen(<StatisticsScreen />, { clock: '14:20', ...options })
  await act(async () => {
    const records = [
      ...times(3, visit()),
      walkUpVisit(),
      visit({ outcome: 'referred' }),
      ...times(2, visit({ need: 'train', outcome: null })),
      visit({ end: 'noShow' }),
    ]
    const batches = [batchOn(friday, records)]
    await view.journal.fold(() => ({ batches, horizon: '2026-11-21' as Day, keep: () => true }))
    await view.app.refresh()
  })
  await screen.findByLabelText(/Quel jour|Which day/)
  return { ...view, events: () => eventsOf(view) }
}

/** The amendments in the journal. */
function eventsOf(view: RenderedScreen) {
  return [...view.app.store.getState().replay.site.histories.values()].flatMap((history) =>
    history.map(({ event }) => event).filter(({ type }) => type !== 'SettingsChanged'),
  )
}

async function chooseDay(day: string): Promise<void> {
  await act(async () => void fireEvent.change(screen.getByLabelText(/Quel jour|Which day/), { target: { value: day } }))
}

async function choose(kind: string): Promise<void> {
  await act(async () => screen.getByRole('button', { name: kind }).click())
}

function said(): string {
  return (screen.getByTestId('amend-said').textContent ?? '').replace(/Reprendre$/, '')
}
