import type { ReactElement } from 'react'
import { useLanguage, usePlace, usePorts, useSettings, useSiteText, useText } from '#app/hooks.ts'
import { linkTo } from '#app/session.ts'
import { chooserText } from '#text/chooser.ts'
import { Icon } from '#ui/icon.tsx'
import { sharedIcons } from '#ui/shared-icons.ts'
import { staffIcons } from '#ui/staff-icons.ts'
import { DemoBand } from '../shared/demo-band.tsx'
import { Freshness } from '../shared/freshness.tsx'
import { HubBand } from '../shared/hub-band.tsx'
import { LanguageSwitch } from '../shared/language-switch.tsx'
import { SiteWord } from '../shared/site-word.tsx'
import { ThemeSwitch } from '../shared/theme-switch.tsx'
import { StaffTroubleBand } from '../shared/staff-trouble-band.tsx'
import { useHubStanding } from '../shared/use-hub-standing.ts'
import styles from './chooser-screen.module.css'
import { DeskLinks, ScreenLink } from './screen-links.tsx'
import { Welcome } from './welcome.tsx'

export interface ChooserScreenProps {
  /** Leads the window to an address: a test has no other window to go to. */
  readonly go?: (address: string) => void
}

/** The first page: what this is, in two sentences, and a door to every screen. */
export function ChooserScreen({ go = leaveTo }: ChooserScreenProps): ReactElement {
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
        <StaffTroubleBand />
        <HubBand />
        <div className={styles['bar']}>
          <p>
            <SiteWord word={site} />
          </p>
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
          <Doors />
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

const doors = ['kiosk', 'desk', 'board'] as const
const quieterDoors = ['statistics', 'settings'] as const
type DoorName = (typeof doors | typeof quieterDoors)[number]

/** A paired device's own screen stands first; the others are a press away all the same. */
function Doors(): ReactElement {
  const t = useText(chooserText)
  const { role } = useHubStanding()
  const own = role === 'manager' ? 'settings' : role
  const isAnother = (name: DoorName): boolean => name !== own
  return (
    <>
      {role !== null && own !== null && (
        <div className={styles['own']} data-testid="own-role" data-role={role}>
          <p>{t(`own.${role}`)}</p>
          <Door name={own} />
        </div>
      )}
      {doors.filter(isAnother).map((name) => (
        <Door key={name} name={name} />
      ))}
      <div className={styles['quieter']}>
        {quieterDoors.filter(isAnother).map((name) => (
          <Door key={name} name={name} />
        ))}
      </div>
    </>
  )
}

const drawings = {
  kiosk: sharedIcons.ticket,
  board: staffIcons.megaphone,
  statistics: staffIcons.chartBar,
  settings: staffIcons.gear,
} as const

function Door({ name }: { readonly name: DoorName }): ReactElement {
  const { session } = usePlace()
  const t = useText(chooserText)
  if (name === 'desk') return <DeskLinks />
  return <ScreenLink href={linkTo(session, name)} paths={drawings[name]} name={t(name)} hint={t(`${name}.what`)} />
}

function leaveTo(address: string): void {
  location.assign(address)
}
