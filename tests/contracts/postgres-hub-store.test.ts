import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Instant, OriginId } from '#domain/ids.ts'
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
    while (heard.length === 0 && Date.now() - from < 20_000) await new Promise((resolve) => setTimeout(resolve, 20))
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
    while (second.incarnation() === before && Date.now() - from < 20_000) await new Promise((r) => setTimeout(r, 20))
    expect(second.incarnation()).toBe(first.incarnation())
    // A cluster that is another's copy (a restore, a fail-over) is seen when the store is opened.
    await first.sql`UPDATE gl_life SET cluster = 'elsewhere/1'`
    const third = await openPostgresStore({ url, newIncarnation, connections: 2 })
    expect(third.incarnation()).not.toBe(first.incarnation())
    for (const store of [first, second, third]) await store.close()
  })

  test('[HS11] a dump that is restored into the same cluster is recognised', { timeout: 60_000 }, async () => {
    const url = await server.database()
    const running = await openPostgresStore({ url, newIncarnation, connections: 2, sweepMs: 100 })
    const before = running.incarnation()
    await pushInto(running, mainSite, [ticketOf(a, 1)])

    // What pg_restore --clean does to a table: dropped, made anew, filled; a hub that runs all the while sees it.
    await running.sql.begin((tx) =>
      tx.unsafe(`
      CREATE TEMPORARY TABLE dump ON COMMIT DROP AS SELECT * FROM gl_life;
      DROP TABLE gl_life;
      CREATE TABLE gl_life (one boolean PRIMARY KEY DEFAULT true CHECK (one), incarnation text NOT NULL, cluster text NOT NULL);
      INSERT INTO gl_life SELECT * FROM dump`),
    )
    const from = Date.now()
    while (running.incarnation() === before && Date.now() - from < 20_000) await new Promise((r) => setTimeout(r, 20))
    const cleaned = running.incarnation()
    expect(cleaned).not.toBe(before)
    const again = await openPostgresStore({ url, newIncarnation, connections: 2 })
    expect(again.incarnation()).toBe(cleaned)
    for (const store of [running, again]) await store.close()

    // Into a new database: a copy of all of it, the object ids included.
    const copied = await server.database()
    const name = (address: string) => new URL(address).pathname.slice(1)
    const admin = postgres(new URL('/postgres', url).href, { max: 1, onnotice: () => undefined })
    await admin.unsafe(`DROP DATABASE ${name(copied)}`)
    await admin.unsafe(`CREATE DATABASE ${name(copied)} TEMPLATE ${name(url)}`)
    await admin.end()
    const copy = await openPostgresStore({ url: copied, newIncarnation, connections: 2 })
    expect((await copy.status(mainSite)).head.seq).toBe(1)
    expect(copy.incarnation()).not.toBe(cleaned)
    await copy.close()
    const original = await openPostgresStore({ url, newIncarnation, connections: 2 })
    expect(original.incarnation()).toBe(cleaned)
    await original.close()
  })

  test('[HS12] what could not be read is kept until it is forgotten', { timeout: 60_000 }, async () => {
    const store = await openPostgresStore({ url: await server.database(), newIncarnation, connections: 2 })
    await pushInto(store, mainSite, [{ ...ticketOf(a, 1), at: -1 as Instant }])
    const bodies = async () => (await store.sql<{ body: unknown }[]>`SELECT body FROM gl_unreadable`)[0]?.body
    expect(await bodies()).toContain('"at":-1')
    const many = Array.from({ length: 150 }, (_, index) => ({
      ...ticketOf(a, index + 2),
      at: -1 as Instant,
      day: `😀\\u0000${'😀'.repeat(5_000)}`,
    }))
    await pushInto(store, mainSite, many.slice(0, 70) as never)
    await pushInto(store, mainSite, many.slice(70) as never)
    expect(await store.quarantinedCount(mainSite)).toBe(151)
    const [kept] = await store.sql`SELECT count(body)::int AS n, max(length(body)) <= 4000 AS short FROM gl_unreadable`
    expect(kept).toEqual({ n: 100, short: true })
    await store.forget(mainSite, (Date.now() - 60_000) as Instant)
    expect(await bodies()).toContain('"at":-1')
    await store.forget(mainSite, (Date.now() + 60_000) as Instant)
    expect(await bodies()).toBeNull()
    await store.close()
  })
})
