import { screen, within } from '@testing-library/react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Day } from '#domain/ids.ts'
import type { DayBatch } from '#domain/visits/day-batch.ts'
import { axeFindings } from '../support/axe-findings.ts'
import { pastDays } from '../support/past-days.ts'
import { batchOn, times, visit } from '../statistics/visits.ts'
import { choose, openStatisticsScreen } from './statistics-opened.tsx'

afterEach(() => vi.restoreAllMocks())

/** Half a year up to yesterday; the site's clock stands at Monday 23 November. */
const halfYear = pastDays({ from: '2026-05-25' as Day, to: '2026-11-22' as Day, visitsADay: 25 })
const grid = 'Guichets nécessaires'

describe('the parts of the screen', () => {
  test('the address names the part; without one it is the figures', async () => {
    const view = await openStatisticsScreen()
    const nav = within(screen.getByRole('navigation', { name: 'Parties des statistiques' }))
    expect(nav.getByRole('link', { name: 'Chiffres' }).getAttribute('aria-current')).toBe('page')
    await view.user.click(nav.getByRole('link', { name: 'Prévoir' }))
    await screen.findByRole('heading', { level: 2, name: 'Prévoir' })
    expect(nav.getByRole('link', { name: 'Prévoir' }).getAttribute('aria-current')).toBe('page')
    expect(nav.getByRole('link', { name: 'Chiffres' }).getAttribute('aria-current')).toBeNull()
    expect(screen.queryByTestId('total-visits')).toBeNull()
    await view.user.click(nav.getByRole('link', { name: 'Chiffres' }))
    await screen.findByTestId('total-visits')
  })

  test('a name that no part has shows the figures', async () => {
    await openStatisticsScreen({ part: 'nowhere', opensAs: 'figures' })
    expect(screen.getByTestId('total-visits')).toBeDefined()
  })
})

describe('desks needed', () => {
  test('are told by weekday and hours, beside what was there, and axe finds nothing', async () => {
    const view = await openPlan(halfYear)
    const table = await screen.findByRole('table', { name: grid })
    const [head, ...rows] = within(table).getAllByRole('row').map(cellsOf)
    expect(head?.map((text) => text.replaceAll('\u00a0', ' '))).toEqual([
      'Jour',
      '14 h – 16 h',
      '16 h – 18 h',
      '18 h – 20 h',
    ])
    expect(rows.map(([day]) => day)).toEqual(['Lundi', 'Mercredi', 'Jeudi', 'Vendredi', 'Samedi'])
    expect(rows[0]?.[1]).toMatch(/^\d+ (\+\d)?il y en avait 2$/)
    // The desks are closed by then.
    expect(rows[0]?.[3]).toBe('personne')
    expect(screen.getByText('Du 24 août 2026 au 22 novembre 2026.')).toBeDefined()
    expect(await axeFindings(view.container)).toEqual([])
    await view.user.click(screen.getByRole('button', { name: `Voir le tableau (${grid})` }))
    const details = within(screen.getByRole('table', { name: grid }))
      .getAllByRole('row')
      .slice(1)
      .map(cellsOf)
    expect(details.length).toBe(rows.flatMap((cells) => cells.slice(1)).filter((text) => text !== 'personne').length)
    expect(Number.parseInt(details[0]?.[5] ?? '', 10)).toBeGreaterThanOrEqual(80)
    expect(await axeFindings(view.container)).toEqual([])
  })

  test('where desks were missing, a sentence says so', async () => {
    await openPlan(busyMondays(13))
    const lacking = within((await screen.findByRole('heading', { name: 'Il manquait des guichets' })).parentElement!)
    expect(lacking.getAllByRole('listitem').map(({ textContent }) => textContent?.replaceAll('\u00a0', ' '))).toEqual([
      expect.stringMatching(/^Lundi de 14 h à 16 h : [3-9] guichets, il y en avait 1\.$/),
    ])
  })

  test('where fewer would have done, a sentence says so', async () => {
    await openPlan(quietMondays(13))
    await screen.findByRole('heading', { name: 'Moins de guichets auraient suffi' })
    expect(screen.getByText(/^Lundi de 14\sh à 16\sh\s: 1 guichet, il y en avait 3\.$/)).toBeDefined()
    expect(screen.queryByRole('heading', { name: 'Il manquait des guichets' })).toBeNull()
  })

  test('how many there were may be unknown', async () => {
    await openPlan(mondays(13, 20, null))
    const table = await screen.findByRole('table', { name: grid })
    expect(within(table).getByText(/^avant\s: inconnu$/)).toBeDefined()
    expect(screen.queryByRole('heading', { name: /guichets$/ })).toBeNull()
  })

  test('the model and its limits are said in sentences', async () => {
    await openPlan(halfYear)
    const model = within(await screen.findByRole('region', { name: 'Comment c’est calculé' }))
    expect(model.getByText(/modèle «\sErlang\sA\s»/)).toBeDefined()
    expect(model.getByText(/moins de 30 tickets ou de 4 jours\.$/)).toBeDefined()
  })
})

