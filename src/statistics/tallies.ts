import { notRecorded } from './columns.ts'
import { columnTotals, columnsToShow } from './sheet.ts'
import type { Sheet } from './sheet.ts'

export interface Tally {
  readonly id: string
  readonly visits: number
}

/** A sheet's columns, as tallies. */
export function talliesOf(sheet: Sheet, known: readonly string[] = []): readonly Tally[] {
  const values = sheet.columns.values()
  const totals = columnTotals(sheet)
  const tallies = columnsToShow(sheet, known).map((place) => ({
    id: values[place - 1] ?? '',
    visits: totals[place] ?? 0,
  }))
  return mostFrequentFirst(tallies, known)
}

/** Between equals the site's own order; what nobody noted comes last. */
export function mostFrequentFirst<Item extends Tally>(
  tallies: readonly Item[],
  order: readonly string[] = [],
): readonly Item[] {
  const rank = ({ id }: Item): number => (order.includes(id) ? order.indexOf(id) : order.length)
  return [...tallies].sort(
    (a, b) => Number(a.id === notRecorded) - Number(b.id === notRecorded) || b.visits - a.visits || rank(a) - rank(b),
  )
}
