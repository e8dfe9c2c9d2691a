import type { Instant, NeedId } from '#domain/ids.ts'
import { serves } from '#domain/queue/calling-order.ts'
import type { Settings } from '#domain/settings.ts'
import type { Draws } from './draws.ts'
import type { DeskDay } from './opening.ts'

/** A visitor as the simulation knows them: where they go, and how long they would wait. */
export interface Arrival {
  readonly at: Instant
  readonly need: NeedId
  readonly channel: 'kiosk' | 'desk' | 'walkUp'
  readonly wantsPriority: boolean
  readonly patienceMinutes: number
}

/** Conversations at a desk, against the site's own estimate, which includes what follows them. */
const shareOfEstimate = 0.5
/** Of the time at a desk: walking up, notes, a breath. */
const betweenMinutes = 1.5
/** Desks have little rest, and the queue is real but does not run away. */
const load = 0.82
const walkUpShare = 0.15
/** Some leave or miss their call, so fewer are served than arrive. */
const servedShare = 0.9

/** Share of the day → how busy it is, against its mean: some wait at the door, the middle is full, the end is quiet. */
const shape: readonly (readonly [number, number])[] = [
  [0, 1.7],
  [0.07, 1.0],
  [0.3, 1.3],
  [0.5, 1.1],
  [0.62, 1.2],
  [0.8, 0.85],
  [0.94, 0.4],
  [1, 0],
]
const busiest = Math.max(...shape.map(([, height]) => height))

export function meanServiceMinutes(settings: Settings): number {
  return settings.defaultServiceMinutes * shareOfEstimate
}

/** How many visitors such desks see on such a day, on average. */
export function expectedVisitors(settings: Settings, { opensAt, closesAt }: DeskDay): number {
  const deskMinutes = (settings.desks.length * (closesAt - opensAt)) / 60_000
  const visitMinutes = meanServiceMinutes(settings) + betweenMinutes
  return (deskMinutes * load) / (visitMinutes * servedShare * (1 - walkUpShare))
}

/** Arrivals of one day, in order: a Poisson process whose rate follows the shape of the day (by thinning). */
export function drawArrivals(settings: Settings, day: DeskDay, expected: number, draws: Draws): readonly Arrival[] {
  const spanMs = day.closesAt - day.opensAt
  const arrivals: Arrival[] = []
  // No day is like another, beyond what single visitors make.
  const meanGapMs = spanMs / (expected * draws.between(0.93, 1.07) * busiest)
  for (let at = draws.exponential(meanGapMs); at < spanMs; at += draws.exponential(meanGapMs)) {
    if (!draws.happens(heightAt(at / spanMs) / busiest)) continue
    const need = draws.choose(offeredNeeds(settings), ({ share }) => share)
    if (need === undefined) break
    arrivals.push({
      at: Math.round(day.opensAt + at) as Instant,
      need: need.id,
      channel: draws.happens(walkUpShare) ? 'walkUp' : draws.happens(0.04) ? 'desk' : 'kiosk',
      wantsPriority: draws.happens(0.03),
      patienceMinutes: Math.max(12, draws.logNormal(60, 0.5)),
    })
  }
  return arrivals
}

/** Needs that a desk serves, by the configuration's weights; those without one share what is left. */
function offeredNeeds(settings: Settings): readonly { readonly id: NeedId; readonly share: number }[] {
  const offered = settings.needs.filter(({ id }) => settings.desks.some(({ needs }) => serves(needs, id)))
  const given = offered.reduce((sum, { demoWeight }) => sum + demoWeight, 0)
  const without = offered.filter(({ demoWeight }) => demoWeight === 0).length
  const rest = given === 0 ? 1 : Math.max(0, 1 - given)
  return offered.map(({ id, demoWeight }) => ({ id, share: demoWeight > 0 ? demoWeight : rest / without }))
}

function heightAt(share: number): number {
  const after = shape.findIndex(([place]) => place > share)
  const [toPlace, toHeight] = shape[after] ?? [1, 0]
  const [fromPlace, fromHeight] = shape[after - 1] ?? [0, 0]
  return fromHeight + ((share - fromPlace) / (toPlace - fromPlace)) * (toHeight - fromHeight)
}
