import { useEffect, useRef, useState } from 'react'

export type KeyPress = Pick<KeyboardEvent, 'key' | 'code'>
/** What a press does, to its end; null: it means nothing here. */
export type KeyDeed = Promise<void> | null

export interface KeyQueue {
  /** A press is on its way, or what it did is not drawn yet. */
  readonly isBusy: () => boolean
  /** The latest press that is on its way or waits. */
  readonly latest: () => KeyPress | null
  /** Whether the press meant something; only while the queue is not busy. */
  readonly take: (press: KeyPress) => boolean
  readonly wait: (press: KeyPress) => void
}

/** One press after the other: each meets the screen as the one before it has left it, however fast they come. */
export function useKeyQueue(act: (press: KeyPress) => KeyDeed): KeyQueue {
  const acting = useRef(act)
  const waiting = useRef<KeyPress[]>([])
  const latest = useRef<KeyPress | null>(null)
  const begun = useRef(0)
  // Set after all that the deed itself sets: whichever render counts its end shows what came of it.
  const [ended, setEnded] = useState(0)
  const drawn = useRef(ended)
  const [queue] = useState<KeyQueue>(() => {
    const isBusy = (): boolean => begun.current !== drawn.current
    return {
      isBusy,
      latest: () => (isBusy() ? latest.current : null),
      take: (press) => {
        const deed = acting.current(press)
        if (deed === null) return false
        begun.current += 1
        latest.current = press
        void deed.finally(() => setEnded((count) => count + 1))
        return true
      },
      wait: (press) => {
        latest.current = press
        waiting.current.push(press)
      },
    }
  })
  useEffect(() => {
    acting.current = act
    drawn.current = ended
    while (!queue.isBusy()) {
      const press = waiting.current.shift()
      if (press === undefined) return
      queue.take(press)
    }
  })
  return queue
}
