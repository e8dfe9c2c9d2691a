import { weekdayOf } from '#domain/hours/calendar.ts'
import type { Settings } from '#domain/settings.ts'
import type { DayBatch } from '#domain/visits/day-batch.ts'
import { bandPlaces, createAxis, wordPlaces } from './axis.ts'
import type { Axis, Places } from './axis.ts'
import { notRecorded } from './columns.ts'
import { daysOf } from './periods.ts'
import type { Period } from './periods.ts'
import { endColumns, waitColumns } from './release.ts'
import { countCrossing, countRow, createSheet } from './sheet.ts'
import type { Sheet } from './sheet.ts'
import type { KnownValues } from './tables.ts'
import { placeContacts, placeEnds, placeReferrals, placeVisits, placeWaits, referralColumns } from './visit-places.ts'

export interface Axes {
  readonly need: Axis
  readonly outcome: Axis
  readonly band: Axis
  readonly referral: Axis
  readonly day: Axis
  readonly weekday: Axis
  readonly audience: readonly AudienceAxis[]
}

interface AudienceAxis {
  readonly id: string
  readonly answers: readonly string[]
  readonly axis: Axis
}

/** The sides of all tables, with what is known beforehand; batches bring what else there is. */
export function createAxes(period: Period, { audience }: Settings, known: KnownValues): Axes {
  return {
    need: createAxis(known.need),
    outcome: createAxis(known.outcome),
    band: createAxis(known.band),
    referral: createAxis(known.referral),
    day: createAxis(daysOf(period)),
    weekday: createAxis(['1', '2', '3', '4', '5', '6', '7']),
    audience: audience.map(({ id, answers }) => ({ id, answers, axis: createAxis(answers) })),
  }
}

/** A batch, and where the values of its columns stand on the axes. */
export interface PlacedBatch {
  readonly batch: DayBatch
  readonly day: number
  readonly need: Places
  readonly outcome: Places
  readonly band: Places
  readonly referrals: readonly Places[]
  readonly audience: readonly Places[]
}

export function placeBatch(batch: DayBatch, axes: Axes): PlacedBatch {
  const { columns } = batch
  const words = (axis: Axis, name: string): Places => wordPlaces(axis, columns[name], axis.placeOf(notRecorded))
  return {
    batch,
    day: axes.day.placeOf(batch.day),
    need: words(axes.need, 'need'),
    outcome: words(axes.outcome, 'outcome'),
    band: bandPlaces(axes.band, batch),
    // Who was not sent on is counted in no column.
    referrals: referralColumns.map((name) => wordPlaces(axes.referral, columns[name], 0)),
    audience: axes.audience.map(({ id, axis }) => words(axis, `audience.${id}`)),
  }
}

export interface Sheets {
  readonly outcome: Sheet
  readonly band: Sheet
  readonly weekday: Sheet
  readonly referral: Sheet
  readonly end: Sheet
  readonly wait: Sheet
  readonly day: Sheet
  readonly audience: readonly (AudienceAxis & { readonly sheet: Sheet })[]
}

/** Sheets as large as the axes are by now. */
export function createSheets({ need, outcome, band, referral, day, weekday, audience }: Axes): Sheets {
  return {
    outcome: createSheet(need, outcome),
    band: createSheet(need, band),
    weekday: createSheet(weekday, band),
    referral: createSheet(need, referral),
    end: createSheet(need, createAxis(endColumns)),
    wait: createSheet(need, createAxis(waitColumns)),
    day: createSheet(day, createAxis(endColumns)),
    audience: audience.map((field) => ({ ...field, sheet: createSheet(need, field.axis) })),
  }
}

export function countBatch(placed: PlacedBatch, sheets: Sheets, targetMinutes: number): void {
  const { batch } = placed
  const { columns, visits, day } = batch
  const ends = placeEnds(batch)
  const needs = placeVisits(columns['need']?.values, placed.need, visits)
  const contacts = (name: string, places: Places) => placeContacts(columns[name]?.values, places, ends)
  const bands = contacts('band', placed.band)
  countCrossing(sheets.end, needs, ends)
  countRow(sheets.day, placed.day, ends)
  countCrossing(sheets.wait, needs, placeWaits(batch, ends, targetMinutes))
  countCrossing(sheets.outcome, needs, contacts('outcome', placed.outcome))
  countCrossing(sheets.band, needs, bands)
  countRow(sheets.weekday, weekdayOf(day), bands)
  for (const referrals of placeReferrals(batch, placed.referrals, ends))
    countCrossing(sheets.referral, needs, referrals)
  sheets.audience.forEach(({ id, sheet }, at) => {
    const places = placed.audience[at]
    if (places !== undefined) countCrossing(sheet, needs, contacts(`audience.${id}`, places))
  })
}
