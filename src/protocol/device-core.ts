import type { Day, EntryId, OriginId, SubjectId } from '#domain/ids.ts'
import { entryId } from '#domain/ids.ts'
import type { Entry } from '#journal/entry.ts'
import { isCounted } from '#journal/intervals.ts'
import type { Counted } from '#journal/intervals.ts'
import { parseEntry, storedEntry } from '#journal/parse.ts'
import { countedOf, difference, highest, lacking, union, withEntries } from './counting.ts'
import type { Cursor } from './cursor.ts'
import type {
  Carried,
  HelloReply,
  HelloRequest,
  OtherLife,
  Page,
  PurgeCheckReply,
  PurgeCheckRequest,
} from './messages.ts'
import { mostPushed } from './messages.ts'
import type { PushReply, PushRequest } from './messages.ts'
import { isOfTheSite } from './names.ts'
import type { Receipt } from './names.ts'
import type { Role } from './roles.ts'
import { sealedEntries, subjectDays } from './sealing.ts'

/** What a device remembers of its hub. Immutable; cursor and receipts are stored with the entries they came with. */
export interface Link {
  /** null: hello has not been answered in this life of the hub. */
  readonly cursor: Cursor | null
  /** The cursor to say hello with. */
  readonly lastCursor: Cursor | null
  /** What the hub is known to have counted, in its present life. */
  readonly have: Counted
  /** Own entries that the hub has counted as they stand here; stored with the entries. */
  readonly confirmed: Counted
  readonly refused: ReadonlySet<EntryId>
  readonly horizon: Day | null
  readonly role: Role | null
  /** The number of the newest request of each kind: only its answer counts (P4). */
  readonly requests: Readonly<Record<RequestKind, number>>
}

export type RequestKind = 'hello' | 'push' | 'page' | 'purge'

/** An entry that the device holds, and the hub's receipt if it came from there unreduced. */
export interface HeldEntry {
  readonly entry: Entry
  readonly receipt: Receipt | null
}

/** What the device holds in its journal. */
export interface Held {
  readonly own: ReadonlySet<OriginId>
  /** The last number written under each of its own origins. */
  readonly written: ReadonlyMap<OriginId, number>
  readonly entries: readonly HeldEntry[]
}

export interface Sent<Request> {
  readonly link: Link
  /** To be handed back with the answer. */
  readonly number: number
  readonly request: Request
}

/** What of a link is stored, in one transaction with the entries that came with it. */
export type StoredLink = Pick<Link, 'lastCursor' | 'confirmed' | 'horizon'>

export const newLink: StoredLink = { lastCursor: null, confirmed: new Map(), horizon: null }

export function createLink({ lastCursor, confirmed, horizon }: StoredLink = newLink): Link {
  return {
    cursor: null,
    lastCursor,
    confirmed,
    have: new Map(),
    refused: new Set(),
    horizon,
    role: null,
    requests: { hello: 0, push: 0, page: 0, purge: 0 },
  }
}

/** Starts over with the hub: nothing but an answer to this hello counts from here on. */
export function sayHello(
  link: Link,
  held: Held,
  words: Pick<HelloRequest, 'version' | 'series' | 'report'>,
): Sent<HelloRequest> {
  const { link: next, number } = asked(link, 'hello')
  const request = {
    ...words,
    cursor: next.lastCursor,
    holding: countedOf(held.entries.map(({ entry }) => entry)),
    own: [...held.own],
  }
  return { link: next, number, request }
}

/** What a device does after an answer. */
export interface Heard {
  readonly link: Link
  /** To be merged into the journal, before the link's cursor is stored. */
  readonly merge: readonly HeldEntry[]
  /** To be erased from the journal before merging: folded at the hub (P7), or another store's entry that a hub set back knows in other words (P6). */
  readonly erase: ReadonlySet<EntryId>
  /** Own origins to write under no longer: another copy of this store has gone on under them (P6). */
  readonly renounce: readonly OriginId[]
}

