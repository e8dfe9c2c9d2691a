import { describe, expect, onTestFinished, test } from 'vitest'
import { printerCommands } from '#domain/printing.ts'
import type { PrinterCommands } from '#domain/printing.ts'
import { createPrintLane } from '#hub/printing/print-lane.ts'
import type { LanePrinter, LaneTimes, PrintLane } from '#hub/printing/print-lane.ts'
import { withoutOrders } from '#hub/printing/escpos.ts'
import type { Bitmap } from '#domain/printing.ts'
import type { PrinterState } from '#domain/printing.ts'
import { startPrinter } from '../../support/fake-printer.ts'
import type { FakePrinter, PrinterCondition } from '../../support/fake-printer.ts'
import { pictureOfDots } from '../../support/pictures.ts'

/** Times of a test: a busy machine has room within each, and no test waits for the clock but for what happens. */
const quick: LaneTimes = {
  connectMs: 3_000,
  answerMs: 400,
  lookMs: 20,
  patienceMs: 1_000,
  usefulMs: 12_000,
  restMs: [50, 100],
  slowMs: 8_000,
  freshMs: 0,
}

interface Bench {
  readonly printer: FakePrinter
  readonly lane: PrintLane
  readonly asked: LanePrinter
  readonly states: PrinterState[]
}

async function bench(
  kind: PrinterCommands,
  condition: Partial<PrinterCondition> = {},
  times: Partial<LaneTimes> = {},
  tells = true,
): Promise<Bench> {
  const printer = await startPrinter(kind, condition)
  const states: PrinterState[] = []
  const lane = createPrintLane({ ...quick, ...times }, (state) => states.push(state))
  onTestFinished(async () => {
    lane.stop()
    await printer.close()
  })
  const find = () => Promise.resolve({ address: '127.0.0.1', port: printer.port })
  return { printer, lane, asked: { commands: kind, tells, find }, states }
}

/** As a printer burns it. */
function burnt(kind: PrinterCommands, picture: Bitmap): Bitmap {
  return kind === 'escpos' ? { ...picture, rows: withoutOrders(picture.rows) } : picture
}

function expectTickets(kind: PrinterCommands, { tickets, odd }: FakePrinter, pictures: readonly Bitmap[]): void {
  expect(tickets.map(({ width, height }) => [width, height])).toEqual(
    pictures.map(({ width, height }) => [width, height]),
  )
  tickets.forEach((ticket, at) => {
    const wanted = pictures[at]
    if (wanted !== undefined) expect(Buffer.compare(ticket.rows, burnt(kind, wanted).rows)).toBe(0)
  })
  expect(odd).toEqual([])
}

const ticket = pictureOfDots(576, 640)
const second = pictureOfDots(384, 500, 7)

