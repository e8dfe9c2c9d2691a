import { useCallback, useEffect, useRef, useState } from 'react'

export interface WayBack {
  /** The present run of the countdown: a new number means that it starts again. */
  readonly run: number
  readonly durationMs: number
  /** Someone is still there: gives the full time once more, up to the limit. */
  readonly stay: () => void
}

/** Calls `back` after `baseMs` of rest, at the latest `maxMs` after the page was shown. */
export function useWayBack(back: () => void, baseMs: number, maxMs: number): WayBack {
  const shownAt = useRef<number | null>(null)
  const [countdown, setCountdown] = useState({ run: 0, durationMs: baseMs })
  const latest = useRef(back)
  useEffect(() => {
    latest.current = back
  }, [back])
  useEffect(() => {
    shownAt.current ??= performance.now()
    const timer = setTimeout(() => latest.current(), countdown.durationMs)
    return () => clearTimeout(timer)
  }, [countdown])
  const stay = useCallback(() => {
    const spent = shownAt.current === null ? 0 : performance.now() - shownAt.current
    setCountdown(({ run }) => ({ run: run + 1, durationMs: Math.max(0, Math.min(baseMs, maxMs - spent)) }))
  }, [baseMs, maxMs])
  return { ...countdown, stay }
}
