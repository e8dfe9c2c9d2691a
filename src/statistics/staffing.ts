import { weekdayOf } from '#domain/hours/calendar.ts'
import { weekdayKeys } from '#domain/hours/opening.ts'
import type { Settings } from '#domain/settings.ts'
import type { DayBatch } from '#domain/visits/day-batch.ts'
import { bandName, columnReader } from './columns.ts'
import { congestionOf } from './queueing/erlang.ts'
import { learnRates, rateOf } from './wait-rates.ts'
import type { WaitRates } from '#domain/queue/wait-rates.ts'
import type { WaitPrior } from './wait-rates.ts'

/** A weekday's hours of two (or the site's band): what came, what it takes, what was there. */
export interface PlanCell {
  /** 1 = Monday to 7 = Sunday. */
  readonly weekday: number
  /** `14:00-16:00` */
  readonly band: string
  /** Days of this weekday on which anybody took a ticket, and everybody who did in these hours. */
  readonly openDays: number
  readonly tickets: number
  readonly advice: Advice
  /** Median of the desks that were at work; null: not noted on any of the days. */
  readonly desksThere: number | null
}

export type Advice =
  | {
      readonly type: 'desks'
      /** The fewest desks with which the target is met, and the share called in time then, 0 to 1. */
      readonly desks: number
      readonly share: number
      readonly ticketsPerHour: number
      readonly serviceMinutes: number
    }
  /** Chance would speak, not the rule. */
  | { readonly type: 'tooFew' }
  /** Not even with the most desks that a site can have. */
  | { readonly type: 'tooMany' }

export type StaffingPlan =
  | { readonly type: 'tooFew'; readonly tickets: number; readonly least: number }
  | {
      readonly type: 'plan'
      readonly patienceMinutes: number
      /** In the order of the week and the day; hours without any ticket are not among them. */
      readonly cells: readonly PlanCell[]
      /** Days left out because their visits were noted in bands of another length. */
      readonly otherBands: number
    }

type PlanSettings = WaitPrior &
  Pick<Settings, 'deskHours' | 'hourBandMinutes' | 'targetWaitMinutes' | 'targetServiceLevel'>

/** A plan speaks from this many tickets on; hours of it from so many, on so many days of the weekday (S65). */
export const leastPlanTickets = 200
export const leastCellTickets = 30
export const leastCellDays = 4
const mostDesks = 40

/**
 * Desks needed by weekday and hours, out of the visits of a span, for the site's target (S63 to S66). A fraction of
 * a second for a year.
 */
export function planDesks(batches: readonly DayBatch[], settings: PlanSettings): StaffingPlan {
  const usable = batches.filter(({ bandMinutes, ticketsIssued }) => {
    return bandMinutes === settings.hourBandMinutes && ticketsIssued > 0
  })
  const tickets = usable.reduce((sum, { ticketsIssued }) => sum + ticketsIssued, 0)
  if (tickets < leastPlanTickets) return { type: 'tooFew', tickets, least: leastPlanTickets }
  const rates = learnRates(usable, settings)
  const cells = weekdayKeys.flatMap((_, index) => {
    const days = usable.filter(({ day }) => weekdayOf(day) === index + 1)
    return cellsOf(days, index + 1, rates, settings)
  })
  const otherBands = batches.filter(({ bandMinutes }) => bandMinutes !== settings.hourBandMinutes).length
  return { type: 'plan', patienceMinutes: rates.patienceMinutes, cells, otherBands }
}

function cellsOf(
  days: readonly DayBatch[],
  weekday: number,
  rates: WaitRates,
  settings: PlanSettings,
): readonly PlanCell[] {
  return [...arrivalsByBand(days)]
    .sort(([a], [b]) => a - b)
    .map(([band, arrivals]) => {
      const tickets = [...arrivals.values()].reduce((sum, count) => sum + count, 0)
      const isKnown = tickets >= leastCellTickets && days.length >= leastCellDays
      const arrivalsPerMinute = tickets / days.length / openMinutes(weekday, band, settings)
      return {
        weekday,
        band: bandName(band, settings.hourBandMinutes),
        openDays: days.length,
        tickets,
        advice: isKnown ? adviceFor(arrivals, arrivalsPerMinute, rates, settings) : { type: 'tooFew' },
        desksThere: medianDesks(days, band),
      }
    })
}

/** Tickets by band and need, however the visit ended: who left had come for a desk, too (S63). */
function arrivalsByBand(days: readonly DayBatch[]): ReadonlyMap<number, ReadonlyMap<string, number>> {
  const arrivals = new Map<number, Map<string, number>>()
  for (const batch of days) {
    const channels = columnReader(batch, 'channel')
    const needs = columnReader(batch, 'need')
    const bands = columnReader(batch, 'band').codes
    for (let visit = 0; visit < batch.visits; visit++) {
      if (channels.valueOf(channels.codes[visit] ?? 0) !== 'ticket') continue
      const band = bands[visit] ?? 0
      const need = needs.valueOf(needs.codes[visit] ?? 0)
      const byNeed = arrivals.get(band) ?? new Map<string, number>()
      arrivals.set(band, byNeed.set(need, (byNeed.get(need) ?? 0) + 1))
    }
  }
  return arrivals
}

/** The fewest desks that call enough visitors in time (S64). */
function adviceFor(
  arrivals: ReadonlyMap<string, number>,
  arrivalsPerMinute: number,
  rates: WaitRates,
  { targetWaitMinutes, targetServiceLevel }: PlanSettings,
): Advice {
  const { patienceMinutes } = rates
  const serviceMinutes = meanService(arrivals, rates)
  for (let desks = 1; desks <= mostDesks; desks++) {
    const queue = congestionOf({ arrivalsPerMinute, desks, serviceMinutes, patienceMinutes })
    const share = queue.calledWithin(targetWaitMinutes)
    if (share >= targetServiceLevel) {
      return { type: 'desks', desks, share, ticketsPerHour: arrivalsPerMinute * 60, serviceMinutes }
    }
  }
  return { type: 'tooMany' }
}

/** By the needs that came in these hours. */
function meanService(arrivals: ReadonlyMap<string, number>, rates: WaitRates): number {
  let [minutes, tickets] = [0, 0]
  for (const [need, count] of arrivals) {
    minutes += count * rateOf(rates, need).minutes
    tickets += count
  }
  return minutes / tickets
}

/** How much of a band the desks are open on that weekday; all of it where the site's hours say nothing of it. */
function openMinutes(weekday: number, band: number, { deskHours, hourBandMinutes }: PlanSettings): number {
  const span = deskHours.week[weekdayKeys[weekday - 1] ?? 'mon']
  const [from, to] = [band * hourBandMinutes, Math.min(24 * 60, (band + 1) * hourBandMinutes)]
  const open = span === null ? 0 : Math.min(to, span.closes) - Math.max(from, span.opens)
  return open > 0 ? open : to - from
}

/** Days that noted how many desks were at work, by band (S66). */
function medianDesks(days: readonly DayBatch[], band: number): number | null {
  const noted = days.flatMap(({ desks }) => desks?.[band] ?? []).sort((a, b) => a - b)
  const middle = noted.length / 2
  if (noted.length === 0) return null
  return noted.length % 2 === 1
    ? (noted[Math.floor(middle)] ?? 0)
    : ((noted[middle - 1] ?? 0) + (noted[middle] ?? 0)) / 2
}
