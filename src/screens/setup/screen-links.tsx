import type { ReactElement } from 'react'
import { usePlace, useSettings, useText } from '#app/hooks.ts'
import { linkTo } from '#app/session.ts'
import { chooserText } from '#text/chooser.ts'
import type { IconPaths } from '#ui/icon-paths.ts'
import { Icon } from '#ui/icon.tsx'
import { staffIcons } from '#ui/staff-icons.ts'
import styles from './screen-links.module.css'

interface ScreenLinkProps {
  readonly href: string
  readonly paths: IconPaths
  readonly name: string
  readonly hint: string
}

/** A door: the whole of it can be pressed. */
export function ScreenLink({ href, paths, name, hint }: ScreenLinkProps): ReactElement {
  return (
    <a className={styles['door']} href={href}>
      <span className={styles['drawing']}>
        <Icon paths={paths} />
      </span>
      <span className={styles['words']}>
        <span className={styles['name']}>{name}</span> <span className={styles['hint']}>{hint}</span>
      </span>
    </a>
  )
}

/** One door per desk of the site, with its number large. */
export function DeskLinks(): ReactElement {
  const { session } = usePlace()
  const { desks } = useSettings()
  const t = useText(chooserText)
  return (
    <div className={styles['desks']}>
      <span className={styles['drawing']}>
        <Icon paths={staffIcons.desktop} />
      </span>
      <div className={styles['words']}>
        <h3 id="desks" className={styles['name']}>
          {t('desks')}
        </h3>
        <p className={styles['hint']}>{t('desks.what')}</p>
        <ul className={styles['numbers']} aria-labelledby="desks">
          {desks.map(({ number }) => (
            <li key={number}>
              <a
                className={styles['number']}
                href={linkTo(session, 'desk', { desk: String(number) })}
                aria-label={t('desk', { desk: number })}
              >
                {number}
              </a>
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}
