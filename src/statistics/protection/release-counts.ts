import type { Release } from '../release.ts'
import { gridCell } from './grid-cells.ts'
import { sensitiveNames } from './primary.ts'

/** A count of a release, and what became of it. */
export interface ReleasedCount {
  readonly count: number
  readonly isTold: boolean
  /** Its rule forbids to tell it: so few people, or everybody of a row or column (S20, S21). */
  readonly isForbidden: boolean
  /** It stands in a file, hidden or not. */
  readonly isPrinted: boolean
  readonly isOfPeople: boolean
}

/** All counts of a release; one that stands in several tables stands here once, and is told where any of them tells it. */
export function countsOf({ grids, rule }: Release): readonly ReleasedCount[] {
  const counts = new Map<string, ReleasedCount>()
  for (const grid of grids) {
    const forbidden = sensitiveNames(grid, rule)
    grid.rows.forEach((row, rowAt) =>
      grid.columns.forEach((column, columnAt) => {
        const at = rowAt * grid.columns.length + columnAt
        const { name, isPrinted, isOfPeople } = gridCell(grid, row, column)
        const known = counts.get(name)
        counts.set(name, {
          count: grid.counts[at] ?? 0,
          isTold: grid.hidden[at] !== 1 || known?.isTold === true,
          isForbidden: forbidden.has(name) || known?.isForbidden === true,
          isPrinted: isPrinted || known?.isPrinted === true,
          isOfPeople,
        })
      }),
    )
  }
  return [...counts.values()]
}
