import { copyFile, mkdir, mkdtemp, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Instant, OriginId } from '#domain/ids.ts'
import { defaultSettings } from '#domain/settings.ts'
import { sealDays } from '#protocol/hub-core.ts'
import { offerPairing } from '#hub/access/pairing.ts'
import { hashCode, newDeviceId, readCode } from '#hub/access/secrets.ts'
import { openSqliteBook } from '#hub/access/sqlite-book.ts'
import { readConfig } from '#hub/config.ts'
import { silentLog } from '#hub/log.ts'
import { createMetrics } from '#hub/metrics.ts'
import { openHub } from '#hub/open-hub.ts'
import { databaseFile, removeRunning, writeRunning } from '#hub/running-hub.ts'
import { newIncarnation, openFileSecrets } from '#hub/secrets.ts'
import { asideFile, removeOldAsides } from '#hub/set-aside.ts'
import { openSqlite } from '#hub/stores/open-sqlite.ts'
import { openSqliteStore } from '#hub/stores/sqlite-store.ts'
import type { SqliteStore } from '#hub/stores/sqlite-store.ts'
import { toKept } from '#statistics/kept-release.ts'
import { release } from '../../export/releases.ts'
import { kit, mainSite, mondayOfHub, pushInto, ticketOf } from '../../support/pushing.ts'
import { commandProcess } from './command-line.ts'

const a = 'aaaaaaaaaa' as OriginId
const now = 1_700_000_000_000 as Instant
let folder = ''
let data = ''
let live: SqliteStore

/** The hub's database is each time a copy of a live store, so that no connection of this process is on it. */
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guichet-backup-'))
  data = join(folder, 'data')
  await mkdir(data)
  live = await openSqliteStore(join(folder, 'live.db'), newIncarnation())
  openSqliteBook(live.db)
})
afterEach(async () => {
  await live.close()
  await rm(folder, { recursive: true, force: true })
})

const put = async () => {
  await rm(databaseFile(data), { force: true })
  await live.backup(databaseFile(data))
}
const run = (...words: readonly string[]) => commandProcess({ DATA_DIR: data }, ...words)
const tickets = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => ticketOf(a, from + index))
const fold = () =>
  live.seal(mainSite, ({ entries, batches }) => sealDays(entries, mondayOfHub, batches, defaultSettings(), kit))

async function pairDevice(secretHash: string) {
  const book = openSqliteBook(live.db)
  const { code } = await offerPairing(book, { site: mainSite, role: 'kiosk', name: '', baseUrl: '' }, now)
  const codeHash = hashCode(readCode(code) ?? '')
  const device = await book.redeem({ codeHash, id: newDeviceId(), secretHash, name: '', now, replaces: null })
  if (device === null) throw new Error('Not paired')
  return device
}

/** What is in the hub's database, read from a copy. */
async function found() {
  const copy = join(folder, `copy-${Math.random()}.db`)
  await copyFile(databaseFile(data), copy)
  const store = await openSqliteStore(copy, newIncarnation())
  const { logged, status } = await store.page(mainSite, 0, 100)
  const [batch] = await store.batches(mainSite, mondayOfHub, mondayOfHub)
  const devices = await openSqliteBook(store.db).devices(mainSite)
  return { store, raw: logged.map(({ entry }) => entry.n), horizon: status.horizon, visits: batch?.visits, devices }
}

describe('[HA9] backup', () => {
  test('copies everything while the hub writes, with what is folded beside it, for its own account', async () => {
    await pushInto(live, mainSite, tickets(1, 3))
    await put()
    // A hub that runs has the file open.
    const hub = await openSqlite(databaseFile(data))
    const file = join(folder, 'to', 'noon.sqlite')
    const said = await run('backup', file)
    hub.close()
    expect([said.status, said.lines]).toEqual([0, [`Backup: ${file}`, `Archive: ${file}.archive.json`]])
    for (const name of [file, `${file}.archive.json`]) expect((await stat(name)).mode & 0o777).toBe(0o600)
    const archive = JSON.parse(await readFile(`${file}.archive.json`, 'utf8')) as object
    expect(archive).toEqual({
      version: 1,
      sites: [{ site: 'main', horizon: null, counted: {}, batches: [], releases: [] }],
    })
    expect((await readdir(join(folder, 'to'))).sort()).toEqual(['noon.sqlite', 'noon.sqlite.archive.json'])
  })

  test('what of the hub is not in the database is said, by its name', async () => {
    await put()
    const file = join(folder, 'noon.sqlite')
    expect((await run('backup', file)).warnings).toEqual([])
    // As a hub makes them when it starts.
    const { series } = await openFileSecrets(data)
    const wish = { site: mainSite, device: 'devicexxxx' as never, own: [a], today: mondayOfHub }
    await series.lease({ ...wish, main: false, told: null, revoked: new Set() })
    const said = `Not in it, but of the hub: hub-key, series.json in ${data}. Copy them to another place.`
    expect((await run('backup', file)).warnings).toEqual([said])
  })

  test('without a database it says where it looked; over the database itself it does not write', async () => {
    const nowhere = await run('backup', join(folder, 'x'))
    expect(nowhere.status).toBe(1)
    expect(nowhere.warnings[0]).toContain(`There is no database at ${databaseFile(data)}`)
    await put()
    expect((await run('backup', databaseFile(data))).status).toBe(2)
  })
})

