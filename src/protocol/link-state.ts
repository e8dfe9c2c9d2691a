import type { Instant } from '#domain/ids.ts'

/**
 * The connection of a device to its hub, as a pure state machine: an adapter feeds it events and does its effects. What
 * EventSource cannot say (it gives up for good on an error status, and stays "open" on dead Wi-Fi) is a transition here.
 */
export type LinkState =
  /** No hub: this device works by itself. */
  | { readonly type: 'alone' }
  | Trying<'connecting', { readonly since: Instant }>
  | Trying<'resting', { readonly until: Instant }>
  /** The browser says that there is no network. */
  | Trying<'offline', object>
  | Connected<'live', { readonly openedAt: Instant }>
  /** Streams were cut one after the other: pages are fetched instead, until the stream is tried again. */
  | Connected<'longPolling', { readonly streamAt: Instant }>
  /** The hub does not serve this device: a person has to act. */
  | { readonly type: 'refused'; readonly why: RefusedLink; readonly heardAt: Instant | null }

type Trying<Type, More> = {
  readonly type: Type
  readonly attempt: number
  readonly kills: number
  /** When the hub was last heard; null: not yet. */
  readonly heardAt: Instant | null
} & More
type Connected<Type, More> = { readonly type: Type; readonly kills: number; readonly heardAt: Instant } & More

export type RefusedLink = 'notPaired' | 'outdated'

export type LinkEvent =
  | { readonly type: 'started' }
  | { readonly type: 'paired' }
  | { readonly type: 'unpaired' }
  | { readonly type: 'welcomed' }
  | { readonly type: 'refused'; readonly why: RefusedLink }
  /** A frame, heartbeat or page has come. */
  | { readonly type: 'heard' }
  /** The stream has ended or failed, or a request has. `retryAfterMs`: the hub asked for patience. */
  | { readonly type: 'cut'; readonly retryAfterMs?: number }
  /** The hub begins another life, or a frame was missed. */
  | { readonly type: 'lostThread' }
  | { readonly type: 'wentOffline' }
  | { readonly type: 'wentOnline' }
  /** The page is seen again, or the device has slept. */
  | { readonly type: 'woke' }
  /** At least every half second while anything is under way. */
  | { readonly type: 'ticked' }

export type LinkEffect = 'sayHello' | 'openStream' | 'poll' | 'close'

export interface LinkStep {
  readonly state: LinkState
  readonly effects: readonly LinkEffect[]
}

/** The hub's heartbeat; two that are missed make the screen stale, within 5 s of a silent cut. */
export const heartbeatMs = 2_000
export const staleAfterMs = 4_500
/** A hello that is not answered by then is given up: a black hole answers nothing. */
export const helloWaitMs = 2_500
/** A stream that ends before this was killed: one that lived longer has ended for a good reason. */
export const killedWithinMs = 10_000
export const killsUntilPolling = 3
/** How long pages are fetched before the stream is tried again. */
export const pollingMs = 5 * 60_000
/** A page request waits at the hub for news at most this long: an answer is a heartbeat too. */
export const pollWaitMs = 2_000
/** Rests between attempts: short at first, so that a device is back within 5 s of its network; then a reconnect storm matters more. */
const restsMs = [200, 500, 1_000, 1_500, 2_000]
const patientAfter = 200
const patientRestMs = 15_000

export const alone: LinkState = { type: 'alone' }

/** What a screen says: live or stale with the time (design P5); `alone` without a hub. */
export function freshness(
  state: LinkState,
  now: Instant,
): { readonly state: 'alone' | 'live' | 'stale'; readonly since: Instant | null } {
  switch (state.type) {
    case 'alone':
      return { state: 'alone', since: null }
    case 'live':
    case 'longPolling':
      return { state: now - state.heardAt < staleAfterMs ? 'live' : 'stale', since: state.heardAt }
    case 'connecting':
    case 'resting':
      // A stream that is reopened at once is no staleness yet.
      return {
        state: state.heardAt !== null && now - state.heardAt < staleAfterMs ? 'live' : 'stale',
        since: state.heardAt,
      }
    case 'offline':
    case 'refused':
      return { state: 'stale', since: state.heardAt }
  }
}

/**
 * The next state, and what is to be done. Events that say nothing in a state change nothing.
 *
 * @param chance in [0, 1): spreads the attempts of many devices.
 */
