import type { OriginId, Series } from '#domain/ids.ts'
import type { Entry, Head } from '#journal/entry.ts'
import { headAfter } from '#journal/entry.ts'
import { parseEntry, storedEntry } from '#journal/parse.ts'
import { JournalError } from '#journal/port.ts'
import type { Appended, Journal, News, Position, Step, VisitArchive } from '#journal/port.ts'

export interface EnduringJournalOptions {
  readonly durable: Journal & VisitArchive
  readonly newOrigin: () => OriginId
  /** A letter that no other window of this browser holds (N5). */
  readonly claimLetter: () => Promise<Series>
  /** Messages between the windows of one browser. */
  readonly channel: Pick<BroadcastChannel, 'postMessage' | 'close'> & {
    onmessage: ((event: MessageEvent) => unknown) | null
  }
  readonly onMemory: (entries: number) => void
}

/** How often the disk is tried again. */
const retryMs = 5_000

/**
 * The durable journal, which goes on in memory while the disk is full: the day does not stop. What is only in memory
 * has an origin and a letter of its own, is told to the browser's other windows, and is written, once, by whichever
 * window first finds space again. The screens warn as long as it lasts.
 */
export function createEnduringJournal(options: EnduringJournalOptions): Journal & VisitArchive {
  const { durable, channel } = options
  const listeners = new Set<() => void>()
  /** Everything that was ever only in memory, in order of arrival: positions count it. */
  const remembered: Entry[] = []
  let unsaved: readonly Entry[] = []
  let memory: { readonly head: Head; readonly letter: Series } | null = null

  channel.onmessage = ({ data }) => {
    if (data === 'who remembers') {
      if (unsaved.length > 0) channel.postMessage(unsaved.map(storedEntry))
    } else if (Array.isArray(data)) {
      remember(data.flatMap(readEntry))
    }
  }
  channel.postMessage('who remembers')
  const timer = setInterval(trySaving, retryMs)
  // Another window has written something: there is space again.
  const stopHearing = durable.watch(trySaving)

  function remember(entries: readonly Entry[]): void {
    const fresh = entries.filter(({ id }) => !remembered.some((known) => known.id === id))
    if (fresh.length === 0) return
    remembered.push(...fresh)
    unsaved = [...unsaved, ...fresh]
    options.onMemory(unsaved.length)
    for (const listener of listeners) listener()
  }

  function trySaving(): void {
    // Trouble other than a full disk is told by the next step.
    void save().catch(() => undefined)
  }

  /** Tries the disk; false while it is full. What arrives from other windows meanwhile is taken along. */
  async function save(): Promise<boolean> {
    for (let saving = unsaved; saving.length > 0; saving = unsaved) {
      try {
        await durable.merge(saving)
      } catch (error) {
        if (isFull(error)) return false
        throw error
      }
      unsaved = unsaved.filter((entry) => !saving.includes(entry))
      options.onMemory(unsaved.length)
    }
    return true
  }

  function withMemory(news: News, seen: Position): News {
    const entries = news.restart ? remembered : remembered.slice(seen.memory)
    if (entries.length === 0 && remembered.length === 0) return news
    const position = { ...news.position, memory: remembered.length }
    return { ...news, position, entries: [...news.entries, ...entries] }
  }

  async function append<Answer>(seen: Position, step: (news: News) => Step<Answer>): Promise<Appended<Answer>> {
    if (await save()) {
      try {
        const memorySeen = remembered.length
        const appended = await durable.append(seen, (news) => step(withMemory(news, seen)))
        return { ...appended, position: { ...appended.position, memory: memorySeen } }
      } catch (error) {
        if (!isFull(error)) throw error
      }
    }
    return appendInMemory(seen, step)
  }

  async function appendInMemory<Answer>(seen: Position, step: (news: News) => Step<Answer>): Promise<Appended<Answer>> {
    const origin = memory?.head.origin ?? options.newOrigin()
    const letter = memory?.letter ?? (await options.claimLetter())
    const stored = await durable.read(seen)
    // The durable head's day goes on, so that a clock that stumbles does not open yesterday again.
    const head: Head = memory?.head ?? { ...stored.head, origin, n: 0 }
    const news: News = { ...withMemory(stored, seen), head, memoryLetter: letter }
    const { append: entries, answer } = step(news)
    memory = { head: headAfter(head, entries), letter }
    remember(entries)
    if (entries.length > 0) channel.postMessage(entries.map(storedEntry))
    return { answer, position: { ...news.position, memory: remembered.length } }
  }

  return {
    append,
    read: async (seen) => withMemory(await durable.read(seen), seen),
    merge: (entries) => durable.merge(entries),
    fold: async (make) => (await save()) && durable.fold(make),
    watch: (listener) => {
      listeners.add(listener)
      const stop = durable.watch(listener)
      return () => {
        listeners.delete(listener)
        stop()
      }
    },
    close: () => {
      clearInterval(timer)
      stopHearing()
      channel.close()
      listeners.clear()
      durable.close()
    },
    batches: (from, to) => durable.batches(from, to),
    horizon: () => durable.horizon(),
  }
}

function isFull(error: unknown): boolean {
  return error instanceof JournalError && error.trouble === 'full'
}

function readEntry(stored: unknown): readonly Entry[] {
  const entry = parseEntry(stored)
  return entry.ok ? [entry.value] : []
}
