import { isDeepStrictEqual } from 'node:util'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openJointLibrary, untilFreshness } from './support/joint-library.ts'
import type { JointLibrary } from './support/joint-library.ts'
import { boardCall, outcome, queueRow, takeTicket, untilOfflineReady } from './support/library.ts'
import { storedText } from './support/stored-text.ts'

describe('a kiosk, two desks and a board on four devices', () => {
  let library: JointLibrary
  let tablet: BrowserContext
  let kiosk: Page
  let desk1: Page
  let desk2: Page
  let board: Page
  beforeAll(async () => {
    library = await openJointLibrary()
    tablet = await library.newDevice()
    kiosk = await library.pair(tablet, 'kiosk')
    desk1 = await library.pair(await library.newDevice(), 'desk', '?desk=1')
    desk2 = await library.pair(await library.newDevice(), 'desk', '?desk=2')
    board = await library.pair(await library.newDevice(), 'board')
  })
  afterAll(() => library.close())

  const waits = async (desk: Page, label: string) => queueRow(desk, label).waitFor()
  const current = (desk: Page) => desk.getByTestId('current-label').textContent()

  test('a label of the kiosk waits at both desks, a call shows on the board, the outcome closes it everywhere', async () => {
    expect(await takeTicket(kiosk, 'job')).toBe('C01')
    await Promise.all([waits(desk1, 'C01'), waits(desk2, 'C01')])
    await desk1.getByTestId('call-next').click()
    await expect.poll(() => current(desk1)).toBe('C01')
    await boardCall(board, 'C01').waitFor()
    await expect.poll(() => queueRow(desk2, 'C01').count()).toBe(0)
    await outcome(desk1, 'answered').click()
    await expect.poll(() => desk1.getByTestId('current-label').count()).toBe(0)
  })

  test('two desks that press "next" at once get two visitors', async () => {
    const labels = [await takeTicket(kiosk, 'train'), await takeTicket(kiosk, 'orient')]
    for (const label of labels) await Promise.all([waits(desk1, label), waits(desk2, label)])
    await Promise.all([desk1.getByTestId('call-next').click(), desk2.getByTestId('call-next').click()])
    await expect.poll(async () => new Set([await current(desk1), await current(desk2)])).toEqual(new Set(labels))
    for (const desk of [desk1, desk2]) await outcome(desk, 'answered').click()
  })

  test('what stands in the kiosk’s and the board’s own databases holds no outcome, and the board’s no need', async () => {
    const [atKiosk, atBoard, atDesk] = await Promise.all([kiosk, board, desk1].map(storedText))
    expect(atDesk).toContain('"answered"')
    expect(atKiosk).toContain('TicketIssued')
    expect(atKiosk).not.toContain('"answered"')
    expect(atBoard).toContain('TicketCalled')
    expect(atBoard).not.toContain('"answered"')
    expect(atBoard).not.toMatch(/"need":"(job|train|orient)"/)
  })

  test('a silent cut shows within 5 s; everybody goes on; afterwards all agree by themselves', async () => {
    await untilOfflineReady(kiosk)
    const before = await takeTicket(kiosk, 'job')
    await Promise.all([waits(desk1, before), waits(desk2, before)])
    library.network.set({ type: 'blackHole' })
    const cutAt = Date.now()
    await Promise.all([kiosk, desk1, desk2, board].map((page) => untilFreshness(page, 'stale')))
    // 5 s, and what the browser under test takes to say so.
    expect(Date.now() - cutAt).toBeLessThan(6_000)

    const label = await takeTicket(kiosk, 'digital')
    // Both desks call the same visitor: they cannot know of each other.
    await desk1.getByTestId('call-next').click()
    await desk2.getByTestId('call-next').click()
    await expect.poll(() => Promise.all([current(desk1), current(desk2)])).toEqual([before, before])

    library.network.set({ type: 'pass' })
    const backAt = Date.now()
    await Promise.all([kiosk, desk1, desk2, board].map((page) => untilFreshness(page, 'live')))
    expect(Date.now() - backAt).toBeLessThan(6_000)
    // Both desks learn of it, and with whom the visitor is.
    const told = await Promise.all([desk1, desk2].map((desk) => desk.getByTestId('conflict').getAttribute('data-desk')))
    expect(Date.now() - backAt).toBeLessThan(11_000)
    expect(told[0]).toBe(told[1])
    const [winner, loser] = told[0] === '1' ? [desk1, desk2] : [desk2, desk1]
    await Promise.all([waits(desk1, label), waits(desk2, label)])
    expect(await current(winner)).toBe(before)
    await outcome(winner, 'answered').click()
    await loser.getByTestId('call-next').click()
    await expect.poll(() => current(loser)).toBe(label)
    await outcome(loser, 'answered').click()
  })

  test('a tablet that starts cold without network goes on, under its own letter, and delivers later', async () => {
    library.network.set({ type: 'refuse' })
    library.network.cut()
    await kiosk.close()
    kiosk = await library.open(tablet, '/kiosk')
    await untilFreshness(kiosk, 'stale')
    const label = await takeTicket(kiosk, 'create')
    library.network.set({ type: 'pass' })
    await untilFreshness(kiosk, 'live')
    await Promise.all([waits(desk1, label), waits(desk2, label)])
  })

  test('a proxy that kills every stream after 3 s: entries arrive all the same, and screens stay live', async () => {
    library.network.set({ type: 'killAfter', ms: 3_000 })
    library.network.cut()
    await expect.poll(() => library.network.killed(), { timeout: 60_000 }).toBeGreaterThan(12)
    const label = await takeTicket(kiosk, 'train')
    await Promise.all([waits(desk1, label), waits(desk2, label)])
    await untilFreshness(board, 'live')
    library.network.set({ type: 'pass' })
  })

  test('the hub is killed and starts again: all screens are live by themselves, nothing is doubled', async () => {
    await library.hub.end('SIGKILL')
    await library.hub.start()
    await Promise.all([kiosk, desk1, desk2, board].map((page) => untilFreshness(page, 'live')))
    const rows = (desk: Page) =>
      desk.getByTestId('queue-row').evaluateAll((found) => found.map((row) => row.getAttribute('data-label')))
    await expect.poll(async () => isDeepStrictEqual(await rows(desk1), await rows(desk2))).toBe(true)
    expect(new Set(await rows(desk1)).size).toBe((await rows(desk1)).length)
  })
})
