import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import type { DeskNumber, NeedId, TicketId } from '#domain/ids.ts'
import { emptyDetails } from '#domain/events.ts'
import type { OutcomeId } from '#domain/ids.ts'
import { gapsOf, readLog } from '../../support/hub-log.ts'
import { eventually, hubCommand, pairWith, startHub } from '../../support/hub-process.ts'
import { picture } from '../../support/library-world.ts'
import { livePastDay, traces, visitsOf, wordsOf } from '../../support/past-day.ts'
import type { NodeDevice } from '../../support/node-device.ts'

vi.setConfig({ testTimeout: 120_000 })

const job = 'job' as NeedId
const desk1 = 1 as DeskNumber
const answered = { ...emptyDetails, outcome: 'answered' as OutcomeId }

function issue(kiosk: NodeDevice): TicketId {
  const result = kiosk.run({ type: 'IssueTicket', need: job, series: kiosk.series() ?? ('' as never) })
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value[0]?.id as TicketId
}

async function serveNext(desk: NodeDevice): Promise<void> {
  await desk.sync()
  const called = desk.run({ type: 'CallNext', desk: desk1 })
  if (!called.ok) throw new Error(JSON.stringify(called.error))
  const ticketId = called.value.at(-1)?.subject as TicketId
  desk.run({ type: 'FinishVisit', ticketId, desk: desk1, details: answered })
  await desk.sync()
}

test('a hub that is restored from an old backup is given what it lacks by its devices, and nothing doubles', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'guichet-backup-'))
  const hub = await startHub()
  try {
    const pairing = await pairWith(hub)
    const kiosk = await pairing.device('kiosk')
    const desk = await pairing.device('desk')
    await kiosk.hello()
    for (let ticket = 0; ticket < 5; ticket++) issue(kiosk)
    await kiosk.sync()
    await serveNext(desk)

    const file = join(folder, 'noon.db')
    hubCommand(hub, 'backup', file)

    for (let ticket = 0; ticket < 5; ticket++) issue(kiosk)
    await kiosk.sync()
    await serveNext(desk)
    await serveNext(desk)
    const before = await readLog(pairing.manager)
    // A third device that only read goes on after the restore with what it read: it can give it back.
    const board = await pairing.device('desk')
    await board.sync()
    expect(board.entries()).toHaveLength(before.length)

    await hub.end('SIGTERM')
    hubCommand(hub, 'restore', file)
    await hub.start()
    const restored = await readLog(pairing.manager)
    expect(restored.length).toBeLessThan(before.length)

    for (const device of [kiosk, desk, board]) await device.sync()
    for (const device of [kiosk, desk, board]) await device.sync()
    const after = await readLog(pairing.manager)
    expect(after.map(({ id }) => id).sort()).toEqual(before.map(({ id }) => id).sort())
    expect(gapsOf(after)).toEqual([])
    expect(picture(board.site())).toBe(picture(desk.site()))
    const labels = [...desk.site().tickets.values()].map(({ label }) => label)
    expect(new Set(labels).size).toBe(10)

    // Numbers go on where they were.
    issue(kiosk)
    await kiosk.sync()
    await desk.sync()
    expect(new Set([...desk.site().tickets.values()].map(({ label }) => label)).size).toBe(11)
  } finally {
    await hub.dispose()
    rmSync(folder, { recursive: true })
  }
})

test('a hub whose disk is lost is filled by the devices that still know the day', async () => {
  const hub = await startHub()
  const second = await startHub()
  try {
    const pairing = await pairWith(hub)
    const kiosk = await pairing.device('kiosk')
    await kiosk.hello()
    for (let ticket = 0; ticket < 5; ticket++) issue(kiosk)
    await kiosk.sync()

    // The same browser, paired with the new hub: its own entries go there, its numbers go on.
    const anew = await pairWith(second)
    kiosk.client.options.url = second.url
    Object.assign(kiosk.client.options, { cookie: await anew.redeem('kiosk') })
    await kiosk.sync().catch(() => kiosk.sync())
    issue(kiosk)
    await kiosk.sync()
    const log = await readLog(anew.manager)
    expect(gapsOf(log)).toEqual([])
    expect(new Set(log.flatMap(({ event }) => (event.type === 'TicketIssued' ? [event.label] : []))).size).toBe(6)
  } finally {
    await hub.dispose()
    await second.dispose()
  }
})

test('[P13] a backup from before a fold brings no raw entry back, and every visit still counts once', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'guichet-backup-'))
  const hub = await startHub()
  try {
    const pairing = await pairWith(hub)
    const device = await pairing.device('desk')
    await livePastDay(device)
    const words = wordsOf(device.entries())
    await device.sync()
    const file = join(folder, 'before-the-fold.db')
    hubCommand(hub, 'backup', file)

    await hub.end('SIGTERM')
    await hub.start()
    await eventually('the fold', async () => ((await visitsOf(pairing)).length === 5 ? true : undefined), 30_000)
    await device.sync()
    await device.sync()
    expect(device.entries()).toEqual([])

    await hub.end('SIGTERM')
    hubCommand(hub, 'restore', file)
    await hub.start()
    expect(await readLog(pairing.manager)).toEqual([])
    for (let repeat = 0; repeat < 2; repeat++) await device.sync()
    const visits = await visitsOf(pairing)
    expect(visits).toHaveLength(5)
    expect(visits.filter(({ end }) => end === 'served')).toHaveLength(3)
    await hub.end('SIGTERM')
    expect(traces(hub, words)).toEqual([])
  } finally {
    await hub.dispose()
    rmSync(folder, { recursive: true })
  }
})
