import { addDays, weekdayOf } from '#domain/hours/calendar.ts'
import type { Day } from '#domain/ids.ts'

export const periodTypes = ['day', 'week', 'month', 'quarter', 'year'] as const
export type PeriodType = (typeof periodTypes)[number]

/** A calendar span of the site's days, both ends included (S1). A week is an ISO week, Monday to Sunday. */
export interface Period {
  readonly type: PeriodType
  readonly start: Day
  readonly end: Day
}

/** The period of that kind in which the day lies; each day lies in exactly one (S2). */
export function periodContaining(type: PeriodType, day: Day): Period {
  const start = startOfPeriod(type, day)
  return { type, start, end: addDays(startOfNext(type, start), -1) }
}

export function previousPeriod(period: Period): Period {
  return periodContaining(period.type, addDays(period.start, -1))
}

export function nextPeriod(period: Period): Period {
  return periodContaining(period.type, addDays(period.end, 1))
}

export function contains(period: Period, day: Day): boolean {
  return period.start <= day && day <= period.end
}

/** All days of the period in order, up to and including `last`: days to come have no figures yet. */
export function daysOf(period: Pick<Period, 'start' | 'end'>, last: Day = period.end): readonly Day[] {
  const days: Day[] = []
  const until = Math.min(startOfDay(period.end), startOfDay(last))
  for (let at = startOfDay(period.start); at <= until; at += dayMs)
    days.push(new Date(at).toISOString().slice(0, 10) as Day)
  return days
}

const dayMs = 86_400_000

function startOfDay(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`)
}

/** The periods of that kind that share a day with the given one, in order. */
export function periodsMeeting(type: PeriodType, period: Pick<Period, 'start' | 'end'>): readonly Period[] {
  const periods: Period[] = []
  let next = periodContaining(type, period.start)
  while (next.start <= period.end) {
    periods.push(next)
    next = nextPeriod(next)
  }
  return periods
}

function startOfPeriod(type: PeriodType, day: Day): Day {
  const year = Number(day.slice(0, 4))
  const month = Number(day.slice(5, 7))
  switch (type) {
    case 'day':
      return day
    case 'week':
      return addDays(day, 1 - weekdayOf(day))
    case 'month':
      return firstOf(year, month)
    case 'quarter':
      return firstOf(year, month - ((month - 1) % 3))
    case 'year':
      return firstOf(year, 1)
  }
}

function startOfNext(type: PeriodType, start: Day): Day {
  const year = Number(start.slice(0, 4))
  const month = Number(start.slice(5, 7))
  switch (type) {
    case 'day':
      return addDays(start, 1)
    case 'week':
      return addDays(start, 7)
    case 'month':
      return firstOf(year, month + 1)
    case 'quarter':
      return firstOf(year, month + 3)
    case 'year':
      return firstOf(year + 1, 1)
  }
}

/** The first day of a month; month 13 is January of the year after. */
function firstOf(year: number, month: number): Day {
  return new Date(Date.UTC(year, month - 1, 1)).toISOString().slice(0, 10) as Day
}
