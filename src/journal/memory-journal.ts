import type { Day, EntryId, OriginId } from '#domain/ids.ts'
import type { DayBatch } from '#domain/visits/day-batch.ts'
import { headAfter, laterDay, restedHead } from './entry.ts'
import type { Entry, Head } from './entry.ts'
import type { Counted } from './intervals.ts'
import { isCounted, withNumber } from './intervals.ts'
import { startPosition } from './port.ts'
import type { Appended, Folding, Journal, News, Position, Step, VisitArchive } from './port.ts'
import type { Holding, SharedJournal } from './shared-port.ts'

export interface MemoryJournal<Receipt extends string = string, Link = unknown>
  extends Journal, VisitArchive, SharedJournal<Receipt, Link> {
  /** Every entry held, in order of arrival. */
  all(): readonly Entry[]
}

/** The journal and archive in memory: the judge's reference, and what screens are tested over. */
export function createMemoryJournal<Receipt extends string = string, Link = unknown>(
  origin: OriginId,
): MemoryJournal<Receipt, Link> {
  let entries: readonly Entry[] = []
  let gone: Counted = new Map()
  let generation = 1
  let head: Head = { origin, n: 0, hlc: null, at: null, day: null }
  let horizon: Day | null = null
  let hubHorizon: Day | null = null
  let link: Link | null = null
  let digests: ReadonlyMap<Day, string> = new Map()
  /** Own origins beside the head's. */
  const more = new Map<OriginId, number>()
  const receipts = new Map<EntryId, Receipt>()
  const batches = new Map<Day, DayBatch>()
  const listeners = new Set<() => void>()

  function news(seen: Position): News {
    const restart = seen.generation !== generation
    return {
      restart,
      entries: restart ? entries : entries.slice(seen.arrival),
      position: { generation, arrival: entries.length, memory: 0 },
      counted: gone,
      head,
      memoryLetter: null,
    }
  }

  function announce(): void {
    for (const listener of listeners) void Promise.resolve().then(listener)
  }

  function add(added: readonly Entry[]): void {
    if (added.length === 0) return
    entries = [...entries, ...added]
    announce()
  }

  function addUnknown(foreign: readonly Entry[]): number {
    const known = new Set(entries.map(({ id }) => id))
    const fresh = foreign.filter(({ id }) => !known.has(id) && known.add(id))
    add(fresh)
    return fresh.length
  }

  function leave(ids: ReadonlySet<EntryId>): void {
    entries = entries.filter(({ id }) => !ids.has(id))
    for (const id of ids) receipts.delete(id)
    head = restedHead(head, entries)
    generation += 1
    announce()
  }

  function holding(): Holding<Receipt> {
    const written = new Map([[head.origin, head.n] as const, ...more])
    const held = entries.map((entry) => ({ entry, receipt: receipts.get(entry.id) ?? null }))
    return { own: new Set(written.keys()), written, entries: held }
  }

  return {
    all: () => entries,
    read: (seen) => Promise.resolve(news(seen)),
    append: <Answer>(seen: Position, step: (news: News) => Step<Answer>) =>
      new Promise<Appended<Answer>>((resolve) => {
        const { append, answer } = step(news(seen))
        add(append)
        head = headAfter(head, append)
        resolve({ answer, position: { generation, arrival: entries.length, memory: 0 } })
      }),
    merge: (foreign) => Promise.resolve(addUnknown(foreign.filter(({ origin: from, n }) => !isCounted(gone, from, n)))),
    fold: (make) => {
      const folding: Folding | null = make(news(startPosition))
      if (folding === null) return Promise.resolve(false)
      for (const batch of folding.batches) batches.set(batch.day, batch)
      horizon = laterDay(horizon, folding.horizon)
      const taken = new Map(gone)
      const folded = entries.filter((entry) => !folding.keep(entry))
      for (const entry of folded) taken.set(entry.origin, withNumber(taken.get(entry.origin) ?? [], entry.n))
      gone = taken
      leave(new Set(folded.map(({ id }) => id)))
      return Promise.resolve(true)
    },
    watch: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: () => listeners.clear(),
    // Where there is a hub, the hub folds.
    horizon: () => Promise.resolve(hubHorizon ?? horizon),
    batches: (from, to) =>
      Promise.resolve(
        [...batches.values()].filter(({ day }) => day >= from && day <= to).sort((a, b) => (a.day < b.day ? -1 : 1)),
      ),
    held: () => Promise.resolve(holding()),
    storedLink: () => Promise.resolve(link),
    receive: (received) => {
      if (received.erase.size > 0) leave(received.erase)
      addUnknown(received.merge.map(({ entry }) => entry))
      for (const { entry, receipt } of received.merge) {
        if (receipt !== null && !receipts.has(entry.id)) receipts.set(entry.id, receipt)
      }
      link = received.link
      return Promise.resolve()
    },
    renounce: (given, fresh, step) => {
      const renounced = step(holding())
      if (head.origin === given) {
        head = { ...headAfter({ ...head, n: 0 }, renounced.again), origin: fresh }
      } else {
        more.delete(given)
        if (renounced.again.length > 0) more.set(fresh, renounced.again.length)
      }
      leave(renounced.gone)
      add(renounced.again)
      link = renounced.link
      return Promise.resolve()
    },
    mergeOwn: (own) => {
      for (const { origin: from, n } of own) more.set(from, Math.max(more.get(from) ?? 0, n))
      return Promise.resolve(addUnknown(own))
    },
    batchDigests: () => Promise.resolve(digests),
    batchHorizon: () => Promise.resolve(hubHorizon),
    keepBatches: (kept, told, upTo = hubHorizon) => {
      hubHorizon = upTo
      for (const batch of kept) batches.set(batch.day, batch)
      for (const day of batches.keys()) if (!told.has(day)) batches.delete(day)
      digests = told
      announce()
      return Promise.resolve()
    },
  }
}
