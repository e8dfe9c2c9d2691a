import type { Instant } from '#domain/ids.ts'
import type { SiteKey } from '#protocol/names.ts'
import type { Role } from '#protocol/roles.ts'
import type { DeviceBook } from './device-book.ts'
import { hashCode, newCode, showCode } from './secrets.ts'

const minuteMs = 60_000
export const pairingMs = 10 * minuteMs
/** Whoever installs a hub may open its link only the next day. */
const firstManagerMs = 24 * 60 * minuteMs

/** Where a device of this role begins. */
const screens: Readonly<Record<Role, string>> = {
  kiosk: 'kiosk',
  board: 'board',
  desk: 'desk',
  manager: 'settings',
}

export interface Pairing {
  /** As it is shown: `ABCD-EFGH`. */
  readonly code: string
  readonly link: string
  readonly expiresAt: Instant
}

/** What is wanted of a code. */
export interface PairingWish {
  readonly site: SiteKey
  readonly role: Role
  readonly name: string
  /** The address that the device will use, without a trailing slash. */
  readonly baseUrl: string
  readonly lastsMs?: number
}

/** Makes a code for one device, and the link that redeems it at once: a fragment never travels to a server's log. */
export async function offerPairing(book: DeviceBook, wish: PairingWish, now: Instant): Promise<Pairing> {
  const { site, role, name, baseUrl, lastsMs = pairingMs } = wish
  const code = newCode()
  const expiresAt = (now + lastsMs) as Instant
  await book.offer(hashCode(code), { site, role, name, expiresAt }, now)
  const shown = showCode(code)
  return { code: shown, link: `${baseUrl}/${screens[role]}#pair=${shown}`, expiresAt }
}

/** The link that makes the browser which opens it the site's first manager; null: it has one. */
export async function firstManagerLink(
  book: DeviceBook,
  site: SiteKey,
  baseUrl: string,
  now: Instant,
): Promise<string | null> {
  if (await book.hasManager(site)) return null
  const { link } = await offerPairing(book, { site, role: 'manager', name: '', baseUrl, lastsMs: firstManagerMs }, now)
  return link
}
