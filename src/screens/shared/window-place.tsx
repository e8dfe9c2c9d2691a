import { useEffect, useLayoutEffect, useMemo, useState, useSyncExternalStore } from 'react'
import type { ReactElement, ReactNode } from 'react'
import type { App } from '#app/app.ts'
import { PlaceContext, useOwnLanguage } from '#app/hooks.ts'
import type { Place } from '#app/hooks.ts'
import type { Session } from '#app/session.ts'
import { directionOf } from '#text/languages.ts'
import type { Language } from '#text/languages.ts'
import { loadVisitorText } from '#text/visitor/visitor-text.ts'
import type { VisitorText } from '#text/visitor/visitor-text.ts'

export interface WindowPlaceProps {
  readonly app: App
  readonly session: Session
  /** Words that are here already; without them the first screen waits until they are. */
  readonly words?: VisitorText | undefined
  readonly children: ReactNode
}

/** What one window is: its application, the language that it speaks, and how the document shows both. */
export function WindowPlace({ app, session, words: known, children }: WindowPlaceProps): ReactElement | null {
  const own = useOwnWords(app, session, known)
  const [chosen, setChosen] = useState<VisitorText | null>(null)
  const [speak] = useState(() => speaker(setChosen))
  const words = chosen ?? own
  useDocumentLanguage(words?.language)
  useDeviceTheme(app)
  const place = useMemo(() => (words === null ? null : { app, session, words, speak }), [app, session, words, speak])
  return place === null ? null : <PlaceContext value={place}>{children}</PlaceContext>
}

/** Shows the words of what was asked for last, in whatever order they arrive. */
function speaker(show: (words: VisitorText | null) => void): Place['speak'] {
  let latest = 0
  return async (language) => {
    const asked = ++latest
    // What cannot be had leaves the words as they are; the next touch tries again.
    const words = language === null ? null : await loadVisitorText(language).catch(() => undefined)
    if (words !== undefined && asked === latest) show(words)
  }
}

/** Of the window's own language, once the site has been read; until then they are only fetched. */
function useOwnWords(app: App, session: Session, known: VisitorText | undefined): VisitorText | null {
  const { language, isKnown } = useOwnLanguage(app, session)
  const [words, setWords] = useState(known ?? null)
  useEffect(() => {
    let stands = true
    void loadVisitorText(language).then(
      (loaded) => stands && isKnown && setWords(loaded),
      () => undefined,
    )
    return () => {
      stands = false
    }
  }, [language, isKnown])
  return words
}

function useDocumentLanguage(language: Language | undefined): void {
  // Before anything is painted: nothing is seen in one language from the side of another.
  useLayoutEffect(() => {
    if (language === undefined) return
    document.documentElement.lang = language
    document.documentElement.dir = directionOf(language)
  }, [language])
}

function useDeviceTheme({ ports: { device } }: App): void {
  const { theme } = useSyncExternalStore(device.watch, device.get)
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme
  }, [theme])
}
