import type { Instant, Series, TicketId } from '#domain/ids.ts'
import type { WaitRates } from '#domain/queue/wait-rates.ts'
import type { Journal } from '#journal/port.ts'
import { formatCursor } from '#protocol/cursor.ts'
import { hearFrame, hearHello, hearHorizon, hearPage, nextPage, sayHello } from '#protocol/device-core.ts'
import type { Sent } from '#protocol/device-core.ts'
import { alone, freshness, helloWaitMs, pollWaitMs, stepLink } from '#protocol/link-state.ts'
import type { LinkEvent, LinkState, RefusedLink } from '#protocol/link-state.ts'
import { heartbeat, helloReply, page } from '#protocol/messages.ts'
import type { DeviceReport, HelloReply, HelloRequest, Page } from '#protocol/messages.ts'
import type { Role } from '#protocol/roles.ts'
import { protocolVersion } from '#protocol/version.ts'
import { requestMs } from './connection.ts'
import type { Connection, NoAnswer } from './connection.ts'
import { createDelivery } from './delivery.ts'
import { createHousekeeping } from './housekeeping.ts'
import type { ClockReading, DeviceTime, HubClock } from './hub-clock.ts'
import type { HubWire, StreamEvent } from './hub-wire.ts'
import { heardRates } from './kept-link.ts'
import { createLinkedStore } from './linked-store.ts'
import type { LinkedStoreParts } from './linked-store.ts'
import { createRetention } from './retention.ts'

export interface RunnerParts extends LinkedStoreParts {
  readonly journal: Pick<Journal, 'read' | 'watch'>
  readonly wire: HubWire
  readonly clock: HubClock
  readonly time: DeviceTime
  readonly app: string
  readonly storage: () => Promise<DeviceReport['storage']>
  readonly random: () => number
  readonly onChange: (word: LinkWord) => void
}

/** What the link says to the windows. */
export interface LinkWord {
  readonly freshness: 'live' | 'stale'
  /** How long ago the hub was heard, in ms; null: not yet. */
  readonly silentMs: number | null
  readonly trouble: RefusedLink | null
  readonly unsent: number
  readonly unsentTickets: readonly TicketId[]
  readonly role: Role
  readonly series: Series | null
  readonly rates: WaitRates | null
  readonly clock: ClockReading
}

export interface LinkRunner {
  /** Events from the browser: online, offline, woken, and ticks from windows whose timers are not slowed down. */
  feed(event: LinkEvent): void
  word(): LinkWord
  stop(): Promise<void>
}

const tickMs = 500
const pageMs = 20_000
/** A rest after a "no" that has no other meaning, or after a store that failed. */
const noMs = 5_000
/** A device that is refused asks again now and then: it may have been paired anew, or the hub updated. */
const refusedMs = 60_000
/** A browser that says it has no network may be wrong: a hub on this very computer needs none. */
const offlineMs = 5_000
/** As many unsent tickets as a word names: one day of a busy entrance. */
const mostNamed = 500
/** A device that slept: timers stood still while the wall clock went on. */
const sleptMs = 10_000
/** A store that finds itself copied goes on under a new origin, and says hello under it. */
const mostHellos = 3

