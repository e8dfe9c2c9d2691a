import type { EntryId, OriginId, TicketId } from '#domain/ids.ts'
import type { Entry } from '#journal/entry.ts'
import type { Counted } from '#journal/intervals.ts'
import type { Journal } from '#journal/port.ts'
import { lacking } from '#protocol/counting.ts'
import { createLink, lostEntries, outbox, reissued, toReissue } from '#protocol/device-core.ts'
import type { Heard, Held, Link } from '#protocol/device-core.ts'
import { createHeldEntries } from './held-entries.ts'
import type { DeviceTime, HubClock } from './hub-clock.ts'
import type { HubJournal, KeptLink } from './kept-link.ts'

/** What the hub says of this device and its queue, beside the entries. */
export type LinkWords = Partial<Pick<KeptLink, 'role' | 'series' | 'rates'>>

export interface LinkedStoreParts {
  /** As the screens read it. */
  readonly journal: Pick<Journal, 'read'>
  readonly shared: HubJournal
  readonly clock: Pick<HubClock, 'reading'>
  readonly time: Pick<DeviceTime, 'elapsed'>
  readonly kept: KeptLink
  readonly newOrigin: () => OriginId
  /** Awaited before the store goes on under another origin: its letter stays behind. */
  readonly letterIsVoid: () => Promise<void>
}

/** The store and what is known of the hub, changed together. */
export interface LinkedStore {
  link(): Link
  kept(): KeptLink
  held(): Held
  /** Runs when all that came before is done: each sees the store and the link as the one before has left them. */
  inLane<Value>(work: () => Value | Promise<Value>): Promise<Value>
  refresh(): Promise<void>
  /** What a request has changed of the link; in the lane. */
  setLink(link: Link): void
  /** Writes what was heard in one commit, and only then believes it; in the lane. */
  take(heard: Heard, words?: LinkWords): Promise<void>
  /** Since when the hub's news cannot be written, by the elapsed time; null: they can. */
  failedSince(): number | null
  /** Own entries that the hub has not confirmed. */
  unsent(): number
  /** Own tickets that the hub does not know, under whatever origin they were given. */
  unsentTickets(): readonly TicketId[]
  /** Names the outbox: whether a push has changed anything. */
  outboxName(): string
  hasOutbox(): boolean
  /** Not to be sent again in this life of the hub: it cannot read them. */
  setAside(ids: readonly (string | undefined)[]): void
}

export function createLinkedStore(parts: LinkedStoreParts): LinkedStore {
  const { shared, clock } = parts
  const entries = createHeldEntries(parts.journal, shared)
  let link: Link = createLink(parts.kept)
  let kept = parts.kept
  let lane: Promise<unknown> = Promise.resolve()
  let failedSince: number | null = null
  let counting: { readonly held: Held | null; readonly counted: Counted; readonly unsent: readonly Entry[] } = {
    held: null,
    counted: new Map(),
    unsent: [],
  }

  function unsent(): readonly Entry[] {
    const held = entries.current()
    const counted = link.cursor === null ? kept.confirmed : link.have
    if (counting.held !== held || counting.counted !== counted) {
      const own = held.entries.map(({ entry }) => entry).filter(({ origin }) => held.own.has(origin))
      counting = { held, counted, unsent: lacking(own, counted) }
    }
    return counting.unsent
  }

  async function take(heard: Heard, words: Partial<KeptLink> = {}): Promise<void> {
    const { merge } = heard
    const erase = new Set<EntryId>([...heard.erase, ...lostEntries(heard.link, entries.current())])
    const { lastCursor, confirmed, horizon } = heard.link
    const { offsetMs, quality } = clock.reading()
    const next = { ...kept, ...words, lastCursor, confirmed, horizon, offsetMs: quality === 0 ? null : offsetMs }
    const same = (Object.keys(next) as (keyof KeptLink)[]).every((name) => next[name] === kept[name])
    if (merge.length > 0 || erase.size > 0) await receive({ merge, erase, link: next })
    // What is only counted may be counted again: a disk that is full does not hold up what was pushed.
    else if (!same) await shared.receive({ merge, erase, link: next }).catch(() => undefined)
    kept = next
    link = heard.link
    entries.took(merge)
    if (erase.size > 0) await entries.refresh()
    for (const origin of heard.renounce) await renounce(origin)
  }

  /** A hub that is heard and a store that takes nothing: screens must not call that live (P5). */
  async function receive(received: Parameters<HubJournal['receive']>[0]): Promise<void> {
    try {
      await shared.receive(received)
      failedSince = null
    } catch (error) {
      // What cannot be erased now is told by nobody: nothing is missing on the screens.
      if (received.merge.length > 0) failedSince ??= parts.time.elapsed()
      throw error
    }
  }

  /** Another copy of this store goes on under the origin: what only this one has is said again under a new one (P6). */
  async function renounce(origin: OriginId): Promise<void> {
    await parts.letterIsVoid()
    const fresh = parts.newOrigin()
    const next = { ...kept, series: null }
    await shared.renounce(origin, fresh, (held) => {
      const unsaid = toReissue(link, held, origin)
      return { gone: new Set(unsaid.map(({ id }) => id)), again: reissued(unsaid, fresh), link: next }
    })
    kept = next
    await entries.refresh()
  }

  return {
    link: () => link,
    kept: () => kept,
    held: entries.current,
    inLane: (work) => {
      const done = lane.then(work)
      lane = done.catch(() => undefined)
      return done
    },
    refresh: entries.refresh,
    setLink: (next) => {
      link = next
    },
    take,
    failedSince: () => failedSince,
    unsent: () => unsent().length,
    unsentTickets: () => unsent().flatMap(({ id, event }) => (event.type === 'TicketIssued' ? [id] : [])),
    outboxName: () => {
      const items = outbox(link, entries.current())
      return `${link.horizon ?? ''} ${items.length} ${items[0]?.entry.id ?? ''}`
    },
    hasOutbox: () => outbox(link, entries.current()).length > 0,
    setAside: (ids) => {
      const known = entries.current().entries.map(({ entry }) => entry.id)
      link = { ...link, refused: new Set([...link.refused, ...known.filter((id) => ids.includes(id))]) }
    },
  }
}
