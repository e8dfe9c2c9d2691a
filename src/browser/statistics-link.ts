import type { AnswerTo, Asks, DeskFacts, QuestionName, Questions } from '#app/desk-questions.ts'
import type { AskOptions, DeskRefusal, StatisticsDesk } from '#app/statistics-desk.ts'
import { refuse, ok } from '#domain/result.ts'
import type { Result } from '#domain/result.ts'
import { parseWord } from './statistics-messages.ts'
import type { Question } from './statistics-messages.ts'

/** The part of a worker that the link uses. */
export type DeskWorker = Pick<Worker, 'postMessage' | 'terminate' | 'addEventListener'>

export interface LinkOptions {
  readonly startWorker?: () => DeskWorker
  /** How long a worker may take to begin; a tablet that wakes up takes seconds. */
  readonly patienceMs?: number
  /** Resolves when what this page loads is kept for times without a network. */
  readonly untilKept?: () => Promise<void>
}

/**
 * The statistics desk of a worker, started when it is first asked. A question that can be given up has a worker of its
 * own: ending that is the only way of stopping what counts without a pause.
 */
export function createStatisticsLink(
  store: string,
  { startWorker = startStatisticsWorker, patienceMs = 15_000, untilKept = untilControlled }: LinkOptions = {},
): StatisticsDesk {
  const running = new Set<RunningDesk>()
  let standing: RunningDesk | null = null

  function start(): RunningDesk {
    const desk = runDesk(store, startWorker(), patienceMs, () => {
      running.delete(desk)
      if (standing === desk) standing = null
    })
    running.add(desk)
    return desk
  }

  return {
    ask: async (name, asks, facts, { progress, signal } = {}) => {
      // The solver is asked for ahead of its use, so that it is there offline.
      if (name === 'solver') await untilKept()
      if (signal?.aborted === true) return refuse({ type: 'cancelled' })
      let desk: RunningDesk
      try {
        desk = signal === undefined ? (standing ??= start()) : start()
      } catch {
        return refuse({ type: 'noWorker' })
      }
      const giveUp = (): void => desk.end({ type: 'cancelled' })
      signal?.addEventListener('abort', giveUp)
      const answered = await desk.ask(name, asks, facts, progress)
      signal?.removeEventListener('abort', giveUp)
      if (desk !== standing) desk.end({ type: 'cancelled' })
      return answered
    },
    close: () => {
      for (const desk of running) desk.end({ type: 'cancelled' })
    },
  }
}

/** A worker, and the questions that it has not answered. */
interface RunningDesk {
  ask<Name extends QuestionName>(
    name: Name,
    asks: Asks<Name>,
    facts: DeskFacts,
    progress: AskOptions['progress'],
  ): Promise<Result<AnswerTo<Name>, DeskRefusal>>
  /** Stops it where it is; open questions are refused for that reason. */
  end(reason: DeskRefusal): void
}

type Answered = Result<Questions[QuestionName]['answer'], DeskRefusal>

interface Waiting {
  readonly resolve: (answered: Answered) => void
  readonly progress: AskOptions['progress']
  readonly patience: ReturnType<typeof setTimeout>
}

function runDesk(store: string, worker: DeskWorker, patienceMs: number, onEnd: () => void): RunningDesk {
  const waitingById = new Map<number, Waiting>()
  let lastId = 0

  worker.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const word = parseWord(data)
    const waiting = word === undefined ? undefined : waitingById.get(word.id)
    if (word === undefined || waiting === undefined) return
    clearTimeout(waiting.patience)
    switch (word.type) {
      case 'heard':
        break
      case 'progress':
        waiting.progress?.(word.done, word.all)
        break
      case 'answer':
        settle(word.id, waiting, ok(word.answer))
        break
      case 'refusal':
        settle(word.id, waiting, refuse(word.refusal))
        break
    }
  })
  const die = (): void => end({ type: 'noWorker' })
  // A script that cannot be had, a policy that forbids it, memory that ran out.
  worker.addEventListener('error', die)
  worker.addEventListener('messageerror', die)

  function settle(id: number, { resolve, patience }: Waiting, answered: Answered): void {
    clearTimeout(patience)
    waitingById.delete(id)
    resolve(answered)
  }

  function end(reason: DeskRefusal): void {
    worker.terminate()
    onEnd()
    for (const [id, waiting] of waitingById) settle(id, waiting, refuse(reason))
  }

  return {
    ask: (name, asks, facts, progress) =>
      new Promise((resolve) => {
        const id = ++lastId
        const patience = setTimeout(die, patienceMs)
        waitingById.set(id, { resolve, progress, patience })
        worker.postMessage({ type: 'ask', id, store, name, asks, facts } satisfies Question)
      }),
    end,
  }
}

function startStatisticsWorker(): DeskWorker {
  return new Worker(new URL('./statistics-worker.ts', import.meta.url), { type: 'module', name: 'statistics' })
}

/** A first visit is not under the service worker from its beginning; a page without one has waited in vain. */
async function untilControlled(): Promise<void> {
  if (!('serviceWorker' in navigator) || navigator.serviceWorker.controller !== null) return
  await new Promise<void>((resolve) => {
    navigator.serviceWorker.addEventListener('controllerchange', () => resolve(), { once: true })
    setTimeout(resolve, mostWaitMs)
  })
}

const mostWaitMs = 60_000
