import { useCallback, useEffect, useState } from 'react'
import type { HubStaff, OwnPast } from '#app/ports.ts'

/** What this browser gathered while it worked alone; null: nothing, or not read yet. */
export function useOwnPast(staff: HubStaff): readonly [past: OwnPast | null, look: () => Promise<void>] {
  const [past, setPast] = useState<OwnPast | null>(null)
  const look = useCallback(async () => {
    setPast(await staff.ownPast().catch(() => null))
  }, [staff])
  useEffect(() => void look(), [look])
  return [past, look]
}
