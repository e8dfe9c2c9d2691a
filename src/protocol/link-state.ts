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
  /**
   * Streams were cut one after the other: pages are fetched instead, until the stream is tried again. `hasty` answers in
   * a row came at once: something in between does not let the hub wait, so this device rests until `pollAt`.
   */
  | Connected<
      'longPolling',
      {
        readonly openedAt: Instant
        readonly streamAt: Instant
        readonly polledAt: Instant
        readonly pollAt: Instant | null
        readonly hasty: number
      }
    >
  /** The hub does not serve this device: a person has to act. */
  | { readonly type: 'refused'; readonly why: RefusedLink; readonly heardAt: Instant | null }

type Trying<Type, More> = { readonly type: Type; readonly attempt: number } & Memory & More
type Connected<Type, More> = { readonly type: Type } & Memory & More

/** What outlives a connection. */
interface Memory {
  readonly kills: number
  /** When news or a heartbeat came; null: not yet. A hello that is answered brings neither. */
  readonly heardAt: Instant | null
  /** How often in a row the thread was lost soon after it had been found. */
  readonly losses: number
}

export type RefusedLink = 'notPaired' | 'outdated'

export type LinkEvent =
  | { readonly type: 'started' }
  | { readonly type: 'paired' }
  | { readonly type: 'unpaired' }
  | { readonly type: 'welcomed' }
  | { readonly type: 'refused'; readonly why: RefusedLink }
  /** A frame, heartbeat or page has come. */
  | { readonly type: 'heard' }
  /** The hub has answered something else: it is there, and a page that is waited for is still to come. */
  | { readonly type: 'answered' }
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
/** A stream that ends before this was killed: one that lived longer has ended for a good reason. So with a thread. */
export const killedWithinMs = 10_000
export const killsUntilPolling = 3
/** How long pages are fetched before the stream is tried again. */
export const pollingMs = 5 * 60_000
/** A page request waits at the hub for news at most this long: an answer is a heartbeat too. */
export const pollWaitMs = 2_000
/** So often in a row: what this hub sends cannot be read, and no figure on the screen is as of now. */
const lossesUntilStale = 3
/** A page that is waited for and comes before this did not wait; so many in a row may be news. */
const hastyMs = 300
const hastyUntilRest = 4
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
    case 'connecting':
    case 'resting': {
      // A stream that is reopened at once is no staleness yet.
      const isFresh = state.heardAt !== null && now - state.heardAt < staleAfterMs
      return { state: isFresh && !isGarbled(state, now) ? 'live' : 'stale', since: state.heardAt }
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
      return hear(state, now, chance)
    case 'answered':
      return state.type === 'live' || state.type === 'longPolling'
        ? { state: { ...state, heardAt: now }, effects: [] }
        : stay(state)
    case 'lostThread':
      return state.type === 'live' || state.type === 'longPolling' ? loseThread(state, now, chance) : stay(state)
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

function memoryOf(state: LinkState): Memory {
  if (isIdle(state)) return { kills: 0, heardAt: heardAtOf(state), losses: 0 }
  const { kills, heardAt, losses } = state
  return { kills, heardAt, losses }
}

function connect(state: LinkState, now: Instant, attempt: number): LinkStep {
  return { state: { type: 'connecting', since: now, attempt, ...memoryOf(state) }, effects: ['close', 'sayHello'] }
}

function welcome(state: Extract<LinkState, { type: 'connecting' }>, now: Instant): LinkStep {
  const memory = memoryOf(state)
  if (state.kills < killsUntilPolling) {
    return { state: { type: 'live', ...memory, openedAt: now }, effects: ['openStream'] }
  }
  const streamAt = (now + pollingMs) as Instant
  return {
    state: { type: 'longPolling', ...memory, openedAt: now, streamAt, polledAt: now, pollAt: null, hasty: 0 },
    effects: ['poll'],
  }
}

function hear(state: LinkState, now: Instant, chance: number): LinkStep {
  if (state.type !== 'live' && state.type !== 'longPolling') return stay(state)
  // What has lived long enough is trusted again.
  const isOld = now - state.openedAt >= killedWithinMs
  const losses = isOld ? 0 : state.losses
  if (state.type === 'live') {
    return { state: { ...state, kills: isOld ? 0 : state.kills, losses, heardAt: now }, effects: [] }
  }
  if (now >= state.streamAt) return connect({ ...state, kills: 0, losses, heardAt: now }, now, 0)
  const hasty = now - state.polledAt < hastyMs ? state.hasty + 1 : 0
  const heard = { ...state, kills: killsUntilPolling, losses, heardAt: now, hasty }
  if (hasty < hastyUntilRest) return poll(heard, now)
  return { state: { ...heard, pollAt: (now + restFor(hasty - hastyUntilRest, chance)) as Instant }, effects: [] }
}

function poll(state: Extract<LinkState, { type: 'longPolling' }>, now: Instant): LinkStep {
  return { state: { ...state, polledAt: now, pollAt: null }, effects: ['poll'] }
}

/** Once at once; a hub whose words cannot be read is not asked without rest. */
function loseThread(state: Extract<LinkState, { type: Open }>, now: Instant, chance: number): LinkStep {
  const losses = now - state.openedAt < killedWithinMs ? state.losses + 1 : 1
  const lost = { ...state, losses }
  return losses === 1 ? connect(lost, now, 0) : rest(lost, now, losses - 2, chance, 0)
}

/** Until a connection has lasted for a heartbeat, it may be like the ones before. */
function isGarbled(state: Extract<LinkState, { readonly losses: number }>, now: Instant): boolean {
  return state.losses >= lossesUntilStale && !('openedAt' in state && now - state.openedAt >= heartbeatMs)
}

type Open = 'live' | 'longPolling'

/** Silence is counted from the newest sign of the hub, its welcome included. */
function isSilent(state: Extract<LinkState, { type: Open }>, now: Instant): boolean {
  return now - Math.max(state.openedAt, state.heardAt ?? 0) >= staleAfterMs
}

function wake(state: LinkState, now: Instant): LinkStep {
  switch (state.type) {
    case 'resting':
    case 'offline':
      return connect(state, now, 0)
    case 'live':
    case 'longPolling':
      return isSilent(state, now) ? connect(state, now, 0) : stay(state)
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
  const until = (now + Math.max(atLeastMs, restFor(attempt, chance))) as Instant
  return { state: { type: 'resting', until, attempt: attempt + 1, ...memoryOf(state) }, effects: ['close'] }
}

function restFor(attempt: number, chance: number): number {
  const fullMs = attempt >= patientAfter ? patientRestMs : (restsMs[Math.min(attempt, restsMs.length - 1)] ?? 0)
  return fullMs * (0.5 + chance / 2)
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
      if (isSilent(state, now)) return connect(state, now, 0)
      return state.type === 'longPolling' && state.pollAt !== null && now >= state.pollAt
        ? poll(state, now)
        : stay(state)
    case 'alone':
    case 'refused':
    case 'offline':
      return stay(state)
  }
}
