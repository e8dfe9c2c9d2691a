import fc from 'fast-check'
import { expect, test } from 'vitest'
import { congestionOf, erlangB, erlangC } from '#statistics/queueing/erlang.ts'
import type { Traffic } from '#statistics/queueing/erlang.ts'
import { meanOf, simulateQueue } from './simulated-queue.ts'

const anyTraffic = fc.record({
  arrivalsPerMinute: fc.double({ min: 0.001, max: 3, noNaN: true }),
  desks: fc.integer({ min: 1, max: 20 }),
  serviceMinutes: fc.double({ min: 1, max: 40, noNaN: true }),
  patienceMinutes: fc.double({ min: 1, max: 120, noNaN: true }),
})

// The reference's values, by hand from the formula.
test.for([
  [1, 0.5, 0.5],
  [2, 1, 1 / 3],
  [2, 1.5, 9 / 14],
] as const)('[S52] Erlang C of %i desks and a load of %f', ([desks, load, share]) => {
  expect(erlangC(desks, load)).toBeCloseTo(share, 12)
})

test('[S52] Erlang B agrees with the sum of loads, and is less than Erlang C', () => {
  expect(erlangB(2, 1)).toBeCloseTo(1 / 2 / (1 + 1 + 1 / 2), 12)
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 30 }), fc.double({ min: 0.01, max: 0.99, noNaN: true }), (desks, share) => {
      let [term, sum] = [1, 1]
      for (let desk = 1; desk <= desks; desk++) sum += term *= (share * desks) / desk
      expect(erlangB(desks, share * desks)).toBeCloseTo(term / sum, 10)
      expect(erlangC(desks, share * desks)).toBeGreaterThan(erlangB(desks, share * desks))
    }),
  )
})

// The textbook case of call centres, as figured in the reference: 360 calls per half hour, 4 minutes, 55 agents, 15 s.
test('[S52] 360 calls of 4 minutes in half an hour at 55 desks', () => {
  const queue = congestionOf({ arrivalsPerMinute: 12, desks: 55, serviceMinutes: 4, patienceMinutes: Infinity })
  expect(queue.waitingShare).toBeCloseTo(0.238700936378009, 12)
  expect(queue.meanWaitMinutes * 60).toBeCloseTo(8.184, 3)
  expect(queue.calledWithin(0.25)).toBeCloseTo(0.845883092171, 10)
  expect(queue.leftShare).toBeCloseTo(0, 12)
})

test('[S52] a queue that would grow without end is refused', () => {
  expect(() => erlangC(2, 2)).toThrow(RangeError)
  expect(() => congestionOf({ arrivalsPerMinute: 1, desks: 2, serviceMinutes: 15, patienceMinutes: Infinity })).toThrow(
    RangeError,
  )
  expect(() => congestionOf({ arrivalsPerMinute: 1, desks: 0, serviceMinutes: 15, patienceMinutes: 30 })).toThrow(
    RangeError,
  )
})

test('[S53] who leaves is patience times the queue: P(leave) · λ = θ · Lq', () => {
  fc.assert(
    fc.property(anyTraffic, (traffic) => {
      const { leftShare, meanQueue, meanWaitMinutes } = congestionOf(traffic)
      expect(leftShare * traffic.arrivalsPerMinute).toBeCloseTo(meanQueue / traffic.patienceMinutes, 9)
      expect(meanWaitMinutes * traffic.arrivalsPerMinute).toBeCloseTo(meanQueue, 9)
    }),
  )
})

test('[S53] nobody is lost: with all the time in the world everybody is called or leaves', () => {
  fc.assert(
    fc.property(anyTraffic, (traffic) => {
      const queue = congestionOf(traffic)
      expect(queue.calledWithin(1e5)).toBeCloseTo(1 - queue.leftShare, 9)
      expect(queue.calledWithin(0)).toBeCloseTo(1 - queue.waitingShare, 9)
      expect(queue.calledWithin(5)).toBeLessThanOrEqual(queue.calledWithin(10) + 1e-12)
    }),
  )
})

test('[S53] the share called in time agrees with the absorbing chain over the visitors before', () => {
  fc.assert(
    fc.property(anyTraffic, fc.integer({ min: 1, max: 30 }), (traffic, minutes) => {
      expect(congestionOf(traffic).calledWithin(minutes)).toBeCloseTo(calledByChain(traffic, minutes), 6)
    }),
    { numRuns: 40 },
  )
})

