import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createDraws } from '#app/demo/draws.ts'
import type { Day } from '#domain/ids.ts'
import { defaultSettings } from '#domain/settings.ts'
import type { VisitRecord } from '#domain/visits/record.ts'
import { learnRates, learnedFrom, rateOf, recency, withToday } from '#statistics/wait-rates.ts'
import { called, desk1, desk2, finished, given, issued, moment, noShow, ticket } from '../support/given.ts'
import { simulateQueue } from './queueing/simulated-queue.ts'
import { arbitraryBatches, batchOn, times, visit, walkUpVisit } from './visits.ts'

const prior = { defaultServiceMinutes: 15, patienceMinutes: 30, minRecordsForDuration: 11 }
const today = '2026-11-23' as Day

function learned(records: readonly VisitRecord[]) {
  return learnRates([batchOn('2026-11-20', records)], prior)
}

describe('how long a service lasts', () => {
  test('[S54] nothing known: the assumption', () => {
    expect(learned([])).toEqual({
      services: 0,
      service: { minutes: 15, weight: 10 },
      serviceByNeed: {},
      patienceMinutes: expect.closeTo(30, 3) as number,
    })
    expect(rateOf(learned([]), 'job')).toEqual({ minutes: 15, weight: 10 })
  })

  test('[S54] the assumption counts as ten services', () => {
    const rates = learned(times(30, visit({ serviceMinutes: 7 })))
    expect(rates.services).toBe(30)
    expect(rates.service).toEqual({ minutes: (10 * 15 + 30 * 7) / 40, weight: 40 })
  })

  test('[S54] a need leans on the mean of all needs as that leans on the assumption', () => {
    const rates = learned([
      ...times(20, visit({ need: 'job', serviceMinutes: 30 })),
      ...times(20, visit({ need: 'train', serviceMinutes: 6 })),
    ])
    expect(rates.service.minutes).toBeCloseTo((150 + 600 + 120) / 50, 9)
    expect(rateOf(rates, 'job').minutes).toBeCloseTo((174 + 600) / 30, 9)
    expect(rateOf(rates, 'train').minutes).toBeCloseTo((174 + 120) / 30, 9)
    expect(rateOf(rates, 'orient')).toEqual({ minutes: rates.service.minutes, weight: 10 })
  })

  test('[S54] capped minutes count as a service that had not ended', () => {
    const rates = learned([...times(10, visit({ serviceMinutes: 20 })), ...times(2, visit({ serviceMinutes: 60 }))])
    expect(rates.service).toEqual({ minutes: (150 + 200 + 120) / 20, weight: 20 })
    expect(rates.services).toBe(12)
  })

  test('[S54] exponential services come out as they are, although the batch caps them at an hour', () => {
    const draws = createDraws('capped services')
    const minutes = Array.from({ length: 4_000 }, () => Math.min(60, Math.round(draws.exponential(35))))
    const rates = learned(minutes.map((serviceMinutes) => visit({ serviceMinutes })))
    // A fifth is capped; the standard error is 35 / √(4000 · 0.82).
    expect(Math.abs(rates.service.minutes - 35)).toBeLessThan(4 * 0.61)
  })

  test('[S54] log-normal services are told a little short, where some are capped', () => {
    const draws = createDraws('log-normal services')
    const minutes = Array.from({ length: 4_000 }, () => Math.min(60, Math.round(draws.logNormal(15, 0.8))))
    const { service } = learned(minutes.map((serviceMinutes) => visit({ serviceMinutes })))
    expect(service.minutes).toBeGreaterThan(14.2)
    expect(service.minutes).toBeLessThan(15.5)
  })

  test('[S54] only served tickets have a service: walk-ups and unknown minutes say nothing', () => {
    const rates = learned([
      walkUpVisit({ serviceMinutes: 50 }),
      visit({ end: 'noShow', serviceMinutes: 50 }),
      visit({ serviceMinutes: null }),
    ])
    expect(rates).toMatchObject({ services: 0, service: { minutes: 15 } })
  })
})

describe('how long visitors wait before they leave', () => {
  test('[S55] nobody left: patience grows with every minute that visitors waited', () => {
    const little = learned(times(10, visit({ waitingMinutes: 10 }))).patienceMinutes
    const much = learned(times(400, visit({ waitingMinutes: 10 }))).patienceMinutes
    expect(little).toBeGreaterThan(30)
    expect(much).toBeGreaterThan(300)
  })

  test('[S55] more who left: less patience', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 80 }), fc.integer({ min: 0, max: 60 }), (left, waited) => {
        const served = times(60, visit({ waitingMinutes: waited }))
        const some = learned([...served, ...times(left, visit({ end: 'noShow' }))])
        const more = learned([...served, ...times(left + 5, visit({ end: 'withdrawn' }))])
        expect(more.patienceMinutes).toBeLessThan(some.patienceMinutes)
        expect(some.patienceMinutes).toBeGreaterThanOrEqual(1)
      }),
    )
  })

  test('[S55] left unserved is no sign of impatience', () => {
    const served = times(40, visit({ waitingMinutes: 8 }))
    const stayed = learned([...served, ...times(20, visit({ end: 'leftUnserved' }))])
    expect(stayed.patienceMinutes).toBe(learned(served).patienceMinutes)
  })

  test.for([[20], [30], [60]] as const)('[S55] a patience of %i minutes is found, within sampling', ([patience]) => {
    const queue = { desks: 2, arrivalsPerMinute: 0.16, meanService: 15, meanPatience: patience }
    const found = Array.from({ length: 12 }, (_, run) =>
      learned(recordsOf(simulateQueue(queue, 1_500, `patience ${run}`))),
    ).map(({ patienceMinutes }) => patienceMinutes)
    const mean = found.reduce((sum, minutes) => sum + minutes, 0) / found.length
    // Waits are whole minutes, capped at an hour, and lean a little on the assumption: within 5 %.
    expect(Math.abs(mean / patience - 1)).toBeLessThan(0.05)
  })
})

