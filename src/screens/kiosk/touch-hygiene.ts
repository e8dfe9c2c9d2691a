import { useEffect } from 'react'

/** Keeps a public screen in its place: no context menu, no pinch, nothing dragged away. The kiosk only. */
export function useTouchHygiene(): void {
  useEffect(() => {
    const refuse = (event: Event): void => event.preventDefault()
    const refusePinch = (event: TouchEvent): void => {
      if (event.touches.length > 1) event.preventDefault()
    }
    document.addEventListener('contextmenu', refuse)
    document.addEventListener('dragstart', refuse)
    // Safari's own pinch, and the non-passive listener that all others need.
    document.addEventListener('gesturestart', refuse)
    document.addEventListener('touchmove', refusePinch, { passive: false })
    return () => {
      document.removeEventListener('contextmenu', refuse)
      document.removeEventListener('dragstart', refuse)
      document.removeEventListener('gesturestart', refuse)
      document.removeEventListener('touchmove', refusePinch)
    }
  }, [])
}

/** Measures in millimetres need the screen's own density; a bank card calibrates it in the settings. */
export function usePhysicalSizes(pxPerMm: number | null): void {
  useEffect(() => {
    const { style } = document.documentElement
    if (pxPerMm !== null) style.setProperty('--px-per-mm', String(pxPerMm))
    return () => {
      style.removeProperty('--px-per-mm')
    }
  }, [pxPerMm])
}

/** Larger words for one visitor (EN 301 549, 5.1.4): zooming is off on a kiosk. */
export function useLargeText(large: boolean): void {
  useEffect(() => {
    if (large) document.documentElement.dataset['text'] = 'large'
    return () => {
      delete document.documentElement.dataset['text']
    }
  }, [large])
}
