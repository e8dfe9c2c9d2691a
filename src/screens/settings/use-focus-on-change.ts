import { useEffect, useRef } from 'react'
import type { RefObject } from 'react'

/** When `state` changes, the first control of the place takes the focus: what it replaced had it, and is gone. */
export function useFocusOnChange(state: unknown): RefObject<HTMLDivElement | null> {
  const place = useRef<HTMLDivElement>(null)
  const before = useRef(state)
  useEffect(() => {
    if (before.current === state) return
    before.current = state
    place.current?.querySelector<HTMLElement>('[tabindex], input, button')?.focus()
  }, [state])
  return place
}
