import { addDays } from '#domain/hours/calendar.ts'
import type { Day, OriginId, Series } from '#domain/ids.ts'
import { issuerLetters, mainSeries } from '#domain/queue/numbering.ts'

/**
 * Which letter each issuing store has (N3). Kept beside the hub's key, not in the database: a database that is restored
 * must not lease a letter a second time (P12).
 */
export interface SeriesLease {
  readonly origin: OriginId
  readonly series: Series
  /** The last day on which a label may be given under it; null: in use. */
  readonly until: Day | null
}

/**
 * The letter to issue under, kept for the store's whole life; null: all letters are in use.
 *
 * @param main whether this is the site's main kiosk, which has no letter where it is free.
 * @param told the letter that the store says it has: a new hub takes over what a lost one had leased.
 */
export function leaseSeries(
  leases: readonly SeriesLease[],
  origin: OriginId,
  today: Day,
  main: boolean,
  told: Series | null = null,
): { readonly leases: readonly SeriesLease[]; readonly series: Series | null } {
  const own = leases.find((lease) => lease.origin === origin && lease.until === null)
  if (own !== undefined) return { leases, series: own.series }
  const taken = new Set(leases.filter(({ until }) => until === null || until >= today).map(({ series }) => series))
  const letters = [...(main ? [mainSeries] : []), ...[...issuerLetters].map((letter) => letter as Series)]
  const kept = told !== null && !taken.has(told) ? told : undefined
  const series = kept ?? letters.find((letter) => !taken.has(letter)) ?? null
  if (series === null) return { leases, series }
  return { leases: [...leases, { origin, series, until: null }], series }
}

/** A letter rests this long: a tablet whose clock is ahead may have given labels of the days to come. */
const restDays = 7

/** A store that will issue no more (its device is revoked or wiped): its letter is free again after a week. */
export function releaseSeries(leases: readonly SeriesLease[], origin: OriginId, today: Day): readonly SeriesLease[] {
  return leases
    .filter(({ until }) => until === null || until >= today)
    .map((lease) =>
      lease.origin === origin && lease.until === null ? { ...lease, until: addDays(today, restDays) } : lease,
    )
}
