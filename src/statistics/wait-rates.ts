import type { Moment } from '#domain/commands.ts'
import { addDays } from '#domain/hours/calendar.ts'
import type { Day } from '#domain/ids.ts'
import type { ServiceRate, WaitRates } from '#domain/queue/wait-rates.ts'
import type { Settings } from '#domain/settings.ts'
import type { Site } from '#domain/site.ts'
import type { DayBatch } from '#domain/visits/day-batch.ts'
import { longestMinutes, serviceMinutes } from '#domain/visits/record.ts'
import { columnReader } from './columns.ts'

/** What is assumed before anything is known. */
export type WaitPrior = Pick<Settings, 'defaultServiceMinutes' | 'patienceMinutes' | 'minRecordsForDuration'>

/** The assumption counts as this many services, or as this many visitors who left. */
export const priorWeight = 10
/** Rates are learned from this many days back; a day of a month ago weighs half as much as today's (S56). */
export const learnedDays = 90
const halfLifeDays = 30
/** A day batch's value for minutes that are not known. */
const unknownMinutes = 255

/** The first day that rates of `today` are learned from. */
export function learnedFrom(today: Day): Day {
  return addDays(today, -learnedDays)
}

/** How much a day counts among those that rates of `today` are learned from. */
export function recency(day: Day, today: Day): number {
  const age = (Date.parse(today) - Date.parse(day)) / 86_400_000
  return age < 0 || age > learnedDays ? 0 : 0.5 ** (age / halfLifeDays)
}

/**
 * Rates out of day batches (S54 to S57).
 * @param weightOf how much a day counts, 0 (not at all) to 1.
 */
export function learnRates(
  batches: readonly DayBatch[],
  prior: WaitPrior,
  weightOf: (day: Day) => number = () => 1,
): WaitRates {
  const tally: Tally = { services: new Map(), waits: new Float64Array(longestMinutes + 1), left: 0 }
  for (const batch of batches) {
    const weight = weightOf(batch.day)
    if (weight > 0) tallyBatch(tally, batch, weight)
  }
  const all = sumOf(tally.services.values())
  const service = updated({ minutes: prior.defaultServiceMinutes, weight: priorWeight }, all)
  const told = [...tally.services].filter(([, { records }]) => records >= prior.minRecordsForDuration)
  return {
    services: all.records,
    service,
    serviceByNeed: Object.fromEntries(told.map(([need, known]) => [need, updated(firstGuess(service), known)])),
    patienceMinutes: patienceOf(tally, prior.patienceMinutes),
  }
}

/** The rates with the services joined that have ended today: they count in full (S58). */
export function withToday(rates: WaitRates, site: Site, { day }: Moment): WaitRates {
  const services = new Map<string, Services>()
  for (const ticket of site.tickets.values()) {
    const minutes = ticket.day === day ? serviceMinutes(ticket) : null
    if (minutes !== null) addService(services, ticket.need, minutes, 1)
  }
  const all = sumOf(services.values())
  const today = [...services].map(([need, known]) => [need, updated(rateOf(rates, need), known)] as const)
  return {
    ...rates,
    services: rates.services + all.records,
    service: updated(rates.service, all),
    serviceByNeed: { ...rates.serviceByNeed, ...Object.fromEntries(today) },
  }
}

/** Of a need with few services of its own, the site's mean counts as the assumption does. */
export function rateOf(rates: WaitRates, need: string): ServiceRate {
  return Object.hasOwn(rates.serviceByNeed, need)
    ? (rates.serviceByNeed[need] ?? rates.service)
    : firstGuess(rates.service)
}

/** `ends`: services that were seen to end, by weight; the capped ones are known to have gone on longer. */
interface Services {
  minutes: number
  ends: number
  records: number
}

interface Tally {
  readonly services: Map<string, Services>
  /** Served visitors by whole minutes waited, by weight; the last holds the capped ones. */
  readonly waits: Float64Array
  /** Visitors who left before they were served, by weight. */
  left: number
}