describe('[HA9] restore', () => {
  test('a hub that folded since is brought up to it: counted once, raw entries gone, revoked devices stay out', async () => {
    const revoked = await pairDevice('revoked later')
    await pushInto(live, mainSite, tickets(1, 3))
    await put()
    const file = join(folder, 'noon.sqlite')
    expect((await run('backup', file)).status).toBe(0)

    await pushInto(live, mainSite, [ticketOf(a, 4)])
    const fresh = await pairDevice('paired later')
    await openSqliteBook(live.db).revoke(mainSite, revoked.id, now)
    expect(await fold()).toBe(true)
    await put()

    const said = await run('restore', file)
    expect([said.status, said.warnings]).toEqual([
      0,
      ['Start the hub: the devices deliver by themselves what the backup lacks.'],
    ])
    expect(said.lines[0]).toBe('Brought up to what was folded since: main')
    expect(said.lines[1]).toMatch(/^Kept aside for 7 days: .*hub\.sqlite\.before-/)
    const after = await found()
    expect([after.raw, after.horizon, after.visits]).toEqual([[], mondayOfHub, 4])
    expect(after.devices.map(({ id, revokedAt }) => [id, revokedAt])).toEqual([
      [revoked.id, now],
      [fresh.id, null],
    ])
    // A device that gives back what it has changes no count.
    await pushInto(after.store, mainSite, tickets(1, 4))
    const [batch] = await after.store.batches(mainSite, mondayOfHub, mondayOfHub)
    expect(batch?.visits).toBe(4)
    await after.store.close()
    const names = await readdir(data)
    expect(names.filter((name) => /restoring/.test(name))).toEqual([])
    expect(names.filter((name) => /before/.test(name))).toHaveLength(1)
  })

  test('where the old database is lost, the archive beside the backup says what was folded', async () => {
    await pushInto(live, mainSite, tickets(1, 3))
    await put()
    const [file, later] = [join(folder, 'noon.sqlite'), join(folder, 'night.sqlite')]
    await run('backup', file)
    await pushInto(live, mainSite, [ticketOf(a, 4)])
    await fold()
    await put()
    await run('backup', later)
    await copyFile(`${later}.archive.json`, `${file}.archive.json`)
    await writeFile(databaseFile(data), 'this was a database once'.repeat(1_000))

    const said = await run('restore', file)
    expect(said.status).toBe(0)
    expect(said.warnings[0]).toContain('The database that is replaced cannot be read')
    const after = await found()
    expect([after.raw, after.horizon, after.visits]).toEqual([[], mondayOfHub, 4])
    await after.store.close()
  })

  test('[HS14] what was told stays told, by the database that is replaced or by the archive', async () => {
    const line = (seed: number) => JSON.stringify(toKept(release({ seed })))
    await live.addRelease(mainSite, line(1), 0)
    await put()
    const [file, later] = [join(folder, 'noon.sqlite'), join(folder, 'night.sqlite')]
    await run('backup', file)
    await live.addRelease(mainSite, line(2), 1)
    await put()
    await run('backup', later)
    const told = async () => {
      const { store } = await found()
      const { texts } = await store.releases(mainSite, 0, 10)
      await store.close()
      return texts
    }
    expect((await run('restore', file)).status).toBe(0)
    expect(await told()).toEqual([line(1), line(2)])

    await writeFile(databaseFile(data), 'this was a database once'.repeat(1_000))
    await copyFile(`${later}.archive.json`, `${file}.archive.json`)
    expect((await run('restore', file)).status).toBe(0)
    expect(await told()).toEqual([line(1), line(2)])

    // An archive of an older version knows of no ledger; one with a line that is none is not taken.
    const archive = JSON.parse(await readFile(`${later}.archive.json`, 'utf8')) as { sites: { releases?: string[] }[] }
    const write = (releases?: string[]) =>
      writeFile(
        `${file}.archive.json`,
        JSON.stringify({ ...archive, sites: archive.sites.map((site) => ({ ...site, releases })) }),
      )
    await write()
    expect([(await run('restore', file)).status, await told()]).toEqual([0, [line(1), line(2)]])
    await write(['{"by":"Ada"}'])
    expect([(await run('restore', file)).status, await told()]).toEqual([1, [line(1), line(2)]])
  })

  test('a backup that is newer than any archive is left as it is', async () => {
    await pushInto(live, mainSite, tickets(1, 3))
    await fold()
    await pushInto(live, mainSite, [ticketOf(a, 4)])
    await put()
    const file = join(folder, 'noon.sqlite')
    await run('backup', file)
    const said = await run('restore', file)
    expect(said.lines).toHaveLength(2)
    const after = await found()
    expect([after.raw, after.horizon, after.visits]).toEqual([[], mondayOfHub, 4])
    await after.store.close()
  })

  test('what was replaced is removed by the hub after seven days, with its companions and nothing else', async () => {
    await put()
    const file = join(folder, 'noon.sqlite')
    await run('backup', file)
    await run('restore', file)
    const aside = (await readdir(data)).find((name) => name.includes('.before-')) ?? ''
    for (const name of [`${aside}-wal`, 'hub.sqlite.before-the-holidays']) await writeFile(join(data, name), 'x')
    const dayMs = 86_400_000
    expect(await removeOldAsides(data, (Date.now() + 6.9 * dayMs) as Instant)).toBe(0)
    expect(await readdir(data)).toContain(aside)
    await rename(join(data, aside), asideFile(data, (Date.now() - 7 * dayMs) as Instant))
    const config = readConfig({ DATA_DIR: data }, folder, [])
    const hub = await openHub(config, silentLog, createMetrics())
    await vi.waitFor(async () => {
      const names = (await readdir(data)).filter((name) => name.includes('.before-'))
      expect(names.sort()).toEqual([`${aside}-wal`, 'hub.sqlite.before-the-holidays'].sort())
    })
    await hub.close()
    expect(await removeOldAsides(data, (Date.now() + 7 * dayMs) as Instant)).toBe(1)
  })

  test('while the hub runs nothing is touched, and the sentence says what to do', async () => {
    await pushInto(live, mainSite, tickets(1, 3))
    await put()
    const file = join(folder, 'noon.sqlite')
    await run('backup', file)
    const before = await readFile(databaseFile(data))
    await writeRunning(data, { pid: process.pid, url: 'http://localhost:8080' })
    const refused = await run('restore', file)
    const sentence = `The hub runs (process ${process.pid}): stop the hub, then restore, then start it again.`
    expect([refused.status, refused.lines, refused.warnings]).toEqual([1, [], [sentence]])
    await removeRunning(data)

    // A hub in another container is seen by the file that it has open.
    const elsewhere = await openSqlite(databaseFile(data))
    const locked = await run('restore', file)
    elsewhere.close()
    expect([locked.status, locked.warnings[0]]).toEqual([1, expect.stringContaining('has the database open')])
    expect(await readFile(databaseFile(data))).toEqual(before)
    expect((await readdir(data)).filter((name) => /before|restoring/.test(name))).toEqual([])
  })

  test.each([
    ['a file that is no backup', async (file: string) => await writeFile(file, 'hello')],
    ['a cut file', async (file: string) => await writeFile(file, (await readFile(file)).subarray(0, 5_000))],
    ['an unreadable archive', async (file: string) => await writeFile(`${file}.archive.json`, '{"version":1}')],
    ['no file', async (file: string) => await rm(file)],
  ])('%s is refused before anything is moved', async (_, spoil) => {
    await pushInto(live, mainSite, tickets(1, 3))
    await put()
    const file = join(folder, 'noon.sqlite')
    await run('backup', file)
    await spoil(file)
    const refused = await run('restore', file)
    expect([refused.status, refused.warnings.length]).toEqual([1, 1])
    expect(refused.warnings[0]).toContain(file)
    const after = await found()
    expect(after.raw).toEqual([1, 2, 3])
    await after.store.close()
  })
})