describe.each(printerCommands)('a printer of %s', (kind) => {
  test('[HP3] prints what it is sent, dot for dot, and says so', async () => {
    const { lane, printer, asked, states } = await bench(kind)
    expect(await lane.print(asked, ticket).end).toBe('printed')
    expectTickets(kind, printer, [ticket])
    expect(states).toEqual(['ready'])
  })

  test('[HP4] one ticket after the other, over one connection at a time, in the order in which they came', async () => {
    const { lane, printer, asked } = await bench(kind, { rowsPerMs: 20 })
    const pictures = [1, 2, 3, 4].map((seed) => pictureOfDots(384, 90 + seed, seed))
    const jobs = pictures.map((picture) => lane.print(asked, picture))
    expect(await Promise.all(jobs.map(({ end }) => end))).toEqual(['printed', 'printed', 'printed', 'printed'])
    expectTickets(kind, printer, pictures)
    expect(printer.connections.most).toBe(1)
  })

  test('[HP5] without paper nothing is sent; with new paper the ticket comes out, if it is still of use', async () => {
    const { lane, printer, asked, states } = await bench(kind, { paper: 'out' })
    const job = lane.print(asked, ticket)
    await expect.poll(() => job.trouble()).toBe('paperOut')
    expect(printer.tickets).toEqual([])
    printer.condition.paper = 'nearEnd'
    expect(await job.end).toBe('printed')
    expectTickets(kind, printer, [ticket])
    expect(states).toEqual(['paperOut', 'nearEnd'])
  })

  test('[HP5] after its time a ticket is dropped: new paper brings none of the old ones out', async () => {
    const { lane, printer, asked } = await bench(kind, { cover: 'open' }, { usefulMs: 600 })
    const job = lane.print(asked, ticket)
    expect(await job.end).toBe('late')
    expect(job.trouble()).toBe('coverOpen')
    printer.condition.cover = 'closed'
    expect(await lane.print(asked, second).end).toBe('printed')
    expectTickets(kind, printer, [second])
  })

  test('[HP6] paper that ends in the middle: what was begun is thrown away, and the ticket comes out whole, once', async () => {
    const { lane, printer, asked } = await bench(kind, { rowsLeft: 300, rowsPerMs: 20 })
    const job = lane.print(asked, ticket)
    await expect.poll(() => job.trouble()).toBe('paperOut')
    // Past the attempt that has met the end of the roll.
    await expect.poll(() => printer.connections.count).toBeGreaterThan(1)
    Object.assign(printer.condition, { rowsLeft: Infinity, paper: 'ok' })
    expect(await job.end).toBe('printed')
    expectTickets(kind, printer, [ticket])
  })

  test('[HP6] one that takes everything and says nothing is silent; nothing is sent to it', async () => {
    const { lane, asked } = await bench(kind, { manner: 'mute' }, { usefulMs: 1_500 })
    const job = lane.print(asked, ticket)
    expect(await job.end).toBe('late')
    expect(job.trouble()).toBe('silent')
  })

  test('[HP6] one that falls silent after the ticket gets no second one: nobody knows whether it is out', async () => {
    const { lane, printer, asked, states } = await bench(kind, { rowsPerMs: 1 })
    const job = lane.print(asked, ticket)
    // It has begun: from here on it says no word, and prints on.
    await expect.poll(() => printer.connections.count).toBe(1)
    await expect.poll(() => printer.taken()).toBeGreaterThan(5_000)
    printer.condition.manner = 'mute'
    expect(await job.end).toBe('late')
    expect(states).toEqual(['silent'])
    expect(printer.connections.count).toBe(1)
  })

  test('[HP6] one that never says that it has printed is believed when it stays well, and not kept waiting for again', async () => {
    const { lane, printer, asked } = await bench(kind, { manner: 'unconfirming' })
    expect(await lane.print(asked, ticket).end).toBe('printed')
    const from = Date.now()
    expect(await lane.print(asked, second).end).toBe('printed')
    expectTickets(kind, printer, [ticket, second])
    expect(Date.now() - from).toBeLessThan(quick.usefulMs)
  })

  test('[HP6] bytes that mean nothing are no state', async () => {
    const { lane, printer, asked } = await bench(kind, { manner: 'garbage' }, { usefulMs: 1_500 })
    const job = lane.print(asked, ticket)
    expect(await job.end).toBe('late')
    expect(job.trouble()).toBe('silent')
    expect(printer.tickets).toEqual([])
  })

  test('[HP6] one that restarts after it has been handed the ticket gets no second one, and prints the next', async () => {
    const { lane, printer, asked } = await bench(kind, { manner: 'closing' })
    const job = lane.print(asked, ticket)
    expect(await job.end).toBe('late')
    expect(job.trouble()).toBe('offline')
    printer.condition.manner = 'well'
    expect(await lane.print(asked, second).end).toBe('printed')
    expectTickets(kind, printer, [second])
  })

  test('[HP6] one that takes nothing more ends with its ticket’s time', async () => {
    const { lane, printer, asked } = await bench(kind, { manner: 'stuck' }, { usefulMs: 1_500 })
    expect(await lane.print(asked, pictureOfDots(576, 2_400)).end).toBe('late')
    expect(printer.tickets).toEqual([])
  })

  test('[HP7] one that is away is tried until it is back', async () => {
    const { lane, printer, asked, states } = await bench(kind)
    await printer.close()
    const job = lane.print(asked, ticket)
    await expect.poll(() => job.trouble()).toBe('unreachable')
    await printer.open()
    expect(await job.end).toBe('printed')
    expectTickets(kind, printer, [ticket])
    expect(states).toEqual(['unreachable', 'ready'])
  })

  test('[HP7] one that is slow prints all the same, and is called slow until it is quick again', async () => {
    const { lane, printer, asked, states } = await bench(kind, { rowsPerMs: 1 }, { slowMs: 400 })
    expect(await lane.print(asked, ticket).end).toBe('printed')
    expect(states.at(-1)).toBe('slow')
    expect(await lane.state(asked)).toBe('slow')
    printer.condition.rowsPerMs = Infinity
    const small = pictureOfDots(384, 8)
    await expect
      .poll(async () => {
        await lane.print(asked, small).end
        return states.at(-1)
      })
      .toBe('ready')
  })

  test('[HP8] how it is can be asked without printing', async () => {
    const { lane, printer, asked } = await bench(kind)
    const seen: PrinterState[] = []
    for (const change of [
      {},
      { paper: 'nearEnd' },
      { paper: 'out' },
      { cover: 'open' },
      { cover: 'closed', paper: 'ok', stopped: true },
      { stopped: false, manner: 'mute' },
    ] as const) {
      Object.assign(printer.condition, change)
      seen.push(await lane.state(asked))
    }
    await printer.close()
    seen.push(await lane.state(asked))
    expect(seen).toEqual(['ready', 'nearEnd', 'paperOut', 'coverOpen', 'offline', 'silent', 'unreachable'])
    expect(printer.tickets).toEqual([])
  })

  test('[HP8] one that is known to say nothing is not asked: what it has taken counts as printed', async () => {
    const { lane, printer, asked } = await bench(kind, { manner: 'mute' }, {}, false)
    expect(await lane.print(asked, ticket).end).toBe('printed')
    expect(await lane.state(asked)).toBe('ready')
    await printer.close()
    expect(await lane.state(asked)).toBe('unreachable')
  })
})

test('[HP4] beyond ten that wait, a ticket is not taken', async () => {
  const { lane, asked } = await bench('escpos', { paper: 'out' }, { usefulMs: 700 })
  const jobs = Array.from({ length: 13 }, () => lane.print(asked, second))
  const ends = await Promise.all(jobs.map(({ end }) => end))
  expect(ends.filter((end) => end === 'full')).toHaveLength(3)
  expect(ends.filter((end) => end === 'late')).toHaveLength(10)
})

test('[HP4] a hub that stops tells who waits, and prints nothing more', async () => {
  const { lane, printer, asked } = await bench('escpos', { paper: 'out' })
  const jobs = [lane.print(asked, ticket), lane.print(asked, second)]
  await expect.poll(() => jobs[0]?.trouble()).toBe('paperOut')
  lane.stop()
  expect(await Promise.all(jobs.map(({ end }) => end))).toEqual(['stopped', 'stopped'])
  printer.condition.paper = 'ok'
  expect(printer.tickets).toEqual([])
})
