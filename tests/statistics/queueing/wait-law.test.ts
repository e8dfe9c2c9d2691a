import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chancesToWaitLonger, meanWait, waitQuantile } from '#statistics/queueing/wait-law.ts'
import type { Pace } from '#statistics/queueing/wait-law.ts'
import { meanOf, simulateQueue } from './simulated-queue.ts'

const patient: Pace = { desks: 2, serviceMinutes: 15, patienceMinutes: Infinity }
const anyPace = fc.record({
  desks: fc.integer({ min: 1, max: 12 }),
  serviceMinutes: fc.double({ min: 1, max: 60, noNaN: true }),
  patienceMinutes: fc.oneof(fc.constant(Infinity), fc.double({ min: 2, max: 300, noNaN: true })),
})
const fewAhead = fc.integer({ min: 0, max: 30 })

test('[S50] where nobody leaves the mean wait is QL: (ahead + 1) services shared by the desks', () => {
  fc.assert(
    fc.property(anyPace, fewAhead, (pace, ahead) => {
      const expected = ((ahead + 1) * pace.serviceMinutes) / pace.desks
      expect(meanWait({ ...pace, patienceMinutes: Infinity }, ahead)).toBeCloseTo(expected, 8)
    }),
  )
})

test('[S50] with leaving the mean wait is QLm, the sum over those before', () => {
  const pace = { desks: 2, serviceMinutes: 15, patienceMinutes: 30 }
  expect(meanWait(pace, 2)).toBeCloseTo(1 / (2 / 15) + 1 / (2 / 15 + 1 / 30) + 1 / (2 / 15 + 2 / 30), 12)
})

// Ibrahim and Whitt 2009, as figured in the reference: mean service 1, mean patience 2.
test.for([
  [1, 0.77133],
  [2, 0.69084],
] as const)('[S50] the error of QLm with %i desks at a load of 0.9 a desk is the published one', ([desks, rrase]) => {
  const pace = { desks, serviceMinutes: 1, patienceMinutes: 2 }
  // In the long run k wait with a weight of the product of arrivals by departures; W is a sum of exponential stages.
  let [weight, all, squares, waits] = [1, 0, 0, 0]
  for (let ahead = 0; ahead < 400; ahead++) {
    const stages = Array.from({ length: ahead + 1 }, (_, k) => 1 / (desks + k / 2))
    all += weight
    squares += weight * stages.reduce((sum, stage) => sum + stage * stage, 0)
    waits += weight * meanWait(pace, ahead)
    weight *= (0.9 * desks) / (desks + (ahead + 1) / 2)
  }
  expect(Math.sqrt(squares / all) / (waits / all)).toBeCloseTo(rrase, 5)
})

test.for([
  [1, 0.77133],
  [2, 0.69084],
] as const)('[S50] a simulation with %i desks has that error, within sampling', ([desks, rrase]) => {
  const queue = { desks, arrivalsPerMinute: 0.9 * desks, meanService: 1, meanPatience: 2 }
  const runs = Array.from({ length: 24 }, (_, run) => {
    const delayed = simulateQueue(queue, 4_000, `error ${run}`).filter(({ wait }) => wait > 0)
    const errors = delayed.map(({ ahead, wait }) => {
      return (meanWait({ desks, serviceMinutes: 1, patienceMinutes: 2 }, ahead.length) - wait) ** 2
    })
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
    return Math.sqrt(mean(errors)) / mean(delayed.map(({ wait }) => wait))
  })
  const { mean, error } = meanOf(runs)
  // A fixed seed: 4 standard errors, and the small bias of a ratio from finite runs.
  expect(Math.abs(mean - rrase)).toBeLessThan(4 * error + 0.005)
  expect(error).toBeLessThan(0.02)
})

// The reference's table, computed from the gamma law: mean service 15 minutes, 2 desks; P10, P50, P80, P90.
test.for([
  [0, [0.7902, 5.1986, 12.0708, 17.2694]],
  [1, [3.9886, 12.5876, 22.4573, 29.1729]],
  [2, [8.2655, 20.0555, 32.0927, 39.9174]],
  [3, [13.0858, 27.5405, 41.3628, 50.1059]],
] as const)('[S51] with %i ahead and nobody leaving, quantiles are those of the gamma law', ([ahead, quantiles]) => {
  const found = [0.1, 0.5, 0.8, 0.9].map((chance) => waitQuantile(patient, ahead, chance))
  found.forEach((minutes, place) => expect(minutes).toBeCloseTo(quantiles[place] ?? 0, 4))
})

