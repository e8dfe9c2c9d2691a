import type { Release, ReleasedGrid } from '../release.ts'
import { gridCell } from './grid-cells.ts'
import { isSmall, sensitiveNames } from './primary.ts'

/**
 * Why a cell of a file is empty, for the eyes of the house: so few people; everybody of a row or column; so few in the
 * whole period; or none of these, but a small count could be worked out otherwise.
 */
export type HiddenReason = 'few' | 'group' | 'whole' | 'companion'

export interface ExplainedGrid extends ReleasedGrid {
  /** Of each cell; null where it is told, or stands in no file. */
  readonly reasons: readonly (HiddenReason | null)[]
}

/** How many figures of the files are told and how many are hidden, each once, however many tables hold it. */
export interface HiddenCounts extends Readonly<Record<HiddenReason, number>> {
  readonly told: number
}

export interface Explained {
  readonly grids: readonly ExplainedGrid[]
  readonly counts: HiddenCounts
}

/** What is hidden in a release and why; files do not say it (S24). */
export function explainRelease({ grids, rule }: Release): Explained {
  const visits = grids.flatMap((grid) => (grid.id === 'need_x_outcome' ? [grid.counts[0] ?? 0] : []))[0] ?? 0
  const isAllHidden = isSmall(visits, rule)
  const sensitive = new Map(grids.flatMap((grid) => [...sensitiveNames(grid, rule)]))
  const reasonByName = new Map<string, HiddenReason | 'told'>()
  const explained = grids.map((grid): ExplainedGrid => {
    const cells = grid.rows.flatMap((row) => grid.columns.map((column) => gridCell(grid, row, column)))
    const reasons = cells.map(({ name, isPrinted }, at): HiddenReason | null => {
      if (!isPrinted) return null
      const reason = isAllHidden ? 'whole' : (sensitive.get(name) ?? 'companion')
      reasonByName.set(name, grid.hidden[at] === 1 ? reason : 'told')
      return grid.hidden[at] === 1 ? reason : null
    })
    return { ...grid, reasons }
  })
  const counts = { told: 0, few: 0, group: 0, whole: 0, companion: 0 }
  for (const reason of reasonByName.values()) counts[reason] += 1
  return { grids: explained, counts }
}
