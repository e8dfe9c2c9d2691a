import type { Day, NeedId } from '#domain/ids.ts'
import type { Settings } from '#domain/settings.ts'
import type { DayBatch } from '#domain/visits/day-batch.ts'
import { countBatch, createAxes, createSheets, placeBatch } from './grid-counting.ts'
import type { Sheets } from './grid-counting.ts'
import { knownValues } from './known-values.ts'
import { contains } from './periods.ts'
import type { Period } from './periods.ts'
import { endColumns, waitColumns } from './release.ts'
import type { EndColumn, Grid, GridId, WaitColumn } from './release.ts'
import { addCount, columnsToShow, crossingGrid, namedGrid, rowsToShow } from './sheet.ts'
import type { Sheet } from './sheet.ts'
import type { KnownValues } from './tables.ts'
import { endPlace } from './visit-places.ts'

/** Tickets of a day and need that have not ended: they are in no batch yet. */
export interface OpenTickets {
  readonly day: Day
  readonly need: NeedId
  readonly tickets: number
}

/**
 * All tables of a release (`release.ts`), whole and unprotected, out of one pass over the batches: margins add up and
 * agree between tables whatever the visits (S71). Needs have the same rows in every table, bands the same columns.
 *
 * @param batches each day once; those of other days than the period's are left out.
 * @param known values that have a row or column whatever happened (S6).
 * @param open today's tickets that go on.
 */
export function countGrids(
  batches: readonly DayBatch[],
  period: Period,
  settings: Settings,
  known: KnownValues = knownValues(settings),
  open: readonly OpenTickets[] = [],
): readonly Grid[] {
  const axes = createAxes(period, settings, known)
  const goingOn = open.filter(({ day }) => contains(period, day))
  const placed = batches
    .filter(({ day }) => contains(period, day))
    // By day: not even what S70 cuts off depends on the order in which batches were stored (S19).
    .sort((a, b) => (a.day < b.day ? -1 : 1))
    .map((batch) => placeBatch(batch, axes))
  for (const { need } of goingOn) axes.need.placeOf(need)
  const sheets = createSheets(axes)
  for (const batch of placed) countBatch(batch, sheets, settings.targetWaitMinutes)
  for (const { day, need, tickets } of goingOn) {
    addCount(sheets.end, axes.need.placeOf(need), endPlace('open'), tickets)
    addCount(sheets.day, axes.day.placeOf(day), endPlace('open'), tickets)
  }
  return gridsOf(sheets, known)
}

function gridsOf(sheets: Sheets, known: KnownValues): readonly Grid[] {
  // Everybody has an end, and every visit a band: what occurs anywhere occurs in these two.
  const needs = rowsToShow(sheets.end, known.need)
  const bands = columnsToShow(sheets.weekday, known.band)
  const crossing = (id: GridId, sheet: Sheet, values?: readonly string[]) =>
    crossingGrid(id, sheet, needs, columnsToShow(sheet, values))
  return [
    crossing('need_x_outcome', sheets.outcome, known.outcome),
    crossingGrid('need_x_band', sheets.band, needs, bands),
    crossingGrid('weekday_x_band', sheets.weekday, rowsToShow(sheets.weekday, sheets.weekday.rows.values()), bands),
    crossing('need_x_referral', sheets.referral, known.referral),
    namedGrid('need_x_end', sheets.end, needs, endColumns, endSums),
    namedGrid('need_x_wait', sheets.wait, needs, waitColumns, waitSums),
    namedGrid('day_x_end', sheets.day, rowsToShow(sheets.day, sheets.day.rows.values()), endColumns, endSums),
    ...sheets.audience.map(({ id, answers, sheet }) => crossing(`need_x_audience.${id}`, sheet, answers)),
  ]
}

/** Columns that are made up of others (S3). */
const endSums: Readonly<Partial<Record<EndColumn, readonly EndColumn[]>>> = {
  visits: ['served', 'walkUp'],
  issued: ['served', 'noShow', 'leftUnserved', 'withdrawn', 'open'],
}
const waitSums: Readonly<Partial<Record<WaitColumn, readonly WaitColumn[]>>> = { known: ['within', 'beyond'] }
