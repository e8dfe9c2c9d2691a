import { readFile } from 'node:fs/promises'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openJointLibrary, untilFreshness } from './support/joint-library.ts'
import type { JointLibrary } from './support/joint-library.ts'
import { outcome, queueRow, takeTicket } from './support/library.ts'

describe('the manager of a hub that begins after a device has worked alone', () => {
  let library: JointLibrary
  let browser: BrowserContext
  let settings: Page
  let file: string
  beforeAll(async () => {
    library = await openJointLibrary()
    browser = await library.newDevice()
  })
  afterAll(() => library.close())

  const openHere = async (device: BrowserContext, path: string) => {
    const page = await device.newPage()
    await page.goto(`${library.hub.url}${path}`)
    return page
  }
  const visits = async (device: BrowserContext) => {
    const page = await openHere(device, '/statistics')
    // Figures come after the first look at the journal.
    await page.getByTestId('total-visits').waitFor()
    await page.waitForTimeout(500)
    const total = await page.getByTestId('total-visits').textContent()
    await page.close()
    return total
  }

  test('before there is a manager a browser works alone, at the hub’s own address', async () => {
    const kiosk = await openHere(browser, '/kiosk')
    await untilFreshness(kiosk, 'alone')
    for (const need of ['job', 'train', 'orient']) await takeTicket(kiosk, need)
    const desk = await openHere(browser, '/desk?desk=1')
    await queueRow(desk, 'C01').waitFor()
    await desk.getByTestId('call-next').click()
    await outcome(desk, 'answered').click()
    await desk.getByTestId('current-label').waitFor({ state: 'detached' })
    expect(await visits(browser)).toBe('1')
    const alone = await openHere(browser, '/settings#devices')
    const [saved] = await Promise.all([
      alone.waitForEvent('download'),
      alone.getByRole('button', { name: 'Enregistrer en fichier' }).click(),
    ])
    file = await saved.path()
    expect(await readFile(file, 'utf8')).toContain('C01')
    for (const page of browser.pages()) await page.close()
  })

  test('the printed link makes this browser the manager, and leads to the devices', async () => {
    const link = library.hub.firstManager()
    expect(link).toMatch(/#pair=/)
    settings = await browser.newPage()
    await settings.goto(link ?? '')
    await untilFreshness(settings, 'live')
    expect(new URL(settings.url()).hash).toBe('#devices')
    await settings.getByTestId('device').first().waitFor()
    expect(await settings.getByTestId('device').count()).toBe(1)
    // The link is good once.
    const thief = await (await library.newDevice()).newPage()
    await thief.goto(link ?? '')
    await thief.getByRole('link', { name: 'Travailler sans hub' }).waitFor()
  })

  test('what it gathered alone moves to the hub once, however often it is sent', async () => {
    await settings.getByTestId('own-past').waitFor()
    await settings.getByRole('button', { name: 'Confier au hub' }).click()
    await settings.getByTestId('move-report').waitFor()
    expect(await settings.getByTestId('own-past').count()).toBe(0)
    const desk = await library.pair(await library.newDevice(), 'desk', '?desk=2')
    await queueRow(desk, 'D01').or(queueRow(desk, 'A01')).first().waitFor()
    expect(await desk.getByTestId('queue-row').count()).toBe(2)
    await expect.poll(() => visits(browser), { timeout: 20_000 }).toBe('1')

    await settings.getByTestId('move-file').setInputFiles(file)
    await settings.getByTestId('move-report').filter({ hasText: 'rien n’a été compté deux fois' }).waitFor()
    expect(await visits(browser)).toBe('1')
    expect(await desk.getByTestId('queue-row').count()).toBe(2)
  })

  test('a tablet joins by the code on the screen, is named, and is told when it is removed', async () => {
    await settings.getByRole('radio', { name: 'Borne' }).check()
    await settings.getByRole('textbox', { name: 'Nom de l’appareil (facultatif)' }).fill('Tablette de l’entrée')
    await settings.getByRole('button', { name: 'Obtenir un code' }).click()
    const code = (await settings.getByTestId('pairing-code').textContent()) ?? ''
    expect(code).toMatch(/^[A-Z0-9]{4}-[A-Z0-9]{4}$/)
    const tablet = await library.newDevice()
    const kiosk = await openHere(tablet, `/kiosk#pair=${code.toLowerCase()}`)
    await untilFreshness(kiosk, 'live')
    expect(new URL(kiosk.url()).hash).toBe('')
    const label = await takeTicket(kiosk, 'digital')
    expect(label).toMatch(/^H/)
    const line = settings.getByTestId('device').filter({ hasText: 'Tablette de l’entrée' })
    await line.waitFor()

    await line.getByRole('button', { name: /^Retirer/ }).click()
    await settings.getByRole('dialog').getByRole('button', { name: 'Retirer', exact: true }).click()
    await line.waitFor({ state: 'detached' })
    await untilFreshness(kiosk, 'stale')
    // A ticket, always.
    expect(await takeTicket(kiosk, 'digital')).toMatch(/^H/)
  })
})
