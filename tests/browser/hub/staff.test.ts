import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { Dexie } from 'dexie'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { createMemoryBook } from '#hub/access/memory-book.ts'
import { accessRoutes } from '#hub/access/access-routes.ts'
import { createAccess } from '#hub/access/access.ts'
import { firstManagerLink } from '#hub/access/pairing.ts'
import { createHubApp } from '#hub/hub-app.ts'
import { silentLog } from '#hub/log.ts'
import { createMetrics } from '#hub/metrics.ts'
import { createKit, createMemorySecrets } from '#hub/secrets.ts'
import { createSiteHub } from '#hub/site/site-hub.ts'
import { createMemoryStore } from '#hub/stores/memory-store.ts'
import { deleteStore } from '#browser/delete-store.ts'
import { openDexieJournal } from '#browser/dexie-journal.ts'
import { openDexieReleaseLedger } from '#browser/dexie-release-ledger.ts'
import { openLedgerDatabase } from '#browser/ledger-tables.ts'
import { createDexieSharedJournal } from '#browser/hub/dexie-shared-journal.ts'
import { createHubWire } from '#browser/hub/hub-wire.ts'
import type { KeptLink } from '#browser/hub/kept-link.ts'
import { createLoneStaff, createStaff } from '#browser/hub/staff.ts'
import { pairedRole } from '#browser/pairing-mark.ts'
import { isStorePresent } from '#browser/store-presence.ts'
import { startPosition } from '#journal/port.ts'
import type { Receipt } from '#protocol/names.ts'
import { release } from '../../export/releases.ts'
import { mainSite, noonOfMonday, ticketOf } from '../../support/pushing.ts'
import { firstLife } from '../../hub/site/site-rig.ts'
import { anyOrigin } from './library-browser.ts'

const address = 'http://localhost:8080'

vi.stubGlobal('indexedDB', new IDBFactory())
vi.stubGlobal('IDBKeyRange', IDBKeyRange)
Object.assign(Dexie.dependencies, { indexedDB, IDBKeyRange })

afterEach(async () => {
  localStorage.clear()
  await deleteStore('guichet-libre')
  await deleteStore('guichet-libre-hub')
})

/** A whole hub with its door, and browsers that keep their cookies. */
async function library() {
  const store = createMemoryStore(firstLife)
  const book = createMemoryBook()
  const secrets = createMemorySecrets()
  const metrics = createMetrics(() => 1)
  const now = () => noonOfMonday
  const site = createSiteHub({
    store,
    book,
    series: secrets.series,
    kit: createKit(secrets.hubKey),
    metrics,
    log: silentLog,
    now,
  })
  const access = createAccess({ book, config: { lan: false, publicUrl: null }, now })
  const routes = accessRoutes({
    access,
    book,
    now,
    peerOf: () => '127.0.0.1',
    baseUrl: () => address,
    connected: site.connected,
  })
  const app = createHubApp({
    files: new Map(),
    version: 'test',
    hub: { store, access, accessRoutes: routes, site, metrics, log: silentLog },
  })
  function browser() {
    let cookie = ''
    const request: typeof fetch = async (input, init = {}) => {
      const headers = { ...(init.headers as object), host: 'localhost:8080', origin: address, cookie }
      const answer = await app.request(new Request(input).url, { ...init, signal: null, headers })
      cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? cookie
      return answer
    }
    const wire = createHubWire(new URL(`${address}/`), request)
    const stopped = vi.fn(() => Promise.resolve())
    return {
      stopped,
      alone: createStaff({ wire, version: 'test', book: null, stop: null }),
      paired: createStaff({ wire, version: 'test', book: null, stop: stopped }),
    }
  }
  const link = await firstManagerLink(book, mainSite, address, now())
  return { browser, store, code: link?.split('#pair=')[1] ?? '' }
}

