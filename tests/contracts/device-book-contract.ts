import { expect } from 'vitest'
import type { Instant } from '#domain/ids.ts'
import type { DeviceId, SiteKey } from '#protocol/names.ts'
import type { BookedDevice, DeviceBook, Offer, Redeeming } from '#hub/access/device-book.ts'
import { mostOffers } from '#hub/access/device-book.ts'

/** `open` gives another process on the same book; `lasting`: what is written outlives the process. */
export interface BookUnderTest {
  open(): Promise<DeviceBook>
  readonly lasting: boolean
}

export interface BookCase {
  readonly name: string
  run(book: BookUnderTest): Promise<void>
}

const main = 'main' as SiteKey
const other = 'other' as SiteKey
const noon = 1_700_000_000_000 as Instant
const later = (ms: number) => (noon + ms) as Instant

let devices = 0
const newId = () => `device${String(++devices).padStart(6, '0')}` as DeviceId

function offerOf(more: Partial<Offer> = {}): Offer {
  return { site: main, role: 'kiosk', name: 'Entrance', expiresAt: later(600_000), ...more }
}

function redeemingOf(codeHash: string, more: Partial<Redeeming> = {}): Redeeming {
  const id = newId()
  return { codeHash, id, secretHash: `secret of ${id}`, name: '', now: noon, replaces: null, ...more }
}

async function paired(book: DeviceBook, offer: Partial<Offer> = {}, more: Partial<Redeeming> = {}) {
  const codeHash = `code ${++devices}`
  await book.offer(codeHash, offerOf(offer), noon)
  const device = await book.redeem(redeemingOf(codeHash, more))
  if (device === null) throw new Error('The code is not there')
  return device
}

