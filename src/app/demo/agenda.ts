import type { Instant } from '#domain/ids.ts'

/** What is going to happen in a simulation, in order of time. */
export interface Agenda {
  readonly now: () => Instant
  /** Things of one moment happen in the order in which they were put down. */
  readonly put: (at: number, happen: () => void) => void
  readonly putIn: (seconds: number, happen: () => void) => void
  /** Lets everything happen up to and including a moment; what comes later stays undone. */
  readonly runUntil: (end: Instant) => void
}

export function createAgenda(start: Instant): Agenda {
  const plans: { readonly at: number; readonly happen: () => void }[] = []
  let now: number = start

  function put(at: number, happen: () => void): void {
    // Whole milliseconds, and never in the past: an entry's moment is an instant.
    const plan = { at: Math.max(now, Math.round(at)), happen }
    const place = plans.findLastIndex((other) => other.at <= plan.at)
    plans.splice(place + 1, 0, plan)
  }

  return {
    now: () => now as Instant,
    put,
    putIn: (seconds, happen) => put(now + seconds * 1000, happen),
    runUntil: (end) => {
      for (let next = plans[0]; next !== undefined && next.at <= end; next = plans[0]) {
        plans.shift()
        now = next.at
        next.happen()
      }
    },
  }
}
