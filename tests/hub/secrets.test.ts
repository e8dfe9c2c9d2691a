import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Day, OriginId, Series } from '#domain/ids.ts'
import type { DeviceId, Incarnation, SiteKey } from '#protocol/names.ts'
import { createKit, newIncarnation, openFileSecrets, openPostgresSecrets } from '#hub/secrets.ts'
import type { LeaseWish, Secrets } from '#hub/secrets.ts'
import { openPostgresStore } from '#hub/stores/postgres-store.ts'
import { startPostgres } from '../support/postgres-server.ts'
import type { PostgresServer } from '../support/postgres-server.ts'

const today = '2026-11-23' as Day
let folder = ''
let server: PostgresServer

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guichet-secrets-'))
  server = await startPostgres()
}, 120_000)
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
  await server.stop()
}, 60_000)

const originOf = (index: number) => `origin${String(index).padStart(4, '0')}` as OriginId

function wish(index: number, more: Partial<LeaseWish> = {}): LeaseWish {
  return {
    site: 'main' as SiteKey,
    device: `device${index}xxxx` as DeviceId,
    own: [originOf(index)],
    today,
    main: false,
    told: null,
    revoked: new Set(),
    ...more,
  }
}

const cases: readonly (readonly [string, (secrets: Secrets) => Promise<void>])[] = [
  [
    '[HR16] each store has a letter of its own, kept for its life; the main kiosk has none',
    async ({ series }) => {
      expect(await series.lease(wish(1, { main: true }))).toBe('')
      expect(await series.lease(wish(2, { main: true }))).toBe('A')
      expect(await series.lease(wish(3))).toBe('B')
      expect(await series.lease(wish(1, { main: true }))).toBe('')
      expect(await series.lease(wish(3, { told: 'K' as Series }))).toBe('B')
      expect(await series.lease(wish(4, { site: 'other' as SiteKey }))).toBe('A')
      expect(await series.lease(wish(9, { own: [] }))).toBeNull()
    },
  ],
  [
    '[HR16] many who ask at once get different letters, and the last ones none',
    async ({ series }) => {
      const all = await Promise.all(Array.from({ length: 20 }, (_, index) => series.lease(wish(index))))
      const letters = all.filter((letter) => letter !== null)
      expect(new Set(letters).size).toBe(15)
      expect(letters).toHaveLength(15)
    },
  ],
  [
    '[HR16] a letter that a lost hub had leased is taken over, but nobody says to have none who is no main kiosk',
    async ({ series }) => {
      expect(await series.lease(wish(1, { told: 'K' as Series }))).toBe('K')
      expect(await series.lease(wish(2, { told: 'K' as Series }))).toBe('A')
      expect(await series.lease(wish(3, { told: '' as Series }))).toBe('B')
    },
  ],
  [
    '[HR16] the letter of a store that is gone rests a week: wiped, renounced or revoked',
    async ({ series }) => {
      expect(await series.lease(wish(1))).toBe('A')
      expect(await series.lease(wish(1, { own: [originOf(11)] }))).toBe('B')
      expect(await series.lease(wish(2))).toBe('C')
      expect(await series.lease(wish(3, { revoked: new Set(['device2xxxx' as DeviceId]) }))).toBe('D')
      const later = '2026-12-01' as Day
      expect(await series.lease(wish(4, { today: later }))).toBe('A')
      expect(await series.lease(wish(5, { today: later }))).toBe('C')
    },
  ],
  [
    '[HR16] one device takes four letters at the most, however many stores it says to have; its own store keeps its own',
    async ({ series }) => {
      const own = Array.from({ length: 16 }, (_, index) => originOf(100 + index))
      const asked = (first: number) =>
        series.lease(wish(1, { own: [originOf(100 + first), ...own.filter((_, index) => index !== first)] }))
      const letters: (Series | null)[] = []
      for (let first = 0; first < 16; first++) letters.push(await asked(first))
      expect(new Set(letters)).toEqual(new Set(['A', 'B', 'C', 'D']))
      expect([await asked(0), await asked(1), await asked(15)]).toEqual(['A', 'B', 'D'])
      expect(await series.lease(wish(2))).toBe('E')
      // Wiped again and again: it goes on, and the others have letters.
      for (let store = 200; store < 220; store++) {
        expect(await series.lease(wish(3, { own: [originOf(store)] }))).not.toBeNull()
      }
      expect(await series.lease(wish(4))).toBe('L')
    },
  ],
  [
    '[HR16] another device’s store is told no letter, until that one is revoked',
    async ({ series }) => {
      expect(await series.lease(wish(1))).toBe('A')
      const other = wish(2, { own: [originOf(1)] })
      expect(await series.lease(other)).toBeNull()
      expect(await series.lease({ ...other, revoked: new Set(['device1xxxx' as DeviceId]) })).toBe('B')
      expect(await series.lease(wish(2))).toBe('C')
    },
  ],
]

