import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Instant, OriginId } from '#domain/ids.ts'
import { defaultSettings } from '#domain/settings.ts'
import { sealDays } from '#protocol/hub-core.ts'
import { openPostgresBook } from '#hub/access/postgres-book.ts'
import { hashCode, newDeviceId, readCode } from '#hub/access/secrets.ts'
import { newIncarnation } from '#hub/secrets.ts'
import { openPostgresStore } from '#hub/stores/postgres-store.ts'
import { kit, mainSite, mondayOfHub, pushInto, ticketOf } from '../../support/pushing.ts'
import { startPostgres } from '../../support/postgres-server.ts'
import type { PostgresServer } from '../../support/postgres-server.ts'
import { command } from './command-line.ts'

let server: PostgresServer
let folder = ''

beforeAll(async () => {
  server = await startPostgres()
  folder = await mkdtemp(join(tmpdir(), 'guichet-command-'))
}, 120_000)
afterAll(async () => {
  await server.stop()
  await rm(folder, { recursive: true, force: true })
}, 60_000)

test('[HA11] pair, devices and revoke work over PostgreSQL', async () => {
  const url = await server.database()
  const env = { DATABASE_URL: url, DATA_DIR: join(folder, 'none') }
  const said = await command(env, 'pair', '--role', 'manager', '--site', 'lyon-2')
  expect([said.status, said.warnings]).toEqual([0, []])
  const book = await openPostgresBook({ url, connections: 1 })
  const codeHash = hashCode(readCode(said.lines[0]?.replace('Code: ', '') ?? '') ?? '')
  const id = newDeviceId()
  await book.redeem({ codeHash, id, secretHash: 'x', name: 'Bureau', now: Date.now() as Instant, replaces: null })
  expect((await command(env, 'devices')).lines[1]).toContain(`${id}  lyon-2  manager  Bureau`)
  expect((await command(env, 'revoke', id)).lines).toEqual([`Revoked: ${id} (Bureau)`])
  expect((await book.bySecret('x'))?.revokedAt).not.toBeNull()
  await book.close()
})

test('[HA9] over PostgreSQL the archive is written and adopted, and the rest is said', async () => {
  const [url, restoredUrl] = [await server.database(), await server.database()]
  const file = join(folder, 'night.dump')
  const env = { DATABASE_URL: url, DATA_DIR: join(folder, 'none') }
  const tickets = [1, 2, 3].map((n) => ticketOf('aaaaaaaaaa' as OriginId, n))
  const store = await openPostgresStore({ url, newIncarnation, connections: 2, listen: false })
  await pushInto(store, mainSite, tickets)
  await store.seal(mainSite, ({ entries, batches }) => sealDays(entries, mondayOfHub, batches, defaultSettings(), kit))
  await store.close()
  const written = await command(env, 'backup', file)
  expect([written.status, written.lines]).toEqual([0, [`Archive: ${file}.archive.json`]])
  expect(written.warnings.join('\n')).toContain('pg_dump')

  // An older backup: two of the three entries, not folded yet.
  const older = await openPostgresStore({ url: restoredUrl, newIncarnation, connections: 2, listen: false })
  await pushInto(older, mainSite, tickets.slice(0, 2))
  const life = older.incarnation()
  const adopted = await command({ ...env, DATABASE_URL: restoredUrl }, 'restore', file)
  expect([adopted.status, adopted.lines[0]]).toEqual([0, 'Brought up to what was folded since: main'])
  await older.close()

  const after = await openPostgresStore({ url: restoredUrl, newIncarnation, connections: 2, listen: false })
  expect(after.incarnation()).not.toBe(life)
  expect((await after.page(mainSite, 0, 10)).logged).toEqual([])
  expect((await after.batches(mainSite, mondayOfHub, mondayOfHub)).map(({ visits }) => visits)).toEqual([3])
  await after.close()

  const refused = await command(env, 'restore', join(folder, 'nothing'))
  expect([refused.status, refused.warnings[0]]).toEqual([1, expect.stringContaining('pg_restore')])
})

test('[HA11] a database that does not answer is said in a sentence, without its address', async () => {
  const env = { DATABASE_URL: 'postgres://guichet:a-password@127.0.0.1:1/none', DATA_DIR: join(folder, 'none') }
  const { status, warnings } = await command(env, 'devices')
  expect([status, warnings]).toEqual([
    1,
    ['The database does not answer: see that it runs and is not locked, then try again.'],
  ])
})
