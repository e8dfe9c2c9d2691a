import { useEffect, useRef, useState } from 'react'
import { usePorts } from '#app/hooks.ts'
import type { BoardCall } from '#domain/queue/board-calls.ts'
import { callKey, conclude, hear, silentAnnouncer } from './announcer.ts'

/** Long enough to read a label and a desk from the back of the hall. */
const announcementMs = 2500

/** Announces calls one after the other; returns the one that is being announced. */
export function useAnnouncer(calls: readonly BoardCall[]): BoardCall | null {
  const { chime, clock, device } = usePorts()
  const [announcer, setAnnouncer] = useState(silentAnnouncer)
  const { current } = announcer
  const key = current === null ? null : callKey(current)
  const sounding = useRef<string | null>(null)

  useEffect(() => setAnnouncer((known) => hear(known, calls, clock.now())), [calls, clock])
  useEffect(() => {
    if (key === null) return
    let stands = true
    // Neither a lost sound nor a short one shortens the time on the screen, and a long one is heard to its end.
    const sound = sounding.current === key ? Promise.resolve() : chime.play(device.get().soundVolume)
    sounding.current = key
    void Promise.allSettled([sound, pause(announcementMs)]).then(() => {
      if (stands) setAnnouncer(conclude)
    })
    return () => {
      stands = false
    }
  }, [key, chime, device])
  return current
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
