import { useEffect, useState } from 'react'
import type { Span } from '#app/desk-questions.ts'
import { useAppState, useSettings } from '#app/hooks.ts'
import type { StaffingPlan } from '#statistics/staffing.ts'
import { useStatisticsRoom } from '../statistics-room.tsx'

export interface PlanOfSpan {
  readonly span: Span
  readonly plan: StaffingPlan
}

/**
 * The plan out of the visits of a span. While another is worked out, the one before stays, with its own span. null only
 * at first; `failed`: the store does not answer.
 */
export function usePlan({ start, end }: Span): PlanOfSpan | 'failed' | null {
  const room = useStatisticsRoom()
  // Another target, or other hours of the desks, make another plan.
  const settings = useSettings()
  // Days that are folded meanwhile bring what came late; what happens today is in no whole week.
  const generation = useAppState((state) => state.position.generation)
  const [shown, setShown] = useState<PlanOfSpan | 'failed' | null>(null)
  useEffect(() => {
    const left = new AbortController()
    const span = { start, end }
    void room.ask('plan', span, { signal: left.signal }).then((answered) => {
      if (!left.signal.aborted) setShown(answered.ok ? { span, plan: answered.value } : 'failed')
    })
    return () => left.abort()
  }, [room, start, end, settings, generation])
  return shown
}
