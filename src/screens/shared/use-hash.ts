import { useSyncExternalStore } from 'react'

/** What the address of this window names behind its `#`; empty where it names nothing. */
export function useHash(): string {
  return useSyncExternalStore(watchHash, () => location.hash.slice(1))
}

function watchHash(listener: () => void): () => void {
  window.addEventListener('hashchange', listener)
  return () => window.removeEventListener('hashchange', listener)
}
