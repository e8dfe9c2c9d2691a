import { lazy, Suspense, useEffect, useState } from 'react'
import type { App } from '#app/app.ts'
import type { ScreenName, Session } from '#app/session.ts'
import { WindowPlace } from './shared/window-place.tsx'

// Screens by role are separate chunks: a kiosk never downloads the statistics (design D9).
const screens: Readonly<Record<ScreenName | 'chooser' | 'pairing', ReturnType<typeof lazy>>> = {
  kiosk: lazy(() => import('./kiosk/kiosk-screen.tsx').then((module) => ({ default: module.KioskScreen }))),
  desk: lazy(() => import('./desk/desk-screen.tsx').then((module) => ({ default: module.DeskScreen }))),
  board: lazy(() => import('./board/board-screen.tsx').then((module) => ({ default: module.BoardScreen }))),
  statistics: lazy(() =>
    import('./statistics/statistics-screen.tsx').then((module) => ({ default: module.StatisticsScreen })),
  ),
  settings: lazy(() => import('./settings/settings-screen.tsx').then((module) => ({ default: module.SettingsScreen }))),
  chooser: lazy(() => import('./setup/chooser-screen.tsx').then((module) => ({ default: module.ChooserScreen }))),
  pairing: lazy(() => import('./shared/pairing-page.tsx').then((module) => ({ default: module.PairingPage }))),
}

export function Root({ app, session }: { readonly app: App; readonly session: Session }) {
  return (
    <WindowPlace app={app} session={session}>
      <CurrentScreen name={session.screen ?? 'chooser'} />
    </WindowPlace>
  )
}

function CurrentScreen({ name }: { readonly name: ScreenName | 'chooser' }) {
  const Screen = screens[usePairingLink() ? 'pairing' : name]
  return (
    <Suspense fallback={null}>
      <Screen />
    </Suspense>
  )
}

/** Whether a pairing link led this window here; the page for it takes the code out of the address. */
function usePairingLink(): boolean {
  const [isPairing, setPairing] = useState(hasCode)
  useEffect(() => {
    const hear = () => hasCode() && setPairing(true)
    window.addEventListener('hashchange', hear)
    return () => window.removeEventListener('hashchange', hear)
  }, [])
  return isPairing
}

function hasCode(): boolean {
  return location.hash.startsWith('#pair=')
}
