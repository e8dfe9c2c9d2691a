import { screen, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import type { Day, ReferralId, WorkshopType } from '#domain/ids.ts'
import type { DayBatch } from '#domain/visits/day-batch.ts'
import { axeFindings } from '../support/axe-findings.ts'
import { pastDays } from '../support/past-days.ts'
import { batchOn, times, visit, walkUpVisit } from '../statistics/visits.ts'
import { choose, openStatisticsScreen, total } from './statistics-opened.tsx'

/** Two months of a small library; the site's clock stands at Monday 23 November. */
const twoMonths = pastDays({ from: '2026-10-01' as Day, to: '2026-11-21' as Day, visitsADay: 20 })

const trendOfDays = 'Jour par jour'
const needWaits = 'Attend-on autant pour chaque besoin\u00a0?'
const announced = 'L’attente annoncée était-elle juste\u00a0?'
const weekMap = 'Quels jours, à quelles heures\u00a0?'
const referrals = 'Vers qui a-t-on orienté\u00a0?'

describe('a month in pictures', () => {
  test('each has its table, and axe finds nothing in either', async () => {
    const view = await openMonth(twoMonths)
    const names = [trendOfDays, needWaits, announced, weekMap, referrals, 'Situation (réponses volontaires)']
    for (const name of names) expect(region(name)).toBeDefined()
    expect(await axeFindings(view.container)).toEqual([])
    for (const button of screen.getAllByRole('button', { name: /^Voir le tableau/ })) await view.user.click(button)
    for (const name of names) expect(within(region(name)).getByRole('table', { name })).toBeDefined()
    expect(screen.queryByRole('button', { name: /^Voir le tableau/ })).toBeNull()
    expect(await axeFindings(view.container)).toEqual([])
  })

  test('days that lie ahead have no number, and the table adds up to the month', async () => {
    const view = await openMonth(twoMonths)
    await view.user.click(screen.getByRole('button', { name: `Voir le tableau (${trendOfDays})` }))
    const rows = within(region(trendOfDays)).getAllByRole('row').slice(1).map(cellsOf)
    expect(rows).toHaveLength(30)
    const visits = rows.map(([, count]) => count)
    expect(visits.slice(23)).toEqual(times(7, ''))
    expect(visits.reduce((sum, count) => sum + Number(count), 0)).toBe(Number(total()))
    expect(rows[0]?.[0]).toBe('dimanche 1 novembre')
  })

  test('a single picture is told as one, with the way to its numbers', async () => {
    await openMonth(twoMonths)
    expect(screen.getByRole('img', { name: 'Jour par jour. Le tableau en dit tous les nombres.' })).toBeDefined()
    const month = within(region(trendOfDays))
    expect(month.getByText(/^Moyenne par jour, le mois d’avant \(\d+(,\d)?\)$/)).toBeDefined()
  })

  test('the month before is compared by its mean alone, weeks and months by their like', async () => {
    const view = await openMonth(twoMonths)
    expect(within(region(trendOfDays)).queryByText('Mois d’avant')).toBeNull()
    await choose('Semaine')
    await screen.findByText(/^Pas encore de visite/)
    await view.user.click(screen.getByRole('button', { name: 'Période précédente' }))
    await screen.findByText('Semaine d’avant')
    await choose('Trimestre')
    // Nobody came in the quarter before.
    await screen.findByRole('region', { name: 'Semaine par semaine' })
    expect(screen.queryByText('Trimestre d’avant')).toBeNull()
    await choose('Année')
    await screen.findByRole('region', { name: 'Mois par mois' })
  })

  test('the map of the week has visits a day, by the days on which anybody came', async () => {
    const monday = [...times(3, visit({ band: 7 })), visit({ band: 8 })]
    const view = await openMonth([
      batchOn('2026-11-09', monday),
      batchOn('2026-11-16', [visit({ band: 7 })]),
      batchOn('2026-11-20', times(5, visit({ band: 8 }))),
    ])
    const map = within(region(weekMap))
    expect(map.getAllByRole('row').slice(1).map(cellsOf)).toEqual([
      ['lundi', '2', '0,5', '0'],
      ['vendredi', '0', '5', '0'],
    ])
    expect(map.getByText(/^Le plus chargé\s: vendredi, 16\sh – 18\sh, 5 visites en moyenne\.$/)).toBeDefined()
    await view.user.click(map.getByRole('button', { name: `Voir le tableau (${weekMap})` }))
    expect(map.getAllByRole('row').slice(1).map(cellsOf)[0]).toEqual(['lundi', '2', '4', '1', '0'])
  })
})

describe('[S9] below enough waits', () => {
  test('a need is not ranked, and a sentence says why', async () => {
    const view = await openMonth([
      batchOn('2026-11-20', [
        ...times(25, visit({ need: 'job', waitingMinutes: 12 })),
        ...times(11, visit({ need: 'train', waitingMinutes: 4 })),
        ...times(3, visit({ need: 'create', waitingMinutes: 40 })),
      ]),
    ])
    const waits = within(region(needWaits))
    expect(
      waits
        .getAllByRole('listitem')
        .slice(0, 3)
        .map(({ textContent }) => textContent),
    ).toEqual([
      'Trouver un emploi8\u00a0sur\u00a010\u00a0: 12\u00a0min',
      'Trouver une formationmoyenne 4\u00a0min',
      'Créer mon activitétrop peu\u00a0: 3',
    ])
    expect(waits.getByText(/^Il faut 11 attentes pour une moyenne et 20 pour dire/)).toBeDefined()
    await view.user.click(waits.getByRole('button', { name: /^Voir le tableau/ }))
    const rows = waits.getAllByRole('row').slice(1).map(cellsOf)
    expect(rows[1]?.slice(0, 5)).toEqual(['Trouver une formation', '11', '4', 'trop peu', 'trop peu'])
    expect(rows[2]?.slice(0, 3)).toEqual(['Créer mon activité', '3', 'trop peu'])
  })

  test('nothing is drawn of needs of which none has enough', async () => {
    await openMonth([batchOn('2026-11-20', times(5, visit()))])
    expect(within(region(needWaits)).queryByRole('list')).toBeNull()
    expect(within(region(needWaits)).getByText(/ce serait du hasard|le hasard parlerait/)).toBeDefined()
  })

  test('[S67] of few announced waits no share is told', async () => {
    await openMonth([batchOn('2026-11-20', times(4, visit({ announced: 'within' })))])
    expect(within(region(announced)).getByText(/^4 attentes annoncées à la borne\s: trop peu/)).toBeDefined()
    expect(within(region(announced)).queryByRole('list')).toBeNull()
  })
})

test('[S67] the screen says how many announced waits came true', async () => {
  await openMonth([
    batchOn('2026-11-20', [
      ...times(16, visit({ announced: 'within' })),
      ...times(3, visit({ announced: 'shorter' })),
      visit({ announced: 'longer' }),
    ]),
  ])
  const coverage = within(region(announced))
  expect(coverage.getByText(/^Sur 20 attentes annoncées à la borne, 80\s% sont restées/)).toBeDefined()
  expect(coverage.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
    '16Comme annoncé',
    '3Plus courtes',
    '1Plus longues',
  ])
})

