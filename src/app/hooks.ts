import { createContext, useContext, useMemo, useSyncExternalStore } from 'react'
import { useStore } from 'zustand'
import type { Moment } from '#domain/commands.ts'
import type { Settings } from '#domain/settings.ts'
import type { Site } from '#domain/site.ts'
import { languages, resolveLanguage, staffLanguages } from '#text/languages.ts'
import type { Language, StaffLanguage } from '#text/languages.ts'
import { createTranslate, siteText } from '#text/translate.ts'
import type { Catalogue, SiteText, Translate } from '#text/translate.ts'
import type { VisitorKey, VisitorPart, VisitorText } from '#text/visitor/visitor-text.ts'
import type { App } from './app.ts'
import type { DevicePreferences, Ports } from './ports.ts'
import { isForVisitors } from './session.ts'
import type { Session } from './session.ts'
import type { AppState } from './store.ts'

export interface Place {
  readonly app: App
  readonly session: Session
  /** What this window says to visitors, in the language that it speaks now. */
  readonly words: VisitorText
  /** Speaks another language as soon as its words are here, and is done then; null: the window's own again, at once. */
  readonly speak: (language: Language | null) => Promise<void>
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

/** The language that a window begins in: as asked for by the address, else the site's first, once that has been read. */
export function useOwnLanguage(
  { store }: App,
  session: Session,
): { readonly language: Language; readonly isKnown: boolean } {
  const order = useStore(store, (state) => state.replay.site.settings.languages)
  const isKnown = useStore(store, (state) => state.ready)
  return {
    language: resolveLanguage(session.language, order, isForVisitors(session) ? languages : staffLanguages),
    isKnown,
  }
}

/** The language that this window speaks now: of ten to visitors, of two to staff. */
export function useVisitorLanguage(): Language {
  return usePlace().words.language
}

/** The language of a staff screen; what is for staff only is also read there where a visitor reads Arabic. */
export function useLanguage(): StaffLanguage {
  const language = useVisitorLanguage()
  const order = useSettings().languages
  return resolveLanguage(language, order, staffLanguages)
}

/** Sentences of a catalogue: for staff, or for visitors where they are loaded late. */
export function useText<Key extends string>(catalogue: Catalogue<Key>): Translate<Key> {
  const spoken = useVisitorLanguage()
  const staff = useLanguage()
  return useMemo(() => {
    const messages = catalogue[spoken]
    return messages === undefined ? createTranslate(catalogue[staff], staff) : createTranslate(messages, spoken)
  }, [catalogue, spoken, staff])
}

/** Sentences for visitors that the first screens need, of one part of the house; staff screens say some of them too. */
export function useVisitorText<Part extends VisitorPart>(part: Part): Translate<VisitorKey<Part>> {
  const { language, messages } = usePlace().words
  return useMemo(() => createTranslate(messages[part], language), [messages, part, language])
}

/** Reads the site's own words in this window's language, with the `lang` and `dir` that they really have. */
export function useSiteText(): (texts: Readonly<Record<string, string>>) => SiteText {
  const { language, phrases } = usePlace().words
  const order = useSettings().languages
  return useMemo(() => (texts) => siteText(texts, language, order, phrases), [language, order, phrases])
}

export function useDevice(): DevicePreferences {
  const { device } = usePorts()
  return useSyncExternalStore(device.watch, device.get)
}
