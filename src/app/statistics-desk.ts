import type { Day } from '#domain/ids.ts'
import type { Result } from '#domain/result.ts'
import { ok, refuse } from '#domain/result.ts'
import type { Settings } from '#domain/settings.ts'
import type { DayBatch } from '#domain/visits/day-batch.ts'
import type { Dimension, Population } from '#statistics/columns.ts'
import type { OpenTickets } from '#statistics/grids.ts'
import { knownValues } from '#statistics/known-values.ts'
import type { OpenVisits } from '#statistics/live.ts'
import { overviewOf } from '#statistics/overview.ts'
import type { Overview } from '#statistics/overview.ts'
import { periodContaining, previousPeriod } from '#statistics/periods.ts'
import type { Period, PeriodType } from '#statistics/periods.ts'
import { countTable } from '#statistics/tables.ts'
import type { CountTable } from '#statistics/tables.ts'

export type Span = Pick<Period, 'start' | 'end'>

/** A kind of period and a day in it. */
export interface PeriodChoice {
  readonly type: PeriodType
  readonly day: Day
}

export interface CrossingChoice extends Span {
  /** At most two. */
  readonly dimensions: readonly Dimension[]
  readonly population: Population
}

/** What the desk may be asked, and what it answers: plain data, that a worker can be sent. */
export interface Questions {
  /** All that the screen shows of a period. Small counts are in it: it stays in the house (S13). */
  readonly overview: { readonly asks: PeriodChoice; readonly answer: Overview }
  /** Any span crossed by anything; for the eyes of the house as well. */
  readonly crossing: { readonly asks: CrossingChoice; readonly answer: CountTable }
}
export type QuestionName = keyof Questions
export type Asks<Name extends QuestionName> = Questions[Name]['asks']
export type AnswerTo<Name extends QuestionName> = Questions[Name]['answer']

/** What the window that asks knows, and the archive does not. */
export interface DeskFacts {
  /** Of the store, when `held` was read. */
  readonly generation: number
  /** The days of which the journal holds something, as they stand: each in the place of the archive's (S16). */
  readonly held: readonly DayBatch[]
  readonly settings: Settings
  readonly today: Day
  /** Today's visits that have not ended. */
  readonly open: OpenVisits | null
  readonly openTickets: readonly OpenTickets[]
}

/** Why there is no answer. */
export type DeskRefusal =
  /** Days have been folded since the facts were gathered: ask again with new ones. */
  | { readonly type: 'moved' }
  /** The store cannot be read from here. */
  | { readonly type: 'unreadable' }
  /** This browser has no worker, or its worker has died. */
  | { readonly type: 'noWorker' }
  | { readonly type: 'cancelled' }
  | { readonly type: 'failed'; readonly reason: string }

export interface AskOptions {
  readonly progress?: (done: number, all: number) => void
  /** A question that may be given up. */
  readonly signal?: AbortSignal
}

/** Answers questions about the visits: in this window, or in a worker that reads the archive by itself. */
export interface StatisticsDesk {
  ask<Name extends QuestionName>(
    name: Name,
    asks: Asks<Name>,
    facts: DeskFacts,
    options?: AskOptions,
  ): Promise<Result<AnswerTo<Name>, DeskRefusal>>
  close(): void
}

/** Where the desk finds the folded days of a span, all of one generation of the store. */
export interface DeskArchive {
  read(span: Span): Promise<{ readonly generation: number; readonly batches: readonly DayBatch[] }>
}

/** The archive cannot be read. */
export class ArchiveUnreadable extends Error {}
class ArchiveMoved extends Error {}
class Cancelled extends Error {}

/** What an answer is made with. */
interface Room {
  readonly facts: DeskFacts
  /** Archive and held days together, each day once, in order. */
  batches(span: Span): Promise<readonly DayBatch[]>
  progress(done: number, all: number): void
}

interface Answering<Name extends QuestionName> {
  /** The days that it looks at: those of them that the window holds are handed to it. */
  spanOf(asks: Asks<Name>): Span
  answer(asks: Asks<Name>, room: Room): Promise<AnswerTo<Name>>
}

const answerings: { readonly [Name in QuestionName]: Answering<Name> } = {
  overview: {
    spanOf: ({ type, day }) => {
      const period = periodContaining(type, day)
      return { start: previousPeriod(period).start, end: period.end }
    },
    answer: async ({ type, day }, { facts, batches }) => {
      const { settings, today, open } = facts
      const period = periodContaining(type, day)
      return overviewOf({ batches: await batches(answerings.overview.spanOf({ type, day })), period, settings, today, open })
    },
  },
  crossing: {
    spanOf: ({ start, end }) => ({ start, end }),
    answer: async ({ dimensions, population, start, end }, { facts: { settings }, batches }) => {
      const { targetWaitMinutes } = settings
      return countTable(await batches({ start, end }), dimensions, { known: knownValues(settings), population, targetWaitMinutes })
    },
  },
}

export function spanOfQuestion<Name extends QuestionName>(name: Name, asks: Asks<Name>): Span {
  return answerings[name].spanOf(asks)
}

export function createStatisticsDesk(archive: DeskArchive): StatisticsDesk {
  ...
}
