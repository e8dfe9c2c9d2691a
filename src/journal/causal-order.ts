import type { EntryId } from '#domain/ids.ts'
import type { Entry } from './entry.ts'

/**
 * The order in which the entries of one subject are folded (J3): the entry that opens the subject first, each entry
 * after its causal parent, and among those free to come next the smallest hybrid time. A parent that has not arrived
 * counts as present. Depends on the set of entries alone, not on their arrival. O(n²) over one subject, where n is
 * about ten.
 */
export function causalOrder(entries: readonly Entry[]): readonly Entry[] {
  const waiting = [...entries].sort(byTime)
  const unplaced = new Set<EntryId>(waiting.map(({ id }) => id))
  const ordered: Entry[] = []
  while (waiting.length > 0) {
    const free = waiting.findIndex(
      (entry) => entry.id === entry.subject || entry.after === null || !unplaced.has(entry.after),
    )
    // A circle of parents cannot be written by our code; a forged one is folded by time.
    const [next] = waiting.splice(Math.max(free, 0), 1)
    if (next === undefined) break
    unplaced.delete(next.id)
    ordered.push(next)
  }
  const opening = ordered.findIndex((entry) => entry.id === entry.subject)
  if (opening > 0) ordered.unshift(...ordered.splice(opening, 1))
  return ordered
}

/** Whether a new entry comes last without looking at the rest (the fast path): nothing known waits for it. */
export function comesLast(ordered: readonly Entry[], entry: Entry): boolean {
  const last = ordered.at(-1)
  if (last === undefined) return true
  if (entry.id === entry.subject) return false
  if (ordered.some(({ after }) => after === entry.id)) return false
  return entry.after === last.id || ordered.every(({ hlc }) => hlc < entry.hlc)
}

function byTime(a: Entry, b: Entry): number {
  return a.hlc < b.hlc ? -1 : a.hlc > b.hlc ? 1 : a.id < b.id ? -1 : 1
}
