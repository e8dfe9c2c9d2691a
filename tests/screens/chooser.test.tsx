import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { ChooserScreen } from '#screens/setup/chooser-screen.tsx'
import { axeFindings } from '../support/axe-findings.ts'
import { fakePorts } from '../support/fake-ports.ts'
import { at } from '../support/given.ts'
import { renderRoot, renderScreen } from '../support/render-app.tsx'

test('says what this is and leads to every screen, each desk of the site included', async () => {
  await renderScreen(<ChooserScreen />)
  expect(screen.getByRole('heading', { level: 1, name: 'Guichet Libre' })).toBeTruthy()
  expect(screen.getByText(/chacun prend un numéro sans dire son nom/)).toBeTruthy()
  const doors = within(screen.getByRole('navigation', { name: 'Ouvrir un écran' })).getAllByRole('link')
  expect(doors.map((door) => door.getAttribute('href'))).toEqual([
    '/kiosk',
    '/desk?desk=1',
    '/desk?desk=2',
    '/desk?desk=3',
    '/board',
    '/statistics',
    '/settings',
  ])
  expect(screen.getByRole('link', { name: /Guichet\s2/ })).toBeTruthy()
  expect(screen.getByText(/Version 0\.0\.0/)).toBeTruthy()
  expect(screen.getByTestId('freshness').dataset['state']).toBe('alone')
})

describe('on a paired device', () => {
  test.each([
    ['kiosk', 'Cet appareil est une borne, reliée aux autres.', '/kiosk'],
    ['desk', 'Cet appareil est un guichet, relié aux autres.', '/desk?desk=1'],
    ['board', 'Cet appareil est un affichage, relié aux autres.', '/board'],
    ['manager', 'Cet appareil est celui du responsable, relié aux autres.', '/settings'],
  ] as const)('%s: says what it is and leads to its own screen first', async (role, words, address) => {
    const { container } = await renderScreen(<ChooserScreen />, { hub: { freshness: 'live', role } })
    const nav = within(screen.getByRole('navigation', { name: 'Ouvrir un écran' }))
    expect(nav.getByText(words)).toBeTruthy()
    const doors = nav.getAllByRole('link').map((door) => door.getAttribute('href'))
    expect(doors[0]).toBe(address)
    expect(new Set(doors)).toEqual(
      new Set(['/kiosk', '/desk?desk=1', '/desk?desk=2', '/desk?desk=3', '/board', '/statistics', '/settings']),
    )
    expect(doors).toHaveLength(7)
    expect(screen.getByText(/partagent une seule file/)).toBeTruthy()
    expect(screen.getByTestId('freshness').dataset['state']).toBe('live')
    expect(await axeFindings(container)).toEqual([])
  })

  test('that was removed says so', async () => {
    await renderScreen(<ChooserScreen />, { hub: { freshness: 'stale', role: 'kiosk', trouble: 'notPaired' } })
    expect(screen.getByTestId('hub-band').dataset['state']).toBe('notPaired')
  })
})

test('speaks English where it is asked to, and its doors keep the language', async () => {
  await renderScreen(<ChooserScreen />, { search: '?lang=en' })
  expect(screen.getByRole('link', { name: /^Kiosk/ }).getAttribute('href')).toBe('/kiosk?lang=en')
  expect(screen.getByRole('link', { name: /Desk\s3/ }).getAttribute('href')).toBe('/desk?desk=3&lang=en')
})

test('the demonstration day is one press away, and is opened in its own store', async () => {
  const gone: string[] = []
  const { user, ports } = await renderScreen(<ChooserScreen go={(address) => gone.push(address)} />, {
    search: '?lang=en',
  })
  await user.click(screen.getByRole('button', { name: 'Try it with a demonstration day' }))
  await waitFor(() => expect(gone).toEqual(['/?lang=en&demo=1']))
  expect(ports.demo.played).toHaveLength(1)
})

test('within the demonstration it is marked, can be played again the same, and thrown away', async () => {
  const gone: string[] = []
  const { user, ports } = await renderScreen(<ChooserScreen go={(address) => gone.push(address)} />, {
    search: '?demo=1',
  })
  expect(screen.getByTestId('demo-band')).toBeTruthy()
  expect(screen.getByRole('link', { name: /^Borne/ }).getAttribute('href')).toBe('/kiosk?demo=1')
  await user.click(screen.getByRole('button', { name: 'Rejouer la journée' }))
  await waitFor(() => expect(gone).toEqual(['/?demo=1']))
  const again = await renderScreen(<ChooserScreen go={(address) => gone.push(address)} />, { search: '?demo=1', ports })
  const discard = screen.getAllByRole('button', { name: 'Jeter la démonstration' }).at(-1)
  if (discard !== undefined) await again.user.click(discard)
  await waitFor(() => expect(gone).toEqual(['/?demo=1', '/']))
  expect(ports.demo.discarded()).toBe(1)
  expect(new Set(ports.demo.played).size).toBe(1)
})

test('a demonstration that cannot be prepared says so and can be tried again', async () => {
  const ports = fakePorts(at('14:00'))
  const { user } = await renderScreen(<ChooserScreen />, {
    ports: { ...ports, demo: { ...ports.demo, play: () => Promise.reject(new Error('full')) } },
  })
  await user.click(screen.getByRole('button', { name: 'Essayer avec une journée de démonstration' }))
  expect((await screen.findByRole('alert')).textContent).toContain('n’a pas pu être préparée')
  expect(
    screen.getByRole('button', { name: 'Essayer avec une journée de démonstration' }).getAttribute('aria-busy'),
  ).toBeNull()
})

test('is what every address that leads nowhere shows', async () => {
  await renderRoot('nowhere')
  expect(await screen.findByRole('heading', { level: 1, name: 'Guichet Libre' })).toBeTruthy()
})
