import { useEffect, useRef } from 'react'
import type { ReactElement, ReactNode, RefObject } from 'react'
import { useVisitorLanguage, useSettings, useSiteText, useVisitorText } from '#app/hooks.ts'
import { classNames } from '#ui/class-names.ts'
import { DemoBand } from '../shared/demo-band.tsx'
import { Freshness } from '../shared/freshness.tsx'
import { SiteWord } from '../shared/site-word.tsx'
import { PublicTroubleBand } from '../shared/trouble-band.tsx'
import styles from './kiosk-frame.module.css'

interface KioskFrameProps {
  /** Below the site's name, in the part of the screen where nothing is touched. */
  readonly head?: ReactNode
  /** What is touched to go on or to change the display: the last row, within everybody's reach. */
  readonly bar: ReactNode
  readonly className?: string | undefined
  readonly children: ReactNode
}

/**
 * Head, content and bar, filling the window exactly. Content and bar never trade places between pages, so that the
 * second half of a double tap on a need lands on nothing.
 */
export function KioskFrame({ head, bar, className, children }: KioskFrameProps): ReactElement {
  const language = useVisitorLanguage()
  const siteText = useSiteText()
  const { name } = useSettings()
  const t = useVisitorText('kiosk')
  const site = siteText(name)
  return (
    <div className={styles['frame']} lang={language}>
      <title>{t('title')}</title>
      <header className={classNames(styles['head'], head !== undefined && styles['with-words'])}>
        <div className={styles['bands']}>
          <DemoBand />
          <PublicTroubleBand />
        </div>
        <p className={styles['place']}>
          <SiteWord word={site} />
          <Freshness />
        </p>
        {head === undefined ? null : <div className={styles['words']}>{head}</div>}
      </header>
      <main className={classNames(styles['main'], className)}>{children}</main>
      <footer className={styles['bar']}>{bar}</footer>
    </div>
  )
}

/** For the heading of a page that has just replaced another: whoever cannot see it is told where they are. */
export function useFocusAtFirst(wanted = true): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (wanted) heading.current?.focus()
  }, [wanted])
  return heading
}