export function hearHello(link: Link, number: number, reply: HelloReply, held: Held): Heard {
  if (isStale(link, 'hello', number)) return nothing(link)
  const { cursor } = reply
  const next: Link = {
    ...link,
    cursor,
    lastCursor: cursor,
    have: reply.have,
    refused: new Set(),
    horizon: reply.horizon,
    role: reply.role,
  }
  // The hub has counted more of this store than was ever written here: the disk was set back, or copied.
  return renouncing(
    nothing(next),
    [...held.own].filter((origin) => highest(reply.have.get(origin)) > (held.written.get(origin) ?? 0)),
  )
}

/** The hub has begun another life: everything known of the old one is void (P1). */
export function hearOtherLife(link: Link, _reply: OtherLife): Link {
  return { ...link, cursor: null, have: new Map(), refused: new Set() }
}

/** Everything that the hub lacks and this device can give: its own entries, and others' with a receipt (P5). */
export function outbox(link: Link, held: Held): readonly HeldEntry[] {
  const sendable = held.entries.filter(
    ({ entry, receipt }) => (receipt !== null || held.own.has(entry.origin)) && !link.refused.has(entry.id),
  )
  // An own entry that is counted unheard of may be another copy's under the same number: the hub compares (P6).
  return sendable.filter(
    ({ entry: { origin, n } }) =>
      !isCounted(link.have, origin, n) || (held.own.has(origin) && !isCounted(link.confirmed, origin, n)),
  )
}

/** The next batch to push; null: the hub has everything, or is not met. */
export function nextPush(link: Link, held: Held): Sent<PushRequest> | null {
  if (link.cursor === null) return null
  const all = outbox(link, held)
  if (all.length === 0) return null
  const { link: next, number } = asked(link, 'push')
  const entries = withContext(all, link, held).map(({ entry, receipt }): Carried => ({
    entry: { value: storedEntry(entry) },
    receipt: held.own.has(entry.origin) ? null : receipt,
  }))
  return {
    link: next,
    number,
    request: { cursor: link.cursor, horizon: link.horizon, entries, unsent: unsentOf(link, held) },
  }
}

/** How many own entries the hub has not confirmed. */
export function unsentOf(link: Link, held: Held): number {
  return lacking(
    held.entries.map(({ entry }) => entry).filter(({ origin }) => held.own.has(origin)),
    link.have,
  ).length
}

/** @param asked the request that this answers. */
export function hearPush(link: Link, number: number, reply: PushReply | OtherLife, asked: PushRequest): Heard {
  if (isStale(link, 'push', number)) return nothing(link)
  if (reply.type === 'otherLife') return nothing(hearOtherLife(link, reply))
  const refused = new Set([...link.refused, ...reply.refused.map(({ id }) => id)])
  const counted = asked.entries
    .filter((item) => item.receipt === null)
    .flatMap(readCarried)
    .map(({ entry }) => entry)
    .filter(({ id, origin, n }) => !refused.has(id) && isCounted(reply.have, origin, n))
  const next = {
    ...link,
    have: union(link.have, reply.have),
    confirmed: withEntries(link.confirmed, counted),
    refused,
    horizon: reply.horizon,
  }
  return renouncing(nothing(next), reply.forks)
}

/** The next page of the catch-up. */
export function nextPage(link: Link): Sent<Cursor> | null {
  if (link.cursor === null) return null
  const { link: next, number } = asked(link, 'page')
  return { link: next, number, request: link.cursor }
}

export function hearPage(link: Link, number: number, reply: Page | OtherLife, held: Held): Heard {
  if (isStale(link, 'page', number)) return nothing(link)
  return reply.type === 'otherLife' ? nothing(hearOtherLife(link, reply)) : hearFrame(link, reply, held)
}

/**
 * A frame of the stream: the log from `after` up to its cursor. One that is behind is ignored, one that leaves a gap
 * or comes from another life makes the device say hello again.
 */
