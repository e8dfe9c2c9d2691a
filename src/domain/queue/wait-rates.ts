/** A mean number of minutes, and how many services stand behind it (fractions: older days weigh less). */
export interface ServiceRate {
  readonly minutes: number
  readonly weight: number
}

/** How fast a site's queue moves, learned from many visits: numbers only, nothing of any one of them (S57). */
export interface WaitRates {
  /** Services whose length is known: what the rates were learned from. */
  readonly services: number
  /** Of all needs. */
  readonly service: ServiceRate
  /** By need, where there are enough services to tell. */
  readonly serviceByNeed: Readonly<Record<string, ServiceRate>>
  readonly patienceMinutes: number
}
