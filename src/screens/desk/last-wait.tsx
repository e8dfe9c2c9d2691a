import { useMemo, useSyncExternalStore } from 'react'
import { useApp, useText } from '#app/hooks.ts'
import { createWaits } from '#app/waits.ts'
import { lastWaitText, rangeWords } from '#text/waits.ts'
import { useDeskView } from './use-desk.ts'

/** How much longer the last visitor in this desk's line will wait: enough to see whether the afternoon suffices. */
export function LastWait(): string {
  const app = useApp()
  const t = useText(lastWaitText)
  const waits = useMemo(() => createWaits(app), [app])
  const { rangeOf } = useSyncExternalStore(waits.watch, waits.now)
  const last = useDeskView().queue.waiting.at(-1)
  const range = useMemo(() => (last === undefined ? null : rangeOf(last.need, last.id)), [last, rangeOf])
  return range === null ? '' : `, ${rangeWords(range, t)}`
}
