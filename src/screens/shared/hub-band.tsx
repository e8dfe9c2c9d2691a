import type { ReactElement, ReactNode } from 'react'
import { useLanguage, useMoment, usePlace, useSettings, useText } from '#app/hooks.ts'
import type { HubStanding } from '#app/ports.ts'
import { linkTo } from '#app/session.ts'
import { hubBandText } from '#text/hub-band.ts'
import { Button } from '#ui/button.tsx'
import { Notice } from '#ui/notice.tsx'
import styles from './band.module.css'
import { useHubStanding } from './use-hub-standing.ts'

/** Tells staff what it means that the hub is not heard, and what to do where a person has to act (P5). */
export function HubBand(): ReactElement {
  const standing = useHubStanding()
  // The live region stands there before it has something to say; that is when screen readers hear it.
  return (
    <div aria-live="polite">
      {standing.trouble !== null ? (
        <Band
          tone="danger"
          state={standing.trouble}
          action={<Remedy trouble={standing.trouble} />}
          standing={standing}
        />
      ) : standing.freshness === 'stale' ? (
        <Band tone="warning" state="stale" standing={standing} />
      ) : null}
    </div>
  )
}

interface BandProps {
  readonly tone: 'warning' | 'danger'
  readonly state: 'stale' | 'notPaired' | 'outdated'
  readonly standing: HubStanding
  readonly action?: ReactNode
}

function Band({ tone, state, standing, action }: BandProps): ReactElement {
  const t = useText(hubBandText)
  const { timeZone } = useSettings()
  const language = useLanguage()
  const { now } = useMoment()
  const { since, unsent } = standing
  return (
    <Notice
      role="presentation"
      tone={tone}
      data-testid="hub-band"
      data-state={state}
      className={styles['band']}
      action={action}
    >
      {t(state === 'stale' && since === null ? 'stale.never' : state, {
        time: since === null ? '' : timeOf(since, now, timeZone, language),
      })}{' '}
      {/* Read when the band is, and not again with each ticket. */}
      {unsent > 0 && state === 'stale' && <span aria-live="off">{t('unsent', { count: unsent })}</span>}
    </Notice>
  )
}

function Remedy({ trouble }: { readonly trouble: 'notPaired' | 'outdated' }): ReactElement {
  const t = useText(hubBandText)
  const { session } = usePlace()
  return trouble === 'outdated' ? (
    <Button onClick={() => location.reload()}>{t('outdated.reload')}</Button>
  ) : (
    <a href={`${linkTo(session, 'settings')}#devices`}>{t('notPaired.open')}</a>
  )
}

/** With the weekday where it was not today: a screen may have been cut off overnight. */
function timeOf(since: number, now: number, timeZone: string, language: string): string {
  const isOld = now - since > 16 * 3_600_000
  return new Intl.DateTimeFormat(language, {
    ...(isOld ? { weekday: 'long' } : {}),
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  }).format(since)
}