export function hearFrame(link: Link, frame: Page, held: Held): Heard {
  const { cursor } = link
  if (cursor === null) return nothing(link)
  if (frame.cursor.incarnation !== cursor.incarnation) {
    return nothing(hearOtherLife(link, { type: 'otherLife', incarnation: frame.cursor.incarnation }))
  }
  if (frame.after > cursor.seq) return nothing({ ...link, cursor: null })
  if (frame.cursor.seq <= cursor.seq) return nothing({ ...link, horizon: frame.horizon })
  const merge = frame.entries.flatMap(readCarried)
  const have = withEntries(
    link.have,
    merge.map(({ entry }) => entry),
  )
  const back = merge.map(({ entry }) => entry).filter(({ origin }) => held.own.has(origin))
  const written = new Map(held.entries.map(({ entry }) => [entry.id, entry.hlc]))
  const forked = back.filter(({ id, hlc, origin, n }) => {
    const known = written.get(id)
    return known === undefined ? n > (held.written.get(origin) ?? 0) : known !== hlc
  })
  const confirmed = withEntries(
    link.confirmed,
    back.filter((entry) => written.get(entry.id) === entry.hlc),
  )
  const next = { ...link, cursor: frame.cursor, lastCursor: frame.cursor, have, confirmed, horizon: frame.horizon }
  // A store and the hub were both set back: what stands in the hub's log is what everybody holds.
  const replaced = merge.filter(({ entry }) => {
    const known = written.get(entry.id)
    return !held.own.has(entry.origin) && known !== undefined && known !== entry.hlc
  })
  const erase = new Set(replaced.map(({ entry }) => entry.id))
  return renouncing({ ...nothing(next), merge, erase }, [...new Set(forked.map(({ origin }) => origin))])
}

/** The horizon as a heartbeat tells it. */
export function hearHorizon(link: Link, horizon: Day | null): Link {
  return link.horizon === horizon ? link : { ...link, horizon }
}

/** Asks before erasing what is folded at the hub (P7); null: nothing to erase. */
export function nextPurgeCheck(link: Link, held: Held): Sent<PurgeCheckRequest> | null {
  if (link.cursor === null || link.horizon === null) return null
  const entries = held.entries.map(({ entry }) => entry)
  const sealed = sealedEntries(entries, link.horizon)
  if (sealed.size === 0) return null
  const { link: next, number } = asked(link, 'purge')
  const holding = countedOf(entries.filter(({ id }) => sealed.has(id)))
  return { link: next, number, request: { cursor: link.cursor, holding } }
}

/**
 * Erases whole subjects that the hub has counted to the last entry; what it lacks goes back to the outbox, and its
 * subject stays with it until then.
 *
 * @param asked the request that this answers: what was written since is not erased.
 */
export function hearPurgeCheck(
  link: Link,
  number: number,
  reply: PurgeCheckReply | OtherLife,
  asked: PurgeCheckRequest,
  held: Held,
): Heard {
  if (isStale(link, 'purge', number)) return nothing(link)
  if (reply.type === 'otherLife') return nothing(hearOtherLife(link, reply))
  const confirmed = difference(asked.holding, reply.lacking)
  const next = { ...link, have: difference(link.have, reply.lacking), horizon: reply.horizon }
  const entries = held.entries.map(({ entry }) => entry)
  const sealed = sealedEntries(entries, reply.horizon)
  const unconfirmed = new Set<SubjectId>()
  for (const { origin, n, subject } of entries) {
    const safe = held.own.has(origin)
      ? isCounted(confirmed, origin, n) && isCounted(link.confirmed, origin, n)
      : isCounted(confirmed, origin, n) || isLost({ origin, n }, held, link)
    if (!isOfTheSite(subject) && !safe) unconfirmed.add(subject)
  }
  const erase = new Set(
    entries
      .filter(
        ({ id, subject, origin, n }) => sealed.has(id) && !unconfirmed.has(subject) && isCounted(confirmed, origin, n),
      )
      .map(({ id }) => id),
  )
  return { ...nothing(next), erase }
}

/**
 * Entries to forget although nobody confirmed them: a hub that was set back has lost them, and they came here reduced,
 * so they cannot be given back (P11). They return when a device that has them whole delivers.
 */
export function lostEntries(link: Link, held: Held): ReadonlySet<EntryId> {
  if (link.cursor === null) return new Set()
  const lost = held.entries.filter(
    ({ entry, receipt }) =>
      receipt === null && !held.own.has(entry.origin) && !isCounted(link.have, entry.origin, entry.n),
  )
  return new Set(lost.map(({ entry }) => entry.id))
}

/**
 * Facts that another copy of this store has not written, said again under a new origin (P6): ids, subjects and causes
 * that pointed into the old origin point into the new one.
 */
