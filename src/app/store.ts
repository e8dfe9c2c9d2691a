import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'
import type { Day, Instant } from '#domain/ids.ts'
import type { Head } from '#journal/entry.ts'
import { startPosition } from '#journal/port.ts'
import type { JournalTrouble, Position } from '#journal/port.ts'
import { emptyReplay } from '#journal/replay.ts'
import type { Replay } from '#journal/replay.ts'

/** A cache of the fold and the moment it is looked at; the journal is the truth (design D1). */
export interface AppState {
  readonly replay: Replay
  readonly position: Position
  readonly head: KnownHead
  /** The journal has been read once: screens may show the queue. */
  readonly ready: boolean
  /** The last moment that was looked at; moves on every quarter of a minute. */
  readonly now: Instant
  readonly today: Day
  /** Why nothing can be written, if so. */
  readonly trouble: JournalTrouble | null
  /** The day goes on in this window's memory: the disk is full. */
  readonly inMemory: number
  adopt(replay: Replay, position: Position, head: KnownHead): void
  report(trouble: JournalTrouble | null): void
  setMoment(now: Instant, today: Day): void
  setInMemory(entries: number): void
}

/** What a window remembers of the store's head. */
export type KnownHead = Pick<Head, 'origin' | 'at' | 'day'>

export type AppStore = StoreApi<AppState>

export function createAppStore(now: Instant, today: Day): AppStore {
  return createStore<AppState>()((set, get) => ({
    replay: emptyReplay(),
    position: startPosition,
    head: { origin: '' as Head['origin'], at: null, day: null },
    ready: false,
    now,
    today,
    trouble: null,
    inMemory: 0,
    adopt: (replay, position, head) => {
      const known = get().position
      // Answers may overtake each other; an older one brings nothing new. A store that was wiped begins anew.
      if (get().head.origin === head.origin && isBefore(position, known)) return
      set({ replay, position, ready: true, head })
    },
    report: (trouble) => set({ trouble }),
    setMoment: (moment, day) => set({ now: moment, today: day }),
    setInMemory: (inMemory) => set({ inMemory }),
  }))
}

function isBefore(position: Position, known: Position): boolean {
  if (position.generation !== known.generation) return position.generation < known.generation
  return position.arrival < known.arrival || position.memory < known.memory
}
