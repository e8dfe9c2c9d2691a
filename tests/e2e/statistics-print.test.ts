import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Day } from '#domain/ids.ts'
import { parseSettings } from '#domain/settings.ts'
import { pastDays } from '../support/past-days.ts'
import { openLibrary } from './support/library.ts'
import type { Library } from './support/library.ts'
import { plantDays } from './support/plant-days.ts'
import defaultDocument from '../../src/domain/bpi.json' with { type: 'json' }

/** Open all week from nine to nine, by the hour, with nine needs and long words for most things. */
const largeSite = {
  ...defaultDocument,
  site: {
    ...defaultDocument.site,
    deskHours: Object.fromEntries(
      ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((weekday) => [weekday, ['09:00', '21:00']]),
    ),
  },
  needs: [...'ABCDEFHJK'].map((letter, at) => ({
    ...defaultDocument.needs[0],
    ...inBoth(`Un besoin dont le nom est assez long, le ${at + 1}e`),
    id: `need_${at}`,
    letter,
  })),
  outcomes: [
    ...defaultDocument.outcomes,
    ...Array.from({ length: 12 }, (_, at) => ({
      ...inBoth(`Une issue dont le nom est assez long, la ${at + 1}e`),
      id: `more_${at}`,
      reference: true,
    })),
  ],
  audience: { ...defaultDocument.audience, enabled: ['status', 'age', 'firstVisit'] },
  privacy: { ...defaultDocument.privacy, hourBandMinutes: 60 },
}

/** With two whole years before today's, so that every kind of period has one that is over and one before it. */
const thisYear = new Date().getUTCFullYear()
const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)
const span = { from: `${thisYear - 2}-01-01` as Day, to: yesterday as Day }
// Building the application and planting three years take a while on a busy machine.
const plantingMs = 240_000
const kinds = ['Mois', 'Trimestre', 'Année']

let library: Library
let page: Page
beforeAll(async () => {
  library = await openLibrary()
  page = await library.open('/statistics?lang=fr')
  await page.getByTestId('total-visits').waitFor()
  await plantDays(page, pastDays({ ...span, visitsADay: 30 }))
}, plantingMs)
afterAll(() => library.close())

describe.each(['light', 'dark'])('from a screen in the %s theme', (theme) => {
  test.each(kinds)('%s: the report for the mayor is two sheets of A4', async (kind) => {
    await show(kind, theme)
    const sheets = sheetsOf(await page.pdf({ preferCSSPageSize: true }))
    // 210 × 297 mm in points.
    expect(sheets).toEqual([
      [595, 842],
      [595, 842],
    ])
  })
})

test('on paper stand site, period and method, and nothing to press', async () => {
  await show('Mois', 'light')
  await page.emulateMedia({ media: 'print' })
  for (const control of await page.locator('button, a, input, select, summary').all())
    expect(await control.isVisible()).toBe(false)
  expect(await page.getByText('Bpi – Centre associé de la Cité des métiers').isVisible()).toBe(true)
  expect(await page.getByText(/^Le guichet en chiffres · Chiffres au /).isVisible()).toBe(true)
  expect(
    await page
      .getByText(/^Une visite est un contact d’information/)
      .first()
      .isVisible(),
  ).toBe(true)
  await page.emulateMedia({ media: null })
  expect(await page.getByText(/^Le guichet en chiffres · Chiffres au /).isVisible()).toBe(false)
})

test('the plan is one sheet', async () => {
  await page.goto(`${library.server.url}/statistics?lang=fr#plan`)
  await page.getByRole('heading', { name: 'Prévoir' }).waitFor()
  await page.getByRole('table', { name: 'Guichets nécessaires' }).waitFor()
  expect(sheetsOf(await page.pdf({ preferCSSPageSize: true }))).toHaveLength(1)
})

// Last, since it puts another site in the place of the first.
describe('a large site with long lists', () => {
  beforeAll(async () => {
    await library.close()
    library = await openLibrary()
    page = await library.open('/settings?lang=fr')
    const settings = parseSettings(largeSite)
    if (!settings.ok) throw new Error('The large site can be set up')
    await importSettings(largeSite)
    await plantDays(page, pastDays({ ...span, visitsADay: 40, settings: settings.value }))
  }, plantingMs)

  test.each(['Mois', 'Année'])('has its two sheets, too: %s', async (kind) => {
    await show(kind, 'light')
    await page.getByRole('rowheader', { name: 'dimanche' }).waitFor()
    expect(sheetsOf(await page.pdf({ preferCSSPageSize: true }))).toHaveLength(2)
  })
})

/** The last period of this kind in the year before; it and the one before it are complete. */
async function show(kind: string, theme: string): Promise<void> {
  await page.goto('about:blank')
  await page.goto(`${library.server.url}/statistics?lang=fr`)
  await page.getByTestId('total-visits').waitFor()
  await page.evaluate((name) => (document.documentElement.dataset['theme'] = name), theme)
  const heading = page.getByRole('heading', { level: 2 }).first()
  const today = (await heading.textContent()) ?? ''
  await page.getByRole('button', { name: kind, exact: true }).click()
  await expect.poll(() => heading.textContent()).not.toBe(today)
  const isThere = async (): Promise<boolean> => ((await heading.textContent()) ?? '').endsWith(String(thisYear - 1))
  // At most the months of a year.
  for (let tries = 0; tries < 13 && !(await isThere()); tries++) {
    const before = (await heading.textContent()) ?? ''
    await page.getByRole('button', { name: 'Période précédente' }).click()
    await expect.poll(() => heading.textContent()).not.toBe(before)
  }
  expect(await isThere()).toBe(true)
  await page.getByRole('region', { name: 'Pour quel besoin' }).waitFor()
}

/** Width and height of each page in points, as the PDF's own pages say it. */
function sheetsOf(pdf: Buffer): readonly (readonly number[])[] {
  const pages = pdf.toString('latin1').split('/Type /Page\n').slice(1)
  return pages.map((page) => {
    const [, width, height] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(page) ?? []
    return [Math.round(Number(width)), Math.round(Number(height))]
  })
}

async function importSettings(document: object): Promise<void> {
  await page.getByTestId('settings-import').setInputFiles({
    name: 'settings.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(document)),
  })
  await page.getByText(/sont en service/).waitFor()
}

function inBoth(text: string) {
  return { fr: text, en: text }
}
