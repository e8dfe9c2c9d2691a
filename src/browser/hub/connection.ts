import type { LinkEvent } from '#protocol/link-state.ts'
import type { Heard } from '#protocol/device-core.ts'
import type { HubWire, WireAnswer } from './hub-wire.ts'
import type { HubClock } from './hub-clock.ts'
import type { LinkedStore, LinkWords } from './linked-store.ts'

export type NoAnswer = Exclude<WireAnswer<unknown>, { type: 'reply' | 'otherLife' }>

/** What the parts of a running link share. */
export interface Connection {
  readonly store: LinkedStore
  readonly wire: HubWire
  readonly clock: HubClock
  /** Aborted when the present connection is closed. */
  signal(): AbortSignal
  now(): number
  elapsed(): number
  feed(event: LinkEvent): void
  /**
   * A step on the store, in its turn; false: it failed, or the connection is another one. A store that fails is a cut:
   * after a rest everything is asked anew.
   */
  step(signal: AbortSignal, work: () => void | Promise<void>): Promise<boolean>
  /** Takes what was heard; false as above, or the thread is lost: the machine knows. */
  take(signal: AbortSignal, hear: () => Heard, words?: LinkWords): Promise<boolean>
  failed(answer: NoAnswer, signal: AbortSignal): void
}

/** A step is one request's whole life at most. */
export const requestMs = 6_000
