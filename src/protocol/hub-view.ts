import type { Day, EntryId, Instant, OriginId } from '#domain/ids.ts'
import type { DayBatch } from '#domain/visits/day-batch.ts'
import type { Entry } from '#journal/entry.ts'
import type { Counted } from '#journal/intervals.ts'
import type { DeviceId, Digest, Receipt, Tag } from './names.ts'

/** An entry in a site's log. */
export interface LoggedEntry {
  readonly seq: number
  readonly tag: Tag
  readonly entry: Entry
  readonly digest: Digest
  readonly receipt: Receipt
  readonly receivedAt: Instant
}

/** How far a site's log has come. */
export interface LogHead {
  readonly seq: number
  readonly tag: Tag
}

/** What a step wants to see of a site. */
export interface Wanted {
  readonly origins: readonly OriginId[]
  readonly ids: readonly EntryId[]
  readonly days: readonly Day[]
}

/** What a step sees of a site, under its lock. */
export interface SiteView {
  readonly head: LogHead
  readonly horizon: Day | null
  /** Of the wanted origins: what is counted, also after its day was folded. */
  readonly have: Counted
  readonly owners: ReadonlyMap<OriginId, DeviceId>
  /** Of the wanted entries: those that are held. */
  readonly digests: ReadonlyMap<EntryId, Digest>
  /** Of the wanted days: those that are folded. */
  readonly batches: ReadonlyMap<Day, DayBatch>
}

export interface QuarantinedEntry {
  readonly origin: OriginId
  readonly n: number
  readonly device: DeviceId
  /** Which field cannot be read. */
  readonly field: string
  readonly original: unknown
}

/** What a step writes, in one transaction with what it saw. */
export interface SiteWrite {
  readonly appended: readonly LoggedEntry[]
  /** Counted without being logged: late ones and quarantined ones. */
  readonly counted: Counted
  readonly owners: ReadonlyMap<OriginId, DeviceId>
  readonly quarantined: readonly QuarantinedEntry[]
  readonly batches: readonly DayBatch[]
}

/** What a fold of days leaves behind. */
export interface Sealing {
  readonly horizon: Day
  readonly batches: readonly DayBatch[]
  readonly gone: ReadonlySet<EntryId>
  /** What the batches count beside what goes: a restored hub learns it from the archive. */
  readonly counted: Counted
}

/** Everything that is folded: kept beside a backup, so that an older one can be brought up to it (P13). */
export interface SealedArchive {
  readonly horizon: Day | null
  readonly batches: readonly DayBatch[]
  /** What the batches are made of. */
  readonly counted: Counted
}

export const emptyWrite: SiteWrite = {
  appended: [],
  counted: new Map(),
  owners: new Map(),
  quarantined: [],
  batches: [],
}
