import type { Day, EntryId, Instant, OriginId, Series, SubjectId } from '#domain/ids.ts'
import { entryId, numberOf, originOf, parseEntryId, parseOriginId } from '#domain/ids.ts'
import type { Settings } from '#domain/settings.ts'
import { addDays } from '#domain/hours/calendar.ts'
import { isAmendment } from '#domain/visits/amendments.ts'
import type { DayBatch } from '#domain/visits/day-batch.ts'
import type { Entry } from '#journal/entry.ts'
import { isCounted } from '#journal/intervals.ts'
import type { Counted } from '#journal/intervals.ts'
import { parseEntry, storedEntry } from '#journal/parse.ts'
import { batchesOf, correctedBatch } from './correction.ts'
import type { LateSubject } from './correction.ts'
import { countedOf, difference, only, union, withEntries } from './counting.ts'
import { startCursor } from './cursor.ts'
import type { Cursor } from './cursor.ts'
import type { LoggedEntry, LogHead, SealedArchive, Sealing, SiteView, SiteWrite, Wanted } from './hub-view.ts'
import { emptyWrite } from './hub-view.ts'
import { limitsOf, oddField, tearsTooMuch } from './limits.ts'
import type { SiteTally } from './limits.ts'
import type { Carried, HelloReply, HelloRequest, OtherLife, Page, PushReply, PushRequest } from './messages.ts'
import type { RefusedWhy } from './messages.ts'
import { digestOf, isOfTheSite, nextTag, receiptFor } from './names.ts'
import type { DeviceId, Digest, Hash, Hmac, Incarnation, SiteKey, Tag } from './names.ts'
import { allowsAppend, receivedBy } from './roles.ts'
import type { Role } from './roles.ts'
import { sealedEntries, subjectDays } from './sealing.ts'
import { protocolVersion } from './version.ts'

/** What pure code may not make itself. */
export interface HubKit {
  readonly hash: Hash
  readonly hmac: Hmac
  /** Chance in [0, 1), from a cryptographic source. */
  readonly random: () => number
}

/** Whose message it is, and when it came. */
export interface Visit {
  readonly site: SiteKey
  readonly incarnation: Incarnation
  readonly device: DeviceId
  readonly role: Role
  readonly now: Instant
}

/** The read entries of a push, before the site is looked at. */
export interface ReadPush {
  readonly cursor: Cursor
  readonly horizon: Day | null
  readonly carried: readonly Carrying[]
}

type Carrying =
  | { readonly type: 'entry'; readonly entry: Entry; readonly carried: Carried }
  | {
      readonly type: 'broken'
      readonly origin: OriginId
      readonly n: number
      readonly field: string
      readonly original: unknown
    }

export interface PushContext extends Visit {
  readonly settings: Settings
  readonly isRevoked: (device: DeviceId) => boolean
  /** Whether this device may go on under the stores of a revoked one: the browser's next pairing, or its like (P14). */
  readonly mayFollow: (owner: DeviceId) => boolean
  readonly tally: SiteTally
}

export interface Accepted {
  readonly view: SiteView
  readonly write: SiteWrite
  readonly reply: PushReply | OtherLife
  /** What is counted now and was not, logged or in a batch. */
  readonly taken: readonly Entry[]
}

/** Reads what was pushed; an entry without even a number is dropped: it names nothing that could be confirmed. */
export function readPush(request: PushRequest): ReadPush {
  const carried = request.entries.flatMap((item): readonly Carrying[] => {
    const { value } = item.entry
    const parsed = parseEntry(value)
    if (parsed.ok) return [{ type: 'entry', entry: parsed.value, carried: item }]
    const { origin, n } = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>
    const from = parseOriginId(origin)
    if (from === undefined || parseEntryId(`${from}:${String(n)}`) === undefined) return []
    return [{ type: 'broken', origin: from, n: Number(n), field: parsed.error.field, original: value }]
  })
  return { cursor: request.cursor, horizon: request.horizon, carried }
}

/** What `acceptPush` needs to see. */
export function wantedBy({ carried }: ReadPush): Wanted {
  const entries = entriesOf(carried)
  const subjects = entries.map(({ id, subject }) => parseEntryId(subject) ?? id)
  const origins = carried.map((item) => (item.type === 'entry' ? item.entry.origin : item.origin))
  return {
    // A subject whose opening is counted and not held has been folded: its origin is asked for, too.
    origins: [...new Set([...origins, ...subjects.map(originOf)])],
    // The opening entries too: a subject that is held is not late.
    ids: [...new Set([...entries.map(({ id }) => id), ...subjects])],
    // Of an amendment two days: its own, and the one into whose batch it goes.
    days: [...new Set([...subjectDays(entries).values(), ...entries.flatMap(amendedDay)])],
  }
}

