import { readFile } from 'node:fs/promises'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readPackage } from '#export/read-package.ts'
import { launchChromium } from '../support/browser.ts'
import { forbidOtherOrigins, startAppServer } from './support/app-server.ts'
import type { AppServer } from './support/app-server.ts'
import { boardCall, openLibrary, outcome, queueRow, takeTicket } from './support/library.ts'
import type { Library } from './support/library.ts'

/*
 * The published contract, seen from outside: routes, hooks and files, and nothing of how they are made. What has no
 * hook is found as a person finds it, by role and name.
 */

const needs = ['orient', 'train', 'job', 'change', 'create', 'digital', 'other']
const outcomes = 'answered resources referred workshop come_back directional unresolved out_of_scope'.split(' ')
const routes = ['/', '/kiosk', '/desk', '/desk?desk=2', '/board', '/statistics', '/settings']

function hook(page: Page, id: string, attribute: string, value: string): Locator {
  return page.locator(`[data-testid="${id}"][data-${attribute}="${value}"]`)
}

async function values(page: Page, id: string, attribute: string): Promise<readonly (string | null)[]> {
  return page
    .getByTestId(id)
    .evaluateAll((elements, name) => elements.map((element) => element.getAttribute(`data-${name}`)), attribute)
}

async function downloaded(page: Page, button: Locator): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()])
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) }
}

/** Rows of a plain CSV: none of the contract's own ids and numbers needs a quote. */
function rowsOf(text: string, separator = ','): readonly Readonly<Record<string, string>>[] {
  const [header = [], ...rows] = text
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(separator))
  return rows.map((row) => Object.fromEntries(header.map((name, index) => [name, row[index] ?? ''])))
}

/** What can be pressed, filled or followed and does not say what it is. */
async function namelessControls(page: Page): Promise<readonly string[]> {
  const session = await page.context().newCDPSession(page)
  const { nodes } = await session.send('Accessibility.getFullAXTree')
  await session.detach()
  const control = /^(?:button|link|textbox|searchbox|spinbutton|combobox|checkbox|radio|switch|slider|tab|menuitem)$/
  return nodes
    .filter(({ ignored, role }) => !ignored && control.test(String(role?.value)))
    .filter(({ name }) => String(name?.value ?? '').trim() === '')
    .map((node) => `${String(node.role?.value)} ${String(node.backendDOMNodeId)}`)
}

async function controlsWithoutRole(page: Page): Promise<readonly string[]> {
  return page
    .locator('button, input, select, textarea, a, [role="button"], [onclick]')
    .evaluateAll((elements) =>
      elements
        .filter((element) => element.matches('a:not([href])') || element.getAttribute('role') === 'presentation')
        .map((element) => element.outerHTML.slice(0, 120)),
    )
}

describe.each(['fr', 'en'])('in a fresh browser, in %s', (language) => {
  let browser: Browser
  let server: AppServer
  beforeAll(async () => {
    server = await startAppServer()
    browser = await launchChromium()
  })
  afterAll(async () => {
    await browser.close()
    await server.stop()
  })

  test.each(routes)('%s works at once', async (route) => {
    const context = await browser.newContext()
    try {
      const page = await context.newPage()
      const foreign = forbidOtherOrigins(page, server.url)
      await page.goto(`${server.url}${route}${route.includes('?') ? '&' : '?'}lang=${language}`)
      await page.locator('h1').first().waitFor({ state: 'attached' })
      await page.locator('main').getByRole('button').or(page.locator('main a, main li, main p')).first().waitFor()
      expect(await page.locator('[lang]').first().getAttribute('lang')).toBe(language)
      expect(await page.locator('dialog[open], [role="dialog"]').count()).toBe(0)
      expect(await page.title()).not.toBe('')
      if (route !== '/') expect(await values(page, 'freshness', 'state')).toEqual(['alone'])
      expect(await namelessControls(page)).toEqual([])
      expect(await controlsWithoutRole(page)).toEqual([])
      expect(foreign).toEqual([])
    } finally {
      await context.close()
    }
  })
})

