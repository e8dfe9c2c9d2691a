import { expect, test, vi } from 'vitest'
import type { EntryId } from '#domain/ids.ts'
import { isCounted } from '#journal/intervals.ts'
import { gapsOf, lackingIn, loadTicket, readLog } from '../../support/hub-log.ts'
import { eventually, pairWith, startHub } from '../../support/hub-process.ts'
import type { NodeDevice } from '../../support/node-device.ts'

vi.setConfig({ testTimeout: 600_000 })

const rounds = 100
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

test('a hub that is killed under load a hundred times keeps every acknowledged entry, and none twice', async () => {
  const hub = await startHub({ built: true })
  try {
    const pairing = await pairWith(hub)
    const devices: NodeDevice[] = []
    for (const role of ['kiosk', 'kiosk', 'desk', 'desk'] as const) {
      devices.push(await pairing.device(role, { folds: false, lean: true }))
    }
    const acknowledged = new Set<EntryId>()
    let trouble = 0

    /** One device writes and pushes until the hub is gone. */
    async function load(device: NodeDevice): Promise<void> {
      try {
        for (;;) {
          if (device.link().cursor === null) await device.hello()
          const facts = Array.from({ length: 1 + Math.floor(Math.random() * 5) }, (_, index) => ({
            subject: 'new' as const,
            event: loadTicket(index + 1),
          }))
          device.write(facts)
          await device.push()
          for (const { id, origin, n } of device.entries().slice(-200)) {
            if (isCounted(device.link().confirmed, origin, n)) acknowledged.add(id)
          }
        }
      } catch {
        trouble += 1
      }
    }

    for (let round = 0; round < rounds; round++) {
      const loads = devices.map((device) => load(device))
      const enough = acknowledged.size + 5 + Math.random() * 40
      await eventually('acknowledgements', () => acknowledged.size >= enough || undefined)
      // Somewhere in the middle of requests, commits and answers.
      await sleep(Math.random() * 15)
      await hub.end('SIGKILL')
      await Promise.all(loads)
      await hub.start()
    }

    // Every kill cut every device off.
    expect(trouble).toBe(rounds * devices.length)
    expect(acknowledged.size).toBeGreaterThan(5 * rounds)

    const reader = await pairing.device('manager')
    const kept = await readLog(reader.client)
    expect(lackingIn(kept, acknowledged)).toEqual([])
    expect(new Set(kept.map(({ id }) => id)).size).toBe(kept.length)

    // What was not acknowledged is delivered now, and every origin is dense.
    for (const device of devices) await eventually('the rest', async () => (await device.sync(), device.unsent() === 0))
    const all = await readLog(reader.client)
    expect(gapsOf(all)).toEqual([])
    expect(all.length).toBe(
      devices.reduce(
        (sum, device) => sum + device.entries().filter(({ origin }) => origin === device.origin()).length,
        0,
      ),
    )
  } finally {
    await hub.dispose()
  }
})
