import { notRecorded } from '../columns.ts'
import type { Grid, ProtectionRule } from '../release.ts'
import { gridCell, kindOf } from './grid-cells.ts'

/** Why a count must not be told: so few people, or everybody of a row or column in one cell (S20, S21). */
export type Reason = 'few' | 'group'

/** The names of a grid's cells that must not be told, each with its reason. */
export function sensitiveNames(grid: Grid, rule: ProtectionRule): ReadonlyMap<string, Reason> {
  const names = new Map<string, Reason>()
  grid.rows.forEach((row, rowAt) =>
    grid.columns.forEach((column, columnAt) => {
      const { name, isOfPeople } = gridCell(grid, row, column)
      if (isOfPeople && isSmall(grid.counts[rowAt * grid.columns.length + columnAt] ?? 0, rule)) names.set(name, 'few')
    }),
  )
  for (const name of groupNames(grid)) if (!names.has(name)) names.set(name, 'group')
  return names
}

export function isSmall(count: number, { threshold }: ProtectionRule): boolean {
  return count > 0 && count < threshold
}

/**
 * Whoever is known to be of a row is known to be of the one column that holds it all, and the other way round. Of what
 * came of tickets, of waits and of the week's opening hours that is no secret: everybody served, nobody on a Sunday.
 */
function groupNames(grid: Grid): readonly string[] {
  const kind = kindOf(grid.id)
  if (kind === 'ends' || kind === 'waits' || kind.row === 'weekday') return []
  const [, ...rows] = grid.rows
  const [, ...columns] = grid.columns
  const width = grid.columns.length
  const countAt = (row: number, column: number): number => grid.counts[(row + 1) * width + column + 1] ?? 0
  const lines = [
    ...rows.map((_, row) => columns.map((_column, column) => ({ row, column }))),
    ...columns.map((_, column) => rows.map((_row, row) => ({ row, column }))),
  ]
  return lines.flatMap((line) => {
    const filled = line.filter(({ row, column }) => countAt(row, column) > 0)
    const [only] = filled
    if (only === undefined || filled.length > 1 || line.length < 2 || countAt(only.row, only.column) < 2) return []
    // That nobody noted anything says nothing of anybody.
    if (columns[only.column] === notRecorded) return []
    return [gridCell(grid, rows[only.row] ?? '', columns[only.column] ?? '').name]
  })
}