describe.each(['fr', 'en'])('the hooks, in %s', (language) => {
  let library: Library
  let kiosk: Page
  let desk1: Page
  let desk2: Page
  let board: Page
  beforeAll(async () => {
    library = await openLibrary()
    kiosk = await library.open(`/kiosk?lang=${language}`)
    desk1 = await library.open(`/desk?desk=1&lang=${language}`)
    desk2 = await library.open(`/desk?desk=2&lang=${language}`)
    board = await library.open(`/board?lang=${language}`)
  })
  afterAll(() => library.close())

  const current = (desk: Page) => desk.getByTestId('current-label')
  const callsOf = async (label: string) => Number(await boardCall(board, label).getAttribute('data-calls'))

  test('each need of the configuration is one button, with its words in that language', async () => {
    await kiosk.getByTestId('need').first().waitFor()
    expect(await values(kiosk, 'need', 'need')).toEqual(needs)
    const words = language === 'fr' ? 'Trouver un emploi' : 'Find a job'
    expect(await hook(kiosk, 'need', 'need', 'job').textContent()).toContain(words)
  })

  test('a tap shows a label and nothing else in it, and how many are before', async () => {
    for (const [need, label, ahead] of [
      ['job', 'C01', '0'],
      ['orient', 'A01', '1'],
      ['job', 'C02', '2'],
    ] as const) {
      await hook(kiosk, 'need', 'need', need).click()
      expect(await kiosk.getByTestId('ticket-label').textContent()).toBe(label)
      expect(await kiosk.getByTestId('ticket-ahead').getAttribute('data-ahead')).toBe(ahead)
      await kiosk.getByTestId('ticket-done').click()
      await kiosk.getByTestId('need').first().waitFor()
    }
  })

  test('the queue stands in calling order, nobody is current, nothing was called', async () => {
    await expect.poll(() => values(desk1, 'queue-row', 'label')).toEqual(['C01', 'A01', 'C02'])
    expect(await values(desk1, 'queue-row', 'state')).toEqual(['waiting', 'waiting', 'waiting'])
    expect(await current(desk1).count()).toBe(0)
    expect(await board.getByTestId('call').count()).toBe(0)
  })

  test('finish is possible right after a call; the outcome after it closes the visit', async () => {
    await desk1.getByTestId('call-next').click()
    await expect.poll(() => current(desk1).textContent()).toBe('C01')
    for (const id of ['recall', 'start', 'no-show', 'park', 'return', 'transfer', 'cancel', 'finish'])
      expect({ id, count: await desk1.locator('main').getByTestId(id).count() }).toEqual({ id, count: 1 })
    expect(await values(desk1, 'outcome', 'outcome')).toEqual(outcomes)
    await desk1.getByTestId('finish').click()
    await outcome(desk1, 'answered').click()
    await expect.poll(() => current(desk1).count()).toBe(0)
  })

  test('an outcome in place of finish closes it too', async () => {
    await queueRow(desk1, 'C02').getByTestId('call').click()
    await expect.poll(() => current(desk1).textContent()).toBe('C02')
    await outcome(desk1, 'resources').click()
    await expect.poll(() => current(desk1).count()).toBe(0)
  })

  test('the board puts the newest first and counts the calls of each', async () => {
    await desk2.getByTestId('call-next').click()
    await expect.poll(() => current(desk2).textContent()).toBe('A01')
    await expect.poll(() => values(board, 'call', 'label').then(([first]) => first)).toBe('A01')
    expect(await boardCall(board, 'A01').getAttribute('data-desk')).toBe('2')
    const label = await takeTicket(kiosk, 'create')
    expect(label).toBe('E01')
    await desk1.getByTestId('call-next').click()
    await expect.poll(() => values(board, 'call', 'label').then((labels) => labels.slice(0, 2))).toEqual(['E01', 'A01'])
    for (const grown of [1, 2]) {
      const before = await callsOf('A01')
      await desk2.getByTestId('recall').click()
      await expect.poll(() => callsOf('A01'), { message: `recall ${grown}` }).toBe(before + 1)
    }
    expect(await callsOf('E01')).toBe(1)
  })

  test('a row calls again whoever was a no-show or parked', async () => {
    await desk1.getByTestId('no-show').click()
    await expect.poll(() => queueRow(desk1, 'E01').getAttribute('data-state')).toBe('noShow')
    await queueRow(desk1, 'E01').getByTestId('call').click()
    await expect.poll(() => current(desk1).textContent()).toBe('E01')
    await expect.poll(() => values(board, 'call', 'label').then(([first]) => first)).toBe('E01')
    await desk1.getByTestId('park').click()
    await expect.poll(() => queueRow(desk1, 'E01').getAttribute('data-state')).toBe('parked')
    await queueRow(desk2, 'E01').waitFor()
    await queueRow(desk1, 'E01').getByTestId('call').click()
    await expect.poll(() => current(desk1).textContent()).toBe('E01')
  })

  test('return brings back to the queue, transfer changes the need and keeps the label', async () => {
    await desk1.getByTestId('return').click()
    await expect.poll(() => queueRow(desk1, 'E01').getAttribute('data-state')).toBe('waiting')
    expect(await current(desk1).count()).toBe(0)
    await desk1.getByTestId('call-next').click()
    await expect.poll(() => current(desk1).textContent()).toBe('E01')
    await desk1.getByTestId('transfer').click()
    await desk1.getByTestId('transfer-to').first().waitFor()
    expect(new Set(await values(desk1, 'transfer-to', 'need'))).toEqual(
      new Set(needs.filter((need) => need !== 'create')),
    )
    await hook(desk1, 'transfer-to', 'need', 'change').click()
    await expect.poll(() => queueRow(desk1, 'E01').getAttribute('data-state')).toBe('waiting')
    await desk1.getByTestId('call-next').click()
    await desk1.getByTestId('cancel').click()
    await expect.poll(() => current(desk1).count()).toBe(0)
    await expect.poll(() => queueRow(desk1, 'E01').count()).toBe(0)
  })

  test('referred asks for the partner; start is one step on the way', async () => {
    await desk2.getByTestId('start').click()
    await outcome(desk2, 'referred').click()
    await desk2.getByTestId('referral').first().waitFor()
    expect(await values(desk2, 'referral', 'referral')).toHaveLength(20)
    await hook(desk2, 'referral', 'referral', 'mission_locale').click()
    await expect.poll(() => current(desk2).count()).toBe(0)
  })

  test('a ticket by hand, for each need', async () => {
    expect(await values(desk1, 'issue', 'need')).toEqual(needs)
    await hook(desk1, 'issue', 'need', 'digital').click()
    await queueRow(desk2, 'H01').waitFor()
    expect(await queueRow(desk2, 'H01').getAttribute('data-state')).toBe('waiting')
  })

  test('every control at work has a role and a name', async () => {
    await desk1.getByTestId('call-next').click()
    await expect.poll(() => current(desk1).textContent()).toBe('H01')
    await hook(kiosk, 'need', 'need', 'other').click()
    await kiosk.getByTestId('ticket-label').waitFor()
    for (const page of [kiosk, desk1, desk2, board]) expect(await namelessControls(page)).toEqual([])
    for (const section of [
      'today',
      'device',
      'devices',
      'site',
      'needs',
      'outcomes',
      'hours',
      'printing',
      'audience',
      'demo',
    ]) {
      const settings = await library.open(`/settings?lang=${language}#${section}`)
      await settings.locator('#section-title').waitFor()
      expect({ section, nameless: await namelessControls(settings) }).toEqual({ section, nameless: [] })
      await settings.close()
    }
  })

  test('total-visits is a whole number; everything says alone', async () => {
    const statistics = await library.open(`/statistics?lang=${language}`)
    await expect.poll(() => statistics.getByTestId('total-visits').textContent()).toMatch(/^\d+$/)
    expect(await statistics.getByTestId('total-visits').textContent()).toBe('3')
    for (const page of [kiosk, desk1, desk2, board, statistics])
      expect(await values(page, 'freshness', 'state')).toEqual(['alone'])
  })
})

