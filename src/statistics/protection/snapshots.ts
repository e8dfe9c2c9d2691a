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
  // Of two that lie within each other, both whole and of one period, the first in the list counts as the outer.
  const isBelow = (inner: Snapshot, other: Snapshot): boolean =>
    liesWithin(inner, other) && (!liesWithin(other, inner) || all.indexOf(inner) > all.indexOf(other))
  const within = all.filter((each) => isBelow(each, outer))
  const widest = within.filter((each) => !within.some((other) => isBelow(each, other)))
  const partitions: Snapshot[][] = []
  for (const each of widest) {
    const free = partitions.find((partition) => !partition.some((other) => overlaps(each, other)))
    if (free === undefined) partitions.push([each])
    else free.push(each)
  }
  return partitions
}

/**
 * Releases in groups that hang together, by days that they share directly or through others: a year ties its months to
 * each other, and what two of them leave of a quarter is the third.
 */
export function clustersOf<Each extends Pick<Snapshot, 'period'>>(
  snapshots: readonly Each[],
): readonly (readonly Each[])[] {
  const clusters: Each[][] = []
  for (const snapshot of snapshots) {
    const touched = clusters.filter((cluster) => cluster.some((other) => overlaps(other, snapshot)))
    for (const cluster of touched) clusters.splice(clusters.indexOf(cluster), 1)
    clusters.push([...touched.flat(), snapshot])
  }
  return clusters
}

function overlaps({ period: one }: Pick<Snapshot, 'period'>, { period: other }: Pick<Snapshot, 'period'>): boolean {
  return contains(one, other.start) || contains(other, one.start)
}
