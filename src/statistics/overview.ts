import type { Moment } from '#domain/commands.ts'
import type { Site } from '#domain/site.ts'
import type { DayBatch } from '#domain/visits/day-batch.ts'
import type { Dimension } from './columns.ts'
import { notRecorded } from './columns.ts'
import { figuresOf } from './figures.ts'
import type { Figures } from './figures.ts'
import { knownValues } from './known-values.ts'
import { openVisits } from './live.ts'
import type { OpenVisits } from './live.ts'
import { contains, nextPeriod, previousPeriod } from './periods.ts'
import type { Period } from './periods.ts'
import { countAt, countTable, total } from './tables.ts'
import type { KnownValues } from './tables.ts'
import { countMinutes, summariseWaits } from './waits.ts'
import type { MinuteCounts, WaitSummary } from './waits.ts'

export interface Tally {
  readonly id: string
  readonly visits: number
}

export interface BandTally {
  /** `14:00-16:00` */
  readonly id: string
  readonly tickets: number
  readonly walkUps: number
}

/** Visits that waited from `from` to `to` minutes; `to` null: or longer. */
export interface WaitBin {
  readonly from: number
  readonly to: number | null
  readonly visits: number
}

/** A period in figures, for the eyes of the house: small counts are in it (S13). */
export interface Overview {
  readonly period: Period
  readonly previous: Period
  /** null: it has not begun. */
  readonly next: Period | null
  readonly figures: Figures
  /** Today's visits that have not ended, where the period holds today. */
  readonly open: OpenVisits | null
  /** Visits of the period before, where both are complete and that one had any. */
  readonly visitsBefore: number | null
  readonly waits: WaitSummary
  readonly waitBins: readonly WaitBin[]
  /** Most frequent first; what nobody noted comes last. */
  readonly byNeed: readonly Tally[]
  readonly byOutcome: readonly Tally[]
  /** In the order of the day. */
  readonly byBand: readonly BandTally[]
}

interface OverviewInput {
  /** Of the period and of the one before it. */
  readonly batches: readonly DayBatch[]
  readonly period: Period
  readonly site: Site
  readonly moment: Moment
}

export function overviewOf({ batches, period, site, moment }: OverviewInput): Overview {
  const { settings } = site
  const known = knownValues(settings)
  const previous = previousPeriod(period)
  const next = nextPeriod(period)
  const shown = batches.filter(({ day }) => contains(period, day))
  const waited = countMinutes(shown, 'waiting')
  const before = figuresOf(batches.filter(({ day }) => contains(previous, day))).visits
  return {
    period,
    previous,
    next: next.start <= moment.day ? next : null,
    figures: figuresOf(shown),
    open: contains(period, moment.day) ? openVisits(site, moment) : null,
    visitsBefore: period.end < moment.day && before > 0 ? before : null,
    waits: summariseWaits(waited, settings.targetWaitMinutes, settings),
    waitBins: waitBins(waited),
    byNeed: tallies(shown, 'need', known),
    byOutcome: tallies(shown, 'outcome', known),
    byBand: bandTallies(shown, known),
  }
}

function tallies(batches: readonly DayBatch[], dimension: Dimension, known: KnownValues): readonly Tally[] {
  const table = countTable(batches, [dimension], { known })
  const order = known[dimension] ?? []
  return valuesIn(table.rows)
    .map((id): Tally => ({ id, visits: countAt(table, id) }))
    .sort(
      (a, b) =>
        Number(a.id === notRecorded) - Number(b.id === notRecorded) ||
        b.visits - a.visits ||
        rank(order, a) - rank(order, b),
    )
}

/** Between equals, the site's own order. */
function rank(order: readonly string[], { id }: Tally): number {
  const place = order.indexOf(id)
  return place === -1 ? order.length : place
}

function bandTallies(batches: readonly DayBatch[], known: KnownValues): readonly BandTally[] {
  const table = countTable(batches, ['band', 'channel'], { known })
  return valuesIn(table.rows).map((id) => ({
    id,
    tickets: countAt(table, id, 'ticket'),
    walkUps: countAt(table, id, 'walkUp'),
  }))
}

function valuesIn(rows: readonly string[]): readonly string[] {
  return rows.filter((row) => row !== total)
}

const binMinutes = 5
const lastBinFrom = 56

/**
 * 0 to 5 minutes, 6 to 10, … so that a target of ten minutes falls between two steps; the last one is open and holds
 * the capped minutes (V5).
 */
function waitBins(counts: MinuteCounts): readonly WaitBin[] {
  const bins: WaitBin[] = []
  for (let from = 0; from <= lastBinFrom; from = from === 0 ? binMinutes + 1 : from + binMinutes) {
    const to = from === lastBinFrom ? null : from === 0 ? binMinutes : from + binMinutes - 1
    const visits = counts.slice(from, to === null ? undefined : to + 1).reduce((sum, count) => sum + count, 0)
    bins.push({ from, to, visits })
  }
  return bins
}
