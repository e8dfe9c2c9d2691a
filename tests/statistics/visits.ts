import fc from 'fast-check'
import { emptyDetails } from '#domain/events.ts'
import type { Details } from '#domain/events.ts'
import { addDays } from '#domain/hours/calendar.ts'
import type { Day, NeedId, OutcomeId, ReferralId } from '#domain/ids.ts'
import { encodeDayBatch } from '#domain/visits/day-batch.ts'
import type { DayBatch } from '#domain/visits/day-batch.ts'
import type { VisitEnd, VisitRecord } from '#domain/visits/record.ts'

export const needIds = ['orient', 'train', 'job', 'change', 'create', 'digital', 'other'] as const
export const referralIds = ['apec', 'cio', 'social_worker'] as const
const answers = ['jobseeker', 'retired', 'not_given'] as const
export const outcomeIds = ['answered', 'resources', 'referred', 'workshop', 'come_back', 'directional'] as const
const ends: readonly VisitEnd[] = ['served', 'noShow', 'leftUnserved', 'withdrawn']

interface VisitParts extends Partial<Omit<VisitRecord, 'details' | 'need'>> {
  readonly need?: string
  readonly outcome?: string | null
  readonly details?: Partial<Details>
}

/** A served ticket for a job at 14:00, unless told otherwise. */
export function visit({ need = 'job', outcome = 'answered', details = {}, ...rest }: VisitParts = {}): VisitRecord {
  const isServed = (rest.end ?? 'served') === 'served'
  return {
    end: 'served',
    channel: 'ticket',
    band: 7,
    need: need as NeedId,
    waitingMinutes: isServed ? 4 : null,
    serviceMinutes: isServed ? 12 : null,
    announced: null,
    ...rest,
    details: { ...emptyDetails, outcome: isServed ? (outcome as OutcomeId | null) : null, ...details },
  }
}

export function walkUpVisit(parts: VisitParts = {}): VisitRecord {
  return visit({ channel: 'walkUp', waitingMinutes: null, serviceMinutes: null, ...parts })
}

export function times<T>(count: number, item: T): readonly T[] {
  return Array.from({ length: count }, () => item)
}

export function batchOn(day: string, records: readonly VisitRecord[], random: () => number = () => 0.5): DayBatch {
  const issued = records.filter(({ channel }) => channel === 'ticket').length
  return encodeDayBatch(day as Day, records, issued, 120, random)
}

/** Any visit that the desk's rules can leave behind. */
const arbitraryVisit: fc.Arbitrary<VisitRecord> = fc
  .record({
    end: fc.constantFrom(...ends),
    channel: fc.constantFrom('ticket', 'ticket', 'walkUp', 'backDated', 'typed'),
    band: fc.option(fc.integer({ min: 5, max: 9 })),
    need: fc.constantFrom(...needIds),
    outcome: fc.option(fc.constantFrom(...outcomeIds)),
    minutes: fc.option(fc.integer({ min: 0, max: 60 })),
    further: fc.boolean(),
    referrals: fc.array(fc.constantFrom(...referralIds), { maxLength: 2 }),
    status: fc.option(fc.constantFrom(...answers)),
  })
  .map(({ end, channel, minutes, further, referrals, status, ...rest }) => {
    const details = {
      moreNeeds: further ? ['orient' as NeedId] : [],
      referrals: referrals as readonly string[] as readonly ReferralId[],
      audience: status === null ? {} : { status },
    }
    return channel !== 'ticket'
      ? walkUpVisit({ ...rest, channel, details })
      : visit({ ...rest, end, waitingMinutes: end === 'served' ? minutes : null, details })
  })

export const arbitraryVisits = fc.array(arbitraryVisit, { maxLength: 120 })

/** Days in a row from 1 November 2026, each with its visits. */
export const arbitraryBatches: fc.Arbitrary<readonly DayBatch[]> = fc
  .array(arbitraryVisits, { maxLength: 6 })
  .map((days) => days.map((records, index) => batchOn(addDays('2026-11-01' as Day, index), records)))
