import type { Settings } from '#domain/settings.ts'
import type { DayBatch } from '#domain/visits/day-batch.ts'
import { countCrossings, everybody, visits } from './crossings.ts'
import { furtherNeedSide } from './figures.ts'
import { daysOf } from './periods.ts'
import type { Period } from './periods.ts'
import type { Sheet } from './sheet.ts'
import { bandSide, daySide, endSide, minuteSide, referralSide, weekdaySide, wholeSide, wordSide } from './sides.ts'
import type { KnownValues } from './tables.ts'

/** What an overview is made of: each row or column by place (`sides.ts`). */
export interface OverviewSheets extends BeforeSheets {
  /** Everybody by need and end, and by need and minutes. */
  readonly needEnds: Sheet
  readonly needWaiting: Sheet
  readonly needService: Sheet
  /** Visits, all in one row. */
  readonly outcomes: Sheet
  readonly referrals: Sheet
  readonly workshops: Sheet
  /** Visits by band and channel, by weekday and band. */
  readonly bandChannels: Sheet
  readonly weekdayBands: Sheet
  /** In the order of the site's audience fields. */
  readonly audience: readonly Sheet[]
}

/** What is asked of the period before. */
export interface BeforeSheets {
  /** Everybody by day and end, and by day and minutes waited. */
  readonly dayEnds: Sheet
  readonly dayWaiting: Sheet
  /** Visits with more than one need. */
  readonly several: Sheet
}

/** One pass over the batches of the period. */
export function countOverview(
  batches: readonly DayBatch[],
  period: Period,
  settings: Settings,
  known: KnownValues,
): OverviewSheets {
  const [days, needs, all] = [daySide(daysOf(period)), wordSide('need', { known: known.need }), wholeSide()]
  const [ends, waiting, bands] = [endSide(), minuteSide('waiting'), bandSide({ known: known.band })]
  const counted = countCrossings(batches, [
    everybody(days, ends),
    everybody(days, waiting),
    visits(all, furtherNeedSide()),
    everybody(needs, ends),
    everybody(needs, waiting),
    everybody(needs, minuteSide('service')),
    visits(all, wordSide('outcome', { known: known.outcome })),
    visits(all, referralSide({ known: known.referral })),
    visits(all, wordSide('workshop', { known: known.workshop, none: null })),
    visits(bands, wordSide('channel', { known: known.channel })),
    visits(weekdaySide(), bands),
    ...settings.audience.map(({ id, answers }) => visits(all, wordSide(`audience.${id}`, { known: answers }))),
  ])
  const [dayEnds, dayWaiting, several, needEnds, needWaiting, needService, ...others] = counted
  const [outcomes, referrals, workshops, bandChannels, weekdayBands, ...audience] = others
  return {
    dayEnds,
    dayWaiting,
    several,
    needEnds,
    needWaiting,
    needService,
    outcomes,
    referrals,
    workshops,
    bandChannels,
    weekdayBands,
    audience,
  }
}

/** One pass over the batches of the period before. */
export function countBefore(batches: readonly DayBatch[], previous: Period): BeforeSheets {
  const days = daySide(daysOf(previous))
  const [dayEnds, dayWaiting, several] = countCrossings(batches, [
    everybody(days, endSide()),
    everybody(days, minuteSide('waiting')),
    visits(wholeSide(), furtherNeedSide()),
  ])
  return { dayEnds, dayWaiting, several }
}
