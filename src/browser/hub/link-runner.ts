import type { Instant, OriginId, Series } from '#domain/ids.ts'
import type { Counted } from '#journal/intervals.ts'
import type { Journal } from '#journal/port.ts'
import {
  createLink,
  hearFrame,
  hearHello,
  hearHorizon,
  hearPage,
  hearPurgeCheck,
  hearPush,
  lostEntries,
  nextPage,
  nextPurgeCheck,
  nextPush,
  outbox,
  reissued,
  sayHello,
  toReissue,
  unsentOf,
} from '#protocol/device-core.ts'
import type { Heard, Held, Link } from '#protocol/device-core.ts'
import { lacking } from '#protocol/counting.ts'
import { alone, freshness, helloWaitMs, pollWaitMs, stepLink } from '#protocol/link-state.ts'
import type { LinkEvent, LinkState, RefusedLink } from '#protocol/link-state.ts'
import { heartbeat, helloReply, page, purgeCheckReply, pushReply } from '#protocol/messages.ts'
import type { DeviceReport, HelloReply, Page, PushRequest } from '#protocol/messages.ts'
import { formatCursor } from '#protocol/cursor.ts'
import type { Role } from '#protocol/roles.ts'
import { protocolVersion } from '#protocol/version.ts'
import { refreshBatches } from './batch-cache.ts'
import { createHeldEntries } from './held-entries.ts'
import type { ClockReading, DeviceTime, HubClock } from './hub-clock.ts'
import type { HubWire, StreamEvent, WireAnswer } from './hub-wire.ts'
import type { HubJournal, KeptLink } from './kept-link.ts'

export interface RunnerParts {
  readonly journal: Pick<Journal, 'read' | 'watch'>
  readonly shared: HubJournal
  readonly wire: HubWire
  readonly clock: HubClock
  readonly time: DeviceTime
  readonly kept: KeptLink
  readonly app: string
  readonly storage: () => Promise<DeviceReport['storage']>
  readonly newOrigin: () => OriginId
  readonly random: () => number
  /** Awaited before the store goes on under another origin: its letter stays behind. */
  readonly letterIsVoid: () => Promise<void>
  readonly onChange: (word: LinkWord) => void
}

/** What the link says to the windows. */
export interface LinkWord {
  readonly freshness: 'live' | 'stale'
  /** How long ago the hub was heard, in ms; null: not yet. */
  readonly silentMs: number | null
  readonly trouble: RefusedLink | null
  readonly unsent: number
  readonly role: Role
  readonly series: Series | null
  readonly clock: ClockReading
}

export interface LinkRunner {
  /** Events from the browser: online, offline, woken, and ticks from windows whose timers are not slowed down. */
  feed(event: LinkEvent): void
  word(): LinkWord
  stop(): Promise<void>
}

const tickMs = 500
const requestMs = 6_000
const pageMs = 20_000
/** A device that is refused asks again now and then: it may have been paired anew, or the hub updated. */
const refusedMs = 60_000
/** Batches may be corrected at any time; the horizon tells only of new ones. */
const batchesEveryMs = 5 * 60_000
/** A rest after a "no" that has no other meaning. */
const noMs = 5_000
const offlineMs = 5_000
/** A device that slept: its timers stood still while the wall clock went on. */
const sleptMs = 10_000

