import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { createAppStore } from '#app/store.ts'
import { createDispatch, catchUp } from '#app/dispatch.ts'
import type { Dispatched } from '#app/dispatch.ts'
import { openDexieJournal } from '#browser/dexie-journal.ts'
import { createEnduringJournal } from '#browser/enduring-journal.ts'
import { createDexieSharedJournal } from '#browser/hub/dexie-shared-journal.ts'
import { createHubClock } from '#browser/hub/hub-clock.ts'
import { createHubWire } from '#browser/hub/hub-wire.ts'
import { firstLink } from '#browser/hub/kept-link.ts'
import type { HubJournal, KeptLink } from '#browser/hub/kept-link.ts'
import { createLinkRunner } from '#browser/hub/link-runner.ts'
import type { LinkRunner, LinkWord } from '#browser/hub/link-runner.ts'
import { createCalendar } from '#domain/hours/calendar.ts'
import type { DeskNumber, NeedId, OriginId, Series } from '#domain/ids.ts'
import { JournalError } from '#journal/port.ts'
import type { Journal, VisitArchive } from '#journal/port.ts'
import type { Receipt } from '#protocol/names.ts'
import { builtAt } from '../../support/library-world.ts'
import { createMemoryLocks } from '../../support/memory-locks.ts'
import { problem } from '#hub/problem.ts'
import type { Rig, Who } from '../../hub/site/site-rig.ts'

/** What is between a browser and its hub. */
export interface Network {
  /**
   * `refused`: nothing listens; `hole`: bytes go and nothing ever comes; `portal`: a page of somebody else's; `garbled`:
   * whatever has news in it comes in words that nobody reads.
   */
  state: 'up' | 'refused' | 'hole' | 'portal' | 'unpaired' | 'garbled'
  /** Streams end after so many ms. */
  streamsLastMs: number
  rig: Rig
  /** How many requests went out, by path. */
  readonly asked: Map<string, number>
}

export function network(rig: Rig): Network {
  return { state: 'up', streamsLastMs: Infinity, rig, asked: new Map() }
}

/** The browser's `fetch`, straight into a hub's routes. */
export function fetchOver(net: Network, who: Who): typeof fetch {
  return async (input, init = {}) => {
    const { pathname, search } = new URL(input instanceof Request ? input.url : input)
    const path = pathname.replace('/api/v1', '')
    net.asked.set(path, (net.asked.get(path) ?? 0) + 1)
    const { signal } = init
    const aborted = new Promise<never>((_, reject) => {
      const fail = () => reject(new DOMException('aborted', 'AbortError'))
      if (signal?.aborted) fail()
      signal?.addEventListener('abort', fail)
    })
    aborted.catch(() => undefined)
    if (net.state === 'refused') throw new TypeError('Failed to fetch')
    if (net.state === 'hole') return aborted
    if (net.state === 'portal') return new Response('<html>', { headers: { 'content-type': 'text/html' } })
    if (net.state === 'unpaired') return problem(401, 'Revoked')
    const response = await Promise.race([
      net.rig.ask(who, init.method ?? 'GET', `${path}${search}`, init.body ?? undefined),
      aborted,
    ])
    if (net.state === 'garbled' && path === '/entries' && init.method !== 'POST') return Response.json({ type: 'page' })
    return path === '/stream' && response.body !== null ? cuttable(response, net, signal ?? null) : response
  }
}

/** A stream that falls silent in a hole, and ends when it is aborted or its time is over. */
function cuttable(response: Response, net: Network, signal: AbortSignal | null): Response {
  const reader = (response.body as ReadableStream<Uint8Array>).getReader()
  const over = new Promise<'over'>((resolve) => {
    if (net.streamsLastMs < Infinity) setTimeout(() => resolve('over'), net.streamsLastMs)
  })
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      signal?.addEventListener('abort', () => {
        void reader.cancel()
        try {
          controller.error(new DOMException('aborted', 'AbortError'))
        } catch {
          // It has ended already.
        }
      })
      void (async () => {
        for (;;) {
          const next = await Promise.race([reader.read(), over])
          if (next === 'over' || next.done || net.state === 'refused') break
          if (net.state === 'up') controller.enqueue(next.value)
          if (net.state === 'garbled') controller.enqueue(garbled(next.value))
        }
        await reader.cancel()
        controller.close()
      })().catch(() => undefined)
    },
  })
  return new Response(body, { headers: response.headers })
}

