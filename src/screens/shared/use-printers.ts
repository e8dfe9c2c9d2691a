import { useEffect, useState } from 'react'
import { usePorts } from '#app/hooks.ts'
import type { PrinterId } from '#domain/ids.ts'
import type { PrinterState } from '#domain/printing.ts'
import { useHubStanding } from './use-hub-standing.ts'

/** Soon enough to bring a roll before the next visitors; each look is one short question to each printer. */
const everyMs = 15_000

export type PrinterStates = ReadonlyMap<PrinterId, PrinterState>

const unknown: PrinterStates = new Map()

/** How the site's printers are, looked at while somebody can see it; empty where it is not known. */
export function usePrinters(wanted: boolean): PrinterStates {
  const { printing } = usePorts().hub
  const isLive = useHubStanding().freshness === 'live'
  const [states, setStates] = useState(unknown)
  useEffect(() => {
    if (printing === undefined || !wanted || !isLive) return
    let isOver = false
    let isUnderWay = false
    const look = async (): Promise<void> => {
      if (isUnderWay || document.hidden) return
      isUnderWay = true
      const answer = await printing.printers().catch(() => null)
      isUnderWay = false
      if (!isOver) setStates(answer?.ok === true ? new Map(answer.value.map(({ id, state }) => [id, state])) : unknown)
    }
    void look()
    const timer = setInterval(() => void look(), everyMs)
    const lookNow = (): void => void look()
    document.addEventListener('visibilitychange', lookNow)
    return () => {
      isOver = true
      clearInterval(timer)
      document.removeEventListener('visibilitychange', lookNow)
      // What was known of a printer is of no worth once nobody looks.
      setStates(unknown)
    }
  }, [printing, wanted, isLive])
  return states
}
