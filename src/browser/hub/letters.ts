import type { DevicePreferences, DeviceStore } from '#app/ports.ts'
import type { Series } from '#domain/ids.ts'

/** The letter that this window issues under: leased by the hub, or one of a window that has none (N3, N5). */
export interface Letters {
  current(): Series | null
  /** null: the hub leases none; a letter of this window's own is taken, since a ticket is never refused. */
  lease(series: Series | null): Promise<void>
  /** The device's preferences with this letter in place of their own. */
  over(device: DeviceStore): DeviceStore
}

/** @param claim a letter that no other window of this browser holds. */
export function createLetters(claim: () => Promise<Series>): Letters {
  const listeners = new Set<() => void>()
  let leased: Series | null = null
  let own: Promise<Series> | null = null
  let letter: Series | null = null

  function set(next: Series): void {
    if (next === letter) return
    letter = next
    for (const listener of listeners) listener()
  }

  return {
    current: () => letter,
    lease: async (series) => {
      leased = series
      if (series !== null) return set(series)
      own ??= claim()
      const found = await own
      // The hub may have answered meanwhile.
      if (leased === null) set(found)
    },
    over: (device) => {
      let seen: { readonly of: DevicePreferences; readonly as: DevicePreferences } | null = null
      return {
        get: () => {
          const of = device.get()
          if (seen?.of !== of || seen.as.series !== (letter ?? of.series)) {
            seen = { of, as: { ...of, series: letter ?? of.series } }
          }
          return seen.as
        },
        set: device.set,
        watch: (listener) => {
          listeners.add(listener)
          const stop = device.watch(listener)
          return () => {
            listeners.delete(listener)
            stop()
          }
        },
      }
    },
  }
}