describe('secrets in files', () => {
  test.each(cases)('%s', async (name, run) => {
    const own = await mkdtemp(join(folder, 'case-'))
    await run(await openFileSecrets(own))
    expect(name).toContain('[HR16]')
  })

  test('[HR16] key and leases are this account’s alone, and the same after a start', async () => {
    const first = await openFileSecrets(folder)
    expect(first.hubKey.byteLength).toBe(32)
    expect(await first.series.lease(wish(1))).toBe('A')
    for (const name of ['hub-key', 'series.json']) expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600)
    const again = await openFileSecrets(folder)
    expect(Buffer.from(again.hubKey).equals(first.hubKey)).toBe(true)
    expect(await again.series.lease(wish(2))).toBe('B')
    expect(await again.series.lease(wish(1))).toBe('A')
    expect(createKit(first.hubKey).hmac('x')).toBe(createKit(again.hubKey).hmac('x'))
    expect(createKit(first.hubKey).hmac('x')).not.toBe(createKit(Buffer.alloc(32)).hmac('x'))
  })

  test('[HR16] a key that is cut short is said, not replaced', async () => {
    const own = await mkdtemp(join(folder, 'broken-'))
    await writeFile(join(own, 'hub-key'), 'abc')
    await expect(openFileSecrets(own)).rejects.toThrow(/cannot be read/)
    expect(await readFile(join(own, 'hub-key'), 'utf8')).toBe('abc')
  })
})

describe('secrets in PostgreSQL', () => {
  async function open(url: string, life?: () => Incarnation) {
    const store = await openPostgresStore({ url, newIncarnation, connections: 3, listen: false })
    return { store, secrets: await openPostgresSecrets(store.sql, life ?? store.incarnation) }
  }

  test.each(cases)('%s', { timeout: 60_000 }, async (name, run) => {
    const { store, secrets } = await open(await server.database())
    await run(secrets)
    await store.close()
    expect(name).toContain('[HR16]')
  })

  test('[HR16] several processes share one key and lease no letter twice', { timeout: 60_000 }, async () => {
    const url = await server.database()
    const hubs = await Promise.all([open(url), open(url), open(url)])
    const keys = new Set(hubs.map(({ secrets }) => Buffer.from(secrets.hubKey).toString('hex')))
    expect(keys.size).toBe(1)
    const all = await Promise.all(
      Array.from({ length: 15 }, async (_, index) => await hubs[index % 3]?.secrets.series.lease(wish(index))),
    )
    expect(new Set(all).size).toBe(15)
    for (const { store } of hubs) await store.close()
  })

  test(
    '[HR16] after a restore letters come from the other end until the day is over',
    { timeout: 60_000 },
    async () => {
      const url = await server.database()
      let life = 'beforexxxx' as Incarnation
      const { store, secrets } = await open(url, () => life)
      const { lease } = secrets.series
      expect(await lease(wish(1, { main: true }))).toBe('')
      const [backup] = await store.sql<{ leases: string }[]>`SELECT leases FROM gl_series`
      expect(await lease(wish(2))).toBe('A')
      await store.sql`UPDATE gl_series SET leases = ${backup?.leases ?? ''}`
      life = 'afterxxxxx' as Incarnation
      // Another store comes before the one that has A.
      expect(await lease(wish(3))).toBe('T')
      expect(await lease(wish(4, { main: true }))).toBe('R')
      expect(await lease(wish(2, { told: 'A' as Series }))).toBe('A')
      expect(await lease(wish(1, { main: true, told: '' as Series }))).toBe('')
      expect(await lease(wish(5, { today: '2026-11-24' as Day }))).toBe('B')
      await store.close()
    },
  )
})
