import type { App } from './app.ts'
import type { AnswerTo, Asks, QuestionName } from './desk-questions.ts'
import type { StatisticsRoom } from './statistics-room.ts'

/** Between two answers, so that a busy hour at the desks keeps no processor busy. */
const restMs = 250

/**
 * Tells the answer to a question, and tells it anew when the site has gone on, until it is stopped. One question at a
 * time: what happens while one is answered is in the next.
 */
export function followAnswer<Name extends QuestionName>(
  app: App,
  room: StatisticsRoom,
  name: Name,
  asks: Asks<Name>,
  tell: (answer: AnswerTo<Name> | 'failed') => void,
): () => void {
  let isStopped = false
  let isAsking = false
  let hasChanged = true
  let hasFailed = false
  let rest: ReturnType<typeof setTimeout> | undefined

  async function ask(): Promise<void> {
    if (isStopped || isAsking || !hasChanged) return
    isAsking = true
    hasChanged = false
    const answered = await room.ask(name, asks)
    if (isStopped) return
    hasFailed = !answered.ok
    tell(answered.ok ? answered.value : 'failed')
    rest = setTimeout(() => {
      isAsking = false
      void ask()
    }, restMs)
  }

  function change(): void {
    hasChanged = true
    void ask()
  }

  const unsubscribe = app.store.subscribe((state, before) => {
    const isNews =
      state.replay !== before.replay ||
      state.today !== before.today ||
      state.position.generation !== before.position.generation
    // The clock moves on every quarter of a minute: then what has failed is tried again.
    if (isNews || hasFailed) change()
  })
  // Batches of the hub arrive without any entry.
  const unwatch = app.ports.store.watch(change)
  void ask()

  return () => {
    isStopped = true
    clearTimeout(rest)
    unsubscribe()
    unwatch()
  }
}
