import type { DayBatch } from '#domain/visits/day-batch.ts'
import type { Population } from './columns.ts'
import { createEndReader } from './ends.ts'
import { countCrossed, countInRow } from './kernels.ts'
import type { VisitPlaces } from './kernels.ts'
import { createSheet } from './sheet.ts'
import type { Sheet } from './sheet.ts'
import type { Placed, Side } from './sides.ts'

/** A table to be counted: its two sides, and who is counted in it. */
export interface Crossing {
  readonly rows: Side
  readonly columns: Side
  readonly population: Population
}

/** Visits (S3) by two sides. */
export function visits(rows: Side, columns: Side): Crossing {
  return { rows, columns, population: 'visits' }
}

/** Visits and everybody who ended otherwise. */
export function everybody(rows: Side, columns: Side): Crossing {
  return { rows, columns, population: 'all' }
}

/**
 * Counts any number of tables in one pass: of each batch each side is read once, however many tables share it.
 * @param batches each day once.
 */
export function countCrossings<const Crossings extends readonly Crossing[]>(
  batches: readonly DayBatch[],
  crossings: Crossings,
): SheetsOf<Crossings> {
  const sides = [...new Set(crossings.flatMap(({ rows, columns }) => [rows, columns]))]
  const ordered = byDay(batches)
  for (const batch of ordered) for (const side of sides) side.meet(batch)
  const counting = crossings.map(({ rows, columns, population }) => ({
    population,
    rows: sides.indexOf(rows),
    columns: sides.indexOf(columns),
    sheet: createSheet(rows.axis, columns.axis),
  }))
  const endsOf = createEndReader()
  for (const batch of ordered) {
    const counted = endsOf(batch)
    const placed = sides.map((side) => side.place(batch, counted.ends))
    for (const { rows, columns, population, sheet } of counting)
      countPlaced(sheet, placed[rows] ?? [], placed[columns] ?? [], counted[population], batch.visits)
  }
  return counting.map(({ sheet }) => sheet) as SheetsOf<Crossings>
}

function countPlaced(
  { counts, width }: Sheet,
  rows: Placed,
  columns: Placed,
  counted: Uint8Array,
  visits: number,
): void {
  for (const columnPlaces of listsOf(columns, visits)) {
    if (typeof rows === 'number') countInRow(counts, rows * width, columnPlaces, counted, visits)
    else for (const rowPlaces of rows) countCrossed(counts, width, rowPlaces, columnPlaces, counted, visits)
  }
}

function listsOf(placed: Placed, visits: number): readonly VisitPlaces[] {
  return typeof placed === 'number' ? [new Uint16Array(visits).fill(placed)] : placed
}

/** A sheet for each crossing, in their order. */
type SheetsOf<Crossings extends readonly Crossing[]> = { readonly [At in keyof Crossings]: Sheet }

/** In order of days: not even what S70 cuts off depends on the order in which batches were stored (S19). */
function byDay(batches: readonly DayBatch[]): readonly DayBatch[] {
  return [...batches].sort((a, b) => (a.day < b.day ? -1 : 1))
}
