import { screen, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { batchOn, times, visit, walkUpVisit } from '../statistics/visits.ts'
import { choose, openStatisticsScreen } from './statistics-opened.tsx'

describe('beside the period before', () => {
  test('stand its figures, and the change between what is shown', async () => {
    const view = await openStatisticsScreen({
      archive: [
        batchOn('2026-11-10', [...times(30, visit({ waitingMinutes: 12 })), walkUpVisit()]),
        batchOn('2026-11-17', [...times(20, visit({ waitingMinutes: 5 })), ...times(3, walkUpVisit())]),
        batchOn('2026-11-18', times(4, visit({ end: 'noShow', waitingMinutes: null, serviceMinutes: null }))),
      ],
    })
    await choose('Semaine')
    await view.user.click(await screen.findByRole('button', { name: 'Période précédente' }))
    const table = await screen.findByRole('table', { name: 'Comparé à la semaine d’avant' })
    expect(rowsOf(table)).toEqual([
      ['Jours d’activité', '2', '1', '+1'],
      ['Visites', '23', '31', '−8'],
      ['Avec un ticket', '20', '30', '−10'],
      ['Sans ticket', '3', '1', '+2'],
      ['Appelés, pas venus', '4', '0', '+4'],
      ['Partis avant l’appel', '0', '0', '0'],
      ['Non reçus à la fermeture', '0', '0', '0'],
      ['Plusieurs besoins', '0 %', '0 %', '0 point'],
      ['Attente de la moitié, au plus (min)', '5', '12', '−7'],
      ['Attente de 8 sur 10, au plus (min)', '5', '12', '−7'],
      ['Attente de 9 sur 10, au plus (min)', '5', '12', '−7'],
      ['Attente dans l’objectif', '100 %', '0 %', '+100 points'],
    ])
  })

  test('a period that still runs is not compared', async () => {
    await openStatisticsScreen({ archive: [batchOn('2026-10-20', [visit()]), batchOn('2026-11-20', [visit()])] })
    await choose('Mois')
    await screen.findByRole('region', { name: 'Jour par jour' })
    expect(screen.queryByRole('table', { name: /^Comparé/ })).toBeNull()
  })

  test('[S9] too few waits are not told, and nothing is subtracted from them', async () => {
    const view = await openStatisticsScreen({
      archive: [batchOn('2026-11-20', times(2, visit())), batchOn('2026-11-21', times(25, visit()))],
    })
    await view.user.click(screen.getByRole('button', { name: 'Période précédente' }))
    await view.user.click(screen.getByRole('button', { name: 'Période précédente' }))
    const rows = rowsOf(await screen.findByRole('table', { name: 'Comparé à la veille' }))
    expect(rows.find(([name]) => name?.startsWith('Attente de 8'))?.slice(2)).toEqual(['trop peu', ''])
  })
})

describe('with and without a ticket', () => {
  test('each way of being counted has its part', async () => {
    const view = await openStatisticsScreen({
      archive: [
        batchOn('2026-11-20', [
          ...times(6, visit()),
          ...times(3, walkUpVisit()),
          walkUpVisit({ channel: 'backDated' }),
          ...times(2, walkUpVisit({ channel: 'typed', band: null })),
        ]),
      ],
    })
    await choose('Mois')
    const channels = within(await screen.findByRole('region', { name: 'Avec ou sans ticket\u00a0?' }))
    expect(channels.getByText('6 visites sur 12 sans ticket.')).toBeDefined()
    await view.user.click(channels.getByRole('button', { name: /^Voir le tableau/ }))
    expect(rowsOf(channels.getByRole('table'))).toEqual([
      ['Avec ticket', '6', '50 %'],
      ['Sans ticket, sur place', '3', '25 %'],
      ['Totaux saisis', '2', '17 %'],
      ['Notées après coup', '1', '8 %'],
      ['Total', '12', ''],
    ])
  })

  test('nothing is pictured where all came the same way', async () => {
    await openStatisticsScreen({ archive: [batchOn('2026-11-20', times(6, visit()))] })
    await choose('Mois')
    await screen.findByRole('region', { name: 'Jour par jour' })
    expect(screen.queryByRole('region', { name: /^Avec ou sans ticket/ })).toBeNull()
  })
})

test('[V5] of waits beyond the hour that is kept, “at most” is not said', async () => {
  const long = times(15, visit({ waitingMinutes: 60 }))
  await openStatisticsScreen({
    archive: [batchOn('2026-11-20', [...times(15, visit({ waitingMinutes: 5 })), ...long])],
  })
  await choose('Mois')
  await screen.findByRole('region', { name: 'Jour par jour' })
  expect(screen.getAllByText(/^Plus de 2 visiteurs sur 10 ont attendu 60\smin ou plus\./)).toHaveLength(2)
  expect(screen.queryByText(/60\smin ou plus au plus/)).toBeNull()
})

/** With plain spaces: which kind of space stands before a sign is the platform's matter. */
function rowsOf(table: HTMLElement): readonly (readonly string[])[] {
  return within(table)
    .getAllByRole('row')
    .slice(1)
    .map(({ children }) =>
      [...children].map(({ textContent }) => (textContent ?? '').replaceAll(/[\u00a0\u202f]/g, ' ')),
    )
}
