import { useEffect, useState } from 'react'
import { usePorts } from '#app/hooks.ts'
import type { HubStaff } from '#app/ports.ts'

/** What staff do with the hub; undefined while it is being loaded, null where it cannot be. */
export function useHubStaff(): HubStaff | null | undefined {
  const { hub } = usePorts()
  const [staff, setStaff] = useState<HubStaff | null>()
  useEffect(() => {
    let isGone = false
    hub.staff().then(
      (loaded) => isGone || setStaff(loaded),
      () => isGone || setStaff(null),
    )
    return () => {
      isGone = true
    }
  }, [hub])
  return staff
}
