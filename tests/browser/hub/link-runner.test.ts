// @vitest-environment node
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Day } from '#domain/ids.ts'
import { emptyDetails } from '#domain/events.ts'
import type { OutcomeId } from '#domain/ids.ts'
import { startPosition } from '#journal/port.ts'
import { toWireBatch } from '#protocol/batch.ts'
import { toWire } from '#protocol/messages.ts'
import type { Incarnation } from '#protocol/names.ts'
import { createMemorySecrets } from '#hub/secrets.ts'
import type { Secrets } from '#hub/secrets.ts'
import { createMemoryStore } from '#hub/stores/memory-store.ts'
import { board, createRig, desk, kiosk, manager } from '../../hub/site/site-rig.ts'
import type { Rig } from '../../hub/site/site-rig.ts'
import { batchOn, times, visit } from '../../statistics/visits.ts'
import { mainSite, ticketOf } from '../../support/pushing.ts'
import { anyOrigin, closeWindows, desk1, disk, network, openWindow } from './library-browser.ts'
import type { HubWindowUnderTest, Network } from './library-browser.ts'

let rig: Rig
let net: Network
let secrets: Secrets
beforeEach(async () => {
  secrets = createMemorySecrets()
  rig = await createRig({ secrets })
  rig.site.start()
  net = network(rig)
})
afterEach(async () => {
  await closeWindows()
  await rig.site.stop()
})

const live = (window: HubWindowUnderTest) =>
  expect.poll(() => window.word().freshness, { timeout: 20_000 }).toBe('live')
const soon = { timeout: 20_000 }

async function countOfHub(of: Rig = rig): Promise<number> {
  return (await of.store.page(mainSite, 0, 10_000)).logged.length
}

