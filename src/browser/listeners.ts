export interface Listeners {
  /** Fits `useSyncExternalStore`; returns the way to stop. */
  readonly watch: (listener: () => void) => () => void
  readonly tell: () => void
}

export function createListeners(): Listeners {
  const listeners = new Set<() => void>()
  return {
    watch: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    tell: () => {
      for (const listener of listeners) listener()
    },
  }
}
