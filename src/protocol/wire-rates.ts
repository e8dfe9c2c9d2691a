import type { NeedId } from '#domain/ids.ts'
import { parseNeedId } from '#domain/ids.ts'
import type { ServiceRate, WaitRates } from '#domain/queue/wait-rates.ts'
import { maxNeeds } from '#domain/settings.ts'
import { fields, mapOf, nullable, optional, shape, whole } from './shape.ts'
import type { Parsed } from './shape.ts'

/** Visits of ninety days at the busiest place, and more than a day for a service: what is beyond is no rate. */
const mostServices = 1_000_000
const mostSeconds = 100_000
/** Nobody leaves: patience is as long as anything is. */
const mostPatienceSeconds = 100_000_000
/** Needs of earlier configurations too. */
const mostNeeds = 4 * maxNeeds

const rate = fields({ seconds: whole(0, mostSeconds), weight: whole(0, mostServices) })

/** In whole seconds: finer would tell more of single visits than of the queue. */
const wireRates = fields({
  services: whole(0, mostServices),
  service: rate,
  needs: mapOf(shape<NeedId>('need', parseNeedId), rate, mostNeeds),
  patienceSeconds: whole(1, mostPatienceSeconds),
})
type WireRates = Parsed<typeof wireRates>

/** null: the hub knows of no folded day, does not tell this role, or is of an older version. */
export const toldRates = optional(nullable(wireRates), null)

export function toWireRates({ services, service, serviceByNeed, patienceMinutes }: WaitRates): WireRates {
  return {
    services: Math.min(services, mostServices),
    service: toWireRate(service),
    needs: new Map(
      Object.entries(serviceByNeed)
        .slice(0, mostNeeds)
        .map(([need, known]) => [need as NeedId, toWireRate(known)]),
    ),
    patienceSeconds: Math.max(1, Math.min(mostPatienceSeconds, Math.round(patienceMinutes * 60))),
  }
}

export function fromWireRates({ services, service, needs, patienceSeconds }: WireRates): WaitRates {
  return {
    services,
    service: fromWireRate(service),
    serviceByNeed: Object.fromEntries([...needs].map(([need, known]) => [need, fromWireRate(known)])),
    patienceMinutes: patienceSeconds / 60,
  }
}

function toWireRate({ minutes, weight }: ServiceRate): Parsed<typeof rate> {
  return {
    seconds: Math.min(mostSeconds, Math.round(minutes * 60)),
    weight: Math.min(mostServices, Math.round(weight)),
  }
}

function fromWireRate({ seconds, weight }: Parsed<typeof rate>): ServiceRate {
  return { minutes: seconds / 60, weight }
}
