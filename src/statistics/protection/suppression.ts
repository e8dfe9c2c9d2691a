import type { SensitiveCell } from './attack.ts'
import type { CellSystem } from './cell-system.ts'

/** What shall be told, what must not be, and what each further hidden cell costs. */
export interface SuppressionTask {
  readonly system: CellSystem
  readonly sensitive: readonly SensitiveCell[]
  /** 1 where the cell is told whatever happens: the grand total, and what an earlier release has told. */
  readonly told: Uint8Array
  /** 1 where the cell is not told whatever happens: it stands in no file, or was hidden in an earlier release. */
  readonly hidden: Uint8Array
}

/** Which cells are hidden, 1 each; the sensitive ones and those that were hidden anyway are among them. */
export type Pattern = Uint8Array

/** The pattern that hides the sensitive cells and nothing else yet; null where one of them is told already. */
export function primaryPattern({ hidden, told, sensitive }: SuppressionTask): Pattern | null {
  const pattern = Uint8Array.from(hidden)
  for (const { cell } of sensitive) {
    if (told[cell] === 1) return null
    pattern[cell] = 1
  }
  return pattern
}

/** Fewest cells first, then the smallest sum of visits: a cell costs one, and a little more the more it counts. */
export function pricesOf(values: Float64Array): Float64Array {
  const sum = values.reduce((total, value) => total + Math.abs(value), 0)
  return values.map((value) => 1 + Math.abs(value) / (sum + 1))
}