export function reissued(
  entries: readonly Entry[],
  origin: OriginId | ((entry: Entry) => OriginId),
  numbered: (entry: Entry, index: number) => number = (_, index) => index + 1,
): readonly Entry[] {
  const names = entries.map((entry, index) => ({
    origin: typeof origin === 'string' ? origin : origin(entry),
    n: numbered(entry, index),
  }))
  const renamed = new Map<string, EntryId>(
    entries.flatMap(({ id }, index) => {
      const name = names[index]
      return name === undefined ? [] : [[id, entryId(name.origin, name.n)] as const]
    }),
  )
  const rename = <Id extends string | null>(id: Id): Id => (id === null ? id : ((renamed.get(id) ?? id) as Id))
  return entries.map((entry, index) => {
    const name = names[index] ?? entry
    return {
      ...entry,
      ...name,
      id: rename(entry.id),
      subject: rename(entry.subject),
      after: rename(entry.after),
      hlc: `${entry.hlc.slice(0, 22)}${name.origin}` as Entry['hlc'],
      event: entry.event.type === 'StepUndone' ? { ...entry.event, undoes: rename(entry.event.undoes) } : entry.event,
    }
  })
}

function asked(link: Link, kind: RequestKind): { readonly link: Link; readonly number: number } {
  const number = link.requests[kind] + 1
  // A new hello makes every answer that is still on its way stale.
  const requests =
    kind === 'hello'
      ? { hello: number, push: link.requests.push + 1, page: link.requests.page + 1, purge: link.requests.purge + 1 }
      : { ...link.requests, [kind]: number }
  return { link: kind === 'hello' ? { ...link, cursor: null, requests } : { ...link, requests }, number }
}

function isStale(link: Link, kind: RequestKind, number: number): boolean {
  return link.requests[kind] !== number || (kind !== 'hello' && link.cursor === null)
}

/** After a fork everything is read anew: what is held under the old origin's numbers may be the other copy's. */
function renouncing(heard: Heard, origins: readonly OriginId[]): Heard {
  if (origins.length === 0) return heard
  return { ...heard, renounce: origins, link: { ...heard.link, cursor: null, lastCursor: null } }
}

/** What of a renounced origin is to be said again under a new one: all that the hub has not confirmed. */
export function toReissue(link: Link, held: Held, origin: OriginId): readonly Entry[] {
  return held.entries
    .map(({ entry }) => entry)
    .filter((entry) => entry.origin === origin && !isCounted(link.confirmed, origin, entry.n))
}

function nothing(link: Link): Heard {
  return { link, merge: [], erase: new Set(), renounce: [] }
}

/** What of a late subject the hub has counted goes along, so that it knows what it counted (P8). */
function withContext(all: readonly HeldEntry[], link: Link, held: Held): readonly HeldEntry[] {
  const days = subjectDays(held.entries.map(({ entry }) => entry))
  const isLate = ({ entry }: HeldEntry) =>
    link.horizon !== null && !isOfTheSite(entry.subject) && (days.get(entry.subject) ?? entry.day) <= link.horizon
  const batch: HeldEntry[] = []
  const taken = new Set<SubjectId>()
  for (const item of all) {
    if (batch.length >= mostPushed) break
    if (!isLate(item)) {
      batch.push(item)
      continue
    }
    const { subject } = item.entry
    if (taken.has(subject)) continue
    const whole = held.entries.filter(
      ({ entry, receipt }) =>
        entry.subject === subject && (receipt !== null || held.own.has(entry.origin)) && !link.refused.has(entry.id),
    )
    if (batch.length > 0 && batch.length + whole.length > mostPushed) break
    taken.add(subject)
    batch.push(...whole.slice(0, mostPushed))
  }
  return batch
}

/** A reduced entry that the hub has lost: it stands in the way of nothing. */
function isLost({ origin, n }: Pick<Entry, 'origin' | 'n'>, held: Held, link: Link): boolean {
  if (held.own.has(origin) || isCounted(link.have, origin, n)) return false
  return held.entries.some(({ entry, receipt }) => entry.origin === origin && entry.n === n && receipt === null)
}

function readCarried({ entry, receipt }: Carried): readonly HeldEntry[] {
  const parsed = parseEntry(entry.value)
  return parsed.ok ? [{ entry: parsed.value, receipt }] : []
}
