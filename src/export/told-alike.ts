import type { Grid, Release, ReleasedGrid } from '#statistics/release.ts'
import { total } from '#statistics/tables.ts'

/**
 * A margin that several tables have is one figure: told in all of them with the same count, or hidden in all (S31).
 * @throws otherwise, since a count that is hidden in one file and told in another is told.
 */
export function demandToldAlike({ grids }: Release): void {
  const firstByMargin = new Map<string, { readonly grid: ReleasedGrid; readonly at: number }>()
  for (const grid of grids) {
    for (const { margin, at } of marginsOf(grid)) {
      const first = firstByMargin.get(margin)
      if (first === undefined) firstByMargin.set(margin, { grid, at })
      else if (grid.counts[at] !== first.grid.counts[first.at] || grid.hidden[at] !== first.grid.hidden[first.at])
        throw new Error(`${first.grid.id} and ${grid.id} do not tell alike: ${margin}`)
    }
  }
}

interface Margin {
  readonly margin: string
  readonly at: number
}

function marginsOf(grid: Grid): readonly Margin[] {
  const [rowDimension = '', columnDimension = ''] = grid.id.split('_x_')
  switch (columnDimension) {
    case 'end':
      return [...rowMargins(grid, rowDimension), ...namedMargins(grid)]
    // Referrals and waits are counted otherwise than visits: their sums are their own.
    case 'referral':
    case 'wait':
      return []
    default:
      return [...rowMargins(grid, rowDimension), ...columnMargins(grid, columnDimension)]
  }
}

/** Visits by row: they stand in column 0. Row 0 is the grand total. */
function rowMargins({ rows, columns }: Grid, dimension: string): readonly Margin[] {
  return rows.map((row, at) => ({ margin: `visits of ${dimension} ${row}`, at: at * columns.length })).map(grandTotal)
}

function columnMargins({ columns }: Grid, dimension: string): readonly Margin[] {
  return columns.map((column, at) => ({ margin: `visits of ${dimension} ${column}`, at })).map(grandTotal)
}

/** Everybody by end: the first row of a table by end. */
function namedMargins({ columns }: Grid): readonly Margin[] {
  return columns.map((column, at) => ({ margin: `everybody ${column}`, at }))
}

function grandTotal({ margin, at }: Margin): Margin {
  return { margin: margin.endsWith(` ${total}`) ? 'all visits' : margin, at }
}
