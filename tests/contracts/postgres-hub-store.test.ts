import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OriginId } from '#domain/ids.ts'
import type { Incarnation, SiteKey } from '#protocol/names.ts'
import { openPostgresStore } from '#hub/stores/postgres-store.ts'
import { startPostgres } from '../support/postgres-server.ts'
import type { PostgresServer } from '../support/postgres-server.ts'
import { mainSite, pushInto, ticketOf } from '../support/pushing.ts'
import { hubStoreContract } from './hub-store-contract.ts'

let server: PostgresServer
let lives = 0
const newIncarnation = () => `lifeofpg${String(++lives).padStart(4, '0')}` as Incarnation
const a = 'aaaaaaaaaa' as OriginId

beforeAll(async () => {
  server = await startPostgres()
}, 120_000)
afterAll(() => server.stop(), 60_000)

describe("the hub's store in PostgreSQL", () => {
  for (const { name, run } of hubStoreContract) {
    test(name, { timeout: 60_000 }, async () => {
      const url = await server.database()
      await run({ lasting: true, open: () => openPostgresStore({ url, newIncarnation, connections: 4 }) })
    })
  }

  test('[HS5] a lost wake-up is made good by the sweep', { timeout: 60_000 }, async () => {
    const url = await server.database()
    const writer = await openPostgresStore({ url, newIncarnation, connections: 2 })
    const reader = await openPostgresStore({ url, newIncarnation, connections: 2, listen: false, sweepMs: 200 })
    const heard: SiteKey[] = []
    reader.watch((site) => heard.push(site))
    await pushInto(writer, mainSite, [ticketOf(a, 1)])
    const from = Date.now()
    while (heard.length === 0 && Date.now() - from < 5_000) await new Promise((resolve) => setTimeout(resolve, 20))
    expect(heard).toEqual([mainSite])
    await writer.close()
    await reader.close()
  })

  test('[HS11] all processes share one life; a restore that was told begins another', { timeout: 60_000 }, async () => {
    const url = await server.database()
    const first = await openPostgresStore({ url, newIncarnation, connections: 2 })
    const second = await openPostgresStore({ url, newIncarnation, connections: 2, sweepMs: 100 })
    expect(second.incarnation()).toBe(first.incarnation())
    const before = first.incarnation()
    await pushInto(first, mainSite, [ticketOf(a, 1)])
    await first.beginLife()
    expect(first.incarnation()).not.toBe(before)
    const from = Date.now()
    while (second.incarnation() === before && Date.now() - from < 5_000) await new Promise((r) => setTimeout(r, 20))
    expect(second.incarnation()).toBe(first.incarnation())
    // A cluster that is another's copy (a restore, a fail-over) is seen when the store is opened.
    await first.sql`UPDATE gl_life SET cluster = 'elsewhere/1'`
    const third = await openPostgresStore({ url, newIncarnation, connections: 2 })
    expect(third.incarnation()).not.toBe(first.incarnation())
    for (const store of [first, second, third]) await store.close()
  })
})
