import { useRef, type ReactElement, type ReactNode } from 'react'

import { classNames } from './class-names.ts'
import styles from './screen-frame.module.css'

export interface ScreenFrameProps {
  /** The name of the place, at the start of the bar. Each screen brings its own h1. */
  readonly place: ReactNode
  /** The words of the link that jumps over the bar. */
  readonly skipText: string
  /** The end of the bar: language, clock, links, state of the connection. */
  readonly aside?: ReactNode
  /** `page` scrolls and has a reading width; `full` fills the window exactly (kiosk, board). */
  readonly fit?: 'page' | 'full' | undefined
  readonly children: ReactNode
}

/** What every screen stands in: skip link, a quiet bar, and the main landmark. */
export function ScreenFrame({ place, skipText, aside, fit = 'page', children }: ScreenFrameProps): ReactElement {
  const main = useRef<HTMLElement>(null)
  return (
    <div className={classNames(styles['frame'], styles[fit])}>
      <a
        className={styles['skip']}
        href="#main"
        onClick={(event) => {
          // The address stays as it is: it names the screen, and a kiosk's reload must come back to it.
          event.preventDefault()
          main.current?.focus()
        }}
      >
        {skipText}
      </a>
      <header className={styles['bar']}>
        <p className={styles['place']}>{place}</p>
        {aside === undefined ? null : <div className={styles['aside']}>{aside}</div>}
      </header>
      <main id="main" ref={main} tabIndex={-1} className={styles['main']}>
        {children}
      </main>
    </div>
  )
}
