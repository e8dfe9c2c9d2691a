/** Something that is done again and again. */
export interface Repeated {
  readonly now: () => void
  /** Nothing begins any more; resolves when what had begun is done. */
  readonly stop: () => Promise<void>
}

/** Does a work every `everyMs` and when asked, never twice at a time: whoever asks meanwhile gets another one after. */
export function oneAtATime(work: () => Promise<void>, everyMs: number): Repeated {
  let running: Promise<void> | undefined
  let asked = false
  let stopped = false

  const run = async (): Promise<void> => {
    asked = false
    await work()
    running = asked ? run() : undefined
  }
  const now = (): void => {
    if (stopped) return
    asked = true
    running ??= run()
  }
  const timer = setInterval(now, everyMs)
  timer.unref()
  return {
    now,
    stop: async () => {
      stopped = true
      asked = false
      clearInterval(timer)
      await running
    },
  }
}