test('[S53] with endless patience it passes into Erlang C', () => {
  const traffic = { arrivalsPerMinute: 0.1, desks: 2, serviceMinutes: 15, patienceMinutes: 1e9 }
  expect(congestionOf(traffic).waitingShare).toBeCloseTo(erlangC(2, 1.5), 6)
})

test('[S53] far too many visitors are a queue as long as patience allows', () => {
  const queue = congestionOf({ arrivalsPerMinute: 60, desks: 1, serviceMinutes: 60, patienceMinutes: 100 })
  expect(queue.meanQueue).toBeCloseTo((60 - 1 / 60) * 100, 3)
  expect(queue.waitingShare).toBeCloseTo(1, 9)
  expect(congestionOf({ arrivalsPerMinute: 0, desks: 1, serviceMinutes: 15, patienceMinutes: 30 })).toMatchObject({
    waitingShare: 0,
    leftShare: 0,
    meanQueue: 0,
    meanWaitMinutes: 0,
  })
})

test.for([
  [1, 0.07],
  [2, 0.16],
  [3, 0.18],
] as const)('[S53] a simulation of %i desks agrees, within sampling', ([desks, arrivalsPerMinute]) => {
  const traffic = { desks, arrivalsPerMinute, serviceMinutes: 15, patienceMinutes: 30 }
  const found = congestionOf(traffic)
  const queue = { desks, arrivalsPerMinute, meanService: 15, meanPatience: 30 }
  const runs = Array.from({ length: 20 }, (_, run) => simulateQueue(queue, 2_000, `erlang ${run}`).slice(100))
  const share = (counts: (visitor: (typeof runs)[0][0]) => boolean) =>
    meanOf(runs.map((visitors) => visitors.filter(counts).length / visitors.length))
  for (const [expected, { mean, error }] of [
    [found.waitingShare, share(({ wait }) => wait > 0)],
    [found.leftShare, share(({ served }) => !served)],
    [found.calledWithin(10), share(({ served, wait }) => served && wait <= 10)],
  ] as const) {
    expect(Math.abs(mean - expected)).toBeLessThan(4 * error)
    expect(error).toBeLessThan(0.01)
  }
})

/** The same by another way: uniformisation of the chain k → k − 1 → … → called, with leaving from every place. */
function calledByChain(traffic: Traffic, minutes: number): number {
  const { arrivalsPerMinute, desks, serviceMinutes, patienceMinutes } = traffic
  const most = 600
  const [mu, theta] = [desks / serviceMinutes, 1 / patienceMinutes]
  // In the long run, from an empty room upwards; in logarithms, since factorials outgrow numbers.
  const logs = [0]
  for (let present = 1; present <= desks + most; present++) {
    const leaving = Math.min(present, desks) / serviceMinutes + Math.max(0, present - desks) * theta
    logs.push((logs.at(-1) ?? 0) + Math.log(arrivalsPerMinute / leaving))
  }
  const top = Math.max(...logs)
  const weights = logs.map((log) => Math.exp(log - top))
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  const atOnce = weights.slice(0, desks).reduce((sum, weight) => sum + weight, 0) / all
  let waiting = weights.slice(desks).map((weight) => weight / all)
  const used = waiting.findLastIndex((share) => share > 1e-12)
  waiting = waiting.slice(0, used + 1)
  const clock = mu + (used + 1) * theta
  let called = 0
  // Steps of the uniform clock until t: a Poisson number of them.
  let [logPoisson, seen] = [-clock * minutes, 0]
  const calledAfter: number[] = [0]
  for (let step = 0; seen < 1 - 1e-10 && step < 100_000; step++) {
    const chance = Math.exp(logPoisson)
    seen += chance
    called += chance * (calledAfter[step] ?? 0)
    calledAfter.push((calledAfter[step] ?? 0) + ((waiting[0] ?? 0) * mu) / clock)
    waiting = waiting.map((share, k) => {
      const moving = mu + (k + 1) * theta
      const arriving = ((waiting[k + 1] ?? 0) * (mu + (k + 1) * theta)) / clock
      return share * (1 - moving / clock) + arriving
    })
    logPoisson += Math.log((clock * minutes) / (step + 1))
  }
  return atOnce + called
}
