import { useEffect, useState } from 'react'
import { followAnswer } from '#app/follow-answer.ts'
import { useApp } from '#app/hooks.ts'
import type { Day } from '#domain/ids.ts'
import type { KeptDay } from '#statistics/kept-day.ts'
import { useStatisticsRoom } from '../statistics-room.tsx'

/** What is kept of a day, following the site live; null while it is read, `failed` where the store does not answer. */
export function useKeptDay(day: Day): KeptDay | 'failed' | null {
  const app = useApp()
  const room = useStatisticsRoom()
  const [kept, setKept] = useState<KeptDay | 'failed' | null>(null)
  useEffect(() => followAnswer(app, room, 'keptDay', day, setKept), [app, room, day])
  // Another day's visits must not be corrected under this one's name.
  return kept === 'failed' || kept?.day === day ? kept : null
}
