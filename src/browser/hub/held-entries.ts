import type { EntryId, OriginId } from '#domain/ids.ts'
import type { Journal, Position } from '#journal/port.ts'
import { startPosition } from '#journal/port.ts'
import type { Held, HeldEntry } from '#protocol/device-core.ts'
import type { HubJournal } from './kept-link.ts'

/** What the store holds, as a value that the protocol's pure functions read; kept up by reading only what is new. */
export interface HeldEntries {
  /** To be awaited before each step: other windows write too. */
  refresh(): Promise<void>
  current(): Held
  /** What this window has just put into the store itself. */
  took(items: readonly HeldEntry[]): void
}

/** @param journal as the screens read it: with what is only in memory while the disk is full. */
export function createHeldEntries(journal: Pick<Journal, 'read'>, shared: Pick<HubJournal, 'held'>): HeldEntries {
  let position: Position = startPosition
  let entriesById = new Map<EntryId, HeldEntry>()
  let written = new Map<OriginId, number>()
  let held: Held | null = null

  async function readAll(): Promise<void> {
    const news = await journal.read(startPosition)
    const stored = await shared.held()
    entriesById = new Map(stored.entries.map((item) => [item.entry.id, item]))
    written = new Map(stored.written)
    for (const entry of news.entries) {
      if (entriesById.has(entry.id)) continue
      // Not on the disk: a window of this browser remembers it, so it is our own.
      entriesById.set(entry.id, { entry, receipt: null })
      written.set(entry.origin, Math.max(written.get(entry.origin) ?? 0, entry.n))
    }
    position = news.position
    held = null
  }

  return {
    refresh: async () => {
      if (position === startPosition) return readAll()
      const news = await journal.read(position)
      const fresh = news.entries.filter(({ id }) => !entriesById.has(id))
      // Of an origin that is not known to be ours only the store can say whose it is.
      const known = fresh.every(({ origin }) => origin === news.head.origin || written.has(origin))
      if (news.restart || !known) return readAll()
      position = news.position
      if (fresh.length === 0) return
      for (const entry of fresh) {
        entriesById.set(entry.id, { entry, receipt: null })
        written.set(entry.origin, Math.max(written.get(entry.origin) ?? 0, entry.n))
      }
      held = null
    },
    current: () =>
      (held ??= { own: new Set(written.keys()), written: new Map(written), entries: [...entriesById.values()] }),
    took: (items) => {
      for (const item of items) {
        const known = entriesById.get(item.entry.id)
        if (known === undefined) entriesById.set(item.entry.id, item)
        else if (known.receipt === null) entriesById.set(item.entry.id, { ...known, receipt: item.receipt })
      }
      held = null
    },
  }
}