describe('what days count', () => {
  test('[S56] a day of a month ago weighs half, one older than ninety days nothing', () => {
    expect(recency(today, today)).toBe(1)
    expect(recency('2026-10-24' as Day, today)).toBeCloseTo(0.5, 12)
    expect(recency(learnedFrom(today), today)).toBeCloseTo(0.125, 12)
    expect(recency('2026-08-24' as Day, today)).toBe(0)
    expect(recency('2026-11-24' as Day, today)).toBe(0)
  })

  test('[S56] recent services move the mean more', () => {
    const long = times(20, visit({ serviceMinutes: 30 }))
    const short = times(20, visit({ serviceMinutes: 10 }))
    const before = batchOn('2026-09-24', long)
    const now = batchOn('2026-11-23', short)
    const old = batchOn('2026-01-01', times(500, visit({ serviceMinutes: 50 })))
    const rates = learnRates([old, before, now], prior, (day) => recency(day, today))
    expect(rates.services).toBe(40)
    expect(rates.service.minutes).toBeCloseTo((150 + 0.25 * 20 * 30 + 20 * 10) / (10 + 5 + 20), 9)
  })
})

test('[S57] rates are a handful of numbers, and no need with few services has one of its own', () => {
  fc.assert(
    fc.property(arbitraryBatches, (batches) => {
      const rates = learnRates(batches, prior)
      for (const need of Object.keys(rates.serviceByNeed)) {
        const services = batches.flatMap(({ columns, visits }) =>
          Array.from({ length: visits }, (_, row) => row).filter((row) => {
            const { need: needs, service, end, channel } = columns
            return (
              needs?.dictionary?.[(needs.values[row] ?? 0) - 1] === need &&
              end?.dictionary?.[(end.values[row] ?? 0) - 1] === 'served' &&
              channel?.dictionary?.[(channel.values[row] ?? 0) - 1] === 'ticket' &&
              service?.values[row] !== 255
            )
          }),
        )
        expect(services.length).toBeGreaterThanOrEqual(prior.minRecordsForDuration)
      }
      expect(JSON.stringify(rates).length).toBeLessThan(1_000)
      expect(rates.patienceMinutes).toBeGreaterThan(0)
    }),
  )
})

test('[S58] what has ended today joins in full', () => {
  const known = learned(times(20, visit({ serviceMinutes: 10 })))
  const [b1, b2, c1, c2] = [ticket('B01'), ticket('B02'), ticket('C01'), ticket('C02')]
  const { site } = given(
    issued(b1, '2026-11-22 15:00'),
    called(b1, desk1, '2026-11-22 15:10'),
    finished(b1, desk1, '2026-11-22 15:12'),
    issued(b2, '14:00'),
    called(b2, desk1, '14:05'),
    finished(b2, desk1, '14:45'),
    issued(c1, '14:00'),
    called(c1, desk2, '14:05'),
    noShow(c1, desk2, '14:08'),
    issued(c2, '14:01'),
    called(c2, desk2, '14:09'),
  )
  const now = withToday(known, site, moment('14:50'))
  expect(now.services).toBe(21)
  expect(now.service.minutes).toBeCloseTo((30 * known.service.minutes + 40) / 31, 9)
  expect(rateOf(now, 'train').minutes).toBeCloseTo((10 * known.service.minutes + 40) / 11, 9)
  expect(rateOf(now, 'job')).toEqual(rateOf(known, 'job'))
  expect(now.patienceMinutes).toBe(known.patienceMinutes)
})

test('[S54] the configuration brings the assumptions', () => {
  expect(learnRates([], defaultSettings())).toMatchObject({ service: { minutes: 15 } })
  expect(learnRates([], { ...defaultSettings(), patienceMinutes: 12 }).patienceMinutes).toBeCloseTo(12, 3)
})

function recordsOf(visitors: ReturnType<typeof simulateQueue>): readonly VisitRecord[] {
  return visitors.map(({ served, wait, service }) =>
    served
      ? visit({ waitingMinutes: Math.min(60, Math.round(wait)), serviceMinutes: Math.min(60, Math.round(service)) })
      : visit({ end: 'noShow' }),
  )
}
