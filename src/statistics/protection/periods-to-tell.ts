import type { Day } from '#domain/ids.ts'
import { periodsMeeting } from '../periods.ts'
import type { Period } from '../periods.ts'
import type { Audience } from '../release.ts'

/**
 * The calendar periods that files about a shown period tell of (S26): the period itself, where it is over; of a day or
 * week the months that it meets; of a quarter or year that is running the longest periods in it that are over, and to the
 * house the running month. Each day lies in one of them at most.
 */
export function periodsToTell(shown: Period, audience: Audience, today: Day): readonly Period[] {
  switch (shown.type) {
    case 'day':
    case 'week':
    case 'month':
      return periodsMeeting('month', shown).filter(
        ({ start, end }) => end < today || (audience === 'internal' && start <= today),
      )
    case 'quarter':
      return shown.end < today ? [shown] : within(shown, 'month', audience, today)
    case 'year':
      return shown.end < today ? [shown] : within(shown, 'quarter', audience, today)
  }
}

function within(shown: Period, type: 'quarter' | 'month', audience: Audience, today: Day): readonly Period[] {
  return periodsMeeting(type, shown).flatMap((period) => periodsToTell(period, audience, today))
}
