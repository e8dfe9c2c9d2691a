import { useEffect, useRef, useState } from 'react'
import { askChecks } from '#app/checks.ts'
import type { ChecksRefusal } from '#app/checks.ts'
import { useApp } from '#app/hooks.ts'
import type { Instant } from '#domain/ids.ts'
import type { CheckResult } from '#statistics/check-result.ts'
import { useStatisticsRoom } from '../statistics-room.tsx'

export type ChecksState =
  | { readonly type: 'idle' }
  /** `all`: groups of releases that are searched together; 0 until they are known. */
  | { readonly type: 'running'; readonly done: number; readonly all: number }
  | { readonly type: 'ran'; readonly at: Instant; readonly results: readonly CheckResult[] }
  | { readonly type: 'refused'; readonly refusal: ChecksRefusal }

export interface Checks {
  readonly state: ChecksState
  readonly run: () => void
  /** Gives the run up; there is no half result. */
  readonly stop: () => void
}

/** The three checks, run when somebody asks for them and given up when the screen is left. */
export function useChecks(): Checks {
  const app = useApp()
  const room = useStatisticsRoom()
  const [state, setState] = useState<ChecksState>({ type: 'idle' })
  const running = useRef<AbortController | null>(null)
  useEffect(() => () => running.current?.abort(), [])

  async function run(): Promise<void> {
    const own = new AbortController()
    running.current = own
    setState({ type: 'running', done: 0, all: 0 })
    const answered = await askChecks(app, room, {
      signal: own.signal,
      progress: (done, all) => {
        if (running.current === own) setState({ type: 'running', done, all })
      },
    })
    if (running.current !== own) return
    running.current = null
    setState(
      answered.ok
        ? { type: 'ran', at: app.ports.clock.now(), results: answered.value }
        : { type: 'refused', refusal: answered.error },
    )
  }

  return {
    state,
    run: () => {
      if (running.current === null) void run()
    },
    stop: () => {
      running.current?.abort()
      running.current = null
      setState({ type: 'idle' })
    },
  }
}