export const deviceBookContract: readonly BookCase[] = [
  {
    name: '[HA5] a code is used once, also when ten come with it at the same time through two processes',
    run: async ({ open }) => {
      const books = [await open(), await open()] as const
      await books[0].offer('the code', offerOf(), noon)
      const all = Array.from({ length: 10 }, (_, index) =>
        books[index % 2 === 0 ? 0 : 1].redeem(redeemingOf('the code')),
      )
      const booked = (await Promise.all(all)).filter((device) => device !== null)
      expect(booked).toHaveLength(1)
      expect(await books[1].devices(main)).toEqual(booked)
      expect(await books[1].redeem(redeemingOf('the code'))).toBeNull()
      for (const book of books) await book.close()
    },
  },
  {
    name: '[HA5] a code that is too old is none, and one that was never offered neither',
    run: async ({ open }) => {
      const book = await open()
      await book.offer('old', offerOf({ expiresAt: later(1_000) }), noon)
      expect(await book.offered('old', later(999))).toEqual(offerOf({ expiresAt: later(1_000) }))
      expect(await book.offered('old', later(1_000))).toBeNull()
      expect(await book.redeem(redeemingOf('old', { now: later(1_000) }))).toBeNull()
      expect(await book.redeem(redeemingOf('unheard of'))).toBeNull()
      expect(await book.redeem(redeemingOf('old', { now: later(999) }))).not.toBeNull()
      await book.close()
    },
  },
  {
    name: '[HA5] a site has so many open codes; the oldest give way, those of other sites stay',
    run: async ({ open }) => {
      const book = await open()
      await book.offer('elsewhere', offerOf({ site: other }), noon)
      for (let n = 0; n <= mostOffers; n++) await book.offer(`code ${n}`, offerOf(), noon)
      expect(await book.offered('code 0', noon)).toBeNull()
      expect(await book.offered('code 1', noon)).not.toBeNull()
      expect(await book.offered(`code ${mostOffers}`, noon)).not.toBeNull()
      expect(await book.offered('elsewhere', noon)).not.toBeNull()
      await book.close()
    },
  },
  {
    name: '[HA3] a device is found by the hash of its secret, with all that its offer said',
    run: async ({ open, lasting }) => {
      const book = await open()
      const device = await paired(book, { role: 'desk', name: "L'accueil — 1" }, { secretHash: 'hash one' })
      const expected: BookedDevice = {
        site: main,
        id: device.id,
        role: 'desk',
        name: "L'accueil — 1",
        bookedAt: noon,
        revokedAt: null,
        app: '',
        lastSeenAt: null,
        clockOffsetMs: null,
        storage: 'unknown',
        unsent: 0,
      }
      expect(device).toEqual(expected)
      const named = await paired(book, { name: 'Board' }, { name: 'Television' })
      expect(named.name).toBe('Television')
      const again = lasting ? (await book.close(), await open()) : book
      expect(await again.bySecret('hash one')).toEqual(expected)
      expect(await again.bySecret('hash two')).toBeNull()
      expect(await again.device(main, device.id)).toEqual(expected)
      expect(await again.device(other, device.id)).toBeNull()
      expect((await again.devices(main)).map(({ id }) => id)).toEqual([device.id, named.id])
      await again.close()
    },
  },
  {
    name: '[HA7] a revoked device stays in the book and can neither be renamed nor speak of itself',
    run: async ({ open }) => {
      const book = await open()
      const device = await paired(book, {}, { secretHash: 'a hash' })
      const news = { app: '1.2', storage: 'persistent', unsent: 3, clockOffsetMs: -2_000, lastSeenAt: later(5) }
      await book.seen(main, device.id, news)
      expect(await book.rename(main, device.id, 'Hall')).toBe(true)
      expect(await book.bySecret('a hash')).toEqual({ ...device, ...news, name: 'Hall' })
      expect(await book.revoke(other, device.id, later(10))).toBe(false)
      expect(await book.revoke(main, device.id, later(10))).toBe(true)
      expect(await book.revoke(main, device.id, later(20))).toBe(false)
      expect(await book.rename(main, device.id, 'Attic')).toBe(false)
      await book.seen(main, device.id, { ...news, unsent: 9 })
      const revoked = { ...device, ...news, name: 'Hall', revokedAt: later(10) }
      expect(await book.bySecret('a hash')).toEqual(revoked)
      expect(await book.devices(main)).toEqual([revoked])
      await book.close()
    },
  },
  {
    name: '[HA7] who was revoked since a moment is told of all sites at once',
    run: async ({ open }) => {
      const book = await open()
      const [one, two, three] = [await paired(book), await paired(book, { site: other }), await paired(book)]
      expect(await book.revokedSince(0 as Instant)).toEqual([])
      await book.revoke(main, one.id, later(10))
      await book.revoke(other, two.id, later(20))
      const [first, second] = [
        { site: main, id: one.id },
        { site: other, id: two.id },
      ]
      expect(await book.revokedSince(later(10))).toEqual([first, second])
      expect(await book.revokedSince(later(11))).toEqual([second])
      expect(await book.revokedSince(later(21))).toEqual([])
      expect((await book.device(main, three.id))?.revokedAt).toBeNull()
      await book.close()
    },
  },
  {
    name: '[HA7] a browser that is paired again replaces its pairing, of whatever site, in one step',
    run: async ({ open }) => {
      const book = await open()
      const before = await paired(book, { site: other })
      const after = await paired(book, { role: 'board' }, { replaces: before, now: later(7) })
      expect((await book.device(other, before.id))?.revokedAt).toBe(later(7))
      expect((await book.device(main, after.id))?.revokedAt).toBeNull()
      expect(await book.redeem(redeemingOf('no code', { replaces: after }))).toBeNull()
      expect((await book.device(main, after.id))?.revokedAt).toBeNull()
      await book.close()
    },
  },
  {
    name: '[HA12] a site has a manager as long as one is not revoked; sites do not see each other',
    run: async ({ open }) => {
      const book = await open()
      expect(await book.sites()).toEqual([])
      await paired(book, { role: 'desk' })
      await book.offer('open', offerOf({ site: other, role: 'manager' }), noon)
      expect(await book.sites()).toEqual([main, other])
      expect([await book.hasManager(main), await book.hasManager(other)]).toEqual([false, false])
      const manager = await paired(book, { role: 'manager' })
      expect([await book.hasManager(main), await book.hasManager(other)]).toEqual([true, false])
      await book.revoke(main, manager.id, noon)
      expect(await book.hasManager(main)).toBe(false)
      expect(await book.devices(other)).toEqual([])
      await book.close()
    },
  },
  {
    name: '[HA9] a book takes over what another one knows: who was revoked since, and who was paired since',
    run: async ({ open }) => {
      const book = await open()
      const kept = await paired(book, {}, { secretHash: 'kept' })
      const [line] = await book.lines()
      if (line === undefined) throw new Error('No line')
      const fresh = { ...line, id: newId(), secretHash: 'fresh', bookedAt: later(3) }
      await book.adopt([{ ...line, revokedAt: later(2) }, fresh])
      expect((await book.bySecret('kept'))?.revokedAt).toBe(later(2))
      expect((await book.devices(main)).map(({ id }) => id)).toEqual([kept.id, fresh.id])
      expect(await book.lines()).toEqual([{ ...line, revokedAt: later(2) }, fresh])
      await book.close()
    },
  },
]
