import type { Day, DeskNumber, Instant, OriginId, TicketId } from '#domain/ids.ts'
import type { DayBatch } from '#domain/visits/day-batch.ts'
import type { Entry } from '#journal/entry.ts'
import type { Counted } from '#journal/intervals.ts'
import type { LoggedEntry, LogHead, SealedArchive, Sealing, SiteView, SiteWrite, Wanted } from '#protocol/hub-view.ts'
import type { Incarnation, SiteKey, Tag } from '#protocol/names.ts'

/** One site's part of a transaction: `step` sees the site under its lock and answers what is to be written. */
export interface SiteStep {
  readonly site: SiteKey
  readonly wanted: Wanted
  readonly step: (view: SiteView) => SiteWrite
}

/** What a step of a fold sees: everything raw that the site holds, and its batches. */
export interface SealView {
  readonly entries: readonly Entry[]
  readonly horizon: Day | null
  readonly batches: ReadonlyMap<Day, DayBatch>
  /** Everything that is counted. */
  readonly have: Counted
}

export interface SiteStatus {
  readonly head: LogHead
  readonly horizon: Day | null
}

export interface PageOfLog {
  readonly logged: readonly LoggedEntry[]
  readonly more: boolean
  readonly status: SiteStatus
}

export interface PageOfReleases {
  readonly known: number
  /** JSON texts, as they were added. */
  readonly texts: readonly string[]
}

/** A short word of the hub that a desk is about to call a ticket (D4). */
export interface Claim {
  readonly ticketId: TicketId
  readonly desk: DeskNumber
  readonly until: Instant
}

/** Trouble that a hub answers with 503 and a reason. Everything else throws. */
export class HubStoreError extends Error {
  readonly trouble: 'full' | 'lost'
  constructor(trouble: 'full' | 'lost', cause?: unknown) {
    super(`The hub's store cannot be written: ${trouble}`, { cause })
    this.trouble = trouble
  }
}

/**
 * The journal of a hub's sites (HS rules of `hub/SPEC.md`). Adapters run the contract suite in
 * `tests/contracts/hub-store-contract.ts`.
 */
export interface HubStore {
  /** This life of the store: all processes over one database share it. */
  incarnation(): Incarnation
  /**
   * One transaction for a group of steps, each site at most once: all is durable when the promise resolves, or nothing
   * has happened. A step may run a second time where a connection was lost. @throws HubStoreError
   */
  commit(steps: readonly SiteStep[]): Promise<void>
  /** Folds days: one transaction, all or nothing. `step` may answer null: nothing to fold. */
  seal(site: SiteKey, step: (view: SealView) => Sealing | null): Promise<boolean>
  status(site: SiteKey): Promise<SiteStatus>
  /** The log after a sequence number, at most `limit` lines. */
  page(site: SiteKey, after: number, limit: number): Promise<PageOfLog>
  /** What is counted of some origins. */
  have(site: SiteKey, origins: readonly OriginId[]): Promise<Counted>
  /** The tag at a sequence number; null where its entry is folded away or never was. */
  tagAt(site: SiteKey, seq: number): Promise<Tag | null>
  /** Days in ascending order, both ends included. */
  batches(site: SiteKey, from: Day, to: Day): Promise<readonly DayBatch[]>
  /** Everything folded: exported beside each backup, so that an older one can be brought up to it. */
  archive(site: SiteKey): Promise<SealedArchive>
  /** What was released of the site, in order, some at a time: the lines after a number, and how many there are. */
  releases(site: SiteKey, after: number, limit: number): Promise<PageOfReleases>
  /** Adds one where `known` are all that there are; otherwise nothing is done and the answer is false. */
  addRelease(site: SiteKey, text: string, known: number): Promise<boolean>
  /** How many entries could not be read and are set aside. */
  quarantinedCount(site: SiteKey): Promise<number>
  /**
   * Erases what was set aside and received before a moment; what remains is that there was something. Also erases for
   * good what an earlier fold could not, since somebody was reading.
   */
  forget(site: SiteKey, before: Instant): Promise<void>
  /** Reserves a ticket for a desk, or answers the claim that stands in the way. A desk has one claim at a time. */
  claim(site: SiteKey, claim: Claim, now: Instant): Promise<Claim>
  claims(site: SiteKey, now: Instant): Promise<readonly Claim[]>
  release(site: SiteKey, ticketIds: readonly TicketId[]): Promise<void>
  /** Calls back with a site whose log or horizon has moved, by this process or another; returns the way to stop. */
  watch(listener: (site: SiteKey) => void): () => void
  /** A copy of everything in a new file, while the hub goes on. */
  backup(file: string): Promise<void>
  /** Throws when the store does not answer. */
  check(): Promise<void>
  close(): Promise<void>
}