test('of several that are as frequent, none is called the most frequent', async () => {
  await openMonth([batchOn('2026-11-20', [visit({ need: 'job' }), visit({ need: 'train', outcome: 'resources' })])])
  expect(screen.queryByText(/^Le plus fréquent/)).toBeNull()
  expect(screen.queryByText(/^Le plus souvent/)).toBeNull()
})

test('[S72] referrals are pictured by partner, the rare ones together', async () => {
  const partners = [
    'apec',
    'cio',
    'bge',
    'adie',
    'cap_emploi',
    'mission_locale',
    'france_vae',
    'cci_cma',
    'social_worker',
    'other',
  ]
  const records = partners.flatMap((partner, at) =>
    times(partners.length - at, visit({ outcome: 'referred', details: { referrals: [partner as ReferralId] } })),
  )
  await openMonth([batchOn('2026-11-20', records)])
  const bars = within(region(referrals))
    .getAllByRole('listitem')
    .map(({ textContent }) => textContent)
  expect(bars).toHaveLength(9)
  expect(bars[0]).toBe('Apec10')
  expect(bars.at(-1)).toBe('2 autres3')
})

test('[S77] figures that came about otherwise are told with their days', async () => {
  const typed = walkUpVisit({ channel: 'typed', band: null })
  await openMonth([
    { ...batchOn('2026-11-19', [...times(12, typed), walkUpVisit({ channel: 'backDated' })]), corrected: 1 },
    { ...batchOn('2026-11-20', [visit(), typed]), corrected: 2 },
  ])
  const notes = within(region('À savoir sur ces chiffres')).getAllByRole('listitem')
  expect(notes.map(({ textContent }) => textContent)).toEqual([
    'Totaux saisis à la main\u00a0: 2 jours. Visites concernées\u00a0: 13, sans durée d’attente.',
    '1 jour complété après coup. Visites ajoutées\u00a0: 1, sans durée d’attente.',
    '2 jours corrigés. Visites changées ou retirées\u00a0: 3.',
  ])
})

test('[S78] workshops held are told with sessions, heads and places', async () => {
  const held = (type: string, sessions: number, attendees: number, capacity: number | null) => ({
    type: type as WorkshopType,
    sessions,
    attendees,
    capacity,
  })
  await openMonth([
    { ...batchOn('2026-11-19', [visit()]), workshops: [held('cv_letter', 2, 14, 20), held('interview', 1, 6, null)] },
  ])
  const workshops = within(region('Ateliers tenus'))
  expect(workshops.getByText('3 séances, 20 participants.')).toBeDefined()
  expect(workshops.getAllByRole('row').slice(1).map(cellsOf)).toEqual([
    ['CV et lettre', '2', '14', '20'],
    ['Entretien', '1', '6', 'inconnu'],
  ])
})

test('a number of six figures stays one number in the text', async () => {
  const many = Array.from({ length: 21 }, (_, at) =>
    batchOn(`2026-11-${String(at + 1).padStart(2, '0')}`, times(500, visit())),
  )
  await openMonth(many)
  expect(total()).toBe('10500')
})

test('a need of which only older visits know keeps its own word', async () => {
  await openMonth([batchOn('2026-11-20', times(20, visit({ need: 'gone' })))])
  expect(within(region('Pour quel besoin\u00a0?')).getByText('gone')).toBeDefined()
})

async function openMonth(archive: readonly DayBatch[]) {
  const view = await openStatisticsScreen({ clock: '14:20', archive })
  await choose('Mois')
  await screen.findByRole('heading', { name: 'Novembre 2026' })
  await screen.findByRole('region', { name: 'Pour quel besoin\u00a0?' })
  return view
}

function region(name: string): HTMLElement {
  return screen.getByRole('region', { name })
}

function cellsOf(row: HTMLElement): readonly string[] {
  return [...row.children].map((cell) => cell.textContent ?? '')
}
