import type { ReactElement } from 'react'
import { useVisitorLanguage, useSettings, useVisitorText } from '#app/hooks.ts'
import { localeOf } from '#text/languages.ts'
import { classNames } from '#ui/class-names.ts'
import styles from './freshness.module.css'
import { useHubStanding } from './use-hub-standing.ts'

export interface FreshnessProps {
  readonly className?: string | undefined
  /** Said at length; for staff only, whom a pointer tells. */
  readonly title?: string | undefined
}

/** Says whether this screen is live, and since when not (P5). A device without a hub is alone, and so up to date. */
export function Freshness({ className, title }: FreshnessProps): ReactElement {
  const { freshness, since } = useHubStanding()
  const { timeZone } = useSettings()
  const language = useVisitorLanguage()
  const t = useVisitorText('bands')
  const time =
    since === null
      ? ''
      : new Date(since).toLocaleTimeString(localeOf(language), { timeStyle: 'short', hourCycle: 'h23', timeZone })
  return (
    <span
      className={classNames(styles['freshness'], className)}
      data-testid="freshness"
      data-state={freshness}
      title={title}
    >
      {t(freshness === 'stale' && time === '' ? 'freshness.cut' : `freshness.${freshness}`, { time })}
    </span>
  )
}