describe('a paired browser', () => {
  test('shares one queue with the others: what is issued here is called there', async () => {
    const entrance = await openWindow(net, kiosk, disk())
    const office = await openWindow(net, desk, disk())
    await live(entrance)
    await live(office)
    expect([entrance.word().series, entrance.word().role, office.word().role]).toEqual(['', 'kiosk', 'desk'])
    expect(await entrance.issue()).toBe('C01')
    await expect.poll(() => office.labels('waiting'), soon).toEqual(['C01'])
    expect((await office.act({ type: 'CallNext', desk: desk1 })).ok).toBe(true)
    await expect.poll(() => entrance.labels('called'), soon).toEqual(['C01'])
    await expect.poll(() => entrance.word().unsent).toBe(0)
    // A desk that issues by hand has a letter of its own.
    expect(office.word().series).toMatch(/^[A-T]$/)
  })

  test('goes on without its hub, says how much is unsent, and delivers each entry once', async () => {
    const own = disk()
    const entrance = await openWindow(net, kiosk, own)
    await live(entrance)
    net.state = 'refused'
    for (let count = 0; count < 5; count++) await entrance.issue()
    await expect
      .poll(() => [entrance.word().freshness, entrance.word().unsent], { timeout: 20_000 })
      .toEqual(['stale', 5])
    // A cold start without a network knows its letter and what it owes.
    await closeWindows()
    const again = await openWindow(net, kiosk, own)
    await expect.poll(() => again.word().unsent).toBe(5)
    expect(again.word().series).toBe('')
    expect(await again.issue()).toBe('C06')
    net.state = 'up'
    await live(again)
    await expect.poll(() => again.word().unsent, soon).toBe(0)
    expect(await countOfHub()).toBe(6)
  }, 90_000)

  test('[P15] a black hole shows within 5 s, and mends within 5 s of its end', async () => {
    const office = await openWindow(net, desk, disk())
    await live(office)
    net.state = 'hole'
    const cutAt = performance.now()
    await expect.poll(() => office.word().freshness, { timeout: 20_000, interval: 50 }).toBe('stale')
    // The exact figures are the state machine's, in virtual time (link-state.test); here against a hang.
    expect(performance.now() - cutAt).toBeLessThan(10_000)
    net.state = 'up'
    const backAt = performance.now()
    await expect.poll(() => office.word().freshness, { timeout: 20_000, interval: 50 }).toBe('live')
    expect(performance.now() - backAt).toBeLessThan(10_000)
  }, 90_000)

  test('[P15] where every stream is killed, pages are fetched instead', async () => {
    net.streamsLastMs = 100
    const entrance = await openWindow(net, kiosk, disk())
    const office = await openWindow(net, desk, disk())
    await expect.poll(() => net.asked.get('/entries') ?? 0, { timeout: 15_000 }).toBeGreaterThan(4)
    const streams = net.asked.get('/stream') ?? 0
    await entrance.issue()
    await expect.poll(() => office.labels('waiting'), soon).toEqual(['C01'])
    expect(office.word().freshness).toBe('live')
    expect((net.asked.get('/stream') ?? 0) - streams).toBeLessThanOrEqual(1)
  }, 90_000)

  test('a page of a captive portal is no hub', async () => {
    net.state = 'portal'
    const office = await openWindow(net, desk, disk())
    await new Promise((resolve) => setTimeout(resolve, 600))
    expect([office.word().freshness, office.word().trouble]).toEqual(['stale', null])
    net.state = 'up'
    await live(office)
  })

  test('[P5] a hub that has lost everything is given back what its devices hold, others’ entries by their receipts', async () => {
    const entrance = await openWindow(net, kiosk, disk())
    const office = await openWindow(net, desk, disk())
    await live(entrance)
    await live(office)
    await entrance.issue()
    await expect.poll(() => office.labels('waiting'), soon).toEqual(['C01'])
    await entrance.close()
    await office.act({ type: 'CallNext', desk: desk1 })
    await expect.poll(() => countOfHub(), soon).toBe(2)
    // Only the desk is there; the kiosk's ticket comes back from it.
    const after = await createRig({ secrets, store: createMemoryStore('secondlife' as Incarnation) })
    after.site.start()
    await rig.site.stop()
    net.rig = after
    await expect.poll(() => countOfHub(after), { timeout: 20_000 }).toBe(2)
    expect(await office.labels('called')).toEqual(['C01'])
    await after.site.stop()
  }, 90_000)

  test('[P7] a folded day leaves the devices, and its batch comes to the desks', async () => {
    const entrance = await openWindow(net, kiosk, disk())
    const office = await openWindow(net, desk, disk())
    await live(entrance)
    await live(office)
    await entrance.issue()
    await expect.poll(() => office.labels('waiting'), soon).toEqual(['C01'])
    await office.act({ type: 'CallNext', desk: desk1 })
    const [ticket] = [...(await office.journal.read(startPosition)).entries]
    const details = { ...emptyDetails, outcome: 'answered' as OutcomeId }
    if (ticket === undefined) throw new Error('No ticket')
    await office.act({ type: 'FinishVisit', ticketId: ticket.id, desk: desk1, details })
    await expect.poll(() => [office.word().unsent, entrance.word().unsent], soon).toEqual([0, 0])
    await expect.poll(() => countOfHub(), soon).toBe(3)
    rig.wait(50 * 3_600_000)
    await rig.site.sealDue()
    const days = ['2026-11-01', '2026-11-30'] as unknown as readonly [Day, Day]
    await expect.poll(async () => (await office.shared.held()).entries.length, { timeout: 20_000 }).toBe(0)
    await expect.poll(async () => (await entrance.shared.held()).entries.length, { timeout: 20_000 }).toBe(0)
    expect((await office.journal.batches(...days)).map(({ ticketsIssued }) => ticketsIssued)).toEqual([1])
    expect(await entrance.journal.batches(...days)).toEqual([])
    // Nothing is counted away here: the hub counts.
    expect((await office.journal.read(startPosition)).counted.size).toBe(0)
  }, 90_000)

  test('[P21] after a fold a kiosk knows how fast the queue moves, and still does at a start without the hub', async () => {
    const own = disk()
    const entrance = await openWindow(net, kiosk, own)
    const hall = await openWindow(net, board, disk())
    for (const window of [entrance, hall]) await live(window)
    expect(entrance.word().rates).toBeNull()
    const past = batchOn('2026-11-20', times(40, visit({ serviceMinutes: 20 })))
    const archive = { horizon: past.day, counted: new Map(), batches: [toWireBatch(past)] }
    expect((await rig.ask(manager, 'POST', '/archive', toWire(archive))).status).toBe(200)
    await entrance.issue()
    await expect.poll(() => countOfHub(), soon).toBe(1)
    rig.wait(50 * 3_600_000)
    await rig.site.sealDue()
    await expect.poll(() => entrance.word().rates?.services, soon).toBe(40)
    expect(entrance.word().rates?.service.minutes).toBeCloseTo(19, 0)
    expect(hall.word().rates).toBeNull()
    const known = entrance.word().rates
    await entrance.close()
    net.state = 'refused'
    const again = await openWindow(net, kiosk, own)
    await expect.poll(() => again.word().rates, soon).toEqual(known)
    expect(again.word().freshness).toBe('stale')
  }, 90_000)

  test('[P6] two copies of one browser profile: one goes on under a new origin, and nothing is lost', async () => {
    const same = anyOrigin()
    const once = () => {
      let first = true
      return () => {
        const origin = first ? same : anyOrigin()
        first = false
        return origin
      }
    }
    const one = await openWindow(net, kiosk, disk(), once())
    await live(one)
    await one.issue('job')
    await expect.poll(() => countOfHub(), soon).toBe(1)
    await one.close()
    rig.wait(1_000)
    const copy = await openWindow(net, kiosk, disk(), once())
    await copy.issue('orient')
    await live(copy)
    await expect.poll(async () => (await copy.labels()).length, soon).toBe(2)
    await expect.poll(() => copy.word().unsent, soon).toBe(0)
    expect((await copy.journal.read(startPosition)).head.origin).not.toBe(same)
    expect(await countOfHub()).toBe(2)
  }, 90_000)

  test('what is only in memory because the disk is full is delivered as its own', async () => {
    const own = disk()
    const entrance = await openWindow(net, kiosk, own)
    await live(entrance)
    own.full = true
    await entrance.issue()
    await expect.poll(() => countOfHub(), soon).toBe(1)
    own.full = false
    await entrance.issue()
    await expect.poll(() => countOfHub(), soon).toBe(2)
    const held = await entrance.shared.held()
    expect([held.own.size, held.entries.length]).toEqual([2, 2])
  }, 15_000)

  test('[P5] a full disk that takes no news says stale, since when, and delivers; with space it is live and has them', async () => {
    const own = disk()
    const entrance = await openWindow(net, kiosk, disk())
    const office = await openWindow(net, desk, own)
    await live(entrance)
    await live(office)
    own.full = true
    await entrance.issue()
    await expect.poll(() => office.word().freshness, soon).toBe('stale')
    const from = office.words.length
    await office.issue()
    await expect.poll(() => countOfHub(), { timeout: 20_000 }).toBe(2)
    await new Promise((resolve) => setTimeout(resolve, 6_500))
    expect(office.words.slice(from).filter(({ freshness }) => freshness === 'live')).toEqual([])
    expect(office.word().silentMs).toBeGreaterThan(6_000)
    own.full = false
    await expect.poll(() => office.word().freshness, { timeout: 20_000 }).toBe('live')
    await expect.poll(() => office.labels('waiting'), soon).toHaveLength(2)
  }, 90_000)

  test('[P15] a hub whose pages cannot be read is left in peace, and its device is stale', async () => {
    const office = await openWindow(net, desk, disk())
    await live(office)
    net.state = 'garbled'
    await rig.push(kiosk, [ticketOf(anyOrigin(), 1)])
    await expect.poll(() => office.word().freshness, { timeout: 20_000 }).toBe('stale')
    net.asked.clear()
    await new Promise((resolve) => setTimeout(resolve, 3_000))
    expect([...net.asked.values()].reduce((sum, count) => sum + count, 0)).toBeLessThan(25)
    expect(office.word().freshness).toBe('stale')
    net.state = 'up'
    const backAt = performance.now()
    await expect.poll(() => office.word().freshness, { timeout: 20_000, interval: 50 }).toBe('live')
    expect(performance.now() - backAt).toBeLessThan(10_000)
    await expect.poll(() => office.labels('waiting'), soon).toHaveLength(1)
  }, 90_000)

  test('a board holds no need and no outcome', async () => {
    const hall = await openWindow(net, board, disk())
    const office = await openWindow(net, manager, disk())
    await live(hall)
    await live(office)
    await office.issue()
    await expect.poll(() => hall.labels('waiting'), soon).toHaveLength(1)
    const { entries } = await hall.shared.held()
    expect(entries.map(({ receipt, entry }) => [receipt, 'need' in entry.event && entry.event.need])).toEqual([
      [null, 'withheld'],
    ])
  })
})

