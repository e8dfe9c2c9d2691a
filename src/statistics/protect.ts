import type { CountTable } from './tables.ts'

export interface ProtectionRule {
  /** Counts from 1 up to, but without, this number are hidden. */
  readonly threshold: number
}

/** A table of which some cells must not be told. One mark for all: a reader cannot see why a cell is hidden. */
export interface ProtectedTable {
  readonly table: CountTable
  /** 1 where the cell of the same place in `table.counts` is hidden. */
  readonly hidden: Uint8Array
  /** Hidden because the count is small, and hidden with a whole that is small. */
  readonly small: number
  readonly companions: number
}

/**
 * Primary suppression: hides small counts (S10), and everything where the whole is small (S11).
 *
 * LIMIT: a hidden count may still be worked out from the told ones of its line and their sum, from another table, or
 * from another period. Secondary suppression with an audit by linear programming comes in here, behind the same
 * function: whatever publishes counts asks `protect` and nothing else. Until then files are for the house (S12).
 */
export function protect(table: CountTable, rule: ProtectionRule): ProtectedTable {
  const { counts } = table
  const small = counts.filter((count) => isSmall(count, rule)).length
  if (isSmall(counts[0] ?? 0, rule)) {
    // Zeros too: where everything is hidden, a published zero would leave fewer places for the few.
    return { table, hidden: new Uint8Array(counts.length).fill(1), small, companions: counts.length - small }
  }
  return { table, hidden: Uint8Array.from(counts, (count) => (isSmall(count, rule) ? 1 : 0)), small, companions: 0 }
}

function isSmall(count: number, { threshold }: ProtectionRule): boolean {
  return count > 0 && count < threshold
}
