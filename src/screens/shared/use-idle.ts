import { useEffect } from 'react'
import { usePorts } from '#app/hooks.ts'

/** Says whether this window may be reloaded (design D12). With its screen gone nothing is left to be interrupted. */
export function useIdle(idle: boolean): void {
  const { updates } = usePorts()
  useEffect(() => updates.setIdle(idle), [updates, idle])
  useEffect(() => () => updates.setIdle(true), [updates])
}