describe('a browser that the hub does not serve', () => {
  test('[P7] that is revoked forgets past days when their retention is over, and keeps what the hub may lack', async () => {
    const entrance = await openWindow(net, kiosk, disk())
    const office = await openWindow(net, desk, disk())
    await live(entrance)
    await live(office)
    await entrance.issue()
    await office.issue()
    await expect.poll(() => entrance.labels(), soon).toHaveLength(2)
    await expect.poll(() => entrance.word().unsent, soon).toBe(0)
    net.state = 'unpaired'
    await expect.poll(() => entrance.word().trouble, { timeout: 20_000 }).toBe('notPaired')
    await entrance.issue()
    await expect.poll(() => entrance.word().unsentTickets.length, soon).toBe(1)
    rig.wait(20 * 3_600_000)
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    expect((await entrance.shared.held()).entries).toHaveLength(3)
    rig.wait(60 * 3_600_000)
    await expect.poll(async () => (await entrance.shared.held()).entries.length, soon).toBe(1)
    expect(entrance.word().unsent).toBe(1)
  }, 90_000)

  test('says that it is not paired, and goes on issuing', async () => {
    net.state = 'unpaired'
    const entrance = await openWindow(net, kiosk, disk())
    await expect.poll(() => entrance.word().trouble).toBe('notPaired')
    expect(entrance.word().freshness).toBe('stale')
    expect(await entrance.issue()).toBe('CU01')
  })
})
