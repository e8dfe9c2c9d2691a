import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import type { Day } from '#domain/ids.ts'
import { openJointLibrary, untilFreshness } from '../tests/e2e/support/joint-library.ts'
import { openLibrary, outcome, queueRow, takeTicket } from '../tests/e2e/support/library.ts'
import type { Library } from '../tests/e2e/support/library.ts'
import { plantDays } from '../tests/e2e/support/plant-days.ts'
import { pastDays } from '../tests/support/past-days.ts'
import { projectFolder } from './build-app.ts'

const folder = process.argv[2] ?? join(projectFolder, 'docs/pictures')
const tablet = { width: 1280, height: 800 }
const upright = { width: 800, height: 1280 }
const office = { width: 1366, height: 768 }
const television = { width: 1920, height: 1080 }

/** Takes the pictures of the README: every screen in its main states, on a simulated afternoon. */
async function takeAll(): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const library = await openLibrary()
  try {
    await library.open('/kiosk?demo=1').then((page) => page.getByTestId('need').first().waitFor())
    await kioskPictures(library)
    await deskPictures(library)
    await boardPictures(library)
    await managerPictures(library)
  } finally {
    await library.close()
  }
}

async function kioskPictures(library: Library): Promise<void> {
  for (const [name, size] of [
    ['tablet', tablet],
    ['upright', upright],
  ] as const) {
    const kiosk = await openAt(library, '/kiosk?demo=1', size)
    await picture(kiosk, `kiosk-start-${name}`)
    await kiosk.locator('[data-testid="need"][data-need="job"]').click()
    await kiosk.getByTestId('ticket-label').waitFor()
    await picture(kiosk, `kiosk-ticket-${name}`)
    await kiosk.close()
  }
  const english = await openAt(library, '/kiosk?demo=1&lang=en', tablet)
  await picture(english, 'kiosk-start-en')
  await english.close()
}

async function deskPictures(library: Library): Promise<void> {
  const desk = await openAt(library, '/desk?demo=1&desk=7', office)
  await desk.getByTestId('queue-row').first().waitFor()
  await picture(desk, 'desk-queue')
  await desk.getByTestId('call-next').click()
  await desk.getByTestId('current-label').waitFor()
  await picture(desk, 'desk-called')
  await desk.getByTestId('start').click()
  await picture(desk, 'desk-serving')
  await outcome(desk, 'referred').click()
  await desk.getByTestId('referral').first().waitFor()
  await picture(desk, 'desk-referral')
  await desk.close()
}

async function boardPictures(library: Library): Promise<void> {
  const kiosk = await openAt(library, '/kiosk?demo=1', tablet)
  const label = await takeTicket(kiosk, 'train')
  await kiosk.close()
  const board = await openAt(library, '/board?demo=1', television)
  await picture(board, 'board')
  const desk = await openAt(library, '/desk?demo=1&desk=2', office)
  await queueRow(desk, label).waitFor()
  // Desk 2 may be in the middle of a visit of the simulated day.
  if ((await desk.getByTestId('finish').count()) > 0) await outcome(desk, 'answered').click()
  await queueRow(desk, label).getByTestId('call').click()
  await board.locator(`[data-testid="call"][data-label="${label}"]`).waitFor()
  await picture(board, 'board-called')
  await desk.close()
  await board.close()
}

async function managerPictures(library: Library): Promise<void> {
  for (const [name, path] of [
    ['settings', '/settings?demo=1'],
    ['chooser', '/'],
  ] as const) {
    const page = await openAt(library, path, office)
    await picture(page, name)
    await page.close()
  }
}

/** A month among two years, its files, and what else a manager reads. */
async function statisticsPictures(): Promise<void> {
  const library = await openLibrary()
  try {
    const page = await openAt(library, '/statistics?lang=fr', office)
    await page.getByTestId('total-visits').waitFor()
    const year = new Date().getUTCFullYear()
    const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10) as Day
    const span = { from: `${year - 2}-01-01` as Day, to: yesterday }
    await plantDays(page, pastDays({ ...span, visitsADay: 40 }))
    await page.reload()
    await page.getByTestId('total-visits').waitFor()
    await page.getByRole('button', { name: 'Année', exact: true }).click()
    await page.getByRole('button', { name: 'Période précédente' }).click()
    await page.getByTestId('total-visits').filter({ hasText: /[1-9]/ }).waitFor()
    await picture(page, 'statistics', true)
    await page.getByRole('button', { name: 'Pour publier' }).click()
    await page.getByRole('button', { name: 'Voir d’abord ce qui est masqué' }).click()
    await page.getByRole('dialog').waitFor({ timeout: 60_000 })
    await picture(page, 'export-preview')
    for (const part of ['plan', 'anonymity']) {
      await page.goto(`${library.server.url}/statistics?lang=fr#${part}`)
      await page.locator('#section-title').waitFor()
      await picture(page, `statistics-${part}`, true)
    }
  } finally {
    await library.close()
  }
}

/** Four devices and a hub: a new one joins, and a network that goes. */
async function hubPictures(): Promise<void> {
  const library = await openJointLibrary()
  try {
    const kiosk = await library.pair(await library.newDevice(), 'kiosk')
    const desk = await library.pair(await library.newDevice(), 'desk', '?desk=1')
    const board = await library.pair(await library.newDevice(), 'board')
    const manager = await library.pair(await library.newDevice(), 'manager')
    await Promise.all([
      kiosk.setViewportSize(tablet),
      desk.setViewportSize(office),
      board.setViewportSize(television),
      manager.setViewportSize(office),
    ])
    for (const need of ['job', 'orient', 'digital']) await takeTicket(kiosk, need)
    await desk.getByTestId('queue-row').nth(2).waitFor()
    await desk.getByTestId('call-next').click()
    await board.getByTestId('call').first().waitFor()
    await manager.goto(`${library.address}/settings#devices`)
    await manager.getByRole('button', { name: 'Obtenir un code' }).click()
    await manager.getByTestId('pairing-code').waitFor()
    await picture(manager, 'settings-devices', true)
    library.network.set({ type: 'blackHole' })
    await Promise.all([kiosk, desk, board].map((page) => untilFreshness(page, 'stale')))
    await picture(kiosk, 'kiosk-cut-off')
    await picture(desk, 'desk-cut-off')
    await picture(board, 'board-cut-off')
  } finally {
    await library.close()
  }
}

async function openAt(
  library: Library,
  path: string,
  size: { readonly width: number; readonly height: number },
): Promise<Page> {
  const page = await library.open('/')
  await page.setViewportSize(size)
  await page.goto(`${library.server.url}${path}`)
  await page.locator('main').first().waitFor()
  return page
}

/** When everything stands still. */
async function picture(page: Page, name: string, fullPage = false): Promise<void> {
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
  if (fullPage) await page.evaluate(() => scrollTo(0, 0))
  await page.waitForTimeout(600)
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage })
  process.stderr.write(`${name}\n`)
}

await takeAll()
await statisticsPictures()
await hubPictures()
