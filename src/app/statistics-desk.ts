import type { Result } from '#domain/result.ts'
import { ok, refuse } from '#domain/result.ts'
import type { DayBatch } from '#domain/visits/day-batch.ts'
import { answerings } from './desk-questions.ts'
import { NoSolver } from './desk-tools.ts'
import type { Asks, AnswerTo, DeskFacts, DeskRoom, QuestionName, Span } from './desk-questions.ts'
import type { DeskTools } from './desk-tools.ts'

/** Answers questions about visits: in the window itself, or in a worker that reads the archive beside it. */
export interface StatisticsDesk {
  ask<Name extends QuestionName>(
    name: Name,
    asks: Asks<Name>,
    facts: DeskFacts,
    options?: AskOptions,
  ): Promise<Result<AnswerTo<Name>, DeskRefusal>>
  close(): void
}

export interface AskOptions {
  readonly progress?: (done: number, all: number) => void
  /** Gives the question up. */
  readonly signal?: AbortSignal
}

/** Why there is no answer. */
export type DeskRefusal =
  /** Days have been folded since the facts were gathered: ask again, with new ones. */
  | { readonly type: 'moved' }
  /** The store cannot be read from there. */
  | { readonly type: 'unreadable' }
  /** This browser starts no worker, or it has died. */
  | { readonly type: 'noWorker' }
  | { readonly type: 'cancelled' }
  /** What protects small counts cannot be had here: nothing is told without it. */
  | { readonly type: 'noSolver' }
  /** It should not have happened; `reason` is for whoever repairs it. */
  | { readonly type: 'failed'; readonly reason: string }

/** Where the desk finds the folded days of a span, all of one generation of the store. */
export interface DeskArchive {
  /** @throws ArchiveUnreadable */
  read(span: Span): Promise<{ readonly generation: number; readonly batches: readonly DayBatch[] }>
}

/** There is no store, or it is of a newer version than this code. */
export class ArchiveUnreadable extends Error {}

/** A refusal on its way out of an answer that is being made. */
class Refused extends Error {
  readonly refusal: DeskRefusal
  constructor(refusal: DeskRefusal) {
    super(refusal.type)
    this.refusal = refusal
  }
}

export function createStatisticsDesk(archive: DeskArchive, tools: DeskTools = {}): StatisticsDesk {
  return {
    ask: async (name, asks, facts, options = {}) => {
      try {
        return ok(await answerings[name].answer(asks, roomFor(archive, tools, facts, options)))
      } catch (error) {
        return refuse(refusalOf(error))
      }
    },
    close: () => undefined,
  }
}

function roomFor(archive: DeskArchive, tools: DeskTools, facts: DeskFacts, { progress, signal }: AskOptions): DeskRoom {
  return {
    tools,
    facts,
    batches: async (span) => {
      if (signal?.aborted === true) throw new Refused({ type: 'cancelled' })
      const { generation, batches } = await archive.read(span)
      // A day that was folded in between would be there twice, or not at all.
      if (generation !== facts.generation) throw new Refused({ type: 'moved' })
      return withHeld(batches, facts.held, span)
    },
    progress: (done, all) => progress?.(done, all),
  }
}

function withHeld(archived: readonly DayBatch[], held: readonly DayBatch[], span: Span): readonly DayBatch[] {
  const batchesByDay = new Map(archived.map((batch) => [batch.day, batch]))
  for (const batch of held) if (span.start <= batch.day && batch.day <= span.end) batchesByDay.set(batch.day, batch)
  return [...batchesByDay.values()].sort((a, b) => (a.day < b.day ? -1 : 1))
}

function refusalOf(error: unknown): DeskRefusal {
  if (error instanceof Refused) return error.refusal
  if (error instanceof ArchiveUnreadable) return { type: 'unreadable' }
  if (error instanceof NoSolver) return { type: 'noSolver' }
  return { type: 'failed', reason: error instanceof Error ? `${error.name}: ${error.message}` : String(error) }
}
