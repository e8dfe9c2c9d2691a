/** Branded ids and instants. Only these `parse…` functions, and the test builders, cast. */
declare const brand: unique symbol
type Brand<Base, Name extends string> = Base & { readonly [brand]: Name }

/** One store (one IndexedDB, one hub database): 10 characters of base 32, random, never used again. */
export type OriginId = Brand<string, 'OriginId'>
/** `origin:n`, n = 1, 2, 3, … without holes per origin. */
export type EntryId = Brand<string, 'EntryId'>
/** The id of the ticket's `TicketIssued` entry. */
export type TicketId = EntryId
/** What a fact is about: a ticket or walk-up (its first entry's id), `settings`, `ticketing`, or `day:YYYY-MM-DD`. */
export type SubjectId = EntryId | Brand<string, 'SubjectId'>
/** Milliseconds since 1970-01-01T00:00Z. */
export type Instant = Brand<number, 'Instant'>
/** A local calendar day of the site, `YYYY-MM-DD`. */
export type Day = Brand<string, 'Day'>
/** What is shown and called, e.g. `C07`. */
export type Label = Brand<string, 'Label'>
export type NeedId = Brand<string, 'NeedId'>
export type TopicId = Brand<string, 'TopicId'>
export type OutcomeId = Brand<string, 'OutcomeId'>
export type ReferralId = Brand<string, 'ReferralId'>
export type WorkshopType = Brand<string, 'WorkshopType'>
export type PrinterId = Brand<string, 'PrinterId'>
/** The number on the desk, 1 to 99. An agent is known only as a desk. */
export type DeskNumber = Brand<number, 'DeskNumber'>
/** The issuer's letter in a label; empty for the site's main kiosk. */
export type Series = Brand<string, 'Series'>

/** No I, O (read as 1, 0), no L in lower case: letters that survive a phone call. */
const originAlphabet = 'abcdefghjkmnpqrstuvwxyz023456789'
const originPattern = /^[a-z0-9]{10}$/
const entryPattern = /^[a-z0-9]{10}:[1-9][0-9]{0,14}$/
const dayPattern = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/
const idPattern = /^[a-z][a-z0-9_.-]{0,63}$/i

/** The end of the calendar, 9999-12-31: later moments have no day of four figures, and none at all from 275760 on. */
const lastInstant = 253_402_214_400_000

export const settingsSubject = 'settings' as SubjectId
export const ticketingSubject = 'ticketing' as SubjectId

export function daySubject(day: Day): SubjectId {
  return `day:${day}` as SubjectId
}

export function entryId(origin: OriginId, n: number): EntryId {
  return `${origin}:${n}` as EntryId
}

export function originOf(id: EntryId): OriginId {
  return id.slice(0, id.indexOf(':')) as OriginId
}

export function numberOf(id: EntryId): number {
  return Number(id.slice(id.indexOf(':') + 1))
}

/** Makes an origin id from at least 10 random bytes (50 bits are used). */
export function originFromBytes(bytes: Uint8Array): OriginId {
  if (bytes.length < 10) throw new Error('An origin id needs 10 random bytes')
  return Array.from(bytes.slice(0, 10), (byte) => originAlphabet[byte & 31]).join('') as OriginId
}

export function parseOriginId(value: unknown): OriginId | undefined {
  return typeof value === 'string' && originPattern.test(value) ? (value as OriginId) : undefined
}

export function parseEntryId(value: unknown): EntryId | undefined {
  return typeof value === 'string' && entryPattern.test(value) ? (value as EntryId) : undefined
}

export function parseSubjectId(value: unknown): SubjectId | undefined {
  if (value === settingsSubject || value === ticketingSubject) return value as SubjectId
  if (typeof value === 'string' && value.startsWith('day:') && parseDay(value.slice(4)) !== undefined)
    return value as SubjectId
  return parseEntryId(value)
}

export function parseInstant(value: unknown): Instant | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value < lastInstant
    ? (value as Instant)
    : undefined
}

export function parseDay(value: unknown): Day | undefined {
  if (typeof value !== 'string' || !dayPattern.test(value)) return undefined
  // Date rolls 2026-02-30 over to March; a day that changes on the way is no day.
  const date = new Date(`${value}T00:00:00Z`)
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== value ? undefined : (value as Day)
}

export function parseLabel(value: unknown): Label | undefined {
  return typeof value === 'string' && /^[A-Z]{1,2}[0-9]{2,4}$/.test(value) ? (value as Label) : undefined
}

export function parseDeskNumber(value: unknown): DeskNumber | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 99
    ? (value as DeskNumber)
    : undefined
}

export function parseSeries(value: unknown): Series | undefined {
  return typeof value === 'string' && /^[A-Z]?$/.test(value) ? (value as Series) : undefined
}

export function parseNeedId(value: unknown): NeedId | undefined {
  return parseId(value) as NeedId | undefined
}

export function parseTopicId(value: unknown): TopicId | undefined {
  return parseId(value) as TopicId | undefined
}

export function parseOutcomeId(value: unknown): OutcomeId | undefined {
  return parseId(value) as OutcomeId | undefined
}

export function parseReferralId(value: unknown): ReferralId | undefined {
  return parseId(value) as ReferralId | undefined
}

export function parseWorkshopType(value: unknown): WorkshopType | undefined {
  return parseId(value) as WorkshopType | undefined
}

/** Configuration ids: a letter, then letters, digits, `_`, `.` or `-`; 64 characters at most, so no sentence fits. */
export function parseId(value: unknown): string | undefined {
  return typeof value === 'string' && idPattern.test(value) ? value : undefined
}

/** Orders entry ids: within one origin by number, otherwise by origin, so that every device agrees. */
export function compareEntryIds(a: EntryId, b: EntryId): number {
  const [originA = '', nA = ''] = a.split(':')
  const [originB = '', nB = ''] = b.split(':')
  if (originA !== originB) return originA < originB ? -1 : 1
  return Number(nA) - Number(nB)
}
