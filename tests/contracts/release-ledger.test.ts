import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { describe, expect, test } from 'vitest'
import type { ReleaseLedger } from '#app/ports.ts'
import { openDexieReleaseLedger } from '#browser/dexie-release-ledger.ts'
import { createHubReleaseLedger } from '#browser/hub/hub-release-ledger.ts'
import { createHubWire } from '#browser/hub/hub-wire.ts'
import { openLedgerDatabase } from '#browser/ledger-tables.ts'
import type { Release } from '#statistics/release.ts'
import { fetchOver, network } from '../browser/hub/library-browser.ts'
import { release } from '../export/releases.ts'
import { createRig, desk, manager } from '../hub/site/site-rig.ts'
import { createMemoryLedger } from '../support/memory-ledger.ts'
import { releaseLedgerContract } from './release-ledger-contract.ts'

describe('the ledger in memory', () => {
  for (const { name, run } of releaseLedgerContract) {
    test(name, () => {
      const ledger = createMemoryLedger()
      return run({ open: () => Promise.resolve(ledger) })
    })
  }
})

describe('the ledger in Dexie over fake-indexeddb', () => {
  for (const { name, run } of releaseLedgerContract) {
    test(name, () => {
      const factory = { indexedDB: new IDBFactory(), IDBKeyRange }
      return run({ open: () => Promise.resolve(openDexieReleaseLedger('contract', factory)) })
    })
  }

  test('[S90] a line that cannot be read closes it, and one that could not be is never written', async () => {
    const factory = { indexedDB: new IDBFactory(), IDBKeyRange }
    const ledger = openDexieReleaseLedger('newer', factory)
    const wrong: Release = { ...release(), daysObserved: [1] }
    expect(() => ledger.add(wrong, 0)).toThrow('does not fit')
    expect(await ledger.list()).toEqual([])
    await openLedgerDatabase('newer', factory).releases.add({ n: 1, kept: { version: 2 } })
    await expect(ledger.list()).rejects.toMatchObject({ trouble: 'unreadable' })
  })
})

describe('the ledger at the hub', () => {
  const overHub = async (who = manager) => {
    const rig = await createRig()
    const net = network(rig)
    const open = () =>
      Promise.resolve(createHubReleaseLedger(createHubWire(new URL('http://localhost:8080/'), fetchOver(net, who))))
    return { rig, net, open }
  }

  for (const { name, run } of releaseLedgerContract) {
    test(name, async () => {
      const { open } = await overHub()
      await run({ open })
    })
  }

  test('[S91] a hub that is out of reach, or says no, is told from an empty ledger', async () => {
    const { net, open } = await overHub()
    const ledger = await open()
    const troubles = async (of: ReleaseLedger) => [
      await of.list().catch((error: unknown) => error),
      await of.add(release(), 0).catch((error: unknown) => error),
    ]
    net.state = 'refused'
    expect(await troubles(ledger)).toMatchObject([{ trouble: 'unreachable' }, { trouble: 'unreachable' }])
    net.state = 'portal'
    expect(await troubles(ledger)).toMatchObject([{ trouble: 'noHub' }, { trouble: 'noHub' }])
    net.state = 'unpaired'
    expect(await troubles(ledger)).toMatchObject([{ trouble: 'notPaired' }, { trouble: 'notPaired' }])
    net.state = 'up'
    expect(await ledger.add(release(), 0)).toBe(true)
    const atDesk = await overHub(desk)
    expect(await troubles(await atDesk.open())).toMatchObject([{ trouble: 'notAllowed' }, { trouble: 'notAllowed' }])
  })

  test('[S90] a line of a newer version closes it here too', async () => {
    const { rig, open } = await overHub()
    await rig.store.addRelease('main' as never, '{"version":2}', 0)
    await expect((await open()).list()).rejects.toMatchObject({ trouble: 'unreadable' })
  })
})
