import { useEffect, useState } from 'react'
import type { ReactElement } from 'react'
import { useDevice, usePorts } from '#app/hooks.ts'
import { KioskVisit } from './kiosk-visit.tsx'
import { usePhysicalSizes, useTouchHygiene } from './touch-hygiene.ts'

/** Where visitors take tickets, standing and in a hurry. */
export function KioskScreen(): ReactElement {
  const { wakeLock } = usePorts()
  const { pxPerMm } = useDevice()
  const [visitors, setVisitors] = useState(0)
  useTouchHygiene()
  usePhysicalSizes(pxPerMm)
  useEffect(() => wakeLock.hold(), [wakeLock])
  // A new key for each visitor: language, sizes, label and words of the one before die with their elements.
  return <KioskVisit key={visitors} follows={visitors > 0} onOver={() => setVisitors((count) => count + 1)} />
}
