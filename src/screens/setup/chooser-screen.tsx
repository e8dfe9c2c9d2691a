import type { ReactElement } from 'react'
import { useLanguage, usePlace, usePorts, useSettings, useSiteText, useText } from '#app/hooks.ts'
import { linkTo } from '#app/session.ts'
import { chooserText } from '#text/chooser.ts'
import { Icon } from '#ui/icon.tsx'
import { sharedIcons } from '#ui/shared-icons.ts'
import { staffIcons } from '#ui/staff-icons.ts'
import { DemoBand } from '../shared/demo-band.tsx'
import { Freshness } from '../shared/freshness.tsx'
import { LanguageSwitch } from '../shared/language-switch.tsx'
import { ThemeSwitch } from '../shared/theme-switch.tsx'
import { TroubleBand } from '../shared/trouble-band.tsx'
import styles from './chooser-screen.module.css'
import { DeskLinks, ScreenLink } from './screen-links.tsx'
import { Welcome } from './welcome.tsx'

export interface ChooserScreenProps {
  /** Leads the window to an address: a test has no other window to go to. */
  readonly go?: (address: string) => void
}

/** The first page: what this is, in two sentences, and a door to every screen. */
export function ChooserScreen({ go = leaveTo }: ChooserScreenProps): ReactElement {
  const { session } = usePlace()
  const { version } = usePorts()
  const { name } = useSettings()
  const language = useLanguage()
  const t = useText(chooserText)
  const siteText = useSiteText()
  const site = siteText(name)
  return (
    <div className={styles['page']} lang={language}>
      <title>{t('title')}</title>
      <header>
        <DemoBand />
        <TroubleBand />
        <div className={styles['bar']}>
          <p lang={site.lang}>{site.text}</p>
          <div className={styles['aside']}>
            <LanguageSwitch />
            <ThemeSwitch />
          </div>
        </div>
      </header>
      <main className={styles['main']}>
        <Welcome go={go} />
        <nav className={styles['doors']} aria-labelledby="screens">
          <h2 id="screens">{t('screens')}</h2>
          <ScreenLink
            href={linkTo(session, 'kiosk')}
            paths={sharedIcons.ticket}
            name={t('kiosk')}
            hint={t('kiosk.what')}
          />
          <DeskLinks />
          <ScreenLink
            href={linkTo(session, 'board')}
            paths={staffIcons.megaphone}
            name={t('board')}
            hint={t('board.what')}
          />
          <div className={styles['quieter']}>
            <ScreenLink
              href={linkTo(session, 'statistics')}
              paths={staffIcons.chartBar}
              name={t('statistics')}
              hint={t('statistics.what')}
            />
            <ScreenLink
              href={linkTo(session, 'settings')}
              paths={staffIcons.gear}
              name={t('settings')}
              hint={t('settings.what')}
            />
          </div>
        </nav>
      </main>
      <footer className={styles['foot']}>
        <Freshness />
        <p>
          <Icon paths={sharedIcons.info} /> {t('version', { version })}
        </p>
      </footer>
    </div>
  )
}

function leaveTo(address: string): void {
  location.assign(address)
}
