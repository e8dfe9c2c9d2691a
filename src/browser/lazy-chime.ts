import type { Chime } from '#app/ports.ts'
import { createListeners } from './listeners.ts'

/** The chime, loaded by the first screen that listens to it: a kiosk never does. */
export function createLazyChime(): Chime {
  const listeners = createListeners()
  let loaded: Chime | null = null
  let loading: Promise<Chime> | null = null

  function load(): Promise<Chime> {
    loading ??= import('./chime.ts').then(({ createChime }) => {
      loaded = createChime()
      loaded.watch(listeners.tell)
      listeners.tell()
      return loaded
    })
    return loading
  }

  return {
    // Until it is there nothing can sound; a moment later the screen is told.
    state: () => loaded?.state() ?? 'blocked',
    watch: (listener) => {
      void load()
      return listeners.watch(listener)
    },
    unlock: async () => (await load()).unlock(),
    play: async (volume) => (await load()).play(volume),
  }
}
