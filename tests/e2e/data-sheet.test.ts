import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { openJointLibrary, untilFreshness } from './support/joint-library.ts'
import { openLibrary } from './support/library.ts'
import type { Library } from './support/library.ts'
import defaultDocument from '../../src/domain/bpi.json' with { type: 'json' }

let library: Library
beforeAll(async () => {
  library = await openLibrary()
})
afterAll(() => library.close())

describe.each(['fr', 'en'])('the sheet for the data protection officer, in %s', (language) => {
  test('is two pages of A4 at most, with the results of the checks', async () => {
    const page = await openSheet(language)
    await page.getByTestId('run-checks').click()
    // The real solver in the real worker.
    await page.locator('[data-check="inference"] ul').waitFor({ timeout: 60_000 })
    expect(await pagesOf(page, '12mm')).toBeLessThanOrEqual(2)
    // Printers differ in what they can reach: wide margins take a quarter of the paper.
    expect(await pagesOf(page, '25mm')).toBeLessThanOrEqual(2)
  })

  test('is alone on the paper, whether it is shown on the screen or not', async () => {
    const page = await openSheet(language)
    const sheet = page.getByTestId('data-sheet')
    expect(await sheet.isVisible()).toBe(false)
    await page.emulateMedia({ media: 'print' })
    expect(await sheet.isVisible()).toBe(true)
    const others = await page.locator('h2, h3, button, nav, [data-check]').all()
    expect(others.length).toBeGreaterThan(5)
    for (const other of others) expect(await other.isVisible()).toBe(false)
  })

  test('has the settings of the site as they are now', async () => {
    const settings = await library.open(`/settings?lang=${language}#audience`)
    const threshold = settings.locator('[data-path="privacy.publicThreshold"] input')
    const next = language === 'fr' ? '17' : '19'
    await threshold.fill(next)
    await settings.getByRole('button', { name: /^(Enregistrer|Save)$/ }).click()
    const page = await openSheet(language)
    const words = language === 'fr' ? 'de 1 à 16 pour le public' : 'from 1 to 18 for the public'
    await expect.poll(() => page.getByTestId('data-sheet').textContent(), { timeout: 15_000 }).toContain(words)
  })
})

test('of a site with a hub, a long name and every question it is two pages, too', async () => {
  const joint = await openJointLibrary()
  onTestFinished(() => joint.close())
  const manager = await joint.newDevice()
  const settings = await manager.newPage()
  await settings.goto(joint.hub.firstManager() ?? '')
  await untilFreshness(settings, 'live')
  const document = structuredClone(defaultDocument)
  document.site.name.fr = 'Médiathèque intercommunale de la Vallée, pôle Formation, emploi et vie quotidienne'
  document.audience.enabled = ['status', 'age', 'firstVisit']
  await settings.getByTestId('settings-import').setInputFiles({
    name: 'settings.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(document)),
  })
  await settings.getByText(/sont en service/).waitFor()
  const page = await manager.newPage()
  await page.goto(`${joint.hub.url}/statistics?lang=fr#anonymity`)
  await page.getByTestId('run-checks').click()
  await page.locator('[data-check="inference"] ul').waitFor({ timeout: 60_000 })
  const sheet = (await page.getByTestId('data-sheet').textContent()) ?? ''
  for (const words of [
    'Médiathèque intercommunale',
    'Hub et appareils',
    'Âge, Première visite',
    'Inférence\u00a0: réussi',
  ])
    expect(sheet).toContain(words)
  expect(await pagesOf(page, '20mm')).toBeLessThanOrEqual(2)
})

async function openSheet(language: string): Promise<Page> {
  const page = await library.open(`/statistics?lang=${language}#anonymity`)
  await page.getByTestId('run-checks').waitFor()
  return page
}

async function pagesOf(page: Page, margin: string): Promise<number> {
  const pdf = await page.pdf({ format: 'A4', margin: { top: margin, right: margin, bottom: margin, left: margin } })
  return pdf.toString('latin1').split(/\/Type \/Page\b/).length - 1
}
