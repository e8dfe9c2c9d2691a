import type { Store } from '#app/ports.ts'
import type { OriginId } from '#domain/ids.ts'
import type { Head } from '#journal/entry.ts'
import { JournalError } from '#journal/port.ts'
import type { News, Position } from '#journal/port.ts'

const retryMs = 20_000

/**
 * Stands in for a store that could not be opened: a full or broken disk on a device's first day. It is empty and says
 * that it is full, so that the day goes on in memory, and tries the disk again until it opens.
 */
export function createLateJournal(open: () => Promise<Store>, origin: OriginId, pauseMs: number = retryMs): Store {
  const listeners = new Set<() => void>()
  const head: Head = { origin, n: 0, hlc: null, at: null, day: null }
  let opened: Store | null = null
  let opening: Promise<Store | null> | null = null
  let triedAt = performance.now()

  function tell(): void {
    for (const listener of listeners) listener()
  }

  async function tryToOpen(): Promise<Store | null> {
    triedAt = performance.now()
    try {
      opened = await open()
      opened.watch(tell)
      return opened
    } catch {
      return null
    } finally {
      opening = null
    }
  }

  async function journal(): Promise<Store | null> {
    if (opened !== null) return opened
    if (opening === null && performance.now() - triedAt < pauseMs) return null
    opening ??= tryToOpen()
    return opening
  }

  async function writable(): Promise<Store> {
    const found = await journal()
    if (found === null) throw new JournalError('full')
    return found
  }

  function nothing(seen: Position): News {
    return { restart: false, entries: [], position: seen, counted: new Map(), head, memoryLetter: null }
  }

  return {
    read: async (seen) => (await journal())?.read(seen) ?? nothing(seen),
    append: async (seen, step) => (await writable()).append(seen, step),
    merge: async (entries) => (await writable()).merge(entries),
    fold: async (make) => (await journal())?.fold(make) ?? false,
    batches: async (from, to) => (await journal())?.batches(from, to) ?? [],
    horizon: async () => (await journal())?.horizon() ?? null,
    watch: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: () => {
      listeners.clear()
      opened?.close()
    },
  }
}
