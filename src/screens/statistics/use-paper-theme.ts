import { useEffect } from 'react'

/** Paper is white: while the browser prints, the light theme holds, whichever the screen has. */
export function usePaperTheme(): void {
  useEffect(() => {
    const root = document.documentElement
    let theme = root.dataset['theme']
    const toPaper = (): void => {
      theme = root.dataset['theme']
      root.dataset['theme'] = 'light'
    }
    const back = (): void => {
      if (theme === undefined) delete root.dataset['theme']
      else root.dataset['theme'] = theme
    }
    window.addEventListener('beforeprint', toPaper)
    window.addEventListener('afterprint', back)
    return () => {
      window.removeEventListener('beforeprint', toPaper)
      window.removeEventListener('afterprint', back)
    }
  }, [])
}
