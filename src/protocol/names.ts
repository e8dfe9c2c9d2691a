import type { EntryId, SubjectId } from '#domain/ids.ts'
import type { Entry } from '#journal/entry.ts'
import { storedEntry } from '#journal/parse.ts'

declare const brand: unique symbol
type Brand<Name extends string> = string & { readonly [brand]: Name }

/** One site of a hub; a hub with SQLite has one. */
export type SiteKey = Brand<'SiteKey'>
/** One paired browser. */
export type DeviceId = Brand<'DeviceId'>
/** One life of the hub's store: random, minted at each start, never `previous + 1` (P1). */
export type Incarnation = Brand<'Incarnation'>
/** The chain tag of a sequence number: names the whole log up to it (P2). */
export type Tag = Brand<'Tag'>
/** The hub's word that it has seen exactly this entry: any device may give it back (P5). */
export type Receipt = Brand<'Receipt'>
/** What an entry says, in 16 hexadecimal digits: two entries under one number are told apart by it (P6). */
export type Digest = Brand<'Digest'>

/** SHA-256 of a text, at least 32 hexadecimal digits. Handed in: pure code has no cryptography. */
export type Hash = (text: string) => string
/** HMAC-SHA-256 under the hub's key, at least 32 hexadecimal digits. */
export type Hmac = (text: string) => string

export function parseSiteKey(value: unknown): SiteKey | undefined {
  return matching(value, /^[a-z][a-z0-9-]{0,62}$/) as SiteKey | undefined
}

export function parseDeviceId(value: unknown): DeviceId | undefined {
  return matching(value, /^[a-z0-9]{10,32}$/) as DeviceId | undefined
}

export function parseIncarnation(value: unknown): Incarnation | undefined {
  return matching(value, /^[a-z0-9]{10,32}$/) as Incarnation | undefined
}

export function parseTag(value: unknown): Tag | undefined {
  return matching(value, /^[0-9a-f]{16}$/) as Tag | undefined
}

export function parseReceipt(value: unknown): Receipt | undefined {
  return matching(value, /^[0-9a-f]{32}$/) as Receipt | undefined
}

/** The tag before the first entry. */
export const firstTag = '0000000000000000' as Tag

/** `c(s) = hash(c(s-1), id, hybrid time)`: 8 bytes are enough against chance, nobody gains by a collision. */
export function nextTag(hash: Hash, previous: Tag, entry: Pick<Entry, 'id' | 'hlc'>): Tag {
  return hash(`${previous}|${entry.id}|${entry.hlc}`).slice(0, 16) as Tag
}

export function digestOf(hash: Hash, entry: Entry): Digest {
  return hash(canonical(storedEntry(entry))).slice(0, 16) as Digest
}

export function receiptFor(hmac: Hmac, site: SiteKey, entry: Entry): Receipt {
  return hmac(`${site}\n${canonical(storedEntry(entry))}`).slice(0, 32) as Receipt
}

/** JSON with sorted keys: the same text on every device, whatever order the fields came in. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const parts = Object.entries(value)
    .filter(([, part]) => part !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, part]) => `${JSON.stringify(name)}:${canonical(part)}`)
  return `{${parts.join(',')}}`
}

/** Whether a subject is the site itself, not something that is folded into a day's batch. */
export function isOfTheSite(subject: SubjectId): boolean {
  return subject === 'settings' || subject === 'ticketing'
}

export function opens(entry: { readonly id: EntryId; readonly subject: SubjectId }): boolean {
  return entry.id === entry.subject
}

function matching(value: unknown, pattern: RegExp): string | undefined {
  return typeof value === 'string' && pattern.test(value) ? value : undefined
}
