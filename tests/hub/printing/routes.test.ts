import { expect, onTestFinished, test } from 'vitest'
import defaultDocument from '#domain/bpi.json' with { type: 'json' }
import type { Bitmap } from '#domain/printing.ts'
import { settingsSubject } from '#domain/ids.ts'
import { mostBitmapBytes, readPortableBitmap, toPortableBitmap } from '#protocol/bitmap.ts'
import { printerList, printReply } from '#protocol/printing.ts'
import { withoutOrders } from '#hub/printing/escpos.ts'
import { parsePrinterRules } from '#hub/printing/targets.ts'
import { startPrinter } from '../../support/fake-printer.ts'
import type { FakePrinter, PrinterCondition } from '../../support/fake-printer.ts'
import { anyPicture, pictureOfDots } from '../../support/pictures.ts'
import { pushInto, mainSite, ticketOf } from '../../support/pushing.ts'
import fc from 'fast-check'
import { a, board, createRig, desk, kiosk, manager } from '../site/site-rig.ts'
import type { Rig, Who } from '../site/site-rig.ts'

const times = { answerMs: 400, lookMs: 20, restMs: [50], usefulMs: 4_000, freshMs: 0 }
const anyPort = parsePrinterRules('127.0.0.0/8:1024-65535')

async function openPrinting(
  condition: Partial<PrinterCondition> = {},
  more: Parameters<typeof createRig>[0] = {},
): Promise<{ rig: Rig; printer: FakePrinter; print: (who: Who, picture: Bitmap, id?: string) => Promise<Response> }> {
  const printer = await startPrinter('escpos', condition)
  const rig = await createRig({ printing: { printers: anyPort, printTimes: times }, ...more })
  const entrance = { id: 'entrance', fr: 'Entrée', host: '127.0.0.1', port: printer.port }
  const elsewhere = { id: 'elsewhere', host: '127.0.0.1', port: 22 }
  const document = { ...defaultDocument, printing: { printers: [entrance, elsewhere] } }
  await pushInto(rig.store, mainSite, [
    ticketOf(a, 1, { subject: settingsSubject, event: { type: 'SettingsChanged', document } }),
  ])
  onTestFinished(async () => {
    await rig.site.stop()
    await printer.close()
  })
  const print = (who: Who, picture: Bitmap, id = 'entrance') =>
    rig.ask(who, 'POST', `/prints?printer=${id}`, new Blob([toPortableBitmap(picture)]))
  return { rig, printer, print }
}

const picture = pictureOfDots(576, 300)

test('[HP9] what a kiosk, a desk or a manager sends comes out, dot for dot; a board prints nothing', async () => {
  const { rig, printer, print } = await openPrinting()
  for (const who of [kiosk, desk, manager]) {
    const answer = await print(who, picture)
    expect(printReply.parse(await answer.json())).toEqual({ type: 'print', state: 'printed', trouble: null })
  }
  expect((await print(board, picture)).status).toBe(403)
  expect((await rig.ask(board, 'GET', '/printers')).status).toBe(403)
  expect(printer.tickets).toHaveLength(3)
  for (const ticket of printer.tickets) expect(Buffer.compare(ticket.rows, withoutOrders(picture.rows))).toBe(0)
})

test('[HP9] how the site’s printers are is told to those who print', async () => {
  const { rig, printer } = await openPrinting({ paper: 'nearEnd' })
  const ask = async () => printerList.parse(await (await rig.ask(desk, 'GET', '/printers')).json())?.printers
  expect(await ask()).toEqual([
    { id: 'entrance', state: 'nearEnd' },
    { id: 'elsewhere', state: 'notAllowed' },
  ])
  printer.condition.paper = 'out'
  expect((await ask())?.[0]).toEqual({ id: 'entrance', state: 'paperOut' })
})

test('[HP9] a printer that the site does not have, a picture of another width, and no picture are refused', async () => {
  const { rig, printer, print } = await openPrinting()
  expect((await print(kiosk, picture, 'nowhere')).status).toBe(404)
  const narrow = await print(kiosk, pictureOfDots(384, 40))
  expect([narrow.status, await narrow.json()]).toMatchObject([422, { title: expect.stringContaining('576') as string }])
  for (const body of ['P4\n576 1\n', 'P5\n8 1\n1', '{}', '', 'P4\n576 9999\n', 'P4\n7 1\nx', 'P4\n8 1\nxx']) {
    expect((await rig.ask(kiosk, 'POST', '/prints?printer=entrance', body)).status).toBe(422)
  }
  const large = new Blob([new Uint8Array(mostBitmapBytes + 1)])
  expect((await rig.ask(kiosk, 'POST', '/prints?printer=entrance', large)).status).toBe(413)
  expect(printer.connections.count).toBe(0)
})

test('[HP9] without paper the answer comes within its time, says why, and the hub goes on trying', async () => {
  const { printer, print } = await openPrinting(
    { paper: 'out' },
    { printing: { printers: anyPort, printTimes: { ...times, answerWithinMs: 300, usefulMs: 20_000 } } },
  )
  const answer = printReply.parse(await (await print(kiosk, picture)).json())
  expect(answer).toEqual({ type: 'print', state: 'waiting', trouble: 'paperOut' })
  printer.condition.paper = 'ok'
  await expect.poll(() => printer.tickets.length).toBe(1)
})

test('[HP10] a place that the hub may not go to is said at once', async () => {
  const { print } = await openPrinting()
  const answer = printReply.parse(await (await print(kiosk, picture, 'elsewhere')).json())
  expect(answer).toEqual({ type: 'print', state: 'dropped', trouble: 'notAllowed' })
})

test('[HP9] a device that prints without end is told when to come again', async () => {
  const { rig, print } = await openPrinting()
  const small = pictureOfDots(576, 1)
  for (let n = 0; n < 20; n++) expect((await print(kiosk, small)).status).toBe(200)
  const refused = await print(kiosk, small)
  expect([refused.status, Number(refused.headers.get('retry-after'))]).toEqual([429, 2])
  expect((await print(desk, small)).status).toBe(200)
  rig.wait(2_000)
  expect((await print(kiosk, small)).status).toBe(200)
})

test('[HP9] a picture travels as a file, and comes back as it was', () => {
  fc.assert(
    fc.property(anyPicture, (sent) => {
      expect(readPortableBitmap(toPortableBitmap(sent))).toEqual(sent)
    }),
    { numRuns: 100 },
  )
})
