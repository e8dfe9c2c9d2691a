import type { Day } from '#domain/ids.ts'
import type { Result } from '#domain/result.ts'
import type { Settings } from '#domain/settings.ts'
import type { DayBatch } from '#domain/visits/day-batch.ts'
import type { ImportTrouble } from '#export/import-trouble.ts'
import type { ImportedPackage } from '#export/read-package.ts'
import type { CheckResult } from '#statistics/check-result.ts'
import { runChecks } from '#statistics/checks.ts'
import type { ChecksInput } from '#statistics/checks.ts'
import type { Dimension, Population } from '#statistics/columns.ts'
import type { OpenTickets } from '#statistics/grids.ts'
import { keptDayOf } from '#statistics/kept-day.ts'
import type { KeptDay } from '#statistics/kept-day.ts'
import { knownValues } from '#statistics/known-values.ts'
import type { OpenVisits } from '#statistics/live.ts'
import { overviewOf } from '#statistics/overview.ts'
import type { Overview } from '#statistics/overview.ts'
import { periodContaining, previousPeriod } from '#statistics/periods.ts'
import type { Period, PeriodType } from '#statistics/periods.ts'
import { withProgram } from '#statistics/protection/solver.ts'
import type { LinearSolver } from '#statistics/protection/solver.ts'
import { planDesks } from '#statistics/staffing.ts'
import type { StaffingPlan } from '#statistics/staffing.ts'
import { countTable } from '#statistics/tables.ts'
import type { CountTable } from '#statistics/tables.ts'
import { exportSpan } from './export-span.ts'
import type { ExportAsks } from './export-span.ts'
import type { ExportAnswer } from './export-question.ts'
import type { DeskTools } from './desk-tools.ts'

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

export type ChecksChoice = Pick<ChecksInput, 'releases' | 'overdueDays'>

/** What the desk may be asked, and what it answers: plain data, that can be sent to a worker and back. */
export interface Questions {
  /** All that the screen shows of a period. Small counts are in it: it stays in the house (S13). */
  readonly overview: { readonly asks: PeriodChoice; readonly answer: Overview }
  /** Any span crossed by anything, for the eyes of the house as well. */
  readonly crossing: { readonly asks: CrossingChoice; readonly answer: CountTable }
  /** Desks needed by weekday and hours, out of the visits of a span. */
  readonly plan: { readonly asks: Span; readonly answer: StaffingPlan }
  /** What is kept of a day, for who amends it. */
  readonly keptDay: { readonly asks: Day; readonly answer: KeptDay }
  /** The three checks of what was told and what is kept (S93 to S98). */
  readonly checks: { readonly asks: ChecksChoice; readonly answer: readonly CheckResult[] }
  /** What an exported package tells, when it is read back (S42 to S44). */
  readonly package: { readonly asks: Uint8Array; readonly answer: Result<ImportedPackage, ImportTrouble> }
  /** What may be told of a period, and the file that was asked for. */
  readonly export: { readonly asks: ExportAsks; readonly answer: ExportAnswer }
  /** Whether the solver that protects small counts can work here. Asking brings it, so that it is there offline too. */
  readonly solver: { readonly asks: null; readonly answer: boolean }
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

/** What an answer is made with. */
export interface DeskRoom {
  readonly tools: DeskTools
  readonly facts: DeskFacts
  /** The archive's days and the held ones, each once, in order. Asked again, it reads again: nothing is kept. */
  batches(span: Span): Promise<readonly DayBatch[]>
  progress(done: number, all: number): void
}

interface Answering<Name extends QuestionName> {
  /** The days that it looks at: what the window holds of them is handed over. */
  spanOf(asks: Asks<Name>): Span
  answer(asks: Asks<Name>, room: DeskRoom): Promise<AnswerTo<Name>>
}

export const answerings: { readonly [Name in QuestionName]: Answering<Name> } = {
  overview: {
    spanOf: ({ type, day }) => {
      const period = periodContaining(type, day)
      return { start: previousPeriod(period).start, end: period.end }
    },
    answer: async (choice, { facts, batches }) => {
      const { settings, today, open } = facts
      const found = await batches(answerings.overview.spanOf(choice))
      return overviewOf({ batches: found, period: periodContaining(choice.type, choice.day), settings, today, open })
    },
  },
  crossing: {
    spanOf: ({ start, end }) => ({ start, end }),
    answer: async ({ dimensions, population, ...span }, { facts: { settings }, batches }) => {
      const { targetWaitMinutes } = settings
      return countTable(await batches(span), dimensions, {
        known: knownValues(settings),
        population,
        targetWaitMinutes,
      })
    },
  },
  plan: {
    spanOf: ({ start, end }) => ({ start, end }),
    answer: async (span, { facts: { settings }, batches }) => planDesks(await batches(span), settings),
  },
  keptDay: {
    spanOf: (day) => periodContaining('month', day),
    answer: async (day, { batches }) => keptDayOf(day, await batches(periodContaining('month', day))),
  },
  checks: {
    spanOf: () => allDays,
    answer: async (choice, { tools, facts: { settings }, batches, progress }) => {
      const solver = (await tools.solver?.().catch(() => null)) ?? null
      return runChecks({ ...choice, settings, batches: await batches(allDays) }, solver, progress)
    },
  },
  package: {
    spanOf: () => noDays,
    answer: async (bytes) => (await import('#export/read-package.ts')).readPackage(bytes),
  },
  export: {
    spanOf: exportSpan,
    answer: async (asks, room) => (await import('./export-question.ts')).answerExport(asks, room),
  },
  solver: {
    spanOf: () => noDays,
    answer: async (_, { tools: { solver } }) => {
      if (solver === undefined) return false
      return solver().then(canSolve, () => false)
    },
  },
}

/** At most 12 for 3x + 2y, where x + y ≤ 5 and x ≤ 2. */
function canSolve(solver: LinearSolver): boolean {
  const rows = [{ indices: [0, 1], values: [1, 1], lower: -Infinity, upper: 5 }]
  const program = { costs: [-3, -2], lower: [0, 0], upper: [2, Infinity], rows }
  const { status, objective } = withProgram(solver, program, (open) => open.solve())
  return status === 'optimal' && Math.abs(objective + 12) < 1e-6
}

const allDays: Span = { start: '0000-01-01' as Day, end: '9999-12-31' as Day }
const noDays: Span = { start: '9999-12-31' as Day, end: '0000-01-01' as Day }
