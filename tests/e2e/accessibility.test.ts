import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Day } from '#domain/ids.ts'
import { pastDays } from '../support/past-days.ts'
import { openLibrary, outcome, queueRow, takeTicket } from './support/library.ts'
import type { Library } from './support/library.ts'
import { plantDays } from './support/plant-days.ts'

// `target-size` only runs when its tag is asked for.
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice', 'EN-301-549', 'RGAAv4']
let axeSource: string
let library: Library
beforeAll(async () => {
  axeSource = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
  library = await openLibrary()
  const first = await library.open('/statistics')
  await first.getByTestId('total-visits').waitFor()
  await plantDays(first, pastDays({ from: daysAgo(100), to: daysAgo(1), visitsADay: 25 }))
  await first.close()
  // The application is built first, and a hundred days are planted.
}, 240_000)
afterAll(() => library.close())

function daysAgo(days: number): Day {
  return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10) as Day
}

async function findings(page: Page): Promise<readonly string[]> {
  // Through the debugger, since the page's own policy allows no foreign script.
  const session = await page.context().newCDPSession(page)
  await session.send('Runtime.evaluate', { expression: axeSource })
  // Colours in the middle of a change are nobody's; the countdown of a ticket need not be waited out.
  await page.evaluate(() =>
    Promise.all(
      document
        .getAnimations()
        .filter(({ effect }) => Number(effect?.getComputedTiming().endTime ?? 0) < 1_000)
        .map((animation) => animation.finished.catch(() => undefined)),
    ),
  )
  return page.evaluate(async (only) => {
    interface Axe {
      run(
        root: Document,
        options: object,
      ): Promise<{ violations: { id: string; nodes: { target: unknown[]; failureSummary?: string }[] }[] }>
    }
    const { axe } = globalThis as unknown as { axe: Axe }
    const { violations } = await axe.run(document, { runOnly: { type: 'tag', values: only } })
    return violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`),
    )
  }, tags)
}

/** What is wrong in each theme; the themes are those of the device. */
async function expectClean(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor({ state: 'attached' })
  for (const theme of ['light', 'dark', 'contrast']) {
    await page.evaluate((name) => (document.documentElement.dataset['theme'] = name), theme)
    expect({ theme, findings: await findings(page) }).toEqual({ theme, findings: [] })
  }
}

describe.each(['fr', 'en'])('axe finds nothing, in %s', (language) => {
  test('on the chooser', async () => {
    await expectClean(await library.open(`/?lang=${language}`))
  })

  test('at the kiosk: start, ticket, closed', async () => {
    const kiosk = await library.open(`/kiosk?lang=${language}`)
    await kiosk.getByTestId('need').first().waitFor()
    await expectClean(kiosk)
    await kiosk.locator('[data-testid="need"][data-need="job"]').click()
    await kiosk.getByTestId('ticket-label').waitFor()
    await expectClean(kiosk)
    await kiosk.getByTestId('ticket-done').click()
    const settings = await library.open('/settings?lang=en')
    await settings.getByRole('button', { name: 'Pause ticketing' }).click()
    await kiosk.getByTestId('kiosk-closed').waitFor()
    await expectClean(kiosk)
    await settings.getByRole('button', { name: 'Resume ticketing' }).click()
    await kiosk.getByTestId('need').first().waitFor()
    await settings.close()
  })

  test('at the desk: empty chooser, queue, called, serving, outcome, last visit', async () => {
    const kiosk = await library.open(`/kiosk?lang=${language}`)
    await expectClean(await library.open(`/desk?lang=${language}`))
    const labels = [await takeTicket(kiosk, 'train'), await takeTicket(kiosk, 'train')]
    const desk = await library.open(`/desk?desk=1&lang=${language}`)
    await queueRow(desk, labels[0] ?? '').waitFor()
    await expectClean(desk)
    await queueRow(desk, labels[0] ?? '')
      .getByTestId('call')
      .click()
    await desk.getByTestId('current-label').waitFor()
    await expectClean(desk)
    await desk.getByTestId('transfer').click()
    await desk.getByTestId('transfer-to').first().waitFor()
    await expectClean(desk)
    await desk.getByTestId('transfer').click()
    await desk.getByTestId('start').click()
    await desk.getByTestId('finish').click()
    await expectClean(desk)
    await outcome(desk, 'referred').click()
    await desk.getByTestId('referral').first().waitFor()
    await expectClean(desk)
  })

  test('on the board: with and without calls', async () => {
    const board = await library.open(`/board?lang=${language}`)
    await expectClean(board)
    const kiosk = await library.open(`/kiosk?lang=${language}`)
    const label = await takeTicket(kiosk, 'create')
    const desk = await library.open(`/desk?desk=2&lang=${language}`)
    await queueRow(desk, label).getByTestId('call').click()
    await board.locator(`[data-testid="call"][data-label="${label}"]`).waitFor()
    await expectClean(board)
    await outcome(desk, 'answered').click()
  })

  test('on what staff amend, on anonymity before and after the checks, and on the sheet', async () => {
    const amend = await library.open(`/statistics?lang=${language}#amend`)
    await amend.getByTestId('amend-said').waitFor({ state: 'attached' })
    const kinds = amend.getByRole('group', { name: /Que faut-il noter|What is to be noted/ }).getByRole('button')
    expect(await kinds.count()).toBeGreaterThan(2)
    for (const kind of await kinds.all()) {
      await kind.click()
      await expectClean(amend)
    }
    const anonymity = await library.open(`/statistics?lang=${language}#anonymity`)
    await anonymity.getByTestId('run-checks').waitFor()
    await expectClean(anonymity)
    await anonymity.getByTestId('run-checks').click()
    await anonymity.locator('[data-check="inference"] ul').waitFor({ timeout: 60_000 })
    await anonymity.getByRole('button', { name: /Voir la fiche|Show the sheet/ }).click()
    await expectClean(anonymity)
  })

  test('on the statistics: pictures, tables, plan', async () => {
    const statistics = await library.open(`/statistics?lang=${language}`)
    await statistics.getByTestId('total-visits').waitFor()
    await expectClean(statistics)
    await statistics.getByRole('group').getByRole('button').nth(2).click()
    await statistics.getByRole('img').first().waitFor()
    await expectClean(statistics)
    const toTable = language === 'fr' ? /^Voir le tableau/ : /^Show the table/
    for (let left = await statistics.getByRole('button', { name: toTable }).count(); left > 0; left--)
      await statistics.getByRole('button', { name: toTable }).first().click()
    expect(await statistics.getByRole('table').count()).toBeGreaterThan(5)
    await expectClean(statistics)
    await statistics.locator('nav a[href="#plan"]').click()
    await statistics.getByRole('table').waitFor()
    await expectClean(statistics)
    await statistics.getByRole('button', { name: toTable }).click()
    await expectClean(statistics)
  })

  test('on settings, section by section', async () => {
    const settings = await library.open(`/settings?lang=${language}`)
    await expectClean(settings)
    const sections = await settings.locator('nav a[href*="#"], [role="tab"]').all()
    expect(sections.length).toBeGreaterThan(5)
    for (const section of sections) {
      await section.click()
      await expectClean(settings)
    }
  })
})

describe.each(['ar', 'uk', 'zh-Hans'])('axe finds nothing on what visitors see, in %s', (language) => {
  test('at the kiosk, on its page of languages, and on the board', async () => {
    const kiosk = await library.open(`/kiosk?lang=${language}`)
    await kiosk.getByTestId('need').first().waitFor()
    await expectClean(kiosk)
    await kiosk.getByTestId('languages').click()
    await kiosk.getByTestId('language').first().waitFor()
    await expectClean(kiosk)
    await kiosk.getByTestId('languages-back').click()
    await kiosk.locator('[data-testid="need"][data-need="other"]').click()
    const label = (await kiosk.getByTestId('ticket-label').textContent()) ?? ''
    await expectClean(kiosk)
    const desk = await library.open('/desk?desk=3')
    await queueRow(desk, label).getByTestId('call').click()
    const board = await library.open(`/board?lang=${language}`)
    await board.locator(`[data-testid="call"][data-label="${label}"]`).waitFor()
    await expectClean(board)
    await outcome(desk, 'answered').click()
  })
})
