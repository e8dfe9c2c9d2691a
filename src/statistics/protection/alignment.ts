import type { Audience, Release } from '../release.ts'
import { countsByName, toldNames } from './grid-cells.ts'
import type { Alignment } from './release-task.ts'
import type { Snapshot } from './snapshots.ts'

/**
 * The house reads what is published too. So that both together say no more than the fuller one, what is hidden from the
 * house is hidden from the public, and what the public was told is told to the house (S29): of the same visits the
 * public release is then always contained in that of the house.
 */
export function alignmentWith(ledger: readonly Release[], audience: Audience, candidate: Snapshot): Alignment {
  const other = ledger.filter((release) => release.audience !== audience && countsTheSame(release, candidate)).at(-1)
  if (other === undefined) return { told: new Set(), hidden: new Set() }
  const told = toldNames(other.grids)
  if (audience === 'internal') return { told, hidden: new Set() }
  return { told: new Set(), hidden: new Set([...countsByName(other.grids).keys()].filter((name) => !told.has(name))) }
}

function countsTheSame(release: Release, candidate: Snapshot): boolean {
  if (release.period.start !== candidate.period.start || release.period.end !== candidate.period.end) return false
  const [theirs, ours] = [countsByName(release.grids), countsByName(candidate.grids)]
  return [...ours].every(([name, count]) => (theirs.get(name) ?? 0) === count)
}