/** Runs one browser's link to its hub: does what the state machine asks, and feeds it what comes of it. */
export function createLinkRunner(parts: RunnerParts): LinkRunner {
  const { shared, wire, clock, time } = parts
  const entries = createHeldEntries(parts.journal, shared)
  let state: LinkState = alone
  let link: Link = createLink(parts.kept)
  let kept = parts.kept
  let trouble: RefusedLink | null = null
  let connection = new AbortController()
  let lane: Promise<unknown> = Promise.resolve()
  let head = 0
  let pushing = false
  let pushAgain = false
  let stuckUntil = 0
  let mostNow = Infinity
  let tidying = false
  let checkedHorizon: string | null | undefined
  let batchesAt = -Infinity
  let lastTick = { elapsed: time.elapsed(), wall: time.now() }
  let refusedAt = 0
  let offlineAt = 0
  let known: { readonly held: Held | null; readonly counted: Counted; readonly unsent: number } = {
    held: null,
    counted: new Map(),
    unsent: 0,
  }
  let stopped = false

  function feed(event: LinkEvent): void {
    if (stopped) return
    const step = stepLink(state, event, time.elapsed() as Instant, parts.random())
    state = step.state
    for (const effect of step.effects) {
      if (effect === 'close') {
        connection.abort()
        connection = new AbortController()
      } else if (effect === 'sayHello') void hello(connection.signal)
      else if (effect === 'openStream') void follow(connection.signal)
      else void poll(connection.signal)
    }
    tell()
  }

  /** One step after the other: each sees the store and the link as the one before has left them. */
  function inLane<Value>(work: () => Promise<Value>): Promise<Value> {
    const done = lane.then(work)
    lane = done.catch(() => undefined)
    return done
  }

  /** What a request brought goes through the lane; a store that fails is a cut: after a rest everything is asked anew. */
  async function step(signal: AbortSignal, work: () => Promise<void>): Promise<boolean> {
    try {
      await inLane(async () => {
        if (signal.aborted) return
        await entries.refresh()
        await work()
      })
      return !signal.aborted
    } catch {
      if (!signal.aborted) feed({ type: 'cut', retryAfterMs: 5_000 })
      return false
    }
  }

  function failed(answer: Exclude<WireAnswer<unknown>, { type: 'reply' | 'otherLife' }>, signal: AbortSignal): void {
    if (signal.aborted) return
    const status = answer.type === 'problem' ? answer.problem.status : 0
    if (status !== 401 && status !== 426) {
      const asked = answer.type === 'problem' ? answer.retryAfterMs : 0
      // What the hub does not do now it will not do in a fifth of a second either.
      feed({ type: 'cut', retryAfterMs: status >= 400 && status < 500 ? Math.max(asked, noMs) : asked })
      return
    }
    trouble = status === 401 ? 'notPaired' : 'outdated'
    refusedAt = time.elapsed()
    feed({ type: 'refused', why: trouble })
  }

  async function hello(signal: AbortSignal): Promise<void> {
    // A store that finds itself copied goes on under a new origin, and says hello under it.
    for (let tries = 0; tries < 3; tries++) {
      const storage = await parts.storage()
      let sent: ReturnType<typeof sayHello> | undefined
      const ready = await step(signal, () => {
        sent = sayHello(link, entries.current(), {
          version: protocolVersion,
          series: kept.series,
          report: { app: parts.app, now: Math.max(0, time.now()), unsent: unsent(), storage },
        })
        link = sent.link
        return Promise.resolve()
      })
      if (!ready || sent === undefined) return
      const { number, request } = sent
      const askedAt = time.now()
      const answer = await wire.ask({
        method: 'POST',
        path: 'hello',
        body: request,
        shape: helloReply,
        timeoutMs: helloWaitMs,
        signal,
      })
      if (signal.aborted) return
      if (answer.type === 'otherLife') continue
      if (answer.type !== 'reply') return failed(answer, signal)
      const { value } = answer
      clock.hear(value.now, askedAt, time.now())
      if (!(await step(signal, () => welcome(number, value)))) return
      if (link.cursor !== null) {
        trouble = null
        feed({ type: 'welcomed' })
        void push(signal)
        return
      }
    }
    feed({ type: 'cut' })
  }

  async function welcome(number: number, reply: HelloReply): Promise<void> {
    head = reply.head
    stuckUntil = 0
    checkedHorizon = undefined
    const { role, series } = reply
    await take(hearHello(link, number, reply, entries.current()), { role, series })
  }

  /** Catches up in pages, then listens. */
  async function follow(signal: AbortSignal): Promise<void> {
    for (let pages = 0; link.cursor !== null && link.cursor.seq < head && pages < 100_000; pages++) {
      if (!(await fetchPage(signal, false))) return
    }
    const { cursor } = link
    if (cursor === null) return feed({ type: 'lostThread' })
    void tidy(signal)
    const end = await wire.stream(cursor, signal, (event) => hear(event, signal))
    if (signal.aborted) return
    if (end.type === 'problem' || end.type === 'stranger') failed(end, signal)
    else if (end.type === 'otherLife') feed({ type: 'lostThread' })
    else feed({ type: 'cut' })
  }

  function hear({ name, data }: StreamEvent, signal: AbortSignal): void {
    if (signal.aborted) return
    if (name === 'hello') return feed({ type: 'lostThread' })
    if (name === 'page') {
      const frame = page.parse(data)
      if (frame === undefined) return feed({ type: 'lostThread' })
      feed({ type: 'heard' })
      void heard(frame, signal)
      return
    }
    const beat = name === 'ping' ? heartbeat.parse(data) : undefined
    if (beat === undefined) return
    feed({ type: 'heard' })
    void inLane(async () => {
      if (signal.aborted) return
      link = hearHorizon(link, beat.horizon)
      // The frame may still be on its way; one that is missed is seen by the next beat.
      const behind = link.cursor !== null && link.cursor.seq < Math.min(head, beat.head)
      head = beat.head
      if (behind) void fetchPage(signal, false)
      if (link.horizon !== checkedHorizon) void tidy(signal)
    })
  }

  async function heard(frame: Page, signal: AbortSignal): Promise<void> {
    if (!(await step(signal, () => take(hearFrame(link, frame, entries.current()))))) return
    if (link.cursor === null) return feed({ type: 'lostThread' })
    if (link.horizon !== checkedHorizon) void tidy(signal)
  }

  async function poll(signal: AbortSignal): Promise<void> {
    if (!(await fetchPage(signal, true))) return
    void tidy(signal)
    feed({ type: 'heard' })
  }

  async function fetchPage(signal: AbortSignal, wait: boolean): Promise<boolean> {
    const sent = await inLane(() => {
      const next = signal.aborted ? null : nextPage(link)
      if (next !== null) link = next.link
      return Promise.resolve(next)
    })
    if (sent === null) return false
    const answer = await wire.ask({
      path: `entries?after=${formatCursor(sent.request)}${wait ? '&wait=1' : ''}`,
      shape: page,
      timeoutMs: wait ? pollWaitMs + requestMs : pageMs,
      signal,
    })
    if (signal.aborted) return false
    if (answer.type !== 'reply' && answer.type !== 'otherLife') {
      failed(answer, signal)
      return false
    }
    const { value } = answer
    if (!(await step(signal, () => take(hearPage(link, sent.number, value, entries.current()))))) return false
    if (link.cursor === null) {
      feed({ type: 'lostThread' })
      return false
    }
    if (!wait) feed({ type: 'heard' })
    return true
  }

  /** Gives the hub what it lacks, batch after batch; called meanwhile it goes round once more. */
  async function push(signal: AbortSignal): Promise<void> {
    pushAgain = true
    if (pushing) return
    pushing = true
    let pushed = false
    try {
      while (pushAgain && !signal.aborted) {
        pushAgain = false
        if (link.cursor === null || time.elapsed() < stuckUntil) break
        const sent = await nextBatch(signal)
        // What was written while this was looked at asks for another round.
        if (sent === null) continue
        const before = sendable()
        if (!(await pushBatch(sent.request, sent.number, signal))) return
        pushed = true
        // An entry that the hub neither counts nor refuses must not be sent for ever.
        if (sendable() === before) stuckUntil = time.elapsed() + requestMs
        pushAgain = true
      }
    } finally {
      pushing = false
      // What was asked for while an earlier connection was being closed is done on this one.
      if (pushAgain && signal.aborted && link.cursor !== null) void push(connection.signal)
    }
    if (pushed && !signal.aborted) void tidy(signal)
  }

  async function nextBatch(signal: AbortSignal): Promise<{ request: PushRequest; number: number } | null> {
    let sent: ReturnType<typeof nextPush> = null
    await step(signal, () => {
      sent = nextPush(link, entries.current())
      if (sent !== null) link = sent.link
      return Promise.resolve()
    })
    tell()
    return sent
  }

  async function pushBatch(whole: PushRequest, number: number, signal: AbortSignal): Promise<boolean> {
    const request = { ...whole, entries: whole.entries.slice(0, mostNow) }
    const askedAt = time.now()
    const answer = await wire.ask({
      method: 'POST',
      path: 'entries',
      body: request,
      shape: pushReply,
      timeoutMs: requestMs,
      signal,
    })
    if (signal.aborted) return false
    if (answer.type === 'problem' && [400, 413, 422].includes(answer.problem.status)) {
      return narrow(request, signal)
    }
    if (answer.type !== 'reply' && answer.type !== 'otherLife') {
      failed(answer, signal)
      return false
    }
    const { value } = answer
    mostNow = Infinity
    if (value.type === 'pushed') {
      clock.hear(value.now, askedAt, time.now())
      head = Math.max(head, value.head)
      feed({ type: 'heard' })
    }
    if (!(await step(signal, () => take(hearPush(link, number, value, request))))) return false
    if (link.cursor !== null) return true
    feed({ type: 'lostThread' })
    return false
  }

  /** A batch that the hub cannot read at all is parted, so that one entry blocks no other (P6). */
  function narrow({ entries: items }: PushRequest, signal: AbortSignal): Promise<boolean> {
    mostNow = Math.ceil(items.length / 2)
    if (items.length > 1) return Promise.resolve(true)
    mostNow = Infinity
    return step(signal, () => {
      const { id } = (items[0]?.entry.value ?? {}) as { readonly id?: string }
      const refused = entries.current().entries.filter(({ entry }) => entry.id === id)
      link = { ...link, refused: new Set([...link.refused, ...refused.map(({ entry }) => entry.id)]) }
      return Promise.resolve()
    })
  }

  /** Batches first, then the raw entries that they are made of: statistics never miss a day in between. */
  async function tidy(signal: AbortSignal): Promise<void> {
    if (tidying || link.cursor === null) return
    tidying = true
    try {
      const moved = link.horizon !== checkedHorizon
      if (moved || time.elapsed() - batchesAt > batchesEveryMs) {
        if ((kept.role === 'desk' || kept.role === 'manager') && !(await refreshBatches(wire, shared, signal))) return
        batchesAt = time.elapsed()
      }
      const horizon = link.horizon
      if (await purge(signal)) checkedHorizon = horizon
    } catch {
      // The store failed: the next beat tries again.
    } finally {
      tidying = false
    }
  }

  async function purge(signal: AbortSignal): Promise<boolean> {
    let sent: ReturnType<typeof nextPurgeCheck> = null as ReturnType<typeof nextPurgeCheck>
    const ready = await step(signal, () => {
      sent = nextPurgeCheck(link, entries.current())
      if (sent !== null) link = sent.link
      return Promise.resolve()
    })
    if (!ready) return false
    if (sent === null) return true
    const { request, number } = sent
    const answer = await wire.ask({
      method: 'POST',
      path: 'purge-check',
      body: request,
      shape: purgeCheckReply,
      timeoutMs: requestMs,
      signal,
    })
    if (signal.aborted) return false
    if (answer.type !== 'reply' && answer.type !== 'otherLife') return false
    const { value } = answer
    const done = await step(signal, () => take(hearPurgeCheck(link, number, value, request, entries.current())))
    if (!done) return false
    if (link.cursor === null) feed({ type: 'lostThread' })
    else if (outbox(link, entries.current()).length > 0) void push(signal)
    return true
  }

  /** Writes what was heard, in one commit, and only then believes it. */
  async function take(heardNow: Heard, words: Partial<KeptLink> = {}): Promise<void> {
    const { merge } = heardNow
    const lost = lostEntries(heardNow.link, entries.current())
    const erase = new Set([...heardNow.erase, ...lost])
    const { lastCursor, confirmed, horizon } = heardNow.link
    const { offsetMs, quality } = clock.reading()
    const next = { ...kept, ...words, lastCursor, confirmed, horizon, offsetMs: quality === 0 ? null : offsetMs }
    const same = (Object.keys(next) as (keyof KeptLink)[]).every((name) => next[name] === kept[name])
    if (merge.length > 0 || erase.size > 0) await shared.receive({ merge, erase, link: next })
    // What is only counted may be counted again: a disk that is full does not hold up what was pushed.
    else if (!same) await shared.receive({ merge, erase, link: next }).catch(() => undefined)
    kept = next
    link = heardNow.link
    entries.took(merge)
    if (erase.size > 0) await entries.refresh()
    for (const origin of heardNow.renounce) await renounce(origin)
    tell()
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

  function unsent(): number {
    const held = entries.current()
    const isMet = link.cursor !== null
    const counted = isMet ? link.have : kept.confirmed
    if (known.held === held && known.counted === counted) return known.unsent
    const own = held.entries.map(({ entry }) => entry).filter(({ origin }) => held.own.has(origin))
    known = { held, counted, unsent: isMet ? unsentOf(link, held) : lacking(own, counted).length }
    return known.unsent
  }

  /** Names the outbox: whether a push has changed anything. */
  function sendable(): string {
    const items = outbox(link, entries.current())
    return `${link.horizon ?? ''} ${items.length} ${items[0]?.entry.id ?? ''} ${mostNow}`
  }

  function word(): LinkWord {
    const now = time.elapsed() as Instant
    const seen = freshness(state, now)
    return {
      freshness: seen.state === 'live' ? 'live' : 'stale',
      silentMs: seen.since === null ? null : now - seen.since,
      trouble,
      unsent: unsent(),
      role: kept.role,
      series: kept.series,
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
    // The browser may be wrong about the network: a hub on this very computer needs none.
    if (state.type !== 'offline') offlineAt = seen.elapsed
    else if (seen.elapsed - offlineAt > offlineMs) feed({ type: 'wentOnline' })
    if (slept) feed({ type: 'lostThread' })
    if (state.type === 'refused' && time.elapsed() - refusedAt > refusedMs) feed({ type: 'paired' })
    feed({ type: 'ticked' })
    if (link.cursor === null) return
    if (time.elapsed() - batchesAt > batchesEveryMs) void tidy(connection.signal)
    if (stuckUntil !== 0 && time.elapsed() >= stuckUntil) {
      stuckUntil = 0
      void push(connection.signal)
    }
  }

  const timer = setInterval(tick, tickMs)
  const unwatch = parts.journal.watch(() => {
    if (link.cursor !== null) void push(connection.signal)
    else void inLane(() => entries.refresh()).then(tell, () => undefined)
  })
  void inLane(() => entries.refresh()).then(
    () => feed({ type: 'started' }),
    () => feed({ type: 'started' }),
  )

  return {
    feed: (event) => {
      if (event.type === 'ticked') tick()
      else feed(event)
    },
    word,
    stop: async () => {
      feed({ type: 'unpaired' })
      stopped = true
      clearInterval(timer)
      unwatch()
      await lane
    },
  }
}
