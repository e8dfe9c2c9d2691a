import type { DevicePreferences, DeviceStore } from '#app/ports.ts'
import { parseSeries } from '#domain/ids.ts'
import { createListeners } from './listeners.ts'

const key = 'guichet-libre-device'

export const defaultPreferences: DevicePreferences = {
  theme: 'light',
  series: '',
  pin: null,
  pxPerMm: null,
  soundVolume: 0.8,
}

/**
 * The device's own preferences, in localStorage; shared by its windows. `get` returns the same object until something
 * changes. A disk that refuses keeps them for the life of this window.
 */
export function createDeviceStore(page: Window = window): DeviceStore {
  const listeners = createListeners()
  let current = parsePreferences(readText(page))

  page.addEventListener('storage', (event) => {
    // null: another window cleared everything.
    if (event.key !== key && event.key !== null) return
    current = parsePreferences(readText(page))
    listeners.tell()
  })

  return {
    get: () => current,
    set: (change) => {
      current = { ...current, ...change }
      try {
        page.localStorage.setItem(key, JSON.stringify(current))
      } catch {
        // A full or forbidden localStorage: this window goes on with what it was told.
      }
      listeners.tell()
    },
    watch: listeners.watch,
  }
}

/** Reads stored preferences; each that is missing or broken falls back by itself, so that no other is lost. */
export function parsePreferences(text: string | null): DevicePreferences {
  const stored = parseObject(text)
  const { theme, pin, pxPerMm, soundVolume } = stored
  return {
    theme: theme === 'light' || theme === 'dark' || theme === 'contrast' ? theme : defaultPreferences.theme,
    series: parseSeries(stored['series']) ?? defaultPreferences.series,
    pin: parsePin(pin),
    pxPerMm: typeof pxPerMm === 'number' && pxPerMm > 0 && Number.isFinite(pxPerMm) ? pxPerMm : null,
    soundVolume:
      typeof soundVolume === 'number' && soundVolume >= 0 && soundVolume <= 1
        ? soundVolume
        : defaultPreferences.soundVolume,
  }
}

function parsePin(pin: unknown): DevicePreferences['pin'] {
  if (typeof pin !== 'object' || pin === null) return null
  const { salt, hash } = pin as { readonly salt?: unknown; readonly hash?: unknown }
  return typeof salt === 'string' && typeof hash === 'string' ? { salt, hash } : null
}

function parseObject(text: string | null): { readonly [Name in keyof DevicePreferences]?: unknown } {
  try {
    const value: unknown = JSON.parse(text ?? '{}')
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return {}
  }
}

function readText(page: Window): string | null {
  try {
    return page.localStorage.getItem(key)
  } catch {
    return null
  }
}