/**
 * Takes a push into a site (P3 to P9): what is counted already changes nothing, what may not be appended is refused,
 * what is late corrects its day's batch, the rest is numbered. The view that comes back is the next push's.
 */
export function acceptPush(view: SiteView, push: ReadPush, context: PushContext, kit: HubKit): Accepted {
  const { incarnation } = context
  if (!isOfThisLife(push.cursor, view.head, incarnation)) {
    return { view, write: emptyWrite, reply: { type: 'otherLife', incarnation }, taken: [] }
  }
  const days = subjectDays(entriesOf(push.carried))
  const refused: { id: EntryId; why: RefusedWhy }[] = []
  const forks = new Set<OriginId>()
  const late: Entry[] = []
  const known: Entry[] = []
  const quarantined: SiteWrite['quarantined'][number][] = []
  const appended: LoggedEntry[] = []
  const owners = new Map<OriginId, DeviceId>()
  const digests = new Map(view.digests)
  const limits = limitsOf(context.tally, context)
  const setAside = new Set<EntryId>()
  let { have, head } = view

  function isOpenHere(origin: OriginId): boolean {
    const owner = owners.get(origin) ?? view.owners.get(origin)
    if (owner === undefined) return limits.mayBegin(origin)
    return owner === context.device || (context.isRevoked(owner) && context.mayFollow(owner))
  }

  /** An owner changes with an entry that is new, never with one that anybody was shown (P14). */
  function count({ origin, n }: { readonly origin: OriginId; readonly n: number }, own: boolean): void {
    have = withEntries(have, [{ origin, n }])
    if (own && (owners.get(origin) ?? view.owners.get(origin)) !== context.device) owners.set(origin, context.device)
  }

  function refusal(entry: Entry, carried: Carried): RefusedWhy | null {
    if (carried.receipt !== null) {
      return carried.receipt === receiptFor(kit.hmac, context.site, entry) ? null : 'receipt'
    }
    if (!allowsAppend(context.role, entry)) return 'role'
    if (isOpenHere(entry.origin)) return null
    // Its device is gone for good: whoever holds the store all the same says what is in it under a new origin.
    if (isGone(owners.get(entry.origin) ?? view.owners.get(entry.origin))) forks.add(entry.origin)
    return 'owner'
  }

  function isGone(owner: DeviceId | undefined): boolean {
    return owner !== undefined && context.isRevoked(owner)
  }

  for (const item of push.carried) {
    if (item.type === 'broken') {
      const { origin, n, field, original } = item
      if (isCounted(have, origin, n)) {
        setAside.add(entryId(origin, n))
        continue
      }
      if (context.role === 'board' || !isOpenHere(origin) || tearsTooMuch(have.get(origin) ?? [], n)) continue
      quarantined.push({ origin, n, device: context.device, field, original })
      setAside.add(entryId(origin, n))
      count(item, true)
      continue
    }
    const { entry, carried } = item
    const own = carried.receipt === null
    const why = refusal(entry, carried)
    if (why !== null) {
      refused.push({ id: entry.id, why })
      continue
    }
    const behind = isBehind(entry, days, view.horizon, digests, have)
    const batch = behind ? (view.batches.get(days.get(entry.subject) ?? entry.day) ?? null) : null
    const odd = oddField(entry, context.now)
    const field = odd ?? limits.exceeded(entry, own, batch)
    if (isCounted(have, entry.origin, entry.n)) {
      const digest = digests.get(entry.id)
      // Set aside when it came first: the answer was lost.
      if (digest === undefined && (behind ? odd : field) !== null) setAside.add(entry.id)
      else if (digest === undefined && behind) known.push(entry)
      else if (digest !== digestOf(kit.hash, entry)) {
        // Held with other words, or folded away under a number that this store gives again.
        refused.push({ id: entry.id, why: 'forked' })
        if (carried.receipt === null) forks.add(entry.origin)
      }
      continue
    }
    // Sent before the device knew of the fold, without the rest of its subject: the answer tells it, it comes again.
    if (behind && push.horizon !== view.horizon) continue
    // Who writes in order fills the holes first, and then this one is taken.
    if (tearsTooMuch(have.get(entry.origin) ?? [], entry.n)) continue
    count(entry, own)
    if (field !== null) {
      quarantined.push({
        origin: entry.origin,
        n: entry.n,
        device: context.device,
        field,
        original: storedEntry(entry),
      })
      setAside.add(entry.id)
      continue
    }
    limits.count(entry)
    if (behind) {
      late.push(entry)
      continue
    }
    const logged = logEntry(entry, head, context, kit)
    head = { seq: logged.seq, tag: logged.tag }
    digests.set(entry.id, logged.digest)
    appended.push(logged)
  }

  const corrected = correctedBatches(view.batches, known, late, days, context.settings, kit)
  const write: SiteWrite = {
    appended,
    counted: countedOf([...late, ...quarantined]),
    owners,
    quarantined,
    batches: [...corrected.values()],
  }
  const after: SiteView = {
    head,
    horizon: view.horizon,
    have,
    owners: new Map([...view.owners, ...owners]),
    digests,
    batches: new Map([...view.batches, ...corrected]),
  }
  const reply: PushReply = {
    type: 'pushed',
    have: only(have, wantedBy(push).origins),
    refused,
    quarantined: [...setAside],
    forks: [...forks],
    head: head.seq,
    horizon: view.horizon,
    now: context.now,
  }
  return { view: after, write, reply, taken: [...late, ...appended.map(({ entry }) => entry)] }
}

