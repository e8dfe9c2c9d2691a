import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toWire } from '#protocol/messages.ts'
import { fromWireRates, toldRates, toWireRates } from '#protocol/wire-rates.ts'
import { learnRates } from '#statistics/wait-rates.ts'
import { arbitraryBatches } from '../statistics/visits.ts'

const prior = { defaultServiceMinutes: 15, patienceMinutes: 30, minRecordsForDuration: 11 }

test('[P21] rates arrive to the second, whatever was learned', () => {
  fc.assert(
    fc.property(arbitraryBatches, (batches) => {
      const rates = learnRates(batches, prior)
      const sent = JSON.stringify(toWire(toWireRates(rates)))
      const heard = toldRates.parse(JSON.parse(sent))
      expect(heard).toEqual(toWireRates(rates))
      if (heard == null) return
      const { service, serviceByNeed, services, patienceMinutes } = fromWireRates(heard)
      expect(services).toBe(rates.services)
      expect(Math.abs(patienceMinutes - rates.patienceMinutes)).toBeLessThanOrEqual(0.5 / 60 + 1e-9)
      expect(Math.abs(service.minutes - rates.service.minutes)).toBeLessThanOrEqual(0.5 / 60 + 1e-9)
      expect(Object.keys(serviceByNeed)).toEqual(Object.keys(rates.serviceByNeed))
    }),
  )
})

test('[P21] patience without end and more than anybody counts stay within what is read', () => {
  const huge = { minutes: 1e9, weight: 1e12 }
  const rates = { services: 1e12, service: huge, serviceByNeed: { job: huge }, patienceMinutes: Infinity }
  expect(toldRates.parse(JSON.parse(JSON.stringify(toWire(toWireRates(rates)))))).toEqual(toWireRates(rates))
})

test('[P21] an older hub says nothing, and what is no rate is not read', () => {
  expect(toldRates.parse(undefined)).toBeNull()
  expect(toldRates.parse(null)).toBeNull()
  const service = { seconds: 900, weight: 20 }
  const fine = { services: 20, service, needs: { job: service }, patienceSeconds: 1_800 }
  expect(toldRates.parse(fine)).not.toBeUndefined()
  for (const odd of [
    { ...fine, services: -1 },
    { ...fine, service: { seconds: 0.5, weight: 1 } },
    { ...fine, needs: { 'no need': service } },
    { ...fine, patienceSeconds: 0 },
    { ...fine, needs: Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`need${at}`, service])) },
  ]) {
    expect(toldRates.parse(odd)).toBeUndefined()
  }
})
