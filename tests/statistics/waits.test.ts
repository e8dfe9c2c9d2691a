import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countMinutes, summariseWaits } from '#statistics/waits.ts'
import { batchOn, times, visit, walkUpVisit } from './visits.ts'

const freely = { minRecordsForDuration: 1, minRecordsForPercentile: 1 }
const carefully = { minRecordsForDuration: 11, minRecordsForPercentile: 20 }

test('[S8] percentiles are by nearest rank, and unknown minutes are left out', () => {
  const waited = [0, 2, 2, 3, 5, 8, 10, 12, 20, 60].map((waitingMinutes) => visit({ waitingMinutes }))
  const others = [visit({ waitingMinutes: null }), walkUpVisit(), visit({ end: 'noShow' })]
  const counts = countMinutes([batchOn('2026-11-23', [...waited, ...others])], 'waiting')
  expect(summariseWaits(counts, 10, freely)).toEqual({
    records: 10,
    mean: 12.2,
    p50: 5,
    p80: 12,
    p90: 20,
    withinTarget: 0.7,
  })
})

test('[S8] percentiles agree with a sorted list', () => {
  const lists = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 300 })
  fc.assert(
    fc.property(lists, (minutes) => {
      const batch = batchOn(
        '2026-11-23',
        minutes.map((waitingMinutes) => visit({ waitingMinutes })),
      )
      const sorted = [...minutes].sort((a, b) => a - b)
      const ranked = (percent: number) => sorted[Math.ceil((percent * minutes.length) / 100) - 1]
      const summary = summariseWaits(countMinutes([batch], 'waiting'), 10, freely)
      expect([summary.p50, summary.p80, summary.p90]).toEqual([ranked(50), ranked(80), ranked(90)])
    }),
  )
})

test('[S8] service has its own minutes', () => {
  const counts = countMinutes([batchOn('2026-11-23', times(2, visit({ serviceMinutes: 15 })))], 'service')
  expect(summariseWaits(counts, 10, freely)).toMatchObject({ records: 2, mean: 15, p50: 15 })
})

test.for([
  [0, false, false],
  [10, false, false],
  [11, true, false],
  [19, true, false],
  [20, true, true],
] as const)('[S9] with %i records: mean told %s, percentiles told %s', ([records, meanTold, percentilesTold]) => {
  const summary = summariseWaits(
    countMinutes([batchOn('2026-11-23', times(records, visit()))], 'waiting'),
    10,
    carefully,
  )
  expect(summary.records).toBe(records)
  expect([summary.mean !== null, summary.withinTarget !== null]).toEqual([meanTold, meanTold])
  expect([summary.p50 !== null, summary.p80 !== null, summary.p90 !== null]).toEqual(times(3, percentilesTold))
})