describe('a browser and its hub', () => {
  test('a hub is told from a static host, paired or not', async () => {
    const { browser } = await library()
    expect(await browser().alone.isThere()).toBe(true)
    const host = createHubWire(new URL(address), () => Promise.resolve(new Response('<html>')))
    expect(await createStaff({ wire: host, version: 'test', book: null, stop: null }).isThere()).toBe(false)
  })

  test('a code pairs it once: mark, store, role, letter and time are there for a start without a network', async () => {
    const { browser, code } = await library()
    const first = browser()
    expect(await first.alone.redeem('ABCD-EFGH', 'Accueil')).toEqual({ ok: false, error: 'wrongCode' })
    expect(pairedRole()).toBeNull()
    expect(await first.alone.redeem(code, 'Accueil')).toEqual({ ok: true, value: 'manager' })
    expect(pairedRole()).toBe('manager')
    const journal = await openDexieJournal({ store: 'guichet-libre-hub', newOrigin: anyOrigin })
    const kept = await createDexieSharedJournal<Receipt, KeptLink>(journal.room).storedLink()
    journal.close()
    expect(kept).toMatchObject({ role: 'manager', series: 'A', lastCursor: null })
    expect(kept?.offsetMs).not.toBeNull()
    expect(await browser().alone.redeem(code, 'Autre')).toEqual({ ok: false, error: 'wrongCode' })
  })

  test('a manager offers codes, lists, renames and revokes; what it may not is said', async () => {
    const { browser, code } = await library()
    const { alone, paired } = browser()
    await alone.redeem(code, 'Bureau')
    const offered = await paired.offer('kiosk', 'Entrée')
    if (!offered.ok) throw new Error(offered.error)
    const tablet = browser()
    expect(await tablet.alone.redeem(offered.value.code, 'Tablette')).toEqual({ ok: true, value: 'kiosk' })
    expect(await tablet.paired.devices()).toEqual({ ok: false, error: 'notAllowed' })
    const listed = await paired.devices()
    if (!listed.ok) throw new Error(listed.error)
    const lines = listed.value.map(({ name, role, own }) => `${name} ${role} ${String(own)}`)
    expect(lines).toEqual(['Bureau manager true', expect.stringMatching(/ kiosk false$/)])
    const id = listed.value[1]?.id ?? ''
    expect(await paired.rename(id, 'Hall')).toEqual({ ok: true, value: undefined })
    expect(await paired.revoke(id)).toEqual({ ok: true, value: undefined })
    expect(await tablet.paired.offer('board', '')).toEqual({ ok: false, error: 'notPaired' })
    // The only manager stays.
    expect(await paired.revoke(listed.value[0]?.id ?? '')).toEqual({ ok: false, error: 'notAllowed' })
  })

  test('leaving ends its work, forgets mark and store, and it works alone again', async () => {
    const { browser, code } = await library()
    const { alone, paired, stopped } = browser()
    await alone.redeem(code, '')
    // The only manager stays.
    expect(await paired.leave()).toBe('onlyManager')
    expect([stopped.mock.calls.length, pairedRole()]).toEqual([0, 'manager'])
    const offered = await paired.offer('manager', '')
    await browser().alone.redeem(offered.ok ? offered.value.code : '', '')
    expect(await paired.leave()).toBe('left')
    expect(stopped).toHaveBeenCalledOnce()
    expect([pairedRole(), await isStorePresent('guichet-libre-hub'), await isStorePresent('guichet-libre')]).toEqual([
      null,
      false,
      true,
    ])
    expect(await paired.devices()).toEqual({ ok: false, error: 'notPaired' })
  })

  test('what was not delivered stays when a browser is paired anew; what came from the hub comes anew', async () => {
    const { browser, code } = await library()
    const { alone, paired } = browser()
    await alone.redeem(code, '')
    const other = anyOrigin()
    const journal = await openDexieJournal({ store: 'guichet-libre-hub', newOrigin: anyOrigin })
    await journal.merge([ticketOf(other, 1)])
    const { origin } = (await journal.read(startPosition)).head
    await createDexieSharedJournal(journal.room).mergeOwn([ticketOf(anyOrigin(), 1)])
    journal.close()
    const offered = await paired.offer('manager', '')
    await paired.redeem(offered.ok ? offered.value.code : '', '')
    const again = await openDexieJournal({ store: 'guichet-libre-hub', newOrigin: anyOrigin })
    const { entries, head } = await again.read(startPosition)
    again.close()
    expect([entries.length, entries.some((entry) => entry.origin === other), head.origin]).toEqual([1, false, origin])
  })
})

