import type { OriginId } from '#domain/ids.ts'
import type { Counted, Intervals } from '#journal/intervals.ts'
import { isCounted, withNumber } from '#journal/intervals.ts'

interface Numbered {
  readonly origin: OriginId
  readonly n: number
}

/** The numbers of some entries as interval sets. O(entries × log entries). */
export function countedOf(entries: Iterable<Numbered>): Counted {
  const numbers = new Map<OriginId, number[]>()
  for (const { origin, n } of entries) {
    const known = numbers.get(origin)
    if (known === undefined) numbers.set(origin, [n])
    else known.push(n)
  }
  return new Map([...numbers].map(([origin, ns]) => [origin, intervalsOf(ns)]))
}

export function withEntries(counted: Counted, entries: Iterable<Numbered>): Counted {
  return union(counted, countedOf(entries))
}

export function union(a: Counted, b: Counted): Counted {
  const all = new Map(a)
  for (const [origin, intervals] of b) all.set(origin, merged(all.get(origin) ?? [], intervals))
  return all
}

/** What `a` counts and `b` does not. */
export function difference(a: Counted, b: Counted): Counted {
  const rest = new Map<OriginId, Intervals>()
  for (const [origin, intervals] of a) {
    const left = intervals.flatMap((span) => without(span, b.get(origin) ?? []))
    if (left.length > 0) rest.set(origin, left)
  }
  return rest
}

export function lacking<Entry extends Numbered>(entries: Iterable<Entry>, counted: Counted): readonly Entry[] {
  return [...entries].filter(({ origin, n }) => !isCounted(counted, origin, n))
}

export function highest(intervals: Intervals | undefined): number {
  return intervals?.at(-1)?.[1] ?? 0
}

export function only(counted: Counted, origins: Iterable<OriginId>): Counted {
  const some = new Map<OriginId, Intervals>()
  for (const origin of origins) {
    const intervals = counted.get(origin)
    if (intervals !== undefined) some.set(origin, intervals)
  }
  return some
}

export function merged(a: Intervals, b: Intervals): Intervals {
  if (a.length === 0) return b
  const [single, ...more] = b
  if (single !== undefined && more.length === 0 && single[0] === single[1]) return withNumber(a, single[0])
  const all: [number, number][] = []
  for (const [from, to] of [...a, ...b].sort((x, y) => x[0] - y[0])) {
    const last = all.at(-1)
    if (last !== undefined && from <= last[1] + 1) last[1] = Math.max(last[1], to)
    else all.push([from, to])
  }
  return all
}

function intervalsOf(numbers: readonly number[]): Intervals {
  const all: [number, number][] = []
  for (const n of [...numbers].sort((x, y) => x - y)) {
    const last = all.at(-1)
    if (last !== undefined && n <= last[1] + 1) last[1] = n
    else all.push([n, n])
  }
  return all
}

function without(span: readonly [number, number], taken: Intervals): Intervals {
  const left: [number, number][] = []
  let [from] = span
  for (const [start, end] of taken) {
    if (end < from || start > span[1]) continue
    if (start > from) left.push([from, start - 1])
    from = Math.max(from, end + 1)
  }
  if (from <= span[1]) left.push([from, span[1]])
  return left
}