test('[S51] the chance of a longer wait is the regularised incomplete beta function at e^(−θt)', () => {
  const [desks, serviceMinutes, patienceMinutes] = [2, 15, 30]
  for (const ahead of [0, 1, 4, 9]) {
    for (const minutes of [1, 7, 20, 45]) {
      // Beta(sμ/θ, ahead + 1) by Simpson's rule: its density is smooth there.
      const x = Math.exp(-minutes / patienceMinutes)
      const [a, b] = [(desks / serviceMinutes) * patienceMinutes, ahead + 1]
      const density = (at: number) => at ** (a - 1) * (1 - at) ** (b - 1)
      const found = chancesToWaitLonger({ desks, serviceMinutes, patienceMinutes }, ahead, minutes)[ahead]
      expect(found).toBeCloseTo(simpson(density, 0, x) / simpson(density, 0, 1), 8)
    }
  }
})

test('[S51] in a queue with known rates, waits fall below each quantile as often as they should', () => {
  const pace = { desks: 2, serviceMinutes: 15, patienceMinutes: 30 }
  const queue = { desks: 2, arrivalsPerMinute: 0.16, meanService: 15, meanPatience: 30 }
  for (const chance of [0.1, 0.5, 0.9]) {
    const shares = Array.from({ length: 20 }, (_, run) => {
      const delayed = simulateQueue(queue, 1_500, `law ${run}`).filter(({ wait }) => wait > 0)
      const below = delayed.filter(({ ahead, wait }) => {
        return (chancesToWaitLonger(pace, ahead.length, wait)[ahead.length] ?? 0) >= 1 - chance
      })
      return below.length / delayed.length
    })
    const { mean, error } = meanOf(shares)
    expect(Math.abs(mean - chance)).toBeLessThan(4 * error)
    expect(error).toBeLessThan(0.01)
  }
})

test('[S51] chances shrink with time, grow with the visitors before, and belong to the quantiles', () => {
  fc.assert(
    fc.property(anyPace, fewAhead, fc.double({ min: 0.01, max: 0.99, noNaN: true }), (pace, ahead, chance) => {
      const minutes = waitQuantile(pace, ahead, chance)
      const longer = chancesToWaitLonger(pace, ahead, minutes)
      expect(longer[ahead]).toBeCloseTo(1 - chance, 4)
      for (let fewer = 0; fewer < ahead; fewer++) expect(longer[fewer]).toBeLessThanOrEqual(longer[fewer + 1] ?? 0)
      expect(chancesToWaitLonger(pace, ahead, minutes * 1.1)[ahead]).toBeLessThanOrEqual(longer[ahead] ?? 0)
      expect(chancesToWaitLonger(pace, ahead, 0)[ahead]).toBe(1)
    }),
  )
})

test('[S51] long queues at many desks lose nothing to small numbers', () => {
  const pace = { desks: 40, serviceMinutes: 1, patienceMinutes: Infinity }
  // 800 calls are due in 20 minutes, give or take 28: with 799 before, the chance is about even.
  expect(chancesToWaitLonger(pace, 799, 20)[799]).toBeCloseTo(0.5, 1)
  expect(chancesToWaitLonger(pace, 1_200, 20)[1_200]).toBeCloseTo(1, 6)
})

test('[S51] what is no queue or no chance is refused', () => {
  expect(() => meanWait({ ...patient, desks: 0 }, 1)).toThrow(RangeError)
  expect(() => chancesToWaitLonger({ ...patient, serviceMinutes: Number.NaN }, 1, 5)).toThrow(RangeError)
  expect(() => waitQuantile(patient, 1, 1)).toThrow(RangeError)
})

function simpson(of: (at: number) => number, from: number, to: number): number {
  const steps = 4_000
  const width = (to - from) / steps
  let sum = 0
  for (let step = 0; step <= steps; step++) {
    const weight = step === 0 || step === steps ? 1 : step % 2 === 1 ? 4 : 2
    sum += weight * of(from + step * width)
  }
  return (sum * width) / 3
}
