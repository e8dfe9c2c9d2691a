import { compareEntryIds } from '../ids.ts'
import type { Day, NeedId } from '../ids.ts'
import type { Desk } from '../settings.ts'
import type { Ticket } from './ticket.ts'

/** Priorities may go ahead, but never more than this many in a row while others wait (Q4). */
export const prioritiesInARow = 2

/**
 * The waiting tickets of a day in the order in which they will be called, for a desk that serves `needs` (null: all).
 * By arrival (Q1); a ticket that was parked, missed or transferred keeps its arrival (Q3); priorities ahead, two in a
 * row at most (Q4). Ties of the same millisecond fall to the ticket id, so that every device agrees.
 */
export function callingOrder(tickets: Iterable<Ticket>, day: Day, needs: Desk['needs'] = null): readonly Ticket[] {
  const all = [...tickets].filter((ticket) => ticket.day === day)
  const waiting = all.filter((ticket) => ticket.state.type === 'waiting' && serves(needs, ticket.need)).sort(byArrival)
  const priorities = waiting.filter((ticket) => ticket.priority)
  const others = waiting.filter((ticket) => !ticket.priority)
  const order: Ticket[] = []
  let inARow = recentPriorities(all)
  let p = 0
  let o = 0
  while (p < priorities.length || o < others.length) {
    const takePriority = p < priorities.length && (inARow < prioritiesInARow || o >= others.length)
    const next = takePriority ? priorities[p++] : others[o++]
    if (next === undefined) break
    inARow = takePriority ? inARow + 1 : 0
    order.push(next)
  }
  return order
}

export function serves(needs: Desk['needs'], need: NeedId): boolean {
  return needs === null || needs.includes(need)
}

export function byArrival(a: Ticket, b: Ticket): number {
  if (a.arrival !== b.arrival) return a.arrival < b.arrival ? -1 : 1
  return compareEntryIds(a.id, b.id)
}

/** How many of the latest calls in a row were priorities, counted to the bound. */
function recentPriorities(tickets: readonly Ticket[]): number {
  const latest: { readonly order: string; readonly priority: boolean }[] = []
  for (const { lastCall, priority } of tickets) {
    if (lastCall === null) continue
    const place = latest.findIndex((other) => lastCall.order > other.order)
    if (place === -1 && latest.length >= prioritiesInARow) continue
    latest.splice(place === -1 ? latest.length : place, 0, { order: lastCall.order, priority })
    latest.length = Math.min(latest.length, prioritiesInARow)
  }
  const firstOther = latest.findIndex((call) => !call.priority)
  return firstOther === -1 ? latest.length : firstOther
}
