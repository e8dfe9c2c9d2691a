import type { Instant } from '#domain/ids.ts'
import type { DeviceId, SiteKey } from '#protocol/names.ts'
import { bookedLine, isOpen, withoutHash } from './book-lines.ts'
import type { BookLine, DeviceBook, Offer } from './device-book.ts'
import { mostOffers } from './device-book.ts'

/** A book in memory: the contract's reference, and what routes are tested over. */
export function createMemoryBook(): DeviceBook {
  let lines: readonly BookLine[] = []
  const offers = new Map<string, Offer>()
  const find = (site: SiteKey, id: DeviceId) => lines.find((line) => line.site === site && line.id === id)

  function change(site: SiteKey, id: DeviceId, news: Partial<BookLine>): boolean {
    const line = find(site, id)
    if (line === undefined || line.revokedAt !== null) return false
    lines = lines.map((each) => (each === line ? { ...line, ...news } : each))
    return true
  }

  function forgetOld(site: SiteKey, now: Instant): void {
    for (const [codeHash, offer] of offers) if (!isOpen(offer, now)) offers.delete(codeHash)
    const open = [...offers].filter(([, offer]) => offer.site === site)
    for (const [codeHash] of open.slice(0, Math.max(0, open.length - mostOffers + 1))) offers.delete(codeHash)
  }

  return {
    bySecret: (secretHash) => {
      const line = lines.find((each) => each.secretHash === secretHash)
      return Promise.resolve(line === undefined ? null : withoutHash(line))
    },
    device: (site, id) => {
      const line = find(site, id)
      return Promise.resolve(line === undefined ? null : withoutHash(line))
    },
    devices: (site) => Promise.resolve(lines.filter((line) => line.site === site).map(withoutHash)),
    seen: (site, id, news) => {
      change(site, id, news)
      return Promise.resolve()
    },
    rename: (site, id, name) => Promise.resolve(change(site, id, { name })),
    revoke: (site, id, at) => Promise.resolve(change(site, id, { revokedAt: at })),
    revokedSince: (at) =>
      Promise.resolve(
        lines.flatMap(({ site, id, revokedAt }) => (revokedAt !== null && revokedAt >= at ? [{ site, id }] : [])),
      ),
    offer: (codeHash, offer, now) => {
      forgetOld(offer.site, now)
      offers.set(codeHash, offer)
      return Promise.resolve()
    },
    offered: (codeHash, now) => {
      const offer = offers.get(codeHash)
      return Promise.resolve(offer !== undefined && isOpen(offer, now) ? offer : null)
    },
    redeem: (redeeming) => {
      const offer = offers.get(redeeming.codeHash)
      if (offer === undefined || !isOpen(offer, redeeming.now)) return Promise.resolve(null)
      offers.delete(redeeming.codeHash)
      const line = bookedLine(offer, redeeming)
      lines = [...lines, line]
      const { replaces, now } = redeeming
      if (replaces !== null) change(replaces.site, replaces.id, { revokedAt: now })
      return Promise.resolve(withoutHash(line))
    },
    sites: () => Promise.resolve([...new Set([...lines, ...offers.values()].map(({ site }) => site))].sort()),
    hasManager: (site) =>
      Promise.resolve(lines.some((line) => line.site === site && line.role === 'manager' && line.revokedAt === null)),
    adopt: (others) => {
      const known = new Map(lines.map((line) => [`${line.site}/${line.id}`, line]))
      for (const line of others) known.set(`${line.site}/${line.id}`, line)
      lines = [...known.values()].sort((a, b) => a.bookedAt - b.bookedAt)
      return Promise.resolve()
    },
    lines: () => Promise.resolve(lines),
    close: () => Promise.resolve(),
  }
}
