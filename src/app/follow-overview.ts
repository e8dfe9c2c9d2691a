import type { Overview } from '#statistics/overview.ts'
import type { App } from './app.ts'
import type { PeriodChoice } from './desk-questions.ts'
import type { StatisticsRoom } from './statistics-room.ts'

/** Between two answers, so that a busy hour at the desks keeps no processor busy. */
const restMs = 250

/**
 * Tells the figures of a period, and tells them anew when the site has gone on, until it is stopped. One question at a
 * time: what happens while one is answered is in the next.
 */
export function followOverview(
  app: App,
  room: StatisticsRoom,
  choice: PeriodChoice,
  tell: (overview: Overview | 'failed') => void,
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
    const answered = await room.ask('overview', choice)
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
