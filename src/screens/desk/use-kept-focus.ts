import { useEffect, useRef } from 'react'
import type { RefObject } from 'react'
import type { DeskView } from './use-desk.ts'

/**
 * A button that has done its deed disappears, and the focus with it. Then it comes to the visitor's part, so that the
 * next Tab goes on from there; wherever else the agent is, it stays.
 */
export function useKeptFocus(view: DeskView): RefObject<HTMLDivElement | null> {
  const place = useRef<HTMLDivElement>(null)
  const first = useRef(true)
  const { current, earlierNeed, pending, saying, walkUpNeed } = view
  const { question } = view.deeds
  useEffect(() => {
    if (first.current) {
      first.current = false
      return
    }
    if (document.activeElement === document.body) place.current?.focus({ preventScroll: true })
  }, [current?.id, current?.state.type, pending?.id, question, saying, walkUpNeed, earlierNeed])
  return place
}
