import type { Result } from '#domain/result.ts'
import { refuse } from '#domain/result.ts'
import type { DayBatch } from '#domain/visits/day-batch.ts'
import { openTickets, openVisits } from '#statistics/live.ts'
import type { App } from './app.ts'
import { answerings } from './desk-questions.ts'
import type { AnswerTo, Asks, DeskFacts, QuestionName, Span } from './desk-questions.ts'
import { momentOf } from './dispatch.ts'
import { daysHeld } from './keep-house.ts'
import { createStatisticsDesk } from './statistics-desk.ts'
import type { AskOptions, DeskRefusal, StatisticsDesk } from './statistics-desk.ts'
import { batchesOf, readArchive } from './statistics.ts'

/** Where a screen asks for figures, as long as it is open. */
export interface StatisticsRoom {
  ask<Name extends QuestionName>(
    name: Name,
    asks: Asks<Name>,
    options?: AskOptions,
  ): Promise<Result<AnswerTo<Name>, DeskRefusal>>
  /** Ends what is under way; a later question begins anew. */
  close(): void
}

/** A store that folds meanwhile settles within this many tries. */
const mostTries = 4

/**
 * Asks the worker's desk where there is one. Where there is none, or where it does not see the store as this window
 * does (a disk that could not be opened, a page without workers), the window answers by itself.
 */
export function openStatistics(app: App): StatisticsRoom {
  const own = createStatisticsDesk({ read: ({ start, end }) => readArchive(app, start, end) })
  let opening: Promise<StatisticsDesk> | null = null

  async function askAt<Name extends QuestionName>(
    desk: StatisticsDesk,
    name: Name,
    asks: Asks<Name>,
    options: AskOptions,
  ): Promise<Result<AnswerTo<Name>, DeskRefusal>> {
    let answered: Result<AnswerTo<Name>, DeskRefusal> = refuse({ type: 'moved' })
    for (let tries = 0; tries < mostTries && !answered.ok && answered.error.type === 'moved'; tries++) {
      const facts = await factsFor(app, answerings[name].spanOf(asks))
      answered = facts === null ? answered : await desk.ask(name, asks, facts, options)
    }
    return answered
  }

  return {
    ask: async (name, asks, options = {}) => {
      opening ??= app.ports.statistics?.() ?? Promise.resolve(own)
      try {
        const answered = await askAt(await opening.catch(() => own), name, asks, options)
        return answered.ok || !isOfTheWay(answered.error) ? answered : await askAt(own, name, asks, options)
      } catch {
        // The store says by itself what is wrong with it.
        return refuse({ type: 'unreadable' })
      }
    },
    close: () => {
      opening?.then((desk) => desk.close()).catch(() => undefined)
      opening = null
    },
  }
}

/** What is wrong with the way to the answer, and not with the answer. */
function isOfTheWay({ type }: DeskRefusal): boolean {
  return type === 'moved' || type === 'unreadable' || type === 'noWorker'
}

/** What this window knows of a span; null: the store was folded again and again meanwhile. */
async function factsFor(app: App, span: Span): Promise<DeskFacts | null> {
  await app.refresh()
  const { generation } = app.store.getState().position
  const held: DayBatch[] = []
  for (const day of daysHeld(app.store.getState().replay.site)) {
    if (day < span.start || day > span.end) continue
    // Each day is a task of its own, with a look at the disk before it: the screen goes on in between.
    const archive = await readArchive(app, day, day)
    const { replay, head } = app.store.getState()
    const moment = momentOf(replay, head, app.ports)
    const [batch] = batchesOf(archive, replay.site, moment, { start: day, end: day }, app.ports.random)
    if (archive.generation !== generation) return null
    if (batch !== undefined && !archive.batches.includes(batch)) held.push(batch)
  }
  const { replay, head, position } = app.store.getState()
  if (position.generation !== generation) return null
  const { site } = replay
  const moment = momentOf(replay, head, app.ports)
  return {
    generation,
    held,
    settings: site.settings,
    today: moment.day,
    open: openVisits(site, moment),
    openTickets: openTickets(site, moment),
  }
}
