import { weekdayOf } from '#domain/hours/calendar.ts'
import type { DayBatch } from '#domain/visits/day-batch.ts'
import { columnsToShow, countAtPlaces } from './sheet.ts'
import type { Sheet } from './sheet.ts'

/** When people come: a weekday's hours in rows, the site's hour bands in columns. */
export interface WeekMap {
  /** `14:00-16:00`, in the order of the day; `not_recorded` last, where the hour of some visits is not known. */
  readonly bands: readonly string[]
  /** Monday first. */
  readonly weekdays: readonly WeekdayRow[]
}

export interface WeekdayRow {
  /** 1 = Monday to 7 = Sunday. */
  readonly weekday: number
  /** How many such days of the period had a visit or a ticket: what visits are divided by. */
  readonly daysObserved: number
  /** Visits by band, in the order of `bands`. */
  readonly visits: readonly number[]
}

/** @param sheet visits by weekday (`1` to `7`) and band. */
export function weekMapOf(
  sheet: Sheet,
  batches: readonly DayBatch[],
  knownBands: readonly string[] | undefined,
): WeekMap {
  const observed = daysObserved(batches)
  const bands = columnsToShow(sheet, knownBands)
  const values = sheet.columns.values()
  return {
    bands: bands.map((place) => values[place - 1] ?? ''),
    weekdays: sheet.rows.values().map((_, at) => ({
      weekday: at + 1,
      daysObserved: observed[at] ?? 0,
      visits: bands.map((band) => countAtPlaces(sheet, at + 1, band)),
    })),
  }
}

/** How many days of each weekday had a visit or a ticket, Monday first. */
export function daysObserved(batches: readonly DayBatch[]): readonly number[] {
  const days = [0, 0, 0, 0, 0, 0, 0]
  for (const batch of batches) {
    const at = weekdayOf(batch.day) - 1
    if (isObserved(batch)) days[at] = (days[at] ?? 0) + 1
  }
  return days
}

export function isObserved({ visits, ticketsIssued }: DayBatch): boolean {
  return visits > 0 || ticketsIssued > 0
}
