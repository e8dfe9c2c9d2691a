import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Instant, OriginId } from '#domain/ids.ts'
import { defaultSettings } from '#domain/settings.ts'
import { sealDays } from '#protocol/hub-core.ts'
import type { Incarnation } from '#protocol/names.ts'
import { isOlder, openSqlite } from '#hub/stores/open-sqlite.ts'
import { openSqliteStore } from '#hub/stores/sqlite-store.ts'
import { kit, mainSite, mondayOfHub, pushInto, ticketOf } from '../support/pushing.ts'
import { hubStoreContract } from './hub-store-contract.ts'

const life = 'lifeofsqlite' as Incarnation
const a = 'aaaaaaaaaa' as OriginId
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guichet-hub-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe("the hub's store in SQLite", () => {
  for (const [index, { name, run }] of hubStoreContract.entries()) {
    test(name, async () => {
      const file = join(folder, `contract-${index}.db`)
      const store = await openSqliteStore(file, life)
      // One process has one connection: a second opener is the same store.
      let open = 0
      const shared = { ...store, close: () => (--open === 0 ? Promise.resolve() : Promise.resolve()) }
      const reopening = ['[HS1] [HS7]', '[HS3]', '[HS14]'].some((rule) => name.includes(rule))
      await run({
        lasting: reopening,
        open: async () => {
          open += 1
          return reopening ? openSqliteStore(file, life) : shared
        },
      })
      await store.close()
    })
  }

  test('[HS14] a file of an older version gets a ledger when it is opened, and a backup has it', async () => {
    const file = join(folder, 'older.db')
    const older = await openSqliteStore(file, life)
    await pushInto(older, mainSite, [ticketOf(a, 1)])
    older.db.exec('DROP TABLE release')
    await older.close()
    const store = await openSqliteStore(file, life)
    expect(await store.addRelease(mainSite, '"told"', 0)).toBe(true)
    const backup = join(folder, 'older-backup.db')
    await store.backup(backup)
    const copy = await openSqliteStore(backup, life)
    expect([(await copy.status(mainSite)).head.seq, await copy.releases(mainSite, 0, 9)]).toEqual([
      1,
      { known: 1, texts: ['"told"'] },
    ])
    await copy.close()
    await store.close()
  })

  test('[HS9] a backup opens as a store of its own and holds everything', async () => {
    const store = await openSqliteStore(join(folder, 'live.db'), life)
    await pushInto(store, mainSite, [ticketOf(a, 1), ticketOf(a, 2)])
    const file = join(folder, "o'backup.db")
    await store.backup(file)
    await pushInto(store, mainSite, [ticketOf(a, 3)])
    const copy = await openSqliteStore(file, life)
    expect((await copy.status(mainSite)).head.seq).toBe(2)
    expect(await copy.have(mainSite, [a])).toEqual(new Map([[a, [[1, 2]]]]))
    await copy.close()
    await store.close()
  })

  test('[HS12] what could not be read is in no file any more once it is forgotten, however it was written', async () => {
    const file = join(folder, 'unreadable.db')
    const store = await openSqliteStore(file, life)
    const broken = { ...ticketOf(a, 1), at: -1 as Instant, event: { type: 'TicketIssued', need: 'tellTaleWord' } }
    await pushInto(store, mainSite, [broken as never])
    expect(await traces(file, 'tellTaleWord')).not.toEqual([])
    await store.forget(mainSite, 0 as Instant)
    expect(await traces(file, 'tellTaleWord')).not.toEqual([])
    await store.forget(mainSite, (Date.now() + 1) as Instant)
    expect(await traces(file, 'tellTaleWord')).toEqual([])
    expect(await store.quarantinedCount(mainSite)).toBe(1)
    await store.close()
  })

  test('[HS12] what one device sends unreadable fills no disk', async () => {
    const file = join(folder, 'flood.db')
    const store = await openSqliteStore(file, life)
    const broken = (n: number) => ({ ...ticketOf(a, n), at: -1 as Instant, filler: '😀'.repeat(5_000) }) as never
    for (let from = 1; from <= 300; from += 100) {
      await pushInto(
        store,
        mainSite,
        Array.from({ length: 100 }, (_, index) => broken(from + index)),
      )
    }
    expect(await store.quarantinedCount(mainSite)).toBe(300)
    const kept = store.db.prepare('SELECT count(body) AS n, max(length(body)) AS most FROM unreadable').get()
    expect(kept).toEqual({ n: 100, most: expect.toSatisfy((most: number) => most <= 4_000) })
    await store.close()
  })

  test('[HS13] a reader hinders a fold from erasing for good, not from folding; the next look makes it good', async () => {
    const file = join(folder, 'read.db')
    const store = await openSqliteStore(file, life)
    const ticket = ticketOf(a, 1)
    await pushInto(store, mainSite, [{ ...ticket, event: { ...ticket.event, need: 'tellTaleWord' } } as never])
    const reader = await openSqlite(file)
    reader.exec('BEGIN')
    reader.prepare('SELECT count(*) FROM entry').get()
    const from = Date.now()
    await store.seal(mainSite, ({ entries, batches }) =>
      sealDays(entries, mondayOfHub, batches, defaultSettings(), kit),
    )
    await store.forget(mainSite, 0 as Instant)
    // A backup reads for minutes, and a hub that waits for it answers nobody.
    expect(Date.now() - from).toBeLessThan(10_000)
    expect((await store.page(mainSite, 0, 10)).logged).toEqual([])
    expect(await traces(file, ticket.hlc)).not.toEqual([])
    reader.exec('COMMIT')
    await store.forget(mainSite, 0 as Instant)
    expect(await traces(file, ticket.hlc)).toEqual([])
    expect((await stat(`${file}-wal`)).size).toBe(0)
    expect(Object.values(store.db.prepare('PRAGMA busy_timeout').get() as object)).toEqual([5_000])
    reader.close()
    await store.close()
  })

  test('[HS1] a full disk is refused as such, nothing half-written remains, and writing works again', async () => {
    const store = await openSqliteStore(join(folder, 'full.db'), life)
    await pushInto(store, mainSite, [ticketOf(a, 1)])
    const pages = Object.values(store.db.prepare('PRAGMA page_count').get() as object)[0] as number
    store.db.exec(`PRAGMA max_page_count=${pages}`)
    const many = Array.from({ length: 150 }, (_, index) => ticketOf(a, index + 2))
    await expect(pushInto(store, mainSite, many)).rejects.toMatchObject({ trouble: 'full' })
    expect((await store.status(mainSite)).head.seq).toBe(1)
    store.db.exec('PRAGMA max_page_count=1000000')
    await pushInto(store, mainSite, many)
    expect((await store.status(mainSite)).head.seq).toBe(151)
    await store.close()
  })

  test('[HS10] the file is opened durable and forgetting, and stays so when opened again', async () => {
    const file = join(folder, 'pragmas.db')
    for (let times = 0; times < 2; times++) {
      const db = await openSqlite(file)
      const value = (pragma: string) => Object.values(db.prepare(`PRAGMA ${pragma}`).get() as object)[0] as unknown
      expect([value('journal_mode'), value('synchronous'), value('secure_delete'), value('busy_timeout')]).toEqual([
        'wal',
        2,
        1,
        5000,
      ])
      db.close()
    }
  })

  test('[HS10] a version that may lose data is told from one that does not', () => {
    expect(['3.45.1', '3.51.2', '2.9.9', '3.51'].map(isOlder)).toEqual([true, true, true, true])
    expect(['3.51.3', '3.53.0', '4.0.0'].map(isOlder)).toEqual([false, false, false])
  })
})

/** Which of a database's files hold a word. */
async function traces(file: string, word: string): Promise<readonly string[]> {
  const files = [file, `${file}-wal`]
  const texts = await Promise.all(files.map((each) => readFile(each, 'latin1')))
  return files.filter((_, index) => texts[index]?.includes(word))
}