export function stepLink(state: LinkState, event: LinkEvent, now: Instant, chance: number): LinkStep {
  switch (event.type) {
    case 'unpaired':
      return { state: alone, effects: state.type === 'alone' ? [] : ['close'] }
    case 'started':
    case 'paired':
      return state.type === 'alone' || state.type === 'refused' ? connect(state, now, 0) : stay(state)
    case 'refused':
      return state.type === 'alone'
        ? stay(state)
        : { state: { type: 'refused', why: event.why, heardAt: heardAtOf(state) }, effects: ['close'] }
    case 'wentOffline':
      return isIdle(state)
        ? stay(state)
        : { state: { type: 'offline', attempt: 0, ...memoryOf(state) }, effects: ['close'] }
    case 'wentOnline':
      return isIdle(state) ? stay(state) : connect(state, now, 0)
    case 'woke':
      return wake(state, now)
    case 'welcomed':
      return state.type === 'connecting' ? welcome(state, now) : stay(state)
    case 'heard':
      return hear(state, now)
    case 'lostThread':
      return state.type === 'live' || state.type === 'longPolling' ? connect(state, now, 0) : stay(state)
    case 'cut':
      return cut(state, now, chance, event.retryAfterMs)
    case 'ticked':
      return tick(state, now, chance)
  }
}

function stay(state: LinkState): LinkStep {
  return { state, effects: [] }
}

/** States that only a person or a pairing ends. */
function isIdle(state: LinkState): state is Extract<LinkState, { type: 'alone' | 'refused' }> {
  return state.type === 'alone' || state.type === 'refused'
}

function heardAtOf(state: LinkState): Instant | null {
  return state.type === 'alone' ? null : state.heardAt
}

function memoryOf(state: LinkState): { readonly kills: number; readonly heardAt: Instant | null } {
  return { kills: isIdle(state) ? 0 : state.kills, heardAt: heardAtOf(state) }
}

function connect(state: LinkState, now: Instant, attempt: number): LinkStep {
  return { state: { type: 'connecting', since: now, attempt, ...memoryOf(state) }, effects: ['close', 'sayHello'] }
}

function welcome(state: Extract<LinkState, { type: 'connecting' }>, now: Instant): LinkStep {
  if (state.kills >= killsUntilPolling) {
    return {
      state: { type: 'longPolling', kills: state.kills, heardAt: now, streamAt: (now + pollingMs) as Instant },
      effects: ['poll'],
    }
  }
  return { state: { type: 'live', kills: state.kills, heardAt: now, openedAt: now }, effects: ['openStream'] }
}

function hear(state: LinkState, now: Instant): LinkStep {
  if (state.type === 'live') {
    // A stream that has lived long enough is trusted again.
    const kills = now - state.openedAt >= killedWithinMs ? 0 : state.kills
    return { state: { ...state, kills, heardAt: now }, effects: [] }
  }
  if (state.type !== 'longPolling') return stay(state)
  if (now >= state.streamAt) return connect({ ...state, kills: 0, heardAt: now }, now, 0)
  return { state: { ...state, kills: killsUntilPolling, heardAt: now }, effects: ['poll'] }
}

function wake(state: LinkState, now: Instant): LinkStep {
  switch (state.type) {
    case 'resting':
    case 'offline':
      return connect(state, now, 0)
    case 'live':
    case 'longPolling':
      return now - state.heardAt >= staleAfterMs ? connect(state, now, 0) : stay(state)
    case 'alone':
    case 'refused':
    case 'connecting':
      return stay(state)
  }
}

function cut(state: LinkState, now: Instant, chance: number, retryAfterMs = 0): LinkStep {
  switch (state.type) {
    case 'live': {
      const killed = now - state.openedAt < killedWithinMs
      return rest({ ...state, kills: killed ? state.kills + 1 : 0 }, now, 0, chance, retryAfterMs)
    }
    case 'longPolling':
      // Pages that fail as well are tried more and more slowly.
      return rest({ ...state, kills: state.kills + 1 }, now, state.kills - killsUntilPolling, chance, retryAfterMs)
    case 'connecting':
      return rest(state, now, state.attempt, chance, retryAfterMs)
    case 'alone':
    case 'refused':
    case 'resting':
    case 'offline':
      return stay(state)
  }
}

function rest(state: LinkState, now: Instant, attempt: number, chance: number, atLeastMs: number): LinkStep {
  const fullMs = attempt >= patientAfter ? patientRestMs : (restsMs[Math.min(attempt, restsMs.length - 1)] ?? 0)
  const until = (now + Math.max(atLeastMs, fullMs * (0.5 + chance / 2))) as Instant
  return { state: { type: 'resting', until, attempt: attempt + 1, ...memoryOf(state) }, effects: ['close'] }
}

function tick(state: LinkState, now: Instant, chance: number): LinkStep {
  switch (state.type) {
    case 'connecting':
      return now - state.since >= helloWaitMs ? rest(state, now, state.attempt, chance, 0) : stay(state)
    case 'resting':
      return now >= state.until ? connect(state, now, state.attempt) : stay(state)
    case 'live':
    case 'longPolling':
      // Silence is not a kill: the network is gone, not the stream.
      return now - state.heardAt >= staleAfterMs ? connect(state, now, 0) : stay(state)
    case 'alone':
    case 'refused':
    case 'offline':
      return stay(state)
  }
}
