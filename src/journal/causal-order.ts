import type { EntryId } from '#domain/ids.ts'
import type { Entry } from './entry.ts'

/**
 * The order in which the entries of one subject are folded (J3): the entry that opens the subject first, each entry
 * after its causal parent, and among those free to come next the smallest hybrid time. A parent that has not arrived
 * counts as present. Depends on the set of entries alone, not on their arrival. O(n log n) over one subject: n is about
 * ten, and whoever forges thousands must not make the others wait.
 */
export function causalOrder(entries: readonly Entry[]): readonly Entry[] {
  const byAge = [...entries].sort(byTime)
  const unplaced = new Set<EntryId>(byAge.map(({ id }) => id))
  const waitingFor = new Map<EntryId, number[]>()
  const free: number[] = []
  for (const [rank, { id, subject, after }] of byAge.entries()) {
    if (id === subject || after === null || !unplaced.has(after)) push(free, rank)
    else add(waitingFor, after, rank)
  }
  const placed = new Set<number>()
  const ordered: Entry[] = []
  for (let oldest = 0; ordered.length < byAge.length;) {
    // A circle of parents cannot be written by our code; a forged one is folded by time.
    while (placed.has(oldest)) oldest += 1
    const rank = pop(free) ?? oldest
    const next = byAge[rank]
    if (next === undefined) break
    if (placed.has(rank)) continue
    placed.add(rank)
    ordered.push(next)
    unplaced.delete(next.id)
    for (const child of waitingFor.get(next.id) ?? []) push(free, child)
    waitingFor.delete(next.id)
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

function add(waitingFor: Map<EntryId, number[]>, parent: EntryId, rank: number): void {
  const children = waitingFor.get(parent)
  if (children === undefined) waitingFor.set(parent, [rank])
  else children.push(rank)
}

/** A binary heap: the smallest rank comes first. */
function push(heap: number[], rank: number): void {
  let at = heap.length
  heap.push(rank)
  while (at > 0) {
    const above = (at - 1) >> 1
    if ((heap[above] ?? 0) <= rank) break
    heap[at] = heap[above] ?? 0
    at = above
  }
  heap[at] = rank
}

function pop(heap: number[]): number | undefined {
  const [first] = heap
  const last = heap.pop()
  if (first === undefined || last === undefined || heap.length === 0) return first
  let at = 0
  for (;;) {
    const left = 2 * at + 1
    const next = left + 1 < heap.length && (heap[left + 1] ?? 0) < (heap[left] ?? 0) ? left + 1 : left
    if (next >= heap.length || (heap[next] ?? 0) >= last) break
    heap[at] = heap[next] ?? 0
    at = next
  }
  heap[at] = last
  return first
}
