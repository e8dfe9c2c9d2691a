import type { ReactElement, ReactNode } from 'react'
import { usePlace, useSettings, useSiteText, useText } from '#app/hooks.ts'
import { linkTo } from '#app/session.ts'
import type { ScreenName } from '#app/session.ts'
import { commonText } from '#text/common.ts'
import { hubBandText } from '#text/hub-band.ts'
import { classNames } from '#ui/class-names.ts'
import { ScreenFrame } from '#ui/screen-frame.tsx'
import { VisuallyHidden } from '#ui/visually-hidden.tsx'
import { DemoBand } from './demo-band.tsx'
import { Freshness } from './freshness.tsx'
import { HubBand } from './hub-band.tsx'
import { LanguageSwitch } from './language-switch.tsx'
import { SiteWord } from './site-word.tsx'
import { PinGate } from './pin-gate.tsx'
import { PrinterBand } from './printer-band.tsx'
import styles from './staff-frame.module.css'
import { ThemeSwitch } from './theme-switch.tsx'
import { StaffTroubleBand } from './staff-trouble-band.tsx'
import { useHubStanding } from './use-hub-standing.ts'

export interface StaffFrameProps {
  /** The screen's h1. */
  readonly title: string
  /** `hidden`: the h1 is read aloud only, where the screen shows its name in its own way. */
  readonly heading?: 'shown' | 'hidden' | undefined
  /** Beside the heading, at the end: a period, a button. */
  readonly actions?: ReactNode
  /** At the start of the bar, in place of the site's name. */
  readonly place?: ReactNode
  /** `full` fills the window exactly; the screen scrolls inside. */
  readonly fit?: 'page' | 'full' | undefined
  readonly children: ReactNode
}

const linked: readonly ScreenName[] = ['desk', 'statistics', 'settings']

/** What desk, statistics and settings stand in: the way between screens, language, theme, state, bands, and the PIN. */
export function StaffFrame({ title, heading = 'shown', actions, place, fit, children }: StaffFrameProps): ReactElement {
  const siteText = useSiteText()
  const name = siteText(useSettings().name)
  const t = useText(commonText)
  return (
    <div className={classNames(styles['screen'], fit === 'full' && styles['full'])}>
      <DemoBand />
      <StaffTroubleBand />
      <HubBand />
      <PrinterBand />
      <ScreenFrame place={place ?? <SiteWord word={name} />} skipText={t('frame.skip')} fit={fit} aside={<Bar />}>
        <PinGate>
          {heading === 'hidden' ? (
            <h1 className={styles['aloud']}>
              <VisuallyHidden>{title}</VisuallyHidden>
            </h1>
          ) : (
            <div className={styles['heading']}>
              <h1>{title}</h1>
              {actions}
            </div>
          )}
          {children}
        </PinGate>
      </ScreenFrame>
    </div>
  )
}

function Bar(): ReactElement {
  const { session } = usePlace()
  const t = useText(commonText)
  const why = useText(hubBandText)
  const { freshness } = useHubStanding()
  // A window that works as desk 2 comes back from the statistics as desk 2.
  const desk: Readonly<Record<string, string>> = session.desk === null ? {} : { desk: String(session.desk) }
  return (
    <>
      <nav className={styles['nav']} aria-label={t('nav.name')}>
        <a href={linkTo(session, '')}>{t('nav.home')}</a>
        {linked.map((screen) => (
          <a
            key={screen}
            href={linkTo(session, screen, desk)}
            aria-current={screen === session.screen ? 'page' : undefined}
            className={classNames(screen === session.screen && styles['here'])}
          >
            {t(`nav.${screen}`)}
          </a>
        ))}
      </nav>
      <LanguageSwitch />
      <ThemeSwitch />
      <Freshness title={freshness === 'stale' ? undefined : why(`${freshness}.why`)} />
    </>
  )
}
