import { screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import type { Command } from '#domain/commands.ts'
import type { NeedId, Series } from '#domain/ids.ts'
import { desk1, outcome } from '../support/given.ts'
import type { Before } from '../support/render-app.tsx'
import { batchOn, times, visit, walkUpVisit } from '../statistics/visits.ts'
import { choose, openStatisticsScreen as open, total } from './statistics-opened.tsx'

afterEach(() => vi.restoreAllMocks())

const issue: Command = { type: 'IssueTicket', need: 'job' as NeedId, series: '' as Series }
const walkUp: Command = { type: 'RecordWalkUp', desk: desk1, need: 'train' as NeedId, details: outcome('answered') }
const afternoon: Before = [
  ['14:00', issue],
  ['14:01', issue],
  ['14:02', issue],
  ['14:03', walkUp],
  ['14:10', { type: 'CallNext', desk: desk1 }],
]

test('a manager sees today’s visits, and what became of the tickets', async () => {
  const view = await open({ before: afternoon, clock: '14:20' })
  await view.finish('C01')
  await waitFor(() => expect(total()).toBe('2'))
  expect(screen.getByText('2 personnes reçues : 1 avec un ticket, 1 sans ticket.')).toBeDefined()
  expect(screen.getByRole('heading', { name: 'Lundi 23 novembre 2026' })).toBeDefined()
  const tickets = within(screen.getByRole('region', { name: 'Que sont devenus les tickets\u00a0?' }))
  expect(tickets.getAllByRole('listitem').map((item) => item.textContent)).toEqual([
    '1Reçus',
    '0Au guichet',
    '2En attente',
    '0Appelés, pas venus',
    '0Partis avant l’appel',
    '0Non reçus à la fermeture',
  ])
})

test('the figures follow the site while one looks', async () => {
  const view = await open({ before: afternoon, clock: '14:20' })
  expect(total()).toBe('1')
  await view.perform(walkUp)
  await waitFor(() => expect(total()).toBe('2'))
})

test('needs and outcomes are told most frequent first, in the site’s words', async () => {
  await open({ before: [...afternoon, ['14:15', walkUp]], clock: '14:20' })
  const needs = within(screen.getByRole('region', { name: 'Pour quel besoin\u00a0?' }))
  expect(needs.getAllByRole('listitem')[0]?.textContent).toBe('Trouver une formation2')
  expect(needs.getByText('Le plus fréquent : « Trouver une formation », 2 visites sur 2.')).toBeDefined()
  const outcomes = within(screen.getByRole('region', { name: 'Avec quelle issue\u00a0?' }))
  expect(outcomes.getAllByRole('listitem')[0]?.textContent).toBe('Répondu sur place2')
})

test('behind each picture stands a table with its totals', async () => {
  const view = await open({ before: afternoon, clock: '14:20' })
  await view.finish('C01')
  for (const name of [
    'Que sont devenus les tickets\u00a0?',
    'À quelle heure vient-on\u00a0?',
    'Pour quel besoin\u00a0?',
    'Avec quelle issue\u00a0?',
  ]) {
    const picture = within(screen.getByRole('region', { name }))
    expect(picture.queryByRole('table')).toBeNull()
    await view.user.click(picture.getByRole('button', { name: `Voir le tableau (${name})` }))
    expect(picture.getByRole('table', { name })).toBeDefined()
    await view.user.click(picture.getByRole('button', { name: `Voir l’image (${name})` }))
    expect(picture.queryByRole('table')).toBeNull()
  }
  await view.user.click(screen.getByRole('button', { name: 'Voir le tableau (À quelle heure vient-on\u00a0?)' }))
  const bands = screen.getByRole('table', { name: 'À quelle heure vient-on\u00a0?' })
  expect(within(bands).getByRole('row', { name: /^14\sh – 16\sh 1 1 2$/ })).toBeDefined()
  expect(within(bands).getByRole('row', { name: 'Total 1 1 2' })).toBeDefined()
})

test('few waits are not made into an average; enough are told in two sentences', async () => {
  await open({
    before: afternoon,
    clock: '14:20',
    archive: [batchOn('2026-11-09', times(4, visit())), batchOn('2026-11-10', times(30, visit({ waitingMinutes: 7 })))],
  })
  expect(screen.getByText('Aucune attente à mesurer pour l’instant.')).toBeDefined()
  await choose('Mois')
  const waits = within(screen.getByRole('region', { name: 'Combien de temps a-t-on attendu\u00a0?' }))
  await waits.findByText('8 visiteurs sur 10 ont attendu 7 min au plus. La moitié, 7 min ; 9 sur 10, 7 min.')
  expect(waits.getByText('100 % ont attendu 10 min au plus ; l’objectif du lieu est de 80 %.')).toBeDefined()
})

test('the period can be changed, gone back from, and come back to today', async () => {
  const view = await open({
    before: afternoon,
    clock: '14:20',
    archive: [
      batchOn('2026-11-20', [...times(6, visit()), ...times(3, walkUpVisit())]),
      batchOn('2026-11-19', times(7, visit())),
    ],
  })
  await choose('Semaine')
  await screen.findByRole('heading', { name: 'Semaine du 23 au 29 novembre 2026' })
  expect(total()).toBe('1')
  expect(screen.getByRole('button', { name: 'Période suivante' })).toHaveProperty('disabled', true)
  await view.user.click(screen.getByRole('button', { name: 'Période précédente' }))
  await screen.findByRole('heading', { name: 'Semaine du 16 au 22 novembre 2026' })
  expect(total()).toBe('16')
  await choose('Mois')
  await screen.findByRole('heading', { name: 'Novembre 2026' })
  expect(total()).toBe('17')
  await choose('Trimestre')
  await screen.findByRole('heading', { name: '4e trimestre 2026' })
  await choose('Année')
  await screen.findByRole('heading', { name: 'Année 2026' })
  await choose('Jour')
  await view.user.click(screen.getByRole('button', { name: 'Aujourd’hui' }))
  await screen.findByRole('heading', { name: 'Lundi 23 novembre 2026' })
  expect(total()).toBe('1')
})

test('a complete day is compared with the day before', async () => {
  const view = await open({
    clock: '14:20',
    archive: [batchOn('2026-11-20', times(6, visit())), batchOn('2026-11-21', times(8, visit()))],
  })
  await view.user.click(screen.getByRole('button', { name: 'Période précédente' }))
  await screen.findByRole('heading', { name: 'Dimanche 22 novembre 2026' })
  expect(screen.getByText('Aucune visite pendant cette période.')).toBeDefined()
  await view.user.click(screen.getByRole('button', { name: 'Période précédente' }))
  await screen.findByText('2 de plus que la veille (6).')
})

test('before the first visit the screen says so, and shows a nought', async () => {
  await open({ clock: '14:20' })
  expect(total()).toBe('0')
  expect(
    screen.getByText('Pas encore de visite. Les chiffres apparaîtront dès que la première sera terminée.'),
  ).toBeDefined()
  expect(screen.queryByRole('region', { name: 'Pour quel besoin\u00a0?' })).toBeNull()
  expect(screen.getByRole('button', { name: 'Télécharger (Jour par jour)' })).toBeDefined()
})

test('[S13] the screen shows small counts, which stay in the house', async () => {
  const view = await open({ before: [...afternoon, ...times(5, ['14:16', walkUp] as const)], clock: '14:20' })
  await view.finish('C01')
  await waitFor(() => expect(total()).toBe('7'))
  const needs = within(screen.getByRole('region', { name: 'Pour quel besoin\u00a0?' }))
  expect(needs.getByText('Trouver un emploi').parentElement?.textContent).toBe('Trouver un emploi1')
})

test('when the store does not answer at all, the screen says so', async () => {
  const view = await open({ clock: '14:20' })
  vi.spyOn(view.ports.store, 'batches').mockRejectedValue(new Error('gone'))
  await choose('Mois')
  await screen.findByText(/Les chiffres ne peuvent pas être lus/)
})

test('today ends at the site’s midnight, not at the device’s', async () => {
  const view = await open({
    clock: '23:30',
    before: [['23:10', walkUp]],
    settings: (document) => {
      document.site.timezone = 'Europe/London'
    },
  })
  expect(screen.getByRole('heading', { name: 'Lundi 23 novembre 2026' })).toBeDefined()
  await view.passTo('2026-11-24 00:30')
  expect(screen.getByRole('heading', { name: 'Lundi 23 novembre 2026' })).toBeDefined()
  expect(total()).toBe('1')
  await view.passTo('2026-11-24 01:01')
  await screen.findByRole('heading', { name: 'Mardi 24 novembre 2026' })
  expect(total()).toBe('0')
})

test('paper is light, whatever theme the screen has', async () => {
  await open({ clock: '14:20' })
  const root = document.documentElement
  root.dataset['theme'] = 'dark'
  window.dispatchEvent(new Event('beforeprint'))
  expect(root.dataset['theme']).toBe('light')
  window.dispatchEvent(new Event('afterprint'))
  expect(root.dataset['theme']).toBe('dark')
})

test('the button prints the period', async () => {
  const print = vi.spyOn(window, 'print').mockReturnValue(undefined)
  const view = await open({ clock: '14:20' })
  await view.user.click(screen.getByRole('button', { name: 'Imprimer' }))
  expect(print).toHaveBeenCalledOnce()
})

test('the screen speaks English when asked', async () => {
  await open({ before: afternoon, clock: '14:20', search: '?lang=en' })
  expect(screen.getByRole('heading', { name: /^Monday,? 23 November 2026$/ })).toBeDefined()
  expect(screen.getByText('One person helped: 0 with a ticket, 1 without.')).toBeDefined()
  expect(within(screen.getByRole('region', { name: 'For which need?' })).getAllByRole('listitem')[0]?.textContent).toBe(
    'Find training1',
  )
  expect(screen.getByRole('button', { name: 'Download (Cross tables)' }).dataset).toMatchObject({
    testid: 'export',
    table: 'cube',
  })
})
