import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { NeedId, Series } from '#domain/ids.ts'
import { KioskScreen } from '#screens/kiosk/kiosk-screen.tsx'
import { languageNames, languages } from '#text/languages.ts'
import type { Language } from '#text/languages.ts'
import { renderScreen } from '../support/render-app.tsx'
import type { Before, RenderedScreen, RenderOptions } from '../support/render-app.tsx'

afterEach(() => vi.useRealTimers())

const issueJob = { type: 'IssueTicket', need: 'job' as NeedId, series: '' as Series } as const
const threeWait: Before = [
  ['13:50', issueJob],
  ['13:52', issueJob],
  ['13:55', issueJob],
]

function openKiosk(options: RenderOptions = {}): Promise<RenderedScreen> {
  return renderScreen(<KioskScreen />, { path: 'kiosk', ...options })
}

const page = () => document.documentElement

async function choose(language: Language): Promise<void> {
  fireEvent.click(screen.getByTestId('languages'))
  fireEvent.click(within(screen.getByRole('list')).getByRole('button', { name: languageNames[language] }))
  await waitFor(() => expect(page().lang).toBe(language))
  await screen.findAllByTestId('need')
}

describe('the start screen', () => {
  test('names the site’s two first languages and, on one button, all others: each by its own name, in its own language', async () => {
    await openKiosk()
    const group = screen.getByRole('group', { name: 'Langue' })
    const [french, english, others] = within(group).getAllByRole('button')
    expect([french?.textContent, english?.textContent]).toEqual(['Français', 'English'])
    expect(french?.getAttribute('aria-pressed')).toBe('true')
    const named = [...(others?.querySelectorAll('bdi') ?? [])].map(({ lang, textContent }) => [lang, textContent])
    expect(named).toEqual(languages.slice(2).map((language) => [language, languageNames[language]]))
    expect(others?.textContent).toMatch(/^Autres langues: Español Português /)
  })

  test('has the language that is spoken one tap away, beside the site’s first', async () => {
    await openKiosk()
    await choose('uk')
    const group = screen.getByRole('group', { name: 'Мова' })
    const near = within(group).getAllByRole('button').slice(0, 2)
    expect(near.map(({ textContent }) => textContent)).toEqual(['Français', 'Українська'])
    expect(near[1]?.getAttribute('aria-pressed')).toBe('true')
  })

  test('offers all languages also where the site has its words in one, and in an order of its own', async () => {
    await openKiosk({ settings: (document) => void (document.site.languages = ['de', 'br']) })
    const near = within(screen.getByRole('group', { name: 'Sprache' })).getAllByRole('button')
    expect(near.slice(0, 2).map(({ textContent }) => textContent)).toEqual(['Deutsch', 'Français'])
    fireEvent.click(screen.getByTestId('languages'))
    expect(screen.getAllByTestId('language')).toHaveLength(10)
  })
})

describe('the page of languages', () => {
  test('has the focus on its heading, every language, and a way back that changes nothing', async () => {
    await openKiosk()
    fireEvent.click(screen.getByTestId('languages'))
    const heading = screen.getByRole('heading', { level: 1, name: 'Choisissez votre langue' })
    await waitFor(() => expect(document.activeElement).toBe(heading))
    const offered = screen.getAllByTestId('language')
    expect(offered.map(({ dataset }) => dataset['language'])).toEqual([...languages])
    expect(offered.map(({ lang }) => lang)).toEqual([...languages])
    expect(offered.filter((button) => button.getAttribute('aria-pressed') === 'true')).toHaveLength(1)
    fireEvent.click(screen.getByTestId('languages-back'))
    const start = screen.getByRole('heading', { level: 1, name: /De quoi avez-vous besoin/ })
    await waitFor(() => expect(document.activeElement).toBe(start))
    expect(page().lang).toBe('fr')
  })

  test('swallows the second half of a double tap on the button that opened it', async () => {
    await openKiosk()
    fireEvent.click(screen.getByTestId('languages'), { detail: 1 })
    fireEvent.click(screen.getAllByTestId('language')[3] as HTMLElement, { detail: 2 })
    fireEvent.click(screen.getByTestId('languages-back'), { detail: 2 })
    expect(screen.getAllByTestId('language')).toHaveLength(10)
  })
})

describe.each([...languages])('a visit in %s', (language) => {
  test('speaks nothing but this language, from the needs to the number, and then the site’s again', async () => {
    await openKiosk({ before: threeWait })
    if (language !== 'fr') await choose(language)
    expect(page().dir).toBe(language === 'ar' ? 'rtl' : 'ltr')
    const needs = screen.getAllByTestId('need')
    expect(needs.map(({ lang }) => lang)).toEqual(needs.map(() => language))
    expect(new Set(needs.map(({ textContent }) => textContent)).size).toBe(needs.length)
    if (language !== 'fr') expect(document.body.textContent).not.toMatch(/besoin|personne attend|Contraste fort/)
    fireEvent.click(needs[2] as HTMLElement)
    expect((await screen.findByTestId('ticket-label')).textContent).toBe('C04')
    expect(screen.getByTestId('ticket-ahead').textContent).toContain('3')
    if (language !== 'fr') expect(document.body.textContent).not.toMatch(/avant vous|numéro|écran/)
    fireEvent.click(screen.getByTestId('ticket-done'))
    await waitFor(() => expect(page().lang).toBe('fr'))
    expect(page().dir).toBe('ltr')
    expect(screen.getByRole('button', { name: 'Trouver un emploi' })).toBeTruthy()
  })
})

describe('in Arabic', () => {
  test('labels stay as they are, counts are inflected, and the focus comes to the question', async () => {
    await openKiosk({ before: threeWait })
    await choose('ar')
    const heading = screen.getByRole('heading', { level: 1, name: 'ما الذي تحتاج إليه؟' })
    await waitFor(() => expect(document.activeElement).toBe(heading))
    expect(screen.getByText('3 أشخاص ينتظرون')).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'إيجاد عمل' }))
    const label = await screen.findByTestId('ticket-label')
    expect([label.tagName, label.dir, label.textContent]).toEqual(['BDI', 'ltr', 'C04'])
    expect(screen.getByTestId('ticket-ahead').textContent).toBe('قبلك 3 أشخاص')
  })

  test('the site’s own words that lack Arabic are shown in their language, marked and isolated', async () => {
    await openKiosk({
      settings: (document) => {
        for (const need of document.needs) if (need.id === 'job') need.fr = 'Emploi d’été'
      },
    })
    await choose('ar')
    const need = screen.getByRole('button', { name: 'Emploi d’été' })
    expect(need.lang).toBe('fr')
    expect(need.querySelector('bdi')?.dir).toBe('ltr')
    const name = screen.getByText(/Cité des métiers/)
    expect([name.tagName, name.lang, name.dir]).toEqual(['BDI', 'fr', 'ltr'])
  })
})

describe('a visitor who has gone', () => {
  test('from the page of languages or after a choice leaves nothing behind', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true })
    await openKiosk()
    await choose('tr')
    fireEvent.click(screen.getByTestId('languages'))
    await act(async () => vi.advanceTimersByTimeAsync(44_000))
    expect(screen.getAllByTestId('language')).toHaveLength(10)
    await act(async () => vi.advanceTimersByTimeAsync(2_000))
    await waitFor(() => expect(page().lang).toBe('fr'))
    expect(screen.getByRole('heading', { level: 1, name: /De quoi avez-vous besoin/ })).toBeTruthy()
  })
})
