import type { DayBatch } from '#domain/visits/day-batch.ts'
import type { Day, Series } from '#domain/ids.ts'
import type { Entry, Head } from './entry.ts'
import type { Counted } from './intervals.ts'

/** How far a reader has read: the generation of the store and the arrival number within it. */
export interface Position {
  readonly generation: number
  readonly arrival: number
  /** How many of the entries that are only in memory were seen (see the enduring journal). */
  readonly memory: number
}

export const startPosition: Position = { generation: 0, arrival: 0, memory: 0 }

/** What has arrived since a position. `restart`: the store was folded meanwhile; forget all and play from `entries`. */
export interface News {
  readonly restart: boolean
  /** In order of arrival at this store. */
  readonly entries: readonly Entry[]
  readonly position: Position
  /** What the fold has taken away: counted, and not to come back. Only meaningful with `restart`. */
  readonly counted: Counted
  readonly head: Head
  /** The letter to issue under while this window goes on in memory (N5); null: the device's own series. */
  readonly memoryLetter: Series | null
}

/** What a step wants: new entries to commit, and an answer for its caller. */
export interface Step<Answer> {
  readonly append: readonly Entry[]
  readonly answer: Answer
}

export interface Appended<Answer> {
  readonly answer: Answer
  /** Where the reader stands after the step, its own entries included. */
  readonly position: Position
}

/** What the fold of closed days leaves behind. */
export interface Folding {
  readonly batches: readonly DayBatch[]
  /** The last day that is folded: everything of it and before is batches now. */
  readonly horizon: Day
  readonly keep: (entry: Entry) => boolean
}

/** Trouble that a screen can name. Everything else throws. */
export type JournalTrouble = 'full' | 'newerStore' | 'lost'

export class JournalError extends Error {
  readonly trouble: JournalTrouble
  constructor(trouble: JournalTrouble, cause?: unknown) {
    super(`The journal cannot be written: ${trouble}`, { cause })
    this.trouble = trouble
  }
}

/**
 * The append-only journal of one store (J1 to J9). Adapters run the contract suite in
 * `tests/contracts/journal-contract.ts`.
 */
export interface Journal {
  /** Everything after `seen`, in order of arrival. */
  read(seen: Position): Promise<News>
  /**
   * One atomic step: `step` sees what has arrived since `seen`, and answers synchronously; its entries
   * are durable when the promise resolves, or nothing has happened. No other step of any window comes in between.
   * @throws JournalError
   */
  append<Answer>(seen: Position, step: (news: News) => Step<Answer>): Promise<Appended<Answer>>
  /** Takes over entries of other stores, idempotent by `(origin, n)`; returns how many were new. */
  merge(entries: readonly Entry[]): Promise<number>
  /** Replaces whole days by their anonymous batches; what `keep` refuses is erased from the disk. */
  fold(make: (news: News) => Folding | null): Promise<boolean>
  /** Calls back whenever something has arrived, from this window or another; returns the way to stop. */
  watch(listener: () => void): () => void
  close(): void
}

/** The anonymous batches, one per folded day. */
export interface VisitArchive {
  /** Days in ascending order, both ends included. */
  batches(from: Day, to: Day): Promise<readonly DayBatch[]>
  horizon(): Promise<Day | null>
}
