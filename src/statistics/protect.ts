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
  /** Hidden because the count is small, and hidden so that a small count cannot be worked out from the others. */
  readonly small: number
  readonly companions: number
}

/**
 * Hides small counts (S10), everything where the whole is small (S11), and in each line a companion where a hidden
 * count could be had by subtraction (S12).
 *
 * LIMIT: this closes plain subtraction along one line of one table. It does not audit feasible intervals (several
 * hidden cells can still be narrowed down by solving the lines together), nor links between tables of different
 * periods or crossings, nor a row whose visits all fall into one cell. Optimal secondary suppression and an audit by
 * linear programming come in here, behind the same function: whatever publishes counts asks `protect` and nothing else.
 */
export function protect(table: CountTable, rule: ProtectionRule): ProtectedTable {
  const { counts } = table
  const whole = counts[0] ?? 0
  const small = counts.filter((count) => isSmall(count, rule)).length
  if (isSmall(whole, rule)) {
    // Zeros too: where everything is hidden, a published zero would leave fewer places for the few.
    return { table, hidden: new Uint8Array(counts.length).fill(1), small, companions: counts.length - small }
  }
  const hidden = Uint8Array.from(counts, (count) => (isSmall(count, rule) ? 1 : 0))
  const { margins, inner } = linesOf(table)
  // Margins first and by themselves: they are the tables of one dimension, and must look the same in every crossing.
  closeAll(margins, counts, hidden, rule)
  closeAll(inner, counts, hidden, rule)
  const all = hidden.reduce((sum, mark) => sum + mark, 0)
  return { table, hidden, small, companions: all - small }
}

function isSmall(count: number, { threshold }: ProtectionRule): boolean {
  return count > 0 && count < threshold
}

/** Cells that add up to another: `parts` sum to `sum`. All are places in `counts`. */
interface Line {
  readonly sum: number
  readonly parts: readonly number[]
}

function linesOf(table: CountTable): { readonly margins: readonly Line[]; readonly inner: readonly Line[] } {
  const height = table.rows.length
  const width = table.columns.length
  const rowLine = (row: number): Line => ({
    sum: row * width,
    parts: span(width).map((column) => row * width + column),
  })
  const columnLine = (column: number): Line => ({ sum: column, parts: span(height).map((row) => row * width + column) })
  return {
    margins: [columnLine(0), rowLine(0)],
    inner: [...span(height).map(rowLine), ...span(width).map(columnLine)],
  }
}

/** 1, 2, … up to, but without, `length`: the places after the total. */
function span(length: number): readonly number[] {
  return Array.from({ length: Math.max(0, length - 1) }, (_, index) => index + 1)
}

/** Each companion may open a line the other way: goes round until nothing changes. Ends, since cells only get hidden. */
function closeAll(lines: readonly Line[], counts: Float64Array, hidden: Uint8Array, rule: ProtectionRule): void {
  let changed = true
  while (changed) {
    changed = false
    for (const line of lines) {
      while (isOpen(line, counts, hidden, rule)) {
        const companion = smallestShown(line, counts, hidden)
        if (companion === undefined) break
        hidden[companion] = 1
        changed = true
      }
    }
  }
}

/** A line tells too much when one cell alone is hidden, or when the hidden ones are known to be few together. */
function isOpen(
  { sum, parts }: Line,
  counts: Float64Array,
  hidden: Uint8Array,
  { threshold }: ProtectionRule,
): boolean {
  const hiddenParts = parts.filter((part) => hidden[part] === 1)
  if (hidden[sum] === 1) return hiddenParts.length === 0
  if (hiddenParts.length === 0) return false
  const together = hiddenParts.reduce((all, part) => all + (counts[part] ?? 0), 0)
  return hiddenParts.length === 1 || together < threshold
}

/** The smallest count above zero: the least is lost. Ties go to the first in id order, so that every run agrees. */
function smallestShown({ parts }: Line, counts: Float64Array, hidden: Uint8Array): number | undefined {
  let best: number | undefined
  for (const part of parts) {
    const count = counts[part] ?? 0
    if (hidden[part] === 1 || count === 0) continue
    if (best === undefined || count < (counts[best] ?? 0)) best = part
  }
  return best
}
