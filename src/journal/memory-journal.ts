import type { Day, OriginId } from '#domain/ids.ts'
import type { DayBatch } from '#domain/visits/day-batch.ts'
import { headAfter, laterDay, restedHead } from './entry.ts'
import type { Entry, Head } from './entry.ts'
import type { Counted } from './intervals.ts'
import { isCounted, withNumber } from './intervals.ts'
import { startPosition } from './port.ts'
import type { Appended, Folding, Journal, News, Position, Step, VisitArchive } from './port.ts'

export interface MemoryJournal extends Journal, VisitArchive {
  /** Every entry held, in order of arrival. */
  all(): readonly Entry[]
}

/** The journal and archive in memory: the judge's reference, and what screens are tested over. */
export function createMemoryJournal(origin: OriginId): MemoryJournal {
  let entries: readonly Entry[] = []
  let gone: Counted = new Map()
  let generation = 1
  let head: Head = { origin, n: 0, hlc: null, at: null, day: null }
  let horizon: Day | null = null
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

  function add(added: readonly Entry[]): void {
    if (added.length === 0) return
    entries = [...entries, ...added]
    for (const listener of listeners) void Promise.resolve().then(listener)
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
    merge: (foreign) => {
      const fresh = foreign.filter(
        ({ origin: from, n, id }, index) =>
          !isCounted(gone, from, n) &&
          !entries.some((known) => known.id === id) &&
          foreign.findIndex((other) => other.id === id) === index,
      )
      add(fresh)
      return Promise.resolve(fresh.length)
    },
    fold: (make) => {
      const folding: Folding | null = make(news(startPosition))
      if (folding === null) return Promise.resolve(false)
      for (const batch of folding.batches) batches.set(batch.day, batch)
      horizon = laterDay(horizon, folding.horizon)
      const taken = new Map(gone)
      for (const entry of entries) {
        if (!folding.keep(entry)) taken.set(entry.origin, withNumber(taken.get(entry.origin) ?? [], entry.n))
      }
      gone = taken
      entries = entries.filter(folding.keep)
      head = restedHead(head, entries)
      generation += 1
      for (const listener of listeners) void Promise.resolve().then(listener)
      return Promise.resolve(true)
    },
    watch: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: () => listeners.clear(),
    horizon: () => Promise.resolve(horizon),
    batches: (from, to) =>
      Promise.resolve(
        [...batches.values()].filter(({ day }) => day >= from && day <= to).sort((a, b) => (a.day < b.day ? -1 : 1)),
      ),
  }
}