/** Adds up the writes of pushes that share a transaction. */
export function bothWrites(first: SiteWrite, second: SiteWrite): SiteWrite {
  const batches = new Map<Day, DayBatch>()
  for (const batch of [...first.batches, ...second.batches]) batches.set(batch.day, batch)
  return {
    appended: [...first.appended, ...second.appended],
    counted: union(first.counted, second.counted),
    owners: new Map([...first.owners, ...second.owners]),
    quarantined: [...first.quarantined, ...second.quarantined],
    batches: [...batches.values()],
  }
}

/** What `answerHello` needs to know of the site. */
export interface HelloView {
  readonly head: LogHead
  readonly horizon: Day | null
  /** Of the origins that the device holds or writes. */
  readonly have: Counted
  /** The tag at the cursor's sequence number; null where it is not known (any more). */
  readonly tagAtCursor: Tag | null
}

/** A cursor is kept where it is a prefix of this log; otherwise the device reads from the start (P2). */
export function answerHello(view: HelloView, request: HelloRequest, visit: Visit, series: Series | null): HelloReply {
  const { cursor: known } = request
  const kept = known !== null && view.tagAtCursor === known.tag && known.seq <= view.head.seq
  const cursor = kept ? { ...known, incarnation: visit.incarnation } : startCursor(visit.incarnation)
  return {
    type: 'hello',
    version: protocolVersion,
    cursor,
    have: view.have,
    head: view.head.seq,
    horizon: view.horizon,
    now: visit.now,
    device: visit.device,
    role: visit.role,
    series,
    rates: null,
  }
}

/**
 * A page after a cursor, as this role receives it (P10).
 *
 * @param logged the log after the cursor, up to a limit. @param more whether there is more than was asked for.
 */
export function makePage(
  after: number,
  logged: readonly LoggedEntry[],
  more: boolean,
  view: { readonly head: LogHead; readonly horizon: Day | null },
  visit: Pick<Visit, 'incarnation' | 'role' | 'now'>,
): Page {
  const last = logged.at(-1)
  // Without more the cursor is the log's own end: its last entries may have been folded away.
  const end = more && last !== undefined ? last : view.head
  return {
    type: 'page',
    after,
    cursor: { incarnation: visit.incarnation, seq: end.seq, tag: end.tag },
    entries: logged.flatMap(({ entry, receipt }) => carry(entry, receipt, visit.role)),
    more,
    horizon: view.horizon,
    now: visit.now,
  }
}

/** What the hub has not counted of what a device would erase (P7). */
export function answerPurgeCheck(holding: Counted, have: Counted): Counted {
  return difference(holding, have)
}

/** Folds everything up to `horizon`: one transaction, all or nothing, repeatable (P7). */
export function sealDays(
  entries: readonly Entry[],
  horizon: Day,
  known: ReadonlyMap<Day, DayBatch>,
  settings: Settings,
  kit: Pick<HubKit, 'random'>,
): Sealing {
  const gone = sealedEntries(entries, horizon)
  const folded = entries.filter(({ id, subject }) => gone.has(id) && !isOfTheSite(subject))
  return { horizon, gone, batches: batchesOf(folded, horizon, settings, kit.random, known), counted: new Map() }
}

