import type { Day } from '#domain/ids.ts'
import type { Settings } from '#domain/settings.ts'
import type { DayBatch } from '#domain/visits/day-batch.ts'
import type { WorkshopTally } from '#domain/visits/day-sheet.ts'
import { coverageOf } from './coverage.ts'
import type { Coverage } from './coverage.ts'
import { endPlace } from './ends.ts'
import { figuresFrom, ticketsIssued } from './figures.ts'
import type { Figures } from './figures.ts'
import { knownValues } from './known-values.ts'
import type { OpenVisits } from './live.ts'
import { minutesOf } from './minutes.ts'
import { needFiguresOf } from './need-figures.ts'
import type { NeedFigures } from './need-figures.ts'
import { notesOf, workshopsHeld } from './notes.ts'
import type { FigureNote } from './notes.ts'
import { countBefore, countOverview } from './overview-counting.ts'
import type { BeforeSheets } from './overview-counting.ts'
import { contains, nextPeriod, previousPeriod } from './periods.ts'
import type { Period } from './periods.ts'
import { columnTotals, countAtPlaces, rowsToShow } from './sheet.ts'
import type { Sheet } from './sheet.ts'
import { talliesOf } from './tallies.ts'
import type { Tally } from './tallies.ts'
import { trendOf } from './trend.ts'
import type { Trend } from './trend.ts'
import { summariseMinutes, summariseWaits } from './waits.ts'
import type { MinuteSummary, WaitSummary } from './waits.ts'
import { waitBins } from './wait-bins.ts'
import type { WaitBin } from './wait-bins.ts'
import { isObserved, weekMapOf } from './week-map.ts'
import type { WeekMap } from './week-map.ts'

/** A period in figures, for the eyes of the house: small counts are in it (S13). */
export interface Overview {
  readonly period: Period
  readonly previous: Period
  /** null: it has not begun. */
  readonly next: Period | null
  readonly figures: Figures
  /** Today's visits that have not ended, where the period holds today. */
  readonly open: OpenVisits | null
  /** The period before; null where nobody came. */
  readonly before: Before | null
  /** Visits of the period before, where both are complete and that one had any. */
  readonly visitsBefore: number | null
  readonly waits: WaitSummary
  readonly waitBins: readonly WaitBin[]
  /** Minutes of service. */
  readonly service: MinuteSummary
  /** Most frequent first; what nobody noted comes last. */
  readonly byNeed: readonly Tally[]
  readonly byOutcome: readonly Tally[]
  /** Referrals: of each visit up to two (S72). */
  readonly byReferral: readonly Tally[]
  readonly byChannel: readonly Tally[]
  /** Visits that led to a workshop. */
  readonly byWorkshop: readonly Tally[]
  /** Of the audience fields that the site has switched on, what visitors volunteered. */
  readonly audience: readonly AudienceTally[]
  /** In the order of the day. */
  readonly byBand: readonly BandTally[]
  readonly week: WeekMap
  /** null: of a single day. */
  readonly trend: Trend | null
  /** In the order of `byNeed`. */
  readonly needs: readonly NeedFigures[]
  /** What was typed, back-dated and corrected. */
  readonly notes: readonly FigureNote[]
  readonly workshopsHeld: readonly WorkshopTally[]
  /** How often waits fell inside the range that visitors had been shown. */
  readonly coverage: Coverage
  /** Days on which anybody came or took a ticket. */
  readonly daysObserved: number
}

export interface Before {
  readonly daysObserved: number
  readonly figures: Figures
  readonly waits: WaitSummary
}

export interface BandTally {
  /** `14:00-16:00` */
  readonly id: string
  readonly tickets: number
  readonly walkUps: number
}

export interface AudienceTally {
  readonly field: string
  readonly answers: readonly Tally[]
}

export interface OverviewInput {
  /** Of the period and of the one before it, each day once. */
  readonly batches: readonly DayBatch[]
  readonly period: Period
  readonly settings: Settings
  readonly today: Day
  /** Today's visits that have not ended. */
  readonly open: OpenVisits | null
}

export function overviewOf({ batches, period, settings, today, open }: OverviewInput): Overview {
  const known = knownValues(settings)
  const [previous, next] = [previousPeriod(period), nextPeriod(period)]
  const shown = batches.filter(({ day }) => contains(period, day))
  const gone = batches.filter(({ day }) => contains(previous, day))
  const sheets = countOverview(shown, period, settings, known)
  const sheetsBefore = countBefore(gone, previous)
  const before = beforeOf(gone, sheetsBefore, settings)
  const waited = minutesOf(sheets.needWaiting)
  const needs = needFiguresOf(sheets, settings, known.need)
  const byChannel = talliesOf(sheets.bandChannels, known.channel)
  return {
    period,
    previous,
    next: next.start <= today ? next : null,
    figures: figuresOfSheets(shown, sheets),
    open: contains(period, today) ? open : null,
    before,
    visitsBefore: period.end < today && before !== null && before.figures.visits > 0 ? before.figures.visits : null,
    waits: summariseWaits(waited, settings.targetWaitMinutes, settings),
    waitBins: waitBins(waited),
    service: summariseMinutes(minutesOf(sheets.needService), settings),
    byNeed: needs.map(({ id, visits }) => ({ id, visits })),
    byOutcome: talliesOf(sheets.outcomes, known.outcome),
    byReferral: talliesOf(sheets.referrals, known.referral),
    byChannel,
    byWorkshop: talliesOf(sheets.workshops, known.workshop),
    audience: settings.audience.flatMap(({ id, answers }, at) => {
      const sheet = sheets.audience[at]
      return sheet === undefined ? [] : [{ field: id, answers: talliesOf(sheet, answers) }]
    }),
    byBand: bandTallies(sheets.bandChannels, known.band),
    week: weekMapOf(sheets.weekdayBands, shown, known.band),
    trend: trendOf({ period, previous, today, sheets, dayEndsBefore: sheetsBefore.dayEnds, settings }),
    needs,
    notes: notesOf(shown),
    workshopsHeld: workshopsHeld(shown),
    coverage: coverageOf(shown, settings.minRecordsForDuration),
    daysObserved: shown.filter(isObserved).length,
  }
}

function beforeOf(batches: readonly DayBatch[], sheets: BeforeSheets, settings: Settings): Before | null {
  const daysObserved = batches.filter(isObserved).length
  if (daysObserved === 0) return null
  const waits = summariseWaits(minutesOf(sheets.dayWaiting), settings.targetWaitMinutes, settings)
  return { daysObserved, figures: figuresOfSheets(batches, sheets), waits }
}

function figuresOfSheets(batches: readonly DayBatch[], { dayEnds, several }: BeforeSheets): Figures {
  const ends = columnTotals(dayEnds)
  return figuresFrom(ticketsIssued(batches), (end) => ends[endPlace(end)] ?? 0, columnTotals(several)[0] ?? 0)
}

function bandTallies(sheet: Sheet, known: readonly string[] | undefined): readonly BandTally[] {
  const [bands, channels] = [sheet.rows.values(), sheet.columns.values()]
  const ticket = channels.indexOf('ticket') + 1
  return rowsToShow(sheet, known).map((band) => {
    const all = channels.reduce((sum, _, at) => sum + countAtPlaces(sheet, band, at + 1), 0)
    const tickets = countAtPlaces(sheet, band, ticket)
    return { id: bands[band - 1] ?? '', tickets, walkUps: all - tickets }
  })
}
