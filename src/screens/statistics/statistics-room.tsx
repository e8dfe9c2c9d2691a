import { createContext, useContext, useEffect, useMemo } from 'react'
import type { ReactElement, ReactNode } from 'react'
import { useApp } from '#app/hooks.ts'
import { openStatistics } from '#app/statistics-room.ts'
import type { StatisticsRoom as Room } from '#app/statistics-room.ts'

const RoomContext = createContext<Room | null>(null)

/** Behind the first figures' back: what an export needs is then there without a network, too. */
const solverAfterMs = 3_000

/** Where all parts of this screen ask for their figures: open as long as the screen is. */
export function StatisticsRoom({ children }: { readonly children: ReactNode }): ReactElement {
  const app = useApp()
  const room = useMemo(() => openStatistics(app), [app])
  useEffect(() => {
    const left = new AbortController()
    const timer = setTimeout(() => void room.ask('solver', null, { signal: left.signal }), solverAfterMs)
    return () => {
      clearTimeout(timer)
      left.abort()
      room.close()
    }
  }, [room])
  return <RoomContext value={room}>{children}</RoomContext>
}

export function useStatisticsRoom(): Room {
  const room = useContext(RoomContext)
  if (room === null) throw new Error('A part of the statistics stands outside their screen')
  return room
}
