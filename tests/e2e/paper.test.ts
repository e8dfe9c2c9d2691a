import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import defaultDocument from '#domain/bpi.json' with { type: 'json' }
import type { Bitmap, PrinterCommands } from '#domain/printing.ts'
import { withoutOrders } from '#hub/printing/escpos.ts'
import { readPortableBitmap } from '#protocol/bitmap.ts'
import { startPrinter } from '../support/fake-printer.ts'
import type { FakePrinter } from '../support/fake-printer.ts'
import { openJointLibrary } from './support/joint-library.ts'
import type { JointLibrary } from './support/joint-library.ts'
import { openLibrary } from './support/library.ts'

const soon = { timeout: 20_000 }

/** A number stays on the screen: the ticket's page is not left. */
async function takeNumber(kiosk: Page, need: string): Promise<string> {
  await kiosk.locator(`[data-testid="need"][data-need="${need}"]`).click()
  return (await kiosk.getByTestId('ticket-label').textContent()) ?? ''
}

async function untilPaper(kiosk: Page, state: string): Promise<void> {
  await kiosk.locator(`[data-testid="paper"][data-state="${state}"]`).waitFor(soon)
}

async function settingsFile(folder: string, printing: unknown): Promise<string> {
  const file = join(folder, 'settings.json')
  await writeFile(file, JSON.stringify({ ...defaultDocument, printing }))
  return file
}

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guichet-paper-'))
})
afterAll(() => rm(folder, { recursive: true }))

describe('kiosks, a hub and a printer of each language', () => {
  const printers = new Map<PrinterCommands, FakePrinter>()
  let library: JointLibrary
  let manager: Page
  /** What kiosks have sent, as they drew it. */
  const sent: Bitmap[] = []

  beforeAll(async () => {
    for (const kind of ['escpos', 'starprnt', 'stargraphic'] as const) printers.set(kind, await startPrinter(kind))
    library = await openJointLibrary({ env: { PRINTERS: '127.0.0.0/8:1024-65535' } })
    manager = await library.pair(await library.newDevice(), 'manager')
    await manager.goto(`${library.address}/settings#printing`)
  })
  afterAll(async () => {
    await library.close()
    await Promise.all([...printers.values()].map((printer) => printer.close()))
  })

  const printerOf = (kind: PrinterCommands): FakePrinter => {
    const printer = printers.get(kind)
    if (printer === undefined) throw new Error(`No printer of ${kind}`)
    return printer
  }

  async function openKiosk(query = ''): Promise<Page> {
    const kiosk = await library.pair(await library.newDevice(), 'kiosk', query)
    kiosk.on('request', (request) => {
      const body = request.url().includes('/api/v1/prints') ? request.postDataBuffer() : null
      const picture = body === null ? undefined : readPortableBitmap(body)
      if (picture !== undefined) sent.push(picture)
    })
    return kiosk
  }

  test('a manager brings in the settings of three printers, sees that they are ready, and prints a test', async () => {
    const at = (commands: PrinterCommands, id: string, dots: number) => {
      return { id, fr: id, host: '127.0.0.1', port: printerOf(commands).port, commands, dots }
    }
    const three = [at('escpos', 'hall', 576), at('starprnt', 'slip', 384), at('stargraphic', 'stairs', 576)]
    await manager.getByTestId('settings-import').setInputFiles(await settingsFile(folder, { printers: three }))
    const list = manager.getByRole('list', { name: 'Imprimantes du réseau' })
    for (const name of ['hall', 'slip', 'stairs']) {
      await list.getByRole('listitem').filter({ hasText: name }).getByText('Prête').waitFor(soon)
    }
    await list.getByRole('button', { name: 'Modifier slip' }).click()
    await manager.getByTestId('test-print').click()
    await manager.getByTestId('test-print-said').filter({ hasText: 'L’essai est imprimé.' }).waitFor(soon)
    expect(printerOf('starprnt').tickets.map(({ width }) => width)).toEqual([384])
  })

  test.each([
    ['escpos', '', 576],
    ['starprnt', '?printer=slip&lang=en', 384],
    ['stargraphic', '?printer=stairs', 576],
  ] as const)('a ticket comes out of %s as the kiosk drew it, dot for dot', async (kind, query, dots) => {
    const kiosk = await openKiosk(query)
    const printer = printerOf(kind)
    const before = printer.tickets.length
    const label = await takeNumber(kiosk, 'job')
    expect(label).toMatch(/^C/)
    await untilPaper(kiosk, 'printed')
    expect(printer.tickets).toHaveLength(before + 1)
    const picture = sent.at(-1)
    const ticket = printer.tickets.at(-1)
    if (picture === undefined || ticket === undefined) throw new Error('Nothing was printed')
    expect([ticket.width, ticket.height]).toEqual([dots, picture.height])
    expect(Buffer.compare(ticket.rows, kind === 'escpos' ? withoutOrders(picture.rows) : picture.rows)).toBe(0)
    expect(printer.odd).toEqual([])
    // Some centimetres of paper, and ink on it.
    expect(picture.height).toBeGreaterThan(400)
    expect(picture.rows.some((byte) => byte !== 0)).toBe(true)
    await kiosk.close()
  })

  test('without paper the number is given as ever, stands longer, and the desk is told until there is paper', async () => {
    const desk = await library.pair(await library.newDevice(), 'desk', '?desk=1')
    const kiosk = await openKiosk()
    printerOf('escpos').condition.paper = 'out'
    const label = await takeNumber(kiosk, 'digital')
    const from = Date.now()
    expect(label).toMatch(/^H/)
    await untilPaper(kiosk, 'failed')
    const band = desk.getByTestId('printer-band')
    await band.filter({ hasText: 'Imprimante hall : plus de papier.' }).waitFor({ timeout: 40_000 })
    expect(await band.getAttribute('data-state')).toBe('paperOut')
    // Ten seconds is what it has where nothing is wrong.
    await kiosk.waitForTimeout(Math.max(0, 13_000 - (Date.now() - from)))
    expect(await kiosk.getByTestId('ticket-label').textContent()).toBe(label)
    printerOf('escpos').condition.paper = 'ok'
    await band.waitFor({ state: 'detached', timeout: 60_000 })
  })

  test('a hub that is not heard prints nothing, and the visitor is told at once', async () => {
    const kiosk = await openKiosk()
    library.network.set({ type: 'refuse' })
    library.network.cut()
    await kiosk.locator('[data-testid="freshness"][data-state="stale"]').first().waitFor(soon)
    expect(await takeNumber(kiosk, 'train')).toMatch(/^[A-Z]/)
    await untilPaper(kiosk, 'failed')
    library.network.set({ type: 'pass' })
  })
})

