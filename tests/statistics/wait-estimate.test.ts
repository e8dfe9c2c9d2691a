import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { NeedId } from '#domain/ids.ts'
import { waitQuantile } from '#statistics/queueing/wait-law.ts'
import { estimateWait, lowerQuantile, upperQuantile } from '#statistics/wait-estimate.ts'
import type { WaitRange } from '#statistics/wait-estimate.ts'
import { learnRates } from '#statistics/wait-rates.ts'
import type { WaitRates } from '#domain/queue/wait-rates.ts'
import type { Ahead, Situation } from '#statistics/wait-situation.ts'
import { meanOf, simulateQueue } from './queueing/simulated-queue.ts'
import type { QueueUnderTest, SimulatedVisitor } from './queueing/simulated-queue.ts'
import { batchOn, visit } from './visits.ts'

const rule = { minRecordsForDuration: 11, roundToMinutes: 5 }
const rates: WaitRates = {
  services: 200,
  service: { minutes: 15, weight: 200 },
  serviceByNeed: { job: { minutes: 15, weight: 100 }, create: { minutes: 30, weight: 50 } },
  patienceMinutes: 30,
}

function queueOf(ahead: number, desks: number, more: Partial<Ahead> = {}): Situation {
  const need = 'job' as NeedId
  return {
    desks,
    ahead: Array.from({ length: ahead }, () => ({ need, waitedMinutes: 0, share: 1, ...more })),
    atDesks: Array.from({ length: desks }, () => need),
  }
}

describe('the range', () => {
  test.for([
    [1, 0, 0, 25],
    [2, 0, 0, 15],
    [2, 1, 5, 25],
    [2, 3, 10, 35],
    [2, 8, 25, 50],
    [3, 5, 10, 30],
  ] as const)(
    '[S60] %i desks, %i ahead, services of 15 minutes: %i to %i',
    ([desks, ahead, fromMinutes, toMinutes]) => {
      expect(estimateWait(queueOf(ahead, desks), rates, rule)).toEqual({ fromMinutes, toMinutes })
    },
  )

  test('[S60] a desk is free and nobody before: at most the smallest step', () => {
    const free: Situation = { ahead: [], desks: 2, atDesks: ['job' as NeedId] }
    expect(estimateWait(free, rates, rule)).toEqual({ fromMinutes: 0, toMinutes: 5 })
    expect(estimateWait(free, rates, { ...rule, roundToMinutes: 10 })).toEqual({ fromMinutes: 0, toMinutes: 10 })
  })

  test('[S60] its ends are the quantiles, rounded outwards to whole steps', () => {
    const anyQueue = fc.record({
      desks: fc.integer({ min: 1, max: 6 }),
      ahead: fc.integer({ min: 0, max: 12 }),
      serviceMinutes: fc.integer({ min: 4, max: 25 }),
      patienceMinutes: fc.integer({ min: 10, max: 200 }),
      step: fc.constantFrom(5, 10),
    })
    fc.assert(
      fc.property(anyQueue, ({ desks, ahead, serviceMinutes, patienceMinutes, step }) => {
        const service = { minutes: serviceMinutes, weight: 200 }
        const known: WaitRates = { ...rates, service, serviceByNeed: {}, patienceMinutes }
        const range = estimateWait(queueOf(ahead, desks), known, { ...rule, roundToMinutes: step })
        const pace = { desks, serviceMinutes, patienceMinutes }
        const lower = waitQuantile(pace, ahead, lowerQuantile)
        const upper = waitQuantile(pace, ahead, upperQuantile)
        // Only where three hours do not reach is nothing said.
        if (range === null) expect(upper).toBeGreaterThan(180 - 1e-5)
        else {
          expect(range.fromMinutes).toBeCloseTo(Math.floor(lower / step) * step, 9)
          expect(range.toMinutes).toBeCloseTo(Math.ceil(upper / step) * step, 9)
          expect(range.fromMinutes).toBeLessThan(range.toMinutes)
        }
      }),
    )
  })

  test('[S60] the needs of those who are before count', () => {
    const create = { need: 'create' as NeedId }
    const short = estimateWait(queueOf(4, 2), rates, rule)
    const long = estimateWait({ ...queueOf(4, 2, create), atDesks: [create.need, create.need] }, rates, rule)
    expect(width(long)).toBeGreaterThan(width(short))
    expect(long?.toMinutes).toBeGreaterThan(short?.toMinutes ?? Infinity)
  })

  test('[S60] who has stood long in the queue may have gone, and who goes to other desks is half before', () => {
    const fresh = estimateWait(queueOf(8, 2), rates, rule)
    const stale = estimateWait(queueOf(8, 2, { waitedMinutes: 40 }), rates, rule)
    const shared = estimateWait(queueOf(8, 2, { share: 0.5 }), rates, rule)
    expect(stale?.toMinutes).toBeLessThan(fresh?.toMinutes ?? 0)
    expect(shared?.toMinutes).toBeLessThan(fresh?.toMinutes ?? 0)
  })

  test('[S60] longer queues never promise less', () => {
    let before: WaitRange = { fromMinutes: 0, toMinutes: 0 }
    for (let ahead = 0; ahead <= 60; ahead++) {
      const range = estimateWait(queueOf(ahead, 3), { ...rates, patienceMinutes: 60 }, rule)
      expect(range).not.toBeNull()
      if (range === null) return
      // The narrowest range may swap one end's step for the other's.
      expect(range.fromMinutes + range.toMinutes).toBeGreaterThanOrEqual(before.fromMinutes + before.toMinutes - 5)
      before = range
    }
  })
})

