import { useEffect } from 'react'
import { useDevice } from '#app/hooks.ts'
import type { DevicePreferences } from '#app/ports.ts'

/** Shows this window in a theme of its own instead of the device's; null: the device's. */
export function useDocumentTheme(wanted: DevicePreferences['theme'] | null): void {
  const { theme } = useDevice()
  // With every render: the root puts the device's theme back in effects of its own, which run after this one.
  useEffect(() => {
    let stands = true
    queueMicrotask(() => {
      if (stands) document.documentElement.dataset['theme'] = wanted ?? theme
    })
    return () => {
      stands = false
      document.documentElement.dataset['theme'] = theme
    }
  })
}