describe('a kiosk without a hub', () => {
  test.each([
    [80, 226.77],
    [58, 164.41],
  ] as const)('prints by its browser on paper of %i mm: one page, as long as the ticket', async (paperMm, points) => {
    const library = await openLibrary()
    try {
      const settings = await library.open('/settings#printing')
      const file = await settingsFile(folder, { browserPaperMm: paperMm })
      await settings.getByTestId('settings-import').setInputFiles(file)
      await settings
        .getByRole('combobox', { name: 'Papier' })
        .filter({ hasText: `Rouleau de ${paperMm} mm` })
        .waitFor(soon)
      await library.context.addInitScript(() => {
        window.print = () => document.documentElement.setAttribute('data-printed', '')
      })
      const kiosk = await library.open('/kiosk')
      await takeNumber(kiosk, 'job')
      await untilPaper(kiosk, 'printing')
      await kiosk.locator('html[data-printed]').waitFor({ ...soon, state: 'attached' })
      const pdf = (await kiosk.pdf({ preferCSSPageSize: true })).toString('latin1')
      const boxes = [...pdf.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map((found) =>
        found.slice(1).map(Number),
      )
      expect(boxes).toHaveLength(1)
      const [width = 0, height = 0] = boxes[0] ?? []
      expect(Math.abs(width - points)).toBeLessThan(1)
      const dots = await kiosk.locator('#ticket-paper').evaluate((paper: HTMLCanvasElement) => paper.height)
      // 8 dots a millimetre, and some millimetres for the knife.
      expect(Math.abs(height - ((dots / 8 + 6) * 72) / 25.4)).toBeLessThan(4)
      expect(await kiosk.locator('#ticket-paper').isVisible()).toBe(false)
      await kiosk.getByTestId('ticket-done').click()
      await kiosk.locator('#ticket-paper').waitFor({ state: 'detached' })
    } finally {
      await library.close()
    }
  })
})