describe('nothing is said', () => {
  test('[S61] while fewer services are known than durations may be told of', () => {
    expect(estimateWait(queueOf(2, 2), { ...rates, services: 10 }, rule)).toBeNull()
    expect(estimateWait(queueOf(2, 2), { ...rates, services: 11 }, rule)).not.toBeNull()
  })

  test('[S61] where no desk is at work', () => {
    expect(estimateWait({ ahead: [], desks: 0, atDesks: [] }, rates, rule)).toBeNull()
  })

  test('[S61] where it would be hours', () => {
    expect(estimateWait(queueOf(100, 1), { ...rates, patienceMinutes: 1_000 }, rule)).toBeNull()
    expect(estimateWait(queueOf(500, 40), rates, rule)).toBeNull()
  })
})

/**
 * Days with known parameters, through what the house knows of them: it learns from batches of some days, then announces
 * on others to all who meet a queue, not knowing who has left it without a word.
 */
describe('simulated days', () => {
  const busy: QueueUnderTest = { desks: 2, arrivalsPerMinute: 0.13, meanService: 15, meanPatience: 30 }
  const days: readonly (readonly [string, QueueUnderTest])[] = [
    ['one desk, exponential services', { ...busy, desks: 1, arrivalsPerMinute: 0.06 }],
    ['two desks, exponential services', busy],
    ['three desks, too many visitors', { ...busy, desks: 3, arrivalsPerMinute: 0.26 }],
    ['two desks, log-normal services', { ...busy, variation: 0.7 }],
    ['one desk, log-normal services, little patience', { ...busy, desks: 1, meanPatience: 15, variation: 0.9 }],
  ]

  test.for(days)(
    '[S62] %s: at least 80 %% of the waits lie in the range, and it is no blank cheque',
    ([name, queue]) => {
      const learned = learnRates(
        Array.from({ length: 30 }, (_, day) => dayBatch(simulateQueue(queue, 60, `${name} learned ${day}`))),
        { defaultServiceMinutes: 15, patienceMinutes: 30, minRecordsForDuration: 11 },
      )
      const shares: number[] = []
      for (let day = 0; day < 120; day++) {
        const met = simulateQueue(queue, 60, `${name} ${day}`).filter(({ wait, served }) => served && wait > 0)
        const ranges = met.map((visitor) => estimateWait(situationFor(visitor, queue), learned, rule))
        const within = met.filter(({ wait }, at) => isIn(ranges[at], wait))
        if (met.length === 0) continue
        shares.push(within.length / met.length)
      }
      const { mean, error } = meanOf(shares)
      expect(error).toBeLessThan(0.02)
      expect(mean).toBeGreaterThan(0.8 - 4 * error)
      expect(mean).toBeLessThan(0.93)
    },
  )
})

function situationFor({ arrivedAt, aheadOnPaper, busyDesks }: SimulatedVisitor, { desks }: QueueUnderTest): Situation {
  const need = 'job' as NeedId
  return {
    desks,
    ahead: aheadOnPaper.map((since) => ({ need, waitedMinutes: arrivedAt - since, share: 1 })),
    atDesks: Array.from({ length: busyDesks }, () => need),
  }
}

function dayBatch(visitors: readonly SimulatedVisitor[]) {
  return batchOn(
    '2026-11-20',
    visitors.map(({ served, wait, service }) =>
      served
        ? visit({ waitingMinutes: Math.min(60, Math.round(wait)), serviceMinutes: Math.min(60, Math.round(service)) })
        : visit({ end: 'noShow' }),
    ),
  )
}

function isIn(range: WaitRange | null | undefined, minutes: number): boolean {
  return range != null && range.fromMinutes <= minutes && minutes <= range.toMinutes
}

function width(range: WaitRange | null): number {
  return range === null ? 0 : range.toMinutes - range.fromMinutes
}
