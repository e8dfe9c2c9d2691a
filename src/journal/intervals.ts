import type { OriginId } from '#domain/ids.ts'

/** Whole numbers as closed intervals in ascending order, e.g. `[[1, 812], [815, 815]]`. */
export type Intervals = readonly (readonly [number, number])[]

/** Which entries are counted, per origin: duplicates, gaps and late arrivals are read off it, also after a purge (J2). */
export type Counted = ReadonlyMap<OriginId, Intervals>

export function contains(intervals: Intervals, n: number): boolean {
  return intervals.some(([from, to]) => n >= from && n <= to)
}

/** Adds one number; neighbours melt together. O(intervals), which is 1 unless entries are missing. */
export function withNumber(intervals: Intervals, n: number): Intervals {
  if (contains(intervals, n)) return intervals
  const all = [...intervals, [n, n] as const].sort((a, b) => a[0] - b[0])
  const merged: [number, number][] = []
  for (const [from, to] of all) {
    const last = merged.at(-1)
    if (last !== undefined && from <= last[1] + 1) last[1] = Math.max(last[1], to)
    else merged.push([from, to])
  }
  return merged
}

export function isCounted(counted: Counted, origin: OriginId, n: number): boolean {
  return contains(counted.get(origin) ?? [], n)
}
