import type { Overview } from '#statistics/overview.ts'
import type { App } from './app.ts'
import type { PeriodChoice } from './desk-questions.ts'
import { followAnswer } from './follow-answer.ts'
import type { StatisticsRoom } from './statistics-room.ts'

/** Tells the figures of a period as long as somebody looks at them. */
export function followOverview(
  app: App,
  room: StatisticsRoom,
  choice: PeriodChoice,
  tell: (overview: Overview | 'failed') => void,
): () => void {
  return followAnswer(app, room, 'overview', choice, tell)
}
