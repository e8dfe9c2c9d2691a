import { addDays } from '#domain/hours/calendar.ts'
import { hoursOn } from '#domain/hours/opening.ts'
import { originFromBytes } from '#domain/ids.ts'
import type { Day, Instant } from '#domain/ids.ts'
import { defaultSettings } from '#domain/settings.ts'
import type { Settings } from '#domain/settings.ts'
import type { Entry } from '#journal/entry.ts'
import { createAgenda } from './demo/agenda.ts'
import { drawArrivals, expectedVisitors, meanServiceMinutes } from './demo/arrivals.ts'
import { planDay } from './demo/desk-work.ts'
import { createDraws } from './demo/draws.ts'
import { demoMoment, deskDay } from './demo/opening.ts'
import { createSimulatedStore } from './demo/simulated-store.ts'
import type { DemoMoment } from './ports.ts'

export interface SimulatedDayRequest {
  readonly settings: Settings
  readonly day: Day
  /** The same request gives the same entries, on every machine. */
  readonly seed: number
  /** Cuts the day here, with visitors waiting, called and served; without it the day is over and closed. */
  readonly until?: Instant
  /** About how many come; without it as many as the site's desks can serve. */
  readonly visitors?: number
}

/**
 * Plays a day at the desks: who comes when and for what, who is called, served, missed, parked, sent on and how it
 * ends. Every entry has gone through the real rules; the day is as unlike any real one as chance can make it.
 */
export function simulateDay({ settings, day, seed, until, visitors }: SimulatedDayRequest): readonly Entry[] {
  const draws = createDraws(`${seed} ${day}`)
  const bytes = Uint8Array.from({ length: 10 }, () => draws.fraction() * 256)
  const store = createSimulatedStore(day, originFromBytes(bytes))
  const hours = deskDay(settings, day)
  const agenda = createAgenda(hours.opensAt)
  const usual = expectedVisitors(settings, hours)
  const expected = visitors ?? usual
  // A site with words of its own takes them along; the default configuration is in every store already.
  if (!isDefault(settings)) store.run({ type: 'ChangeSettings', document: settings.document }, hours.opensAt)
  planDay({
    ...hours,
    day,
    store,
    agenda,
    draws,
    arrivals: drawArrivals(settings, hours, expected, draws),
    meanServiceMinutes: meanServiceMinutes(settings),
    pace: Math.min(1, usual / expected),
  })
  agenda.runUntil(until ?? demoMoment(settings, day, 'evening'))
  return store.entries()
}

export interface SimulatedDay {
  readonly day: Day
  readonly entries: readonly Entry[]
}

/** Whole days in a row, those on which the desks are open; each is a store of its own. */
export function simulateDays(
  request: Pick<SimulatedDayRequest, 'settings' | 'seed' | 'visitors'> & { readonly from: Day; readonly days: number },
): readonly SimulatedDay[] {
  const { from, days, ...rest } = request
  return Array.from({ length: days }, (_, index) => addDays(from, index))
    .filter((day) => hoursOn(rest.settings.deskHours, day) !== null)
    .map((day) => ({ day, entries: simulateDay({ ...rest, day }) }))
}

/** The day that a demonstration shows: today where the desks are open today, else the latest day on which they were. */
export function demoDay(settings: Settings, today: Day): Day {
  for (let back = 0; back < 31; back++) {
    const day = addDays(today, -back)
    if (hoursOn(settings.deskHours, day) !== null) return day
  }
  return today
}

/** The moment at which a demonstration begins. */
export function demoStart(settings: Settings, day: Day, moment: DemoMoment): Instant {
  return demoMoment(settings, day, moment)
}

function isDefault(settings: Settings): boolean {
  return JSON.stringify(settings.document) === JSON.stringify(defaultSettings().document)
}
