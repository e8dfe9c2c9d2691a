import { weekdayKeys } from '#domain/hours/opening.ts'
import type { Settings } from '#domain/settings.ts'
import { bandName } from './columns.ts'
import type { KnownValues } from './tables.ts'

/**
 * The values that have a row whatever happened (S6): needs, outcomes that agents may choose, bands of the desk hours,
 * and where visitors are sent on to.
 */
export function knownValues(settings: Settings): KnownValues {
  return {
    need: settings.needs.map(({ id }) => id),
    outcome: settings.outcomes.filter(({ system }) => !system).map(({ id }) => id),
    band: bandsOfDeskHours(settings),
    channel: ['ticket', 'walkUp'],
    referral: settings.referrals.map(({ id }) => id),
    workshop: settings.workshopTypes.map(({ id }) => id),
  }
}

function bandsOfDeskHours({ deskHours, hourBandMinutes }: Settings): readonly string[] {
  const bands = new Set<number>()
  for (const key of weekdayKeys) {
    const span = deskHours.week[key]
    if (span === null) continue
    for (let band = Math.floor(span.opens / hourBandMinutes); band * hourBandMinutes < span.closes; band++)
      bands.add(band)
  }
  return [...bands].map((band) => bandName(band, hourBandMinutes))
}
