import { useCallback, useEffect, useReducer, useState } from 'react'
import type { ReactElement } from 'react'
import { useDevice, usePlace } from '#app/hooks.ts'
import { loadWaits } from '../shared/late-waits.ts'
import type { ScreenWaits } from '../shared/waits.tsx'
import { KioskVisit } from './kiosk-visit.tsx'
import { usePhysicalSizes, useTouchHygiene } from './touch-hygiene.ts'

/** Where visitors take tickets, standing and in a hurry. */
export function KioskScreen(): ReactElement {
  const { app, speak } = usePlace()
  const { wakeLock } = app.ports
  const { pxPerMm } = useDevice()
  const [visitors, count] = useReducer((known: number) => known + 1, 0)
  // The same function for good: what comes late must not set a visitor's time to leave anew.
  const next = useCallback(() => {
    void speak(null)
    count()
  }, [speak])
  const [waits, setWaits] = useState<ScreenWaits>()
  useTouchHygiene()
  usePhysicalSizes(pxPerMm)
  useEffect(() => wakeLock.hold(), [wakeLock])
  useEffect(() => {
    const waits = loadWaits(app)
    waits.then(setWaits, () => undefined)
    return () =>
      void waits.then(
        ({ stop }) => stop(),
        () => undefined,
      )
  }, [app])
  // A new key for each visitor: language, sizes, label and words of the one before die with their elements.
  return <KioskVisit key={visitors} waits={waits} follows={visitors > 0} onOver={next} />
}
