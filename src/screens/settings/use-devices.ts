import { useCallback, useEffect, useRef, useState } from 'react'
import type { HubStaff, HubTrouble, PairedDevice } from '#app/ports.ts'

/** Often enough to see a tablet arrive while one stands beside it. */
const everyMs = 5_000

export interface DeviceList {
  /** null: not read yet. */
  readonly devices: readonly PairedDevice[] | null
  /** Why the last reading failed; what was read before still stands. */
  readonly trouble: HubTrouble | null
  look(): Promise<void>
}

/** The hub's devices, read again every five seconds while somebody can see them. */
export function useDevices(staff: HubStaff): DeviceList {
  const [devices, setDevices] = useState<readonly PairedDevice[] | null>(null)
  const [trouble, setTrouble] = useState<HubTrouble | null>(null)
  const underWay = useRef<Promise<void> | null>(null)

  const look = useCallback(async () => {
    // Never two at once: a slow hub is not asked more often than it answers.
    underWay.current ??= read(staff).then((found) => {
      underWay.current = null
      if (typeof found === 'string') {
        setTrouble(found)
      } else {
        setTrouble(null)
        setDevices(found)
      }
    })
    await underWay.current
  }, [staff])

  useEffect(() => {
    const lookIfSeen = (): void => {
      if (!document.hidden) void look()
    }
    void look()
    const timer = setInterval(lookIfSeen, everyMs)
    document.addEventListener('visibilitychange', lookIfSeen)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', lookIfSeen)
    }
  }, [look])

  return { devices, trouble, look }
}

async function read(staff: HubStaff): Promise<readonly PairedDevice[] | HubTrouble> {
  try {
    const answered = await staff.devices()
    return answered.ok ? answered.value : answered.error
  } catch {
    return 'unreachable'
  }
}
