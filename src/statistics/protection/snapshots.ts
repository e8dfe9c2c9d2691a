import { contains } from '../periods.ts'
import type { Grid, Release } from '../release.ts'

/** What was counted of a period at a moment: a release that was told, or one that is to be. */
export type Snapshot = Pick<Release, 'period' | 'takenAt' | 'until'> & { readonly grids: readonly Grid[] }

/** Whether all its days were over when it was counted: apart from corrections it then counts the same for ever. */
export function isWhole({ period, until }: Pick<Snapshot, 'period' | 'until'>): boolean {
  return until >= period.end
}

/** Whether every visit of `inner` is one of `outer` too, so that their difference counts visits. */
export function liesWithin(inner: Snapshot, outer: Snapshot): boolean {
  if (inner === outer) return false
  if (inner.period.start < outer.period.start || inner.period.end > outer.period.end) return false
  if (inner.takenAt <= outer.takenAt && inner.until <= outer.until) return true
  // Counted later, but of days that were over by then.
  return isWhole(inner) && inner.period.end <= outer.until
}

/**
 * For one snapshot, those that lie within it, sorted into sets of which no two share a day: each set, and what is left
 * of the whole beside it, adds up. What lies within another of them is reached through that one.
 */
export function partitionsOf(outer: Snapshot, all: readonly Snapshot[]): readonly (readonly Snapshot[])[] {
  const within = all.filter((each) => liesWithin(each, outer))
  const widest = within.filter((each) => !within.some((other) => liesWithin(each, other) && !liesWithin(other, each)))
  const partitions: Snapshot[][] = []
  for (const each of widest) {
    const free = partitions.find((partition) => !partition.some((other) => overlaps(each, other)))
    if (free === undefined) partitions.push([each])
    else free.push(each)
  }
  return partitions
}

function overlaps({ period: one }: Snapshot, { period: other }: Snapshot): boolean {
  return contains(one, other.start) || contains(other, one.start)
}
