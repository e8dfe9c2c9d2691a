import { createContext, useContext, useMemo, useSyncExternalStore } from 'react'
import { useStore } from 'zustand'
import type { Moment } from '#domain/commands.ts'
import type { Settings } from '#domain/settings.ts'
import type { Site } from '#domain/site.ts'
import { createTranslate, resolveLanguage, siteText } from '#text/translate.ts'
import type { Catalogue, Language, Translate } from '#text/translate.ts'
import type { App } from './app.ts'
import type { DevicePreferences, Ports } from './ports.ts'
import type { Session } from './session.ts'
import type { AppState } from './store.ts'

export interface Place {
  readonly app: App
  readonly session: Session
}

/** Where screens find the application; the only file that knows React outside the screens. */
export const PlaceContext = createContext<Place | null>(null)

export function usePlace(): Place {
  const place = useContext(PlaceContext)
  if (place === null) throw new Error('A screen stands outside the application')
  return place
}

export function useApp(): App {
  return usePlace().app
}

export function usePorts(): Ports {
  return useApp().ports
}

export function useAppState<Selected>(select: (state: AppState) => Selected): Selected {
  return useStore(useApp().store, select)
}

export function useSite(): Site {
  return useAppState((state) => state.replay.site)
}

export function useSettings(): Settings {
  return useAppState((state) => state.replay.site.settings)
}

/** The moment that screens look at: moves on every quarter of a minute, and with each fact. */
export function useMoment(): Moment {
  const now = useAppState((state) => state.now)
  const day = useAppState((state) => state.today)
  return useMemo(() => ({ now, day }), [now, day])
}

/** The language of this window: as asked for by the address, else the site's first. */
export function useLanguage(): Language {
  const asked = usePlace().session.language
  const first = useAppState((state) => state.replay.site.settings.languages[0])
  return resolveLanguage(asked ?? first)
}

export function useText<Key extends string>(catalogue: Catalogue<Key>): Translate<Key> {
  const language = useLanguage()
  return useMemo(() => createTranslate(catalogue, language), [catalogue, language])
}

/** Reads the site's own words in this window's language, with the `lang` they are really in. */
export function useSiteText(): (texts: Readonly<Record<string, string>>) => {
  readonly text: string
  readonly lang: string
} {
  const language = useLanguage()
  const order = useSettings().languages
  return useMemo(() => (texts) => siteText(texts, language, order), [language, order])
}

export function useDevice(): DevicePreferences {
  const { device } = usePorts()
  return useSyncExternalStore(device.watch, device.get)
}
