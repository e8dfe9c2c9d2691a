import type { Day, EntryId, OriginId } from '#domain/ids.ts'
import type { DayBatch } from '#domain/visits/day-batch.ts'
import type { Entry } from './entry.ts'

/** An entry that a store holds, and the hub's receipt if it came from there whole. */
export interface ReceiptedEntry<Receipt extends string> {
  readonly entry: Entry
  readonly receipt: Receipt | null
}

/** What a store holds and may give to a hub (J15). */
export interface Holding<Receipt extends string> {
  /** The origin that is written under now comes first. */
  readonly own: ReadonlySet<OriginId>
  /** The last number written under each of its own origins. */
  readonly written: ReadonlyMap<OriginId, number>
  readonly entries: readonly ReceiptedEntry<Receipt>[]
}

/** What a hub has said, as one commit (J13). */
export interface Received<Receipt extends string, Link> {
  readonly merge: readonly ReceiptedEntry<Receipt>[]
  /** Leaves the store before anything is merged, without being counted: the hub counts (J14). */
  readonly erase: ReadonlySet<EntryId>
  /** How far the hub was read; kept with the entries. */
  readonly link: Link
}

/** What becomes of an origin that is given up (J16). */
export interface Renounced<Link> {
  readonly gone: ReadonlySet<EntryId>
  /** Said again under the new origin. */
  readonly again: readonly Entry[]
  readonly link: Link
}

/** The hub's side of a store that is shared with other devices (J13 to J17); the hub folds, this store follows. */
export interface SharedJournal<Receipt extends string, Link> {
  held(): Promise<Holding<Receipt>>
  /** null: no hub was ever heard. */
  storedLink(): Promise<Link | null>
  receive(received: Received<Receipt, Link>): Promise<void>
  /** Goes on under `fresh` in place of `origin`; no other step comes between `step` and its commit. */
  renounce(origin: OriginId, fresh: OriginId, step: (held: Holding<Receipt>) => Renounced<Link>): Promise<void>
  /** Takes over what this very store has written under another origin while its disk was full. */
  mergeOwn(entries: readonly Entry[]): Promise<number>
  /** The hub's digest of each batch that is kept. */
  batchDigests(): Promise<ReadonlyMap<Day, string>>
  /**
   * Keeps these batches; of the others only those whose day has a digest still.
   *
   * @param horizon the last day that the hub had folded before it was asked for them; absent: as it was told before,
   *   since there are more to come.
   */
  keepBatches(batches: readonly DayBatch[], digests: ReadonlyMap<Day, string>, horizon?: Day | null): Promise<void>
  /** The last day that the hub had folded when these batches were asked for: all that it took away is in them. */
  batchHorizon(): Promise<Day | null>
}