/** Reads small integers, no words: 90 days of 200 visits in a few ms, in a tap's neighbourhood. */
function tallyBatch(tally: Tally, batch: DayBatch, weight: number): void {
  const ends = columnReader(batch, 'end').codes
  const needs = columnReader(batch, 'need')
  const channels = columnReader(batch, 'channel').codes
  const waiting = batch.columns['waiting']?.values
  const service = batch.columns['service']?.values
  const [ticket, served, noShow, withdrawn] = [
    codeOf(batch, 'channel', 'ticket'),
    codeOf(batch, 'end', 'served'),
    codeOf(batch, 'end', 'noShow'),
    codeOf(batch, 'end', 'withdrawn'),
  ]
  for (let visit = 0; visit < batch.visits; visit++) {
    if (channels[visit] !== ticket) continue
    const end = ends[visit]
    // Left unserved says nothing about patience: the day was over before they were called, or gone.
    if (end === noShow || end === withdrawn) tally.left += weight
    if (end !== served) continue
    const [waited, lasted] = [waiting?.[visit] ?? unknownMinutes, service?.[visit] ?? unknownMinutes]
    if (waited !== unknownMinutes) addWait(tally.waits, waited, weight)
    if (lasted !== unknownMinutes) addService(tally.services, needs.valueOf(needs.codes[visit] ?? 0), lasted, weight)
  }
}

/** The small integer that stands for a word in a batch's column; -1: none does. */
function codeOf(batch: DayBatch, column: 'channel' | 'end', word: string): number {
  const place = batch.columns[column]?.dictionary?.indexOf(word) ?? -1
  return place < 0 ? -1 : place + 1
}

function addWait(waits: Float64Array, minutes: number, weight: number): void {
  const place = Math.min(longestMinutes, minutes)
  waits[place] = (waits[place] ?? 0) + weight
}

function addService(services: Map<string, Services>, need: string, minutes: number, weight: number): void {
  const known = services.get(need) ?? { minutes: 0, ends: 0, records: 0 }
  known.minutes += weight * Math.min(longestMinutes, minutes)
  if (minutes < longestMinutes) known.ends += weight
  known.records += 1
  services.set(need, known)
}

/**
 * Time at the desks by services that ended: the mean of an exponential law of which some lengths are only known to
 * exceed the cap, with the assumption as so many services more (its gamma posterior).
 */
function updated({ minutes, weight }: ServiceRate, known: Services): ServiceRate {
  const ends = weight + known.ends
  return { minutes: (minutes * weight + known.minutes) / ends, weight: ends }
}

function firstGuess({ minutes }: ServiceRate): ServiceRate {
  return { minutes, weight: priorWeight }
}

function sumOf(services: Iterable<Services>): Services {
  const sum: Services = { minutes: 0, ends: 0, records: 0 }
  for (const { minutes, ends, records } of services) {
    sum.minutes += minutes
    sum.ends += ends
    sum.records += records
  }
  return sum
}

/**
 * Mean patience out of waits that ended in a call and of visitors who were no longer there (S55). When they left is
 * not known; but of those who would have waited v minutes only e^(−θv) are still there, so every served visitor who
 * waited v stands for e^(θv) − 1 who left. θ makes these as many as left, the assumption counting as so many more:
 * Σ(e^(θv) − 1) + w·(θ·assumed − 1) = left, which has one solution.
 */
function patienceOf({ waits, left }: Tally, assumedMinutes: number): number {
  const surplus = (rate: number): number =>
    waits.reduce((sum, weight, minutes) => sum + weight * Math.expm1(rate * minutes), 0) +
    priorWeight * (rate * assumedMinutes - 1) -
    left
  // Patience lies between a minute and what is as good as endless.
  let [low, high] = [1e-6, 1]
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2
    if (surplus(middle) < 0) low = middle
    else high = middle
  }
  return 1 / high
}
