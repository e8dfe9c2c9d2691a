import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { gapsOf, lackingIn, loadTicket, readLog } from '../../support/hub-log.ts'
import { HubRefusal } from '../../support/hub-client.ts'
import { pairWith, startHub } from '../../support/hub-process.ts'
import type { HubProcess } from '../../support/hub-process.ts'
import type { NodeDevice } from '../../support/node-device.ts'

vi.setConfig({ testTimeout: 120_000 })

/** Pushes until the hub says that it can't; what was pushed before is acknowledged. */
async function fill(device: NodeDevice): Promise<HubRefusal> {
  for (let batch = 0; batch < 400; batch++) {
    device.write(Array.from({ length: 100 }, (_, index) => ({ subject: 'new' as const, event: loadTicket(index + 1) })))
    try {
      await device.push()
    } catch (error) {
      if (error instanceof HubRefusal) return error
      throw error
    }
  }
  throw new Error('The disk does not fill')
}

async function tell(hub: HubProcess, giveSpace: () => Promise<void>): Promise<void> {
  const pairing = await pairWith(hub)
  const device = await pairing.device('desk', { folds: false, lean: true })
  const reader = await pairing.device('manager')
  await device.hello()

  const refusal = await fill(device)
  expect(refusal.status).toBe(503)
  expect(refusal.retryAfterMs).toBeGreaterThan(0)
  expect(JSON.parse(refusal.body)).toMatchObject({ status: 503 })
  const kept = device.unsent()
  expect(kept).toBeGreaterThan(0)
  // It is said again as often as it is tried, and nothing is half written.
  for (let attempt = 0; attempt < 3; attempt++) {
    await expect(device.push()).rejects.toMatchObject({ status: 503 })
  }
  const log = await readLog(reader.client)
  expect(gapsOf(log)).toEqual([])
  expect(log.length + kept).toBe(device.entries().length)

  await giveSpace()
  await device.sync()
  expect(device.unsent()).toBe(0)
  const all = await readLog(reader.client)
  expect(
    lackingIn(
      all,
      device.entries().map(({ id }) => id),
    ),
  ).toEqual([])
  expect(gapsOf(all)).toEqual([])
  expect(all).toHaveLength(device.entries().length)
}

test('a hub whose files may not grow any more says so, and takes everything once they may', async () => {
  const hub = await startHub({ largestFileKib: 3_000 })
  try {
    await tell(hub, async () => {
      await hub.end('SIGKILL')
      await hub.start()
    })
  } finally {
    await hub.dispose()
  }
})

/** A small disk of its own, where this account may make one. */
function smallDisk(): { readonly folder: string; grow(): void; remove(): void } | null {
  const folder = mkdtempSync(join(tmpdir(), 'guichet-disk-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'none', folder], { stdio: 'ignore' })
    return {
      folder,
      grow: () => execFileSync('mount', ['-o', 'remount,size=64m', folder]),
      remove: () => {
        execFileSync('umount', [folder])
        rmSync(folder, { recursive: true })
      },
    }
  } catch {
    rmSync(folder, { recursive: true })
    return null
  }
}

test('a hub on a full disk says so, and goes on without a restart once there is space', async () => {
  const disk = smallDisk()
  // Without the right to mount, the story above has told it by a limit on files.
  if (disk === null) return
  const hub = await startHub({ dataFolder: disk.folder })
  try {
    await tell(hub, () => Promise.resolve(disk.grow()))
  } finally {
    await hub.dispose()
    disk.remove()
  }
})
