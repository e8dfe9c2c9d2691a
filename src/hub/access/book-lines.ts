import type { Instant } from '#domain/ids.ts'
import type { DeviceId, SiteKey } from '#protocol/names.ts'
import type { Role } from '#protocol/roles.ts'
import type { BookedDevice, BookLine, Offer, Redeeming } from './device-book.ts'

/** A device as both databases keep it. PostgreSQL gives its large numbers as text. */
export interface DeviceRow {
  readonly site: string
  readonly id: string
  readonly role: string
  readonly name: string
  readonly secret: string
  readonly booked_at: number | string
  readonly revoked_at: number | string | null
  readonly app: string
  readonly last_seen_at: number | string | null
  readonly clock_offset: number | string | null
  readonly storage: string
  readonly unsent: number | string
}

export interface OfferRow {
  readonly site: string
  readonly role: string
  readonly name: string
  readonly expires_at: number | string
}

export const deviceColumns =
  'site, id, role, name, secret, booked_at, revoked_at, app, last_seen_at, clock_offset, storage, unsent'

/** In the order of `deviceColumns`. */
export function deviceValues(line: BookLine): (string | number | null)[] {
  return [
    line.site,
    line.id,
    line.role,
    line.name,
    line.secretHash,
    line.bookedAt,
    line.revokedAt,
    line.app,
    line.lastSeenAt,
    line.clockOffsetMs,
    line.storage,
    line.unsent,
  ]
}

export function lineOf(row: DeviceRow): BookLine {
  return {
    site: row.site as SiteKey,
    id: row.id as DeviceId,
    role: row.role as Role,
    name: row.name,
    secretHash: row.secret,
    bookedAt: Number(row.booked_at) as Instant,
    revokedAt: row.revoked_at === null ? null : (Number(row.revoked_at) as Instant),
    app: row.app,
    lastSeenAt: row.last_seen_at === null ? null : (Number(row.last_seen_at) as Instant),
    clockOffsetMs: row.clock_offset === null ? null : Number(row.clock_offset),
    storage: row.storage,
    unsent: Number(row.unsent),
  }
}

export function offerOf(row: OfferRow): Offer {
  const { site, role, name, expires_at: expiresAt } = row
  return { site: site as SiteKey, role: role as Role, name, expiresAt: Number(expiresAt) as Instant }
}

export function isOpen({ expiresAt }: Offer, now: Instant): boolean {
  return expiresAt > now
}

/** What becomes of an offer when a browser takes it. */
export function bookedLine(offer: Offer, { id, secretHash, name, now }: Redeeming): BookLine {
  return {
    site: offer.site,
    id,
    role: offer.role,
    name: name === '' ? offer.name : name,
    secretHash,
    bookedAt: now,
    revokedAt: null,
    app: '',
    lastSeenAt: null,
    clockOffsetMs: null,
    storage: 'unknown',
    unsent: 0,
  }
}

/** A device as the rest of the hub sees it: the hash stays in the book. */
export function withoutHash({ secretHash: _, ...device }: BookLine): BookedDevice {
  return device
}
