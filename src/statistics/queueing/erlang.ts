import { chancesAbove } from './wait-law.ts'
import type { Pace } from './wait-law.ts'

/** Visitors who come at random at a steady rate, and the desks that await them. */
export interface Traffic extends Pace {
  readonly arrivalsPerMinute: number
}

/** How a queue stands in the long run. Shares are of all arrivals, 0 to 1. */
export interface Congestion {
  readonly waitingShare: number
  /** The mean number of visitors in the queue. */
  readonly meanQueue: number
  /** Over all arrivals: those who need not wait, and those who leave, too. */
  readonly meanWaitMinutes: number
  readonly leftShare: number
  /** Share of the arrivals that is called within these minutes; who leaves is not. */
  calledWithin(minutes: number): number
}

/**
 * Erlang B: the share of arrivals that finds all desks busy where nobody waits (M/M/s/s).
 * @param load arrivals per minute times minutes of service.
 */
export function erlangB(desks: number, load: number): number {
  let busy = 1
  for (let desk = 1; desk <= desks; desk++) busy = (load * busy) / (desk + load * busy)
  return busy
}

/**
 * Erlang C: the share of arrivals that waits where nobody leaves (M/M/s).
 * @throws RangeError where the load is not below the desks: that queue grows without end.
 */
export function erlangC(desks: number, load: number): number {
  if (!(load < desks)) throw new RangeError('Without leaving, a queue needs more desks than load')
  const busy = erlangB(desks, load)
  return busy / (1 - (load / desks) * (1 - busy))
}

/**
 * Erlang A (M/M/s+M; Erlang C where `patienceMinutes` is infinite): the birth–death chain of Palm 1946, as in Garnett,
 * Mandelbaum and Reiman 2002 (doi 10.1287/msom.4.3.208.7753). Stable for every load as long as visitors may leave.
 * @throws RangeError where nobody leaves and the load is not below the desks, where the queue would be hundreds of
 * thousands long, or where it has no desk or a time is not positive.
 */
export function congestionOf(traffic: Traffic): Congestion {
  const { arrivalsPerMinute, desks, serviceMinutes, patienceMinutes } = traffic
  if (!(desks >= 1 && serviceMinutes > 0 && patienceMinutes > 0 && arrivalsPerMinute >= 0)) {
    throw new RangeError('A queue needs a desk, and times above zero')
  }
  const load = arrivalsPerMinute * serviceMinutes
  const [callRate, leaveRate] = [desks / serviceMinutes, 1 / patienceMinutes]
  if (leaveRate === 0) erlangC(desks, load)
  const byQueue = load === 0 ? [] : queueShares(traffic)
  const waitingShare = byQueue.reduce((sum, share) => sum + share, 0)
  const meanQueue = byQueue.reduce((sum, share, waiting) => sum + share * waiting, 0)
  // With k ahead, a visitor stays until the call with the chance sμ / (sμ + (k + 1)θ).
  const staying = byQueue.map((share, ahead) => (share * callRate) / (callRate + (ahead + 1) * leaveRate))
  return {
    waitingShare,
    meanQueue,
    meanWaitMinutes: arrivalsPerMinute === 0 ? 0 : meanQueue / arrivalsPerMinute,
    leftShare: waitingShare - staying.reduce((sum, share) => sum + share, 0),
    calledWithin: (minutes) => {
      // The wait of those who stay is as if the visitor too moved things on by leaving: every rate has one θ more.
      const longer = chancesAbove(callRate + leaveRate, leaveRate, Math.max(0, byQueue.length - 1), minutes)
      const inTime = staying.reduce((sum, share, ahead) => sum + share * (1 - (longer[ahead] ?? 0)), 0)
      return Math.min(1, 1 - waitingShare + inTime)
    },
  }
}

/** A share below this is nothing beside the largest one. */
const negligible = 1e-17
const longestQueue = 300_000

/** The shares of arrivals that find all desks busy and 0, 1, 2, … visitors waiting. */
function queueShares({ arrivalsPerMinute, desks, serviceMinutes, patienceMinutes }: Traffic): readonly number[] {
  const flow = (waiting: number): number => arrivalsPerMinute / (desks / serviceMinutes + waiting / patienceMinutes)
  // From the likeliest length both ways: the terms only shrink, and none grows beyond a number.
  const peak = Math.ceil(Math.max(0, (arrivalsPerMinute - desks / serviceMinutes) * patienceMinutes)) || 0
  if (peak > longestQueue) throw new RangeError('The queue would be endless')
  const weights: number[] = []
  weights[peak] = 1
  for (let waiting = peak; waiting > 0; waiting--) weights[waiting - 1] = (weights[waiting] ?? 0) / flow(waiting)
  for (let waiting = peak + 1; (weights[waiting - 1] ?? 0) > negligible; waiting++) {
    if (waiting > longestQueue) throw new RangeError('The queue would be endless')
    weights[waiting] = (weights[waiting - 1] ?? 0) * flow(waiting)
  }
  // All states with 0 … s visitors together weigh 1/B times the one in which all desks are just busy.
  const blocked = erlangB(desks, arrivalsPerMinute * serviceMinutes)
  const waitingWeight = weights.reduce((sum, weight) => sum + weight, 0)
  const all = waitingWeight - (weights[0] ?? 0) + (weights[0] ?? 0) / blocked
  return blocked === 0 ? [] : weights.map((weight) => weight / all)
}
