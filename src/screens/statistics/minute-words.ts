import type { Translate } from '#text/translate.ts'
import type { StatisticsKey } from './period-words.ts'

/** An hour is the cap of what is kept: who waited longer counts here. */
const cappedMinutes = 60

/** `12 min`, `60 min ou plus`. */
export function minutesText(minutes: number, t: Translate<StatisticsKey>): string {
  return t(isCapped(minutes) ? 'minutes.capped' : 'minutes', { count: Math.round(minutes) })
}

/** Nothing is known beyond the cap: “at most” would not be true of it. */
export function isCapped(minutes: number): boolean {
  return minutes >= cappedMinutes
}
