import type { Settings } from '#domain/settings.ts'
import { chancesToWaitLonger } from './queueing/wait-law.ts'
import type { Pace } from './queueing/wait-law.ts'
import { rateOf } from './wait-rates.ts'
import type { WaitRates } from '#domain/queue/wait-rates.ts'
import type { Situation } from './wait-situation.ts'

/** Both ends are multiples of the site's step, never the same. */
export interface WaitRange {
  readonly fromMinutes: number
  readonly toMinutes: number
}

/**
 * One visitor in five waits less and one in five longer by the model; rounding outwards and those who leave before a
 * long wait make it four of five who are called within the range (S60, S62).
 */
export const lowerQuantile = 0.2
export const upperQuantile = 0.8
/** What would be longer is not told: nobody plans by it (S61). */
const longestToldMinutes = 180
/** More would take too long to work out, and is longer than what is told. */
const mostAhead = 400

/**
 * The range in which the wait will lie: between two quantiles, the lower rounded down and the upper rounded up to the
 * site's step of minutes (S60). null: too little is known, or nothing that helps can be said (S61). A few ms for a
 * queue of hundreds.
 */
export function estimateWait(
  { ahead, desks, atDesks }: Situation,
  rates: WaitRates,
  { minRecordsForDuration, roundToMinutes }: Pick<Settings, 'minRecordsForDuration' | 'roundToMinutes'>,
): WaitRange | null {
  if (rates.services < minRecordsForDuration || desks === 0 || ahead.length > mostAhead) return null
  const step = Math.round(roundToMinutes)
  // A desk is free and nobody stands before.
  if (ahead.length === 0 && atDesks.length < desks) return { fromMinutes: 0, toMinutes: step }
  // Some of those who are before have gone without a word: with the patience of others, so many are still there.
  const there = ahead.map(({ waitedMinutes, share }) => share * Math.exp(-waitedMinutes / rates.patienceMinutes))
  const services = [
    ...atDesks.map((need) => ({ minutes: rateOf(rates, need).minutes, weight: 1 })),
    ...ahead.map(({ need }, place) => ({ minutes: rateOf(rates, need).minutes, weight: there[place] ?? 0 })),
  ]
  const serviceMinutes = weightedMean(services) ?? rates.service.minutes
  const pace = { desks, serviceMinutes, patienceMinutes: rates.patienceMinutes }
  return rounded(chancesOfLonger(pace, countChances(there), step), step)
}

/**
 * The chances that 0, 1, 2, … of them are there, each with its own chance, independently (Poisson's binomial law).
 */
function countChances(chances: readonly number[]): Float64Array {
  const counts = new Float64Array(chances.length + 1)
  counts[0] = 1
  chances.forEach((chance, known) => {
    for (let count = known + 1; count > 0; count--) {
      counts[count] = (counts[count] ?? 0) * (1 - chance) + (counts[count - 1] ?? 0) * chance
    }
    counts[0] = (counts[0] ?? 0) * (1 - chance)
  })
  return counts
}

/** The chance of waiting longer than 0, 1, 2, … steps. */
function chancesOfLonger(pace: Pace, aheadChances: Float64Array, step: number): readonly number[] {
  return Array.from({ length: Math.floor(longestToldMinutes / step) + 1 }, (_, at) => {
    const longer = chancesToWaitLonger(pace, aheadChances.length - 1, at * step)
    return aheadChances.reduce((sum, chance, ahead) => sum + chance * (longer[ahead] ?? 0), 0)
  })
}

function rounded(longer: readonly number[], step: number): WaitRange | null {
  const from = longer.findLastIndex((chance) => chance >= 1 - lowerQuantile)
  const to = longer.findIndex((chance) => chance <= 1 - upperQuantile)
  return to < 0 ? null : { fromMinutes: from * step, toMinutes: to * step }
}

function weightedMean(services: readonly { readonly minutes: number; readonly weight: number }[]): number | null {
  const weight = services.reduce((sum, service) => sum + service.weight, 0)
  return weight === 0 ? null : services.reduce((sum, service) => sum + service.minutes * service.weight, 0) / weight
}
