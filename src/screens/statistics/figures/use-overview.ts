import { useEffect, useState } from 'react'
import type { PeriodChoice } from '#app/desk-questions.ts'
import { followOverview } from '#app/follow-overview.ts'
import { useApp } from '#app/hooks.ts'
import type { Day } from '#domain/ids.ts'
import type { Overview } from '#statistics/overview.ts'
import { useStatisticsRoom } from '../statistics-room.tsx'

/**
 * The figures of a period, following the site live. While another period is counted, the figures of the one before
 * stay, with their own dates. null only at the very first; `failed`: the store does not answer.
 */
export function useOverview(type: PeriodChoice['type'], day: Day): Overview | 'failed' | null {
  const app = useApp()
  const room = useStatisticsRoom()
  const [shown, setShown] = useState<Overview | 'failed' | null>(null)
  useEffect(() => followOverview(app, room, { type, day }, setShown), [app, room, type, day])
  return shown
}
