import type { Day } from '#domain/ids.ts'
import { periodsMeeting } from './periods.ts'
import type { Period, PeriodType } from './periods.ts'
import type { Settings } from '#domain/settings.ts'
import { endPlace } from './ends.ts'
import type { BeforeSheets } from './overview-counting.ts'
import type { EndColumn } from './release.ts'
import { minutesOf } from './minutes.ts'
import { countAtPlaces } from './sheet.ts'
import type { Sheet } from './sheet.ts'
import { summariseWaits } from './waits.ts'
import type { WaitRule, WaitSummary } from './waits.ts'

/** How a period went, step by step, beside the one before it. */
export interface Trend {
  readonly step: 'day' | 'week' | 'month'
  readonly points: readonly TrendPoint[]
}

export interface TrendPoint {
  /** Both in the period: a week over its edge is cut off there (S73). */
  readonly start: Day
  readonly end: Day
  /** The first day lies ahead: there is nothing to draw yet. */
  readonly isAhead: boolean
  readonly visits: number
  /** Tickets that ended without anybody having served them. */
  readonly left: number
  readonly waits: WaitSummary
  /** Visits of the step at the same place in the period before; null: it has no such step, or nobody came at all. */
  readonly visitsBefore: number | null
}

export interface TrendInput {
  readonly period: Period
  readonly previous: Period
  readonly today: Day
  /** By day and end, by day and minutes waited. */
  readonly sheets: Pick<BeforeSheets, 'dayEnds' | 'dayWaiting'>
  readonly dayEndsBefore: Sheet
  readonly settings: WaitRule & Pick<Settings, 'targetWaitMinutes'>
}

/** Days of a week or month, weeks of a quarter, months of a year; null of a single day: its hours tell more. */
export function trendOf({ period, previous, today, sheets, dayEndsBefore, settings }: TrendInput): Trend | null {
  const step = steps[period.type]
  if (step === null) return null
  const visitsBefore = stepsOf(step, previous).map((span) =>
    sumOfDays(dayEndsBefore, placesOfDays(dayEndsBefore, span), visitEnds),
  )
  const hadVisits = visitsBefore.some((visits) => visits > 0)
  const points = stepsOf(step, period).map((span, at): TrendPoint => {
    const days = placesOfDays(sheets.dayEnds, span)
    return {
      ...span,
      isAhead: span.start > today,
      visits: sumOfDays(sheets.dayEnds, days, visitEnds),
      left: sumOfDays(sheets.dayEnds, days, leftEnds),
      waits: summariseWaits(minutesOf(sheets.dayWaiting, days), settings.targetWaitMinutes, settings),
      visitsBefore: hadVisits ? (visitsBefore[at] ?? null) : null,
    }
  })
  return { step, points }
}

const steps: Readonly<Record<PeriodType, Trend['step'] | null>> = {
  day: null,
  week: 'day',
  month: 'day',
  quarter: 'week',
  year: 'month',
}
const visitEnds: readonly EndColumn[] = ['served', 'walkUp']
const leftEnds: readonly EndColumn[] = ['noShow', 'leftUnserved', 'withdrawn']

type Span = Pick<Period, 'start' | 'end'>

function stepsOf(step: Trend['step'], period: Period): readonly Span[] {
  return periodsMeeting(step, period).map(({ start, end }) => ({
    start: start < period.start ? period.start : start,
    end: end > period.end ? period.end : end,
  }))
}

function sumOfDays(sheet: Sheet, days: readonly number[], ends: readonly EndColumn[]): number {
  const places = ends.map(endPlace)
  return days.reduce((sum, day) => places.reduce((all, end) => all + countAtPlaces(sheet, day, end), sum), 0)
}

/** The places of a span's days among rows that are the days of a period, one after the other. */
function placesOfDays({ rows }: Sheet, { start, end }: Span): readonly number[] {
  const first = rows.placeOf(start)
  return Array.from({ length: 1 + rows.placeOf(end) - first }, (_, at) => first + at)
}
