import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Day } from '#domain/ids.ts'
import { toWireBatch } from '#protocol/batch.ts'
import { toWire } from '#protocol/messages.ts'
import { batchOn, times, visit } from '../statistics/visits.ts'
import { openJointLibrary } from './support/joint-library.ts'
import { openLibrary, queueRow, takeTicket, untilOfflineReady } from './support/library.ts'
import type { Library } from './support/library.ts'
import { plantDays } from './support/plant-days.ts'
import { storedText } from './support/stored-text.ts'

const dayMs = 24 * 3_600_000
let library: Library
let kiosk: Page
let desk: Page
beforeAll(async () => {
  library = await openLibrary()
  kiosk = await library.open('/kiosk')
  desk = await library.open('/desk?desk=2&lang=fr')
})
afterAll(() => library.close())

test('nothing is foretold while too little is known, and the ticket says nothing of it', async () => {
  expect(await takeTicket(kiosk, 'job')).toBe('C01')
  await queueRow(desk, 'C01').waitFor()
  await desk.getByTestId('call-next').click()
  await expect.poll(() => desk.getByTestId('current-label').textContent()).toBe('C01')
  expect(await kiosk.getByText(/^Attente/).count()).toBe(0)
  expect(await storedText(kiosk)).not.toContain('announced')
})

test('out of its own past days the kiosk foretells a range; the number comes with it, and the journal keeps it', async () => {
  const day = new Date(Date.now() - 3 * dayMs).toISOString().slice(0, 10)
  await plantDays(kiosk, [batchOn(day, times(30, visit({ waitingMinutes: 10, serviceMinutes: 15 })))])
  await kiosk.reload()
  const now = kiosk.getByText(/^Attente\s: jusqu’à \d+\sminutes environ$/)
  await now.waitFor()
  const before = await box(kiosk, '[data-testid="need"]')
  await kiosk.locator('[data-testid="need"][data-need="train"]').click()
  await kiosk.getByTestId('ticket-label').waitFor()
  // In the very moment of the number, never later.
  const shown = (await kiosk.getByTestId('ticket-wait').textContent()) ?? ''
  const toMinutes = Number(/(\d+)\sminutes/.exec(shown)?.[1])
  expect(toMinutes % 5).toBe(0)
  expect(toMinutes).toBeGreaterThan(0)
  expect(await storedText(kiosk)).toContain(`"announced":{"fromMinutes":0,"toMinutes":${toMinutes}}`)
  await kiosk.getByTestId('ticket-done').click()
  await kiosk.getByText(/^Attente/).waitFor()
  expect(await box(kiosk, '[data-testid="need"]')).toEqual(before)
})

test('the words come late, and nothing moves when they do', async () => {
  let release = (): void => undefined
  const released = new Promise<void>((resolve) => (release = resolve))
  const slow = await library.open('/board')
  // As on the very first visit, before the service worker has anything.
  const session = await library.context.newCDPSession(slow)
  await session.send('Network.enable')
  await session.send('Network.setBypassServiceWorker', { bypass: true })
  await slow.route(/\/waits-[^/]*\.js$/, async (route) => {
    await released
    await route.continue()
  })
  await slow.goto(`${library.server.url}/kiosk`)
  await slow.getByTestId('need').first().waitFor()
  const before = await box(slow, 'h1')
  const needs = await box(slow, '[data-testid="need"]')
  expect(await slow.getByText(/^Attente/).count()).toBe(0)
  release()
  await slow.getByText(/^Attente/).waitFor()
  expect(await box(slow, 'h1')).toEqual(before)
  expect(await box(slow, '[data-testid="need"]')).toEqual(needs)
  await slow.close()
})

test('a paired kiosk foretells out of what its hub has folded, also after a start without the hub', async () => {
  const joint = await openJointLibrary()
  try {
    const manager = await joint.pair(await joint.newDevice(), 'manager')
    const day = new Date(Date.now() - 3 * dayMs).toISOString().slice(0, 10) as Day
    const past = batchOn(day, times(30, visit({ waitingMinutes: 10, serviceMinutes: 15 })))
    const archive = toWire({ horizon: day, counted: new Map(), batches: [toWireBatch(past)] })
    const status = await manager.evaluate(async (body) => {
      const headers = { 'Content-Type': 'application/json' }
      return (await fetch('/api/v1/archive', { method: 'POST', headers, body })).status
    }, JSON.stringify(archive))
    expect(status).toBe(200)

    const tablet = await joint.newDevice()
    let paired = await joint.pair(tablet, 'kiosk')
    const office = await joint.pair(await joint.newDevice(), 'desk', '?desk=2')
    const label = await takeTicket(paired, 'job')
    await queueRow(office, label).waitFor()
    await office.getByTestId('call-next').click()
    await paired.getByText(/^Attente\s: jusqu’à \d+\sminutes environ$/).waitFor()
    await untilOfflineReady(paired)
    joint.network.set({ type: 'refuse' })
    joint.network.cut()
    await paired.close()
    paired = await joint.open(tablet, '/kiosk')
    await paired.getByText(/^Attente\s: jusqu’à \d+\sminutes environ$/).waitFor()
    await paired.locator('[data-testid="need"][data-need="job"]').click()
    await paired.getByTestId('ticket-wait').waitFor()
  } finally {
    await joint.close()
  }
})

async function box(page: Page, selector: string) {
  return await page.locator(selector).first().boundingBox()
}
