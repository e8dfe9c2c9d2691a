import type { Clock } from '#app/ports.ts'
import type { Instant } from '#domain/ids.ts'

/** @param offsetMs 0 in earnest; a demonstration goes on from the moment it was played for. */
export function createDeviceClock(offsetMs = 0): Clock {
  // A clock that lost its battery may stand before 1970; moments are never negative.
  return { now: () => Math.max(0, Date.now() + offsetMs) as Instant, offsetMs }
}
