import { afterAll, beforeAll, expect, test } from 'vitest'
import { gapsOf, lackingIn, loadTicket, readLog } from '../../support/hub-log.ts'
import { startFaultProxy } from '../../support/fault-proxy.ts'
import type { FaultProxy } from '../../support/fault-proxy.ts'
import { eventually, pairWith, startHub } from '../../support/hub-process.ts'
import type { HubProcess, Pairing } from '../../support/hub-process.ts'
import type { NodeDevice } from '../../support/node-device.ts'
import { keepConnected } from '../../support/node-link.ts'

let hub: HubProcess
let pairing: Pairing
let proxy: FaultProxy

beforeAll(async () => {
  hub = await startHub()
  pairing = await pairWith(hub)
  proxy = await startFaultProxy(hub.port)
})

afterAll(async () => {
  await proxy.stop()
  await hub.dispose()
})

const oneTicket = (num: number) => [{ subject: 'new' as const, event: loadTicket(num) }]
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const arrived = (device: NodeDevice, id: string) =>
  eventually(`entry ${id}`, () => device.entries().find((entry) => entry.id === id), 6_000)

/** Writes on the near side of the proxy and beside it, and waits until each is seen on the other. */
async function exchange(far: NodeDevice, near: NodeDevice, wake: () => void): Promise<void> {
  const [there] = near.write(oneTicket(1))
  wake()
  const [here] = far.write(oneTicket(2))
  await far.push()
  await arrived(near, here?.id ?? '')
  await eventually('the hub to have it', () => near.unsent() === 0 || undefined, 6_000)
  await far.page()
  await arrived(far, there?.id ?? '')
}

test('a network that swallows everything shows as stale within 5 s, and mends within 5 s of its return', async () => {
  const far = await pairing.device('desk')
  await far.hello()
  const near = await pairing.device('desk', { url: proxy.url })
  const link = keepConnected(near)
  try {
    await eventually('the first word', () => link.freshness() === 'live' || undefined)
    await exchange(far, near, link.wake)

    for (let cut = 0; cut < 2; cut++) {
      // Quiet for a while: the heartbeat alone keeps it live.
      await sleep(5_500)
      expect(link.freshness()).toBe('live')

      proxy.set({ type: 'blackHole' })
      const from = Date.now()
      await eventually('staleness', () => link.freshness() === 'stale' || undefined, 8_000)
      expect(Date.now() - from).toBeLessThanOrEqual(6_000)
      const [written] = near.write(oneTicket(3))
      link.wake()
      await sleep(6_000)
      expect(near.unsent()).toBe(1)

      proxy.set({ type: 'pass' })
      const back = Date.now()
      await eventually('life', () => link.freshness() === 'live' || undefined, 8_000)
      expect(Date.now() - back).toBeLessThanOrEqual(6_000)
      await eventually('delivery', () => near.unsent() === 0 || undefined)
      const log = await readLog(pairing.manager)
      expect(lackingIn(log, [written?.id ?? ('' as never)])).toEqual([])
      await exchange(far, near, link.wake)
    }
  } finally {
    link.stop()
  }
})

test('a proxy that ends every connection after 3 s: long polling takes over, and everything arrives', async () => {
  const far = await pairing.device('desk')
  await far.hello()
  proxy.set({ type: 'killAfter', ms: 3_000 })
  const near = await pairing.device('desk', { url: proxy.url })
  const link = keepConnected(near)
  try {
    await eventually('long polling', () => link.state().type === 'longPolling' || undefined, 30_000)
    expect(link.streams()).toBe(3)
    for (let round = 0; round < 8; round++) {
      await exchange(far, near, link.wake)
      await sleep(500)
      expect(link.freshness()).toBe('live')
    }
    expect(link.streams()).toBe(3)
  } finally {
    link.stop()
    proxy.set({ type: 'pass' })
  }
})

test('answers that never come back: what is pushed again and again is counted once', async () => {
  const device = await pairing.device('desk', { url: proxy.url })
  await device.hello()
  for (let round = 0; round < 10; round++) {
    device.write(oneTicket(round + 1))
    proxy.set({ type: 'dropReplies' })
    await expect(device.push(AbortSignal.timeout(250))).rejects.toThrow(/aborted/)
    proxy.set({ type: 'pass' })
  }
  expect(device.unsent()).toBe(10)
  await device.sync()
  const log = await readLog(pairing.manager)
  const own = log.filter(({ origin }) => origin === device.origin())
  expect(own).toHaveLength(10)
  expect(gapsOf(log)).toEqual([])
})
