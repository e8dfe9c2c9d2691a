import type { Day, NeedId } from '#domain/ids.ts'
import type { Settings } from '#domain/settings.ts'
import type { DayBatch } from '#domain/visits/day-batch.ts'
import { countCrossings, everybody, visits } from './crossings.ts'
import { endPlace } from './ends.ts'
import { knownValues } from './known-values.ts'
import { contains, daysOf } from './periods.ts'
import type { Period } from './periods.ts'
import { endColumns, waitColumns } from './release.ts'
import type { EndColumn, Grid, GridId, WaitColumn } from './release.ts'
import { addCount, columnsToShow, rowsToShow, withNamedColumns, withTotals } from './sheet.ts'
import type { Sheet } from './sheet.ts'
import { bandSide, daySide, endSide, referralSide, waitSide, weekdaySide, wordSide } from './sides.ts'
import type { KnownValues } from './tables.ts'

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
  const inPeriod = batches.filter(({ day }) => contains(period, day))
  const goingOn = open.filter(({ day }) => contains(period, day))
  const needs = wordSide('need', { known: known.need })
  const days = daySide(daysOf(period))
  const [bands, ends] = [bandSide({ known: known.band }), endSide()]
  for (const { need } of goingOn) needs.axis.placeOf(need)
  const [byOutcome, byBand, byWeekday, byReferral, byEnd, byWait, byDay, ...byAnswer] = countCrossings(inPeriod, [
    visits(needs, wordSide('outcome', { known: known.outcome })),
    visits(needs, bands),
    visits(weekdaySide(), bands),
    visits(needs, referralSide({ known: known.referral })),
    everybody(needs, ends),
    visits(needs, waitSide(settings.targetWaitMinutes, { none: null })),
    everybody(days, ends),
    ...settings.audience.map(({ id, answers }) => visits(needs, wordSide(`audience.${id}`, { known: answers }))),
  ])
  for (const { day, need, tickets } of goingOn) {
    addCount(byEnd, needs.axis.placeOf(need), endPlace('open'), tickets)
    addCount(byDay, days.axis.placeOf(day), endPlace('open'), tickets)
  }
  // Everybody has an end, and every visit a band: what occurs anywhere occurs in these two.
  const needRows = rowsToShow(byEnd, known.need)
  const bandColumns = columnsToShow(byWeekday, known.band)
  const ofNeeds = (id: GridId, sheet: Sheet, values?: readonly string[]): Grid => ({
    id,
    ...withTotals(sheet, needRows, columnsToShow(sheet, values)),
  })
  return [
    ofNeeds('need_x_outcome', byOutcome, known.outcome),
    { id: 'need_x_band', ...withTotals(byBand, needRows, bandColumns) },
    { id: 'weekday_x_band', ...withTotals(byWeekday, allRows(byWeekday), bandColumns) },
    ofNeeds('need_x_referral', byReferral, known.referral),
    { id: 'need_x_end', ...withNamedColumns(byEnd, needRows, endColumns, endSums) },
    { id: 'need_x_wait', ...withNamedColumns(byWait, needRows, waitColumns, waitSums) },
    { id: 'day_x_end', ...withNamedColumns(byDay, allRows(byDay), endColumns, endSums) },
    ...settings.audience.flatMap(({ id, answers }, at) => {
      const sheet = byAnswer[at]
      return sheet === undefined ? [] : [ofNeeds(`need_x_audience.${id}`, sheet, answers)]
    }),
  ]
}

/** Days and weekdays without a visit have their row too. */
function allRows(sheet: Sheet): readonly number[] {
  return rowsToShow(sheet, sheet.rows.values())
}

/** Columns that are made up of others (S3). */
const endSums: Readonly<Partial<Record<EndColumn, readonly EndColumn[]>>> = {
  visits: ['served', 'walkUp'],
  issued: ['served', 'noShow', 'leftUnserved', 'withdrawn', 'open'],
}
const waitSums: Readonly<Partial<Record<WaitColumn, readonly WaitColumn[]>>> = { known: ['within', 'beyond'] }