describe('what was released', () => {
  test('[S92] alone each store has a ledger of its own, thrown away with it; paired it is the hub’s', async () => {
    const { browser, code, store } = await library()
    const alone = createLoneStaff(new URL(address), 'test', 'guichet-libre').releaseLedger()
    const demo = createLoneStaff(new URL(address), 'test', 'guichet-libre-demo').releaseLedger()
    expect([await alone.add(release(), 0), await demo.add(release(), 0), await demo.add(release(), 1)]).toEqual([
      true,
      true,
      true,
    ])
    expect([(await alone.list()).length, (await demo.list()).length]).toEqual([1, 2])
    await deleteStore('guichet-libre-demo')
    const anew = createLoneStaff(new URL(address), 'test', 'guichet-libre-demo').releaseLedger()
    expect([(await alone.list()).length, (await anew.list()).length]).toEqual([1, 0])

    const { paired, alone: staff } = browser()
    await staff.redeem(code, '')
    expect(await paired.releaseLedger().list()).toEqual([])
    expect(await paired.releaseLedger().add(release({ seed: 2 }), 0)).toBe(true)
    expect((await store.releases(mainSite, 0, 9)).known).toBe(1)
  })
})

describe('what a browser has gathered alone', () => {
  test('is moved by the manager and leaves this browser; again there is nothing', async () => {
    const { browser, code, store } = await library()
    const { alone, paired } = browser()
    expect(await alone.ownPast()).toBeNull()
    const lone = await openDexieJournal({ store: 'guichet-libre', newOrigin: anyOrigin })
    const origin = anyOrigin()
    await lone.merge([1, 2, 3].map((n) => ticketOf(origin, n)))
    lone.close()
    const ledger = openDexieReleaseLedger('guichet-libre')
    await ledger.add(release(), 0)
    ledger.close()
    expect(await alone.ownPast()).toEqual({ tickets: 3, foldedDays: 0 })
    const file = await alone.ownPastFile()
    expect(file?.name).toMatch(/^guichet-libre-past-\d{4}-\d\d-\d\d\.json$/)
    expect(await alone.moveOwnPast(() => undefined)).toEqual({ ok: false, error: 'notPaired' })
    await alone.redeem(code, '')
    expect(await paired.moveOwnPast(() => undefined)).toEqual({ ok: true, value: { entries: 3, days: 0, refused: 0 } })
    expect((await store.page(mainSite, 0, 10)).logged).toHaveLength(3)
    expect(await isStorePresent('guichet-libre')).toBe(false)
    expect((await store.releases(mainSite, 0, 9)).known).toBe(1)
    const gone = openDexieReleaseLedger('guichet-libre')
    expect(await gone.list()).toEqual([])
    gone.close()
    expect(await paired.ownPast()).toBeNull()
    expect(await paired.moveFile(file?.content ?? '', () => undefined)).toEqual({
      ok: true,
      value: { entries: 0, days: 0, refused: 0 },
    })
    expect((await store.releases(mainSite, 0, 9)).known).toBe(1)
    expect(await paired.moveFile('{}', () => undefined)).toEqual({ ok: false, error: 'unreadableFile' })
  })

  test('[S90] stays where a newer version has released something that this one cannot hand over', async () => {
    const { browser, code, store } = await library()
    const { alone, paired } = browser()
    const lone = await openDexieJournal({ store: 'guichet-libre', newOrigin: anyOrigin })
    await lone.merge([ticketOf(anyOrigin(), 1)])
    lone.close()
    const ledger = openLedgerDatabase('guichet-libre')
    await ledger.releases.add({ n: 1, kept: { version: 2 } })
    ledger.close()
    await alone.redeem(code, '')
    expect(await paired.moveOwnPast(() => undefined)).toEqual({ ok: false, error: 'unknown' })
    expect([(await store.page(mainSite, 0, 10)).logged, await isStorePresent('guichet-libre')]).toEqual([[], true])
  })

  test('stays untouched where the hub does not answer, and goes when it is thrown away', async () => {
    const lone = await openDexieJournal({ store: 'guichet-libre', newOrigin: anyOrigin })
    await lone.merge([ticketOf(anyOrigin(), 1)])
    lone.close()
    const wire = createHubWire(new URL(address), () => Promise.reject(new TypeError('Failed to fetch')))
    const staff = createStaff({ wire, version: 'test', book: null, stop: () => Promise.resolve() })
    expect(await staff.moveOwnPast(() => undefined)).toEqual({ ok: false, error: 'unreachable' })
    expect(await staff.ownPast()).toEqual({ tickets: 1, foldedDays: 0 })
    await staff.forgetOwnPast()
    expect(await staff.ownPast()).toBeNull()
  })
})