/** Runs one browser's link to its hub: does what the state machine asks, and feeds it what comes of it. */
export function createLinkRunner(parts: RunnerParts): LinkRunner {
  const { wire, clock, time } = parts
  const store = createLinkedStore(parts)
  let state: LinkState = alone
  let stateSince = time.elapsed()
  let trouble: RefusedLink | null = null
  let closing = new AbortController()
  let head = 0
  let lastTick = { elapsed: time.elapsed(), wall: time.now() }
  let stopped = false

  const connection: Connection = {
    store,
    wire,
    clock,
    signal: () => closing.signal,
    now: time.now,
    elapsed: time.elapsed,
    feed,
    step,
    take: async (signal, hear, words) => {
      if (!(await step(signal, () => store.take(hear(), words)))) return false
      if (store.link().cursor !== null) return true
      feed({ type: 'lostThread' })
      return false
    },
    failed,
  }
  const delivery = createDelivery(connection, () => void housekeeping.tidy())
  const retention = createRetention(connection)
  const housekeeping = createHousekeeping(connection, parts.shared, () => void delivery.push())

  function feed(event: LinkEvent): void {
    if (stopped) return
    const next = stepLink(state, event, time.elapsed() as Instant, parts.random())
    if (next.state.type !== state.type) stateSince = time.elapsed()
    state = next.state
    for (const effect of next.effects) {
      if (effect === 'close') {
        closing.abort()
        closing = new AbortController()
      } else if (effect === 'sayHello') void hello(closing.signal)
      else if (effect === 'openStream') void follow(closing.signal)
      else void poll(closing.signal)
    }
    tell()
  }

  async function step(signal: AbortSignal, work: () => void | Promise<void>): Promise<boolean> {
    try {
      await store.inLane(async () => {
        if (signal.aborted) return
        await store.refresh()
        await work()
      })
      tell()
      return !signal.aborted
    } catch {
      if (!signal.aborted) feed({ type: 'cut', retryAfterMs: noMs })
      return false
    }
  }

  function failed(answer: NoAnswer, signal: AbortSignal): void {
    if (signal.aborted) return
    const status = answer.type === 'problem' ? answer.problem.status : 0
    if (status === 401 || status === 426) {
      trouble = status === 401 ? 'notPaired' : 'outdated'
      return feed({ type: 'refused', why: trouble })
    }
    const asked = answer.type === 'problem' ? answer.retryAfterMs : 0
    // What the hub does not do now it will not do in a fifth of a second either.
    feed({ type: 'cut', retryAfterMs: status >= 400 && status < 500 ? Math.max(asked, noMs) : asked })
  }

  async function hello(signal: AbortSignal): Promise<void> {
    for (let tries = 0; tries < mostHellos; tries++) {
      const sent = await nextHello(signal)
      if (sent === null) return
      const { number, request } = sent
      const askedAt = time.now()
      const ask = { method: 'POST', path: 'hello', body: request, shape: helloReply, timeoutMs: helloWaitMs } as const
      const answer = await wire.ask({ ...ask, signal })
      if (signal.aborted) return
      if (answer.type === 'otherLife') continue
      if (answer.type !== 'reply') return failed(answer, signal)
      const { value } = answer
      clock.hear(value.now, askedAt, time.now())
      if (!(await step(signal, () => welcome(number, value)))) return
      if (store.link().cursor === null) continue
      trouble = null
      feed({ type: 'welcomed' })
      return void delivery.push()
    }
    feed({ type: 'cut' })
  }

  async function nextHello(signal: AbortSignal): Promise<Sent<HelloRequest> | null> {
    const storage = await parts.storage()
    const found: { sent: Sent<HelloRequest> | null } = { sent: null }
    const ready = await step(signal, () => {
      const report = { app: parts.app, now: Math.max(0, time.now()), unsent: store.unsent(), storage }
      const words = { version: protocolVersion, series: store.kept().series, report }
      found.sent = sayHello(store.link(), store.held(), words)
      store.setLink(found.sent.link)
    })
    return ready ? found.sent : null
  }

  async function welcome(number: number, reply: HelloReply): Promise<void> {
    head = reply.head
    delivery.beginAnew()
    housekeeping.beginAnew()
    const { role, series, rates } = reply
    const words = { role, series, ...heardRates(rates) }
    await store.take(hearHello(store.link(), number, reply, store.held()), words)
  }

  /** Catches up in pages, then listens. */
  async function follow(signal: AbortSignal): Promise<void> {
    for (let read = -1; isBehind() && store.link().cursor?.seq !== read;) {
      read = store.link().cursor?.seq ?? 0
      if (!(await fetchPage(signal, false))) return
    }
    const { cursor } = store.link()
    if (cursor === null) return feed({ type: 'lostThread' })
    void housekeeping.tidy()
    const end = await wire.stream(cursor, signal, (event) => hear(event, signal))
    if (signal.aborted) return
    if (end.type === 'problem' || end.type === 'stranger') failed(end, signal)
    else feed(end.type === 'otherLife' ? { type: 'lostThread' } : { type: 'cut' })
  }

  /** Whether the hub has told of more than was read. */
  function isBehind(): boolean {
    const { cursor } = store.link()
    return cursor !== null && cursor.seq < head
  }

  function hear({ name, data }: StreamEvent, signal: AbortSignal): void {
    if (signal.aborted) return
    const beat = name === 'ping' ? heartbeat.parse(data) : undefined
    const frame = name === 'page' ? page.parse(data) : undefined
    if (name === 'hello' || (name === 'page' && frame === undefined)) return feed({ type: 'lostThread' })
    feed({ type: 'heard' })
    if (frame !== undefined) void hearNews(frame, signal)
    if (beat === undefined) return
    void store.inLane(() => {
      if (signal.aborted) return
      store.setLink(hearHorizon(store.link(), beat.horizon))
      // A frame may still be on its way; one that was missed is seen by the next beat.
      if (isBehind() && beat.head >= head) void fetchPage(signal, false)
      head = beat.head
      housekeeping.tidyIfDue()
    })
  }

  async function hearNews(frame: Page, signal: AbortSignal): Promise<void> {
    const heard = await connection.take(signal, () => hearFrame(store.link(), frame, store.held()))
    if (heard) housekeeping.tidyIfDue()
  }

  async function poll(signal: AbortSignal): Promise<void> {
    if (!(await fetchPage(signal, true))) return
    housekeeping.tidyIfDue()
    feed({ type: 'heard' })
  }

  async function fetchPage(signal: AbortSignal, wait: boolean): Promise<boolean> {
    const sent = await store.inLane(() => {
      const next = signal.aborted ? null : nextPage(store.link())
      if (next !== null) store.setLink(next.link)
      return next
    })
    if (sent === null) return false
    const path = `entries?after=${formatCursor(sent.request)}${wait ? '&wait=1' : ''}`
    const timeoutMs = wait ? pollWaitMs + requestMs : pageMs
    const answer = await wire.ask({ path, shape: page, timeoutMs, signal })
    if (signal.aborted) return false
    if (answer.type !== 'reply' && answer.type !== 'otherLife') {
      failed(answer, signal)
      return false
    }
    const { value } = answer
    const { number } = sent
    if (!(await connection.take(signal, () => hearPage(store.link(), number, value, store.held())))) return false
    if (!wait) feed({ type: 'heard' })
    return true
  }

  function word(): LinkWord {
    const now = time.elapsed() as Instant
    const seen = freshness(state, now)
    const { role, series, rates = null } = store.kept()
    // What the store does not take reaches no screen, whatever the hub says.
    const failedSince = store.failedSince()
    const since = failedSince ?? seen.since
    return {
      freshness: seen.state === 'live' && failedSince === null ? 'live' : 'stale',
      silentMs: since === null ? null : now - since,
      trouble,
      unsent: store.unsent(),
      unsentTickets: store.unsentTickets().slice(-mostNamed),
      role,
      series,
      rates,
      clock: clock.reading(),
    }
  }

  function tell(): void {
    if (!stopped) parts.onChange(word())
  }

  function tick(): void {
    const seen = { elapsed: time.elapsed(), wall: time.now() }
    const slept = Math.abs(seen.wall - lastTick.wall - (seen.elapsed - lastTick.elapsed)) > sleptMs
    lastTick = seen
    clock.look()
    const lastedMs = seen.elapsed - stateSince
    if (slept) feed({ type: 'lostThread' })
    if (state.type === 'offline' && lastedMs > offlineMs) feed({ type: 'wentOnline' })
    if (state.type === 'refused' && lastedMs > refusedMs) feed({ type: 'paired' })
    feed({ type: 'ticked' })
    if (store.link().cursor !== null) delivery.tick()
    retention.look(word().freshness === 'live', trouble === 'notPaired')
  }

  const timer = setInterval(tick, tickMs)
  const unwatch = parts.journal.watch(() => {
    if (store.link().cursor !== null) void delivery.push()
    else void store.inLane(store.refresh).then(tell, () => undefined)
  })
  const start = () => feed({ type: 'started' })
  void store.inLane(store.refresh).then(start, start)

  return {
    feed: (event) => (event.type === 'ticked' ? tick() : feed(event)),
    word,
    stop: async () => {
      feed({ type: 'unpaired' })
      stopped = true
      clearInterval(timer)
      unwatch()
      await store.inLane(() => undefined)
    },
  }
}
