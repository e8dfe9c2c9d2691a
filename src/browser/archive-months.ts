import type { Day } from '#domain/ids.ts'
import { periodsMeeting } from '#statistics/periods.ts'
import type { Period } from '#statistics/periods.ts'

/** `2026-11` */
export type Month = string

export type Span = Pick<Period, 'start' | 'end'>

/** A stretch of days that is read by one request: whole months from their packs, or day by day. */
export interface Stretch extends Span {
  readonly isPacked: boolean
}

export function monthOf(day: Day): Month {
  return day.slice(0, 7)
}

/** What two spans have in common; it ends before it starts where that is nothing. */
export function overlap(one: Span, other: Span): Span {
  return {
    start: one.start > other.start ? one.start : other.start,
    end: one.end < other.end ? one.end : other.end,
  }
}

/** The months that lie wholly in a span, in order. */
export function wholeMonths(span: Span): readonly Period[] {
  return periodsMeeting('month', span).filter(({ start, end }) => span.start <= start && end <= span.end)
}

/** Cuts a span so that as few requests as possible read it: neighbours of one kind go together. */
export function stretchesOf(span: Span, isPacked: (month: Month) => boolean): readonly Stretch[] {
  const stretches: Stretch[] = []
  for (const { start, end } of periodsMeeting('month', span)) {
    const packed = isPacked(monthOf(start))
    const last = stretches.at(-1)
    const part = {
      isPacked: packed,
      start: start < span.start ? span.start : start,
      end: end > span.end ? span.end : end,
    }
    if (last?.isPacked === packed) stretches[stretches.length - 1] = { ...last, end: part.end }
    else stretches.push(part)
  }
  return stretches
}

export function inSpan(span: Span): (item: { readonly day: Day }) => boolean {
  return ({ day }) => span.start <= day && day <= span.end
}