/**
 * Brings a hub from an older backup up to what was folded since (P13): what the archive's batches count is not held as
 * well, and what they do not count although its day is folded joins them as a correction.
 */
export function adoptArchive(
  entries: readonly Entry[],
  own: ReadonlyMap<Day, DayBatch>,
  archive: SealedArchive,
  settings: Settings,
  kit: HubKit,
): Sealing | null {
  const { horizon } = archive
  if (horizon === null) return null
  const behind = sealedEntries(entries, horizon)
  const sealed = entries.filter(({ id }) => behind.has(id))
  const known = entries.filter(({ origin, n }) => isCounted(archive.counted, origin, n))
  const late = sealed.filter(({ origin, n }) => !isCounted(archive.counted, origin, n))
  const batches = new Map([...own, ...archive.batches.map((batch) => [batch.day, batch] as const)])
  const corrected = correctedBatches(batches, known, late, subjectDays(entries), settings, kit)
  return {
    horizon,
    gone: new Set([...behind, ...known.filter(({ subject }) => !isOfTheSite(subject)).map(({ id }) => id)]),
    batches: [...new Map([...batches, ...corrected]).values()],
    counted: archive.counted,
  }
}

export function isOfThisLife(cursor: Cursor, head: LogHead, incarnation: Incarnation): boolean {
  if (cursor.incarnation !== incarnation || cursor.seq > head.seq) return false
  return cursor.seq < head.seq || cursor.tag === head.tag
}

function logEntry(entry: Entry, head: LogHead, { site, now }: Visit, kit: HubKit): LoggedEntry {
  return {
    seq: head.seq + 1,
    tag: nextTag(kit.hash, head.tag, entry),
    entry,
    digest: digestOf(kit.hash, entry),
    receipt: receiptFor(kit.hmac, site, entry),
    receivedAt: now,
  }
}

function carry(entry: Entry, receipt: LoggedEntry['receipt'], role: Role): readonly Carried[] {
  const seen = receivedBy(role, entry)
  if (seen === null) return []
  return [{ entry: { value: storedEntry(seen) }, receipt: seen === entry ? receipt : null }]
}

/** Whether an entry belongs to a day that is folded: then it is counted in that day's batch, never stored (P8). */
function isBehind(
  entry: Entry,
  days: ReadonlyMap<SubjectId, Day>,
  horizon: Day | null,
  held: ReadonlyMap<EntryId, Digest>,
  have: Counted,
): boolean {
  if (horizon === null || isOfTheSite(entry.subject) || held.has(entry.subject as EntryId)) return false
  if ((days.get(entry.subject) ?? entry.day) <= horizon) return true
  // Said on a later day, of a subject that is folded: who sends it without its opening does not know of the fold.
  const opening = parseEntryId(entry.subject)
  return opening !== undefined && opening !== entry.id && isCounted(have, originOf(opening), numberOf(opening))
}

function correctedBatches(
  batches: ReadonlyMap<Day, DayBatch>,
  known: readonly Entry[],
  late: readonly Entry[],
  days: ReadonlyMap<SubjectId, Day>,
  settings: Settings,
  kit: Pick<HubKit, 'random'>,
): ReadonlyMap<Day, DayBatch> {
  const lateByDay = new Map<Day, LateSubject[]>()
  for (const subject of new Set(late.map((entry) => entry.subject))) {
    if (subject.startsWith('day:')) continue
    const of = (entries: readonly Entry[]) => entries.filter((entry) => entry.subject === subject)
    const before = of(known)
    const after = [...before, ...of(late)]
    const opening = after.find(({ id }) => id === subject)
    // Without its opening entry a subject folds to nothing: it is counted where its opening was.
    if (opening === undefined) continue
    const [day] = [...amendedDay(opening), days.get(subject) ?? opening.day]
    lateByDay.set(day, [...(lateByDay.get(day) ?? []), { day, subject, before, after }])
  }
  return new Map(
    [...lateByDay].map(([day, some]) => [day, correctedBatch(day, batches.get(day), some, settings, kit.random)]),
  )
}

/** The day that an amendment is of; none for any other entry. */
function amendedDay({ event }: Entry): readonly [] | readonly [Day] {
  return isAmendment(event) ? [event.day] : []
}

function entriesOf(carried: readonly Carrying[]): readonly Entry[] {
  return carried.flatMap((item) => (item.type === 'entry' ? [item.entry] : []))
}

/** The day before: what a hub folds at the turn of the day. */
export function dayBefore(day: Day): Day {
  return addDays(day, -1)
}
