import type { AppUpdates, StoreTrouble } from '#app/ports.ts'
import { createListeners } from './listeners.ts'

/**
 * Watches over new versions (design D12): they are fetched in the background, wait until all windows of the browser
 * have rested for a minute and everything is stored, and take over all of them together. Only a build has a service
 * worker.
 */
export function createAppUpdates(base: URL, trouble: StoreTrouble): AppUpdates {
  const listeners = createListeners()
  const isPossible = import.meta.env.PROD && 'serviceWorker' in navigator && 'locks' in navigator
  let watching: AppUpdates | null = null
  let screenIsIdle = true

  function tellIdle(): void {
    // What is only in this window's memory would go with a reload.
    watching?.setIdle(screenIsIdle && trouble.inMemory() === 0)
  }

  async function begin(): Promise<void> {
    // 3 kB that no visitor waits for: the watch begins when the page has been drawn.
    const { watchUpdates } = await import('./update-watch.ts')
    watching = watchUpdates(base)
    tellIdle()
    trouble.watch(tellIdle)
    watching.watch(listeners.tell)
    listeners.tell()
  }

  // A chunk that cannot be loaded leaves this window as it is; the next one watches again.
  if (isPossible) void begin().catch(() => undefined)
  return {
    state: () => watching?.state() ?? (isPossible ? 'current' : 'unsupported'),
    watch: listeners.watch,
    setIdle: (idle) => {
      screenIsIdle = idle
      tellIdle()
    },
  }
}
