import type { Instant } from '#domain/ids.ts'
import type { BoardCall } from '#domain/queue/board-calls.ts'

/** The calls that are to be shown large and sounded, one after the other. Pure: moments and calls are arguments. */
export interface Announcer {
  /** Calls that were announced, wait for it, or came before this board looked. */
  readonly known: ReadonlySet<string>
  /** Oldest first. */
  readonly queue: readonly BoardCall[]
  /** Runs to its end, whatever comes meanwhile. */
  readonly current: BoardCall | null
  readonly hasLooked: boolean
}

export const silentAnnouncer: Announcer = { known: new Set(), queue: [], current: null, hasLooked: false }

/** A board that has just been opened says again only what was called a moment ago. */
const freshMs = 30_000

/** Takes in the calls as they stand now: those not yet heard of line up, those that no longer stand drop out. */
export function hear(announcer: Announcer, calls: readonly BoardCall[], now: Instant): Announcer {
  const standing = calls.filter((call) => call.valid)
  const fresh = standing.filter(
    (call) => !announcer.known.has(callKey(call)) && (announcer.hasLooked || now - call.calledAt < freshMs),
  )
  const stillWaiting = announcer.queue.filter((call) => standing.some((other) => callKey(other) === callKey(call)))
  return next({
    ...announcer,
    hasLooked: true,
    // An empty board is a new day: yesterday's calls need not be remembered for ever.
    known: calls.length === 0 ? new Set() : new Set([...announcer.known, ...calls.map(callKey)]),
    queue: [...stillWaiting, ...fresh.sort((a, b) => a.calledAt - b.calledAt)],
  })
}

/** The current announcement has run to its end: the next one, if any, takes its place. */
export function conclude(announcer: Announcer): Announcer {
  return next({ ...announcer, current: null })
}

/** A recall is a call of its own: the same visitor, another moment. */
export function callKey(call: BoardCall): string {
  return `${call.ticketId} ${String(call.calledAt)}`
}

function next(announcer: Announcer): Announcer {
  const [first, ...rest] = announcer.queue
  if (announcer.current !== null || first === undefined) return announcer
  return { ...announcer, current: first, queue: rest }
}