function garbled(bytes: Uint8Array): Uint8Array {
  return new TextEncoder().encode(new TextDecoder().decode(bytes).replaceAll('"entries"', '"entrées"'))
}

/** One window of a paired browser, without its screens. */
export interface HubWindowUnderTest {
  readonly journal: Journal & VisitArchive
  readonly shared: HubJournal
  readonly runner: LinkRunner
  readonly words: LinkWord[]
  word(): LinkWord
  issue(need?: string): Promise<string>
  act(command: Parameters<ReturnType<typeof createDispatch>>[0]): Promise<Dispatched>
  labels(state?: string): Promise<readonly string[]>
  close(): Promise<void>
}

/** A browser's disk, which survives its windows. */
export interface Disk {
  readonly factory: { readonly indexedDB: IDBFactory; readonly IDBKeyRange: typeof IDBKeyRange }
  readonly store: string
  readonly locks: Pick<LockManager, 'request'>
  full: boolean
}

export function disk(): Disk {
  return {
    factory: { indexedDB: new IDBFactory(), IDBKeyRange },
    store: `hub-${Math.random()}`,
    locks: createMemoryLocks(),
    full: false,
  }
}

const openWindows: HubWindowUnderTest[] = []
let origins = 0

export async function closeWindows(): Promise<void> {
  for (const window of openWindows.splice(0)) await window.close()
}

/** A new origin each time: ten letters that only a test would choose. */
export function anyOrigin(): OriginId {
  origins += 1
  return `test${String(origins).padStart(6, '0')}` as OriginId
}

export async function openWindow(
  net: Network,
  who: Who,
  own: Disk,
  newOrigin: () => OriginId = anyOrigin,
): Promise<HubWindowUnderTest> {
  const dexie = await openDexieJournal({ ...own, newOrigin })
  const stored = createDexieSharedJournal<Receipt, KeptLink>(dexie.room)
  const full = () => Promise.reject(new JournalError('full'))
  const shared: HubJournal = {
    ...stored,
    receive: (received) => (own.full ? full() : stored.receive(received)),
    mergeOwn: (entries) => (own.full ? full() : stored.mergeOwn(entries)),
  }
  const journal = createEnduringJournal({
    durable: {
      ...dexie,
      append: (seen, step) =>
        dexie.append(seen, (news) => {
          const wanted = step(news)
          if (own.full && wanted.append.length > 0) throw new JournalError('full')
          return wanted
        }),
      merge: shared.mergeOwn,
    },
    newOrigin,
    claimLetter: () => Promise.resolve('U' as Series),
    channel: new BroadcastChannel(`${own.store}-memory`),
    onMemory: () => undefined,
  })
  const time = { now: () => net.rig.now(), elapsed: () => performance.now() }
  const kept = (await shared.storedLink()) ?? firstLink(who.role)
  const clock = createHubClock(kept.offsetMs, time)
  const words: LinkWord[] = []
  const runner = createLinkRunner({
    journal,
    shared,
    wire: createHubWire(new URL('http://localhost:8080/'), fetchOver(net, who)),
    clock,
    time,
    kept,
    app: 'test',
    storage: () => Promise.resolve('persistent'),
    newOrigin,
    random: Math.random,
    letterIsVoid: () => Promise.resolve(),
    onChange: (word) => words.push(word),
  })
  const app = createAppStore(net.rig.now(), createCalendar('UTC').dayOf(net.rig.now()))
  const act = createDispatch({ store: journal, clock, builtAt }, app)
  const window: HubWindowUnderTest = {
    journal,
    shared,
    runner,
    words,
    word: () => runner.word(),
    issue: async (need = 'job') => {
      const series = runner.word().series ?? ('U' as Series)
      const done = await act({ type: 'IssueTicket', need: need as NeedId, series })
      const event = done.ok ? done.value.entries[0]?.event : undefined
      if (event?.type !== 'TicketIssued') throw new Error(`No ticket: ${JSON.stringify(done)}`)
      return event.label
    },
    act,
    labels: async (state) => {
      const { replay, position } = app.getState()
      const news = await journal.read(position)
      app.getState().adopt(catchUp(replay, news, net.rig.now()), news.position, news.head)
      return [...app.getState().replay.site.tickets.values()]
        .filter((ticket) => state === undefined || ticket.state.type === state)
        .map(({ label }) => label)
        .sort()
    },
    close: async () => {
      await runner.stop()
      journal.close()
    },
  }
  openWindows.push(window)
  return window
}

export const desk1 = 1 as DeskNumber
