import { weekdayOf } from './calendar.ts'
import type { LocalTime } from './calendar.ts'
import type { Day } from '../ids.ts'

/** Opening and closing time of one day, minutes from local midnight; null: closed all day. */
export type Span = { readonly opens: number; readonly closes: number } | null

export const weekdayKeys = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type WeekdayKey = (typeof weekdayKeys)[number]

export interface OpeningHours {
  readonly week: Readonly<Record<WeekdayKey, Span>>
  /** `YYYY-MM-DD`, or `--MM-DD` for every year. */
  readonly closedDates: readonly string[]
}

/** The hours of one day (H1): closed dates win over the weekly pattern. */
export function hoursOn(hours: OpeningHours, day: Day): Span {
  if (hours.closedDates.some((closed) => closed === day || closed === `--${day.slice(5)}`)) return null
  return hours.week[weekdayKeys[weekdayOf(day) - 1] ?? 'mon']
}

/** Whether tickets are given at this moment (H2): from the opening minute, up to but without the closing minute. */
export function isOpenAt(hours: OpeningHours, time: LocalTime): boolean {
  const span = hoursOn(hours, time.day)
  return span !== null && time.minutes >= span.opens && time.minutes < span.closes
}
