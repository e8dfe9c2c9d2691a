import { useSyncExternalStore } from 'react'
import { usePorts } from '#app/hooks.ts'
import type { HubStanding } from '#app/ports.ts'

/** How this device stands to its hub, as it changes. */
export function useHubStanding(): HubStanding {
  const { hub } = usePorts()
  return useSyncExternalStore(hub.watch, hub.standing)
}
