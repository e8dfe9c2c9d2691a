import type { Instant } from '#domain/ids.ts'
import type { DeviceId, SiteKey } from '#protocol/names.ts'
import type { Role } from '#protocol/roles.ts'

/** A paired browser; it stays in the book when it is revoked, so that its entries keep their owner (P14). */
export interface BookedDevice {
  readonly site: SiteKey
  readonly id: DeviceId
  readonly role: Role
  readonly name: string
  readonly bookedAt: Instant
  readonly revokedAt: Instant | null
  /** The application's version when it last said hello. */
  readonly app: string
  readonly lastSeenAt: Instant | null
  readonly clockOffsetMs: number | null
  readonly storage: string
  readonly unsent: number
}

/** What a device says of itself. */
export type DeviceNews = Pick<BookedDevice, 'app' | 'storage' | 'unsent' | 'clockOffsetMs' | 'lastSeenAt'>

/** A place for one device, until its code is used or too old. */
export interface Offer {
  readonly site: SiteKey
  readonly role: Role
  /** The device's name where it brings none itself. */
  readonly name: string
  readonly expiresAt: Instant
}

/** A browser that comes with a code. */
export interface Redeeming {
  readonly codeHash: string
  readonly id: DeviceId
  readonly secretHash: string
  /** Empty: the offer's name. */
  readonly name: string
  readonly now: Instant
  /** What this browser was until now: it is revoked in the same transaction. */
  readonly replaces: { readonly site: SiteKey; readonly id: DeviceId } | null
}

/** More open offers than a site has devices to set up at once; the oldest go first. */
export const mostOffers = 50

/**
 * Which browsers belong to which site (HA rules of `hub/SPEC.md`). It never holds a secret or a code, only their
 * hashes. Adapters run the contract suite in `tests/contracts/device-book-contract.ts`.
 */
export interface DeviceBook {
  /** Revoked ones too. */
  bySecret(secretHash: string): Promise<BookedDevice | null>
  device(site: SiteKey, id: DeviceId): Promise<BookedDevice | null>
  /** In the order in which they were paired, revoked ones too. */
  devices(site: SiteKey): Promise<readonly BookedDevice[]>
  seen(site: SiteKey, id: DeviceId, news: DeviceNews): Promise<void>
  /** false: the site has no such device, or it is revoked. */
  rename(site: SiteKey, id: DeviceId, name: string): Promise<boolean>
  /** false: the site has no such device, or it is revoked already. */
  revoke(site: SiteKey, id: DeviceId, at: Instant): Promise<boolean>
  /** Of all sites, in one question: who was revoked at a moment or after it. */
  revokedSince(at: Instant): Promise<readonly Pick<BookedDevice, 'site' | 'id'>[]>
  offer(codeHash: string, offer: Offer, now: Instant): Promise<void>
  /** What stands behind a code, without using it; null: nothing, or too old. */
  offered(codeHash: string, now: Instant): Promise<Offer | null>
  /** One transaction, one use: of all who come with a code exactly one is booked; null: the code is not there. */
  redeem(redeeming: Redeeming): Promise<BookedDevice | null>
  /** Sites that have a device or an offer. */
  sites(): Promise<readonly SiteKey[]>
  hasManager(site: SiteKey): Promise<boolean>
  /** Takes over what another book knows better: the one that a restored database replaces. */
  adopt(lines: readonly BookLine[]): Promise<void>
  /** Everything, hashes included: for another book to adopt. */
  lines(): Promise<readonly BookLine[]>
  close(): Promise<void>
}

export interface BookLine extends BookedDevice {
  readonly secretHash: string
}