describe('the files', () => {
  let library: Library
  let statistics: Page
  beforeAll(async () => {
    library = await openLibrary()
    const kiosk = await library.open('/kiosk')
    const desk = await library.open('/desk?desk=3')
    for (const need of [
      ...Array<string>(6).fill('job'),
      ...Array<string>(2).fill('orient'),
      ...Array<string>(5).fill('train'),
    ]) {
      const label = await takeTicket(kiosk, need)
      await queueRow(desk, label).getByTestId('call').click()
      await desk.getByTestId('current-label').filter({ hasText: label }).waitFor()
      await outcome(desk, 'answered').click()
      await desk.getByTestId('current-label').waitFor({ state: 'detached' })
    }
    statistics = await library.open('/statistics?lang=en')
    await statistics.getByTestId('total-visits').filter({ hasText: /^13$/ }).waitFor()
  })
  afterAll(() => library.close())

  const table = (id: string) => hook(statistics, 'export', 'table', id)
  const cubeHeader =
    'schema_version,site_id,period_type,period_start,period_end,table_id,dim1,value1,dim2,value2,visits,flag'
  const dailyHeader = 'date,weekday,tickets_issued,served,no_show,left_unserved,walk_ups,flag'

  test.each([
    ['cube', 'visits_cube.csv', cubeHeader],
    ['daily', 'daily.csv', dailyHeader],
    [
      'weekly',
      'weekly_profile.csv',
      'period_start,period_end,weekday,hour,visits_total,days_observed,visits_per_day,flag',
    ],
    [
      'waiting',
      'waiting.csv',
      'period_start,period_end,need,served_n,wait_mean_min,wait_p50_min,wait_p80_min,wait_p90_min,within_target_share,service_mean_min,left_share,flag',
    ],
    ['outcomes', 'outcomes.csv', 'period_start,period_end,need,outcome,visits,flag'],
    ['referrals', 'referrals.csv', 'period_start,period_end,need,target,referrals,flag'],
    ['workshops', 'workshops.csv', 'date,type,sessions,attendees,capacity'],
  ])('%s is called %s and is plain CSV', async (id, name, header) => {
    const file = await downloaded(statistics, table(id))
    expect(file.name).toBe(name)
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(file.bytes)
    expect(text.startsWith(`${header}\r\n`)).toBe(true)
    expect(text.endsWith('\r\n')).toBe(true)
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
    for (const row of text.trimEnd().split('\r\n')) expect(row.split(',')).toHaveLength(header.split(',').length)
  })

  test('the cube says ids, marks totals, and hides counts under the threshold with the flag c', async () => {
    const { bytes } = await downloaded(statistics, table('cube'))
    const rows = rowsOf(bytes.toString('utf8'))
    for (const { visits = '', flag } of rows) {
      expect(flag).toBe(visits === '' ? 'c' : '')
      if (visits !== '') expect(visits).toMatch(/^(?:0|[5-9]|[1-9]\d+)$/)
    }
    for (const id of ['need', 'outcome', 'need_x_outcome', 'need_x_band'])
      expect(rows.map(({ table_id: name }) => name)).toContain(id)
    const month = rows.filter((row) => row['period_type'] === 'month' && row['table_id'] === 'need')
    const [first] = month
    expect(first).toMatchObject({ schema_version: '1', site_id: 'bpi-cdm', dim1: 'need', dim2: '', value2: '' })
    expect(first?.['period_start']).toMatch(/^\d{4}-\d\d-01$/)
    const visits = (value: string) => month.find(({ value1 }) => value1 === value)
    expect(visits('*')).toMatchObject({ visits: '13', flag: '' })
    expect(visits('orient')).toMatchObject({ visits: '', flag: 'c' })
    // One of the others is hidden with it, or both: 13 less the rest would be 2.
    expect([visits('job')?.['visits'], visits('train')?.['visits']]).toContain('')
  })

  test('a day has its row, in which nothing small is told', async () => {
    const { bytes } = await downloaded(statistics, table('daily'))
    const row = rowsOf(bytes.toString('utf8')).at(-1)
    expect(row?.['date']).toMatch(/^\d{4}-\d\d-\d\d$/)
    const counts = { tickets_issued: '13', served: '13', no_show: '0', left_unserved: '0', walk_ups: '0' }
    const hidden = Object.keys(counts).filter((name) => row?.[name] === '')
    expect(row?.['flag']).toBe(hidden.length === 0 ? '' : 'c')
    expect(row).toMatchObject({ ...counts, ...Object.fromEntries(hidden.map((name) => [name, ''])) })
  })

  test('the package is a zip with all of them and their description', async () => {
    const { name, bytes } = await downloaded(statistics, table('package'))
    expect(name).toBe('guichet-libre-export.zip')
    const read = readPackage(new Uint8Array(bytes))
    if (!read.ok) throw new Error(JSON.stringify(read.error))
    expect(read.value.siteId).toBe('bpi-cdm')
  })

  test('a switch writes for French spreadsheets: mark, semicolons, the same content', async () => {
    const plain = await downloaded(statistics, table('cube'))
    await statistics.getByRole('button', { name: /French/ }).click()
    const french = await downloaded(statistics, table('cube'))
    await statistics.getByRole('button', { name: /International/ }).click()
    expect([...french.bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    expect(french.name).toBe('visits_cube.csv')
    const text = french.bytes.subarray(3).toString('utf8')
    expect(text.startsWith(`${cubeHeader.replaceAll(',', ';')}\r\n`)).toBe(true)
    expect(rowsOf(text, ';')).toEqual(rowsOf(plain.bytes.toString('utf8')))
  })
})

describe('the settings file', () => {
  let library: Library
  let kiosk: Page
  let settings: Page
  beforeAll(async () => {
    library = await openLibrary()
    kiosk = await library.open('/kiosk?lang=fr')
    settings = await library.open('/settings?lang=en')
  })
  afterAll(() => library.close())

  interface SettingsFile {
    readonly site: { readonly desks: readonly object[] }
    readonly needs: readonly { readonly id: string; readonly fr: string }[]
  }
  const bpi = async () =>
    JSON.parse(await readFile(new URL('../../src/domain/bpi.json', import.meta.url), 'utf8')) as SettingsFile
  const exported = async () => {
    const { bytes } = await downloaded(settings, settings.getByTestId('settings-export'))
    return JSON.parse(bytes.toString('utf8')) as SettingsFile
  }
  const imports = async (content: string) => {
    await settings.getByTestId('settings-import').setInputFiles({
      name: 'settings.json',
      mimeType: 'application/json',
      buffer: Buffer.from(content),
    })
  }

  test('a fresh device exports the configuration of the Bpi', async () => {
    expect(await exported()).toEqual(await bpi())
  })

  test('an imported change is at the open kiosk and in the export at once', async () => {
    const document = await bpi()
    const changed = {
      ...document,
      site: { ...document.site, desks: [...document.site.desks, { number: 4 }] },
      needs: document.needs.map((need) => (need.id === 'job' ? { ...need, fr: 'Chercher du travail' } : need)),
    }
    const job = hook(kiosk, 'need', 'need', 'job')
    await job.waitFor()
    await imports(JSON.stringify(changed))
    await expect.poll(() => job.textContent()).toContain('Chercher du travail')
    expect(await exported()).toEqual(changed)
    const desk = await library.open('/desk?lang=en')
    await desk.getByRole('link', { name: /4/ }).waitFor()
    await desk.close()
  })

  test.each([
    ['no letter', (need: object) => ({ ...need, letter: 7 }), 'needs[2].letter'],
    ['no id', (need: object) => ({ ...need, id: undefined }), 'needs[2].id'],
  ])('a file with %s in a need is refused by the name of the field, and nothing changes', async (_, breaks, field) => {
    const before = await exported()
    await imports(
      JSON.stringify({ ...before, needs: before.needs.map((need, at) => (at === 2 ? breaks(need) : need)) }),
    )
    await settings.getByText(field, { exact: true }).waitFor()
    expect(await exported()).toEqual(before)
    expect(await hook(kiosk, 'need', 'need', 'job').textContent()).toContain('Chercher du travail')
  })

  test('what is no JSON is refused too', async () => {
    const before = await exported()
    await imports('{ "schemaVersion": 1, ')
    await settings.getByText(/not JSON|ends too early/).waitFor()
    expect(await exported()).toEqual(before)
  })

  test('pausing shows kiosk-closed in the place of the needs, and back', async () => {
    await settings.getByRole('button', { name: 'Pause ticketing' }).click()
    await kiosk.getByTestId('kiosk-closed').waitFor()
    expect(await kiosk.getByTestId('need').count()).toBe(0)
    await settings.getByRole('button', { name: 'Resume ticketing' }).click()
    await expect.poll(() => kiosk.getByTestId('need').count()).toBe(needs.length)
    expect(await kiosk.getByTestId('kiosk-closed').count()).toBe(0)
    expect(await takeTicket(kiosk, 'job')).toBe('C01')
  })
})