describe('[S65] below enough tickets', () => {
  test('the plan says how many there are and how many it takes', async () => {
    await openPlan(mondays(13, 4, 1))
    await screen.findByText(/^52 tickets pendant ces semaines\s: il en faut 200/)
    expect(screen.queryByRole('table')).toBeNull()
  })

  test('hours say how few they are', async () => {
    await openPlan([...busyMondays(13), batchOn('2026-11-17', times(9, visit({ band: 7 })))])
    const table = await screen.findByRole('table', { name: grid })
    const tuesday = within(table)
      .getAllByRole('row')
      .map(cellsOf)
      .find(([day]) => day === 'Mardi')
    expect(tuesday?.[1]).toBe('trop peutickets\u00a0: 9, jours\u00a0: 1')
  })

  test('more weeks can be asked for', async () => {
    await openPlan(mondays(26, 12, 1))
    await screen.findByText(/^156 tickets pendant ces semaines/)
    await choose('26 semaines')
    await screen.findByRole('table', { name: grid })
    expect(screen.getByText('Du 25 mai 2026 au 22 novembre 2026.')).toBeDefined()
  })
})

test('when the store does not answer, the plan says so', async () => {
  const view = await openPlan([])
  vi.spyOn(view.ports.store, 'batches').mockRejectedValue(new Error('gone'))
  await choose('8 semaines')
  await screen.findByText(/Les chiffres ne peuvent pas être lus/)
})

test('the plan speaks English when asked', async () => {
  await openStatisticsScreen({ part: 'plan', archive: busyMondays(13), search: '?lang=en' })
  await screen.findByText(/^Monday from 14:00 to 16:00: [3-9] desks, there were 1\.$/)
})

async function openPlan(archive: readonly DayBatch[]) {
  return await openStatisticsScreen({ part: 'plan', archive })
}

/** The last Mondays before 23 November, all tickets between two and four. */
function mondays(weeks: number, tickets: number, desks: number | null): readonly DayBatch[] {
  return Array.from({ length: weeks }, (_, at) => {
    const day = new Date(Date.UTC(2026, 10, 16) - at * 7 * 86_400_000).toISOString().slice(0, 10)
    const batch = batchOn(day, times(tickets, visit({ band: 7, serviceMinutes: 15 })))
    return desks === null ? batch : { ...batch, desks: [0, 0, 0, 0, 0, 0, 0, desks] }
  })
}

const busyMondays = (weeks: number) => mondays(weeks, 24, 1)
const quietMondays = (weeks: number) => mondays(weeks, 16, 3).map((batch) => ({ ...batch, ...shortService(batch) }))

function shortService({ columns }: DayBatch): Pick<DayBatch, 'columns'> {
  const service = columns['service']
  if (service === undefined) throw new Error('A batch has service minutes')
  return { columns: { ...columns, service: { ...service, values: service.values.map(() => 2) } } }
}

function cellsOf(row: HTMLElement): readonly string[] {
  return [...row.children].map((cell) => cell.textContent ?? '')
}
