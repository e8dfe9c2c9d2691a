import type { ReactElement } from 'react'
import { useAppState, useVisitorText } from '#app/hooks.ts'
import { Button } from '#ui/button.tsx'
import { Notice } from '#ui/notice.tsx'
import styles from './band.module.css'

/** Tells visitors whom to ask while this device cannot store anything; nothing while all is well (P5, P6). */
export function PublicTroubleBand(): ReactElement | null {
  const trouble = useAppState((state) => state.trouble)
  const inMemory = useAppState((state) => state.inMemory)
  const t = useVisitorText('bands')
  // A kiosk whose day goes on in memory still gives tickets: that is for the agents to know.
  if (trouble === null || inMemory > 0) return null
  return (
    <TroubleNotice kind={trouble} reload={t('trouble.reload')}>
      {t('trouble.public')}
    </TroubleNotice>
  )
}

export interface TroubleNoticeProps {
  readonly kind: string
  readonly reload: string
  readonly children: string
}

/** What is wrong with the store, with a way to load the page anew where that may help. */
export function TroubleNotice({ kind, reload, children }: TroubleNoticeProps): ReactElement {
  return (
    <Notice
      tone="danger"
      data-testid="trouble-band"
      data-trouble={kind}
      className={styles['band']}
      action={
        kind === 'newerStore' || kind === 'lost' ? (
          <Button onClick={() => location.reload()}>{reload}</Button>
        ) : undefined
      }
    >
      {children}
    </Notice>
  )
}
