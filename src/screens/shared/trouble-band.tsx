import type { ReactElement } from 'react'
import { useAppState, useText } from '#app/hooks.ts'
import { bandText } from '#text/bands.ts'
import { Button } from '#ui/button.tsx'
import { Notice } from '#ui/notice.tsx'
import styles from './band.module.css'

export interface TroubleBandProps {
  /** Visitors are told whom to ask, agents what to do. */
  readonly audience?: 'staff' | 'public' | undefined
}

/** Says what is wrong with this device's store, and what to do about it; nothing while all is well (P5, P6). */
export function TroubleBand({ audience = 'staff' }: TroubleBandProps): ReactElement | null {
  const trouble = useAppState((state) => state.trouble)
  const inMemory = useAppState((state) => state.inMemory)
  const t = useText(bandText)
  // A kiosk whose day goes on in memory still gives tickets: that is for the agents to know.
  if (audience === 'public' && (trouble === null || inMemory > 0)) return null
  if (trouble === null && inMemory === 0) return null
  const reload =
    trouble === 'newerStore' || trouble === 'lost' ? (
      <Button onClick={() => location.reload()}>{t('trouble.reload')}</Button>
    ) : undefined
  return (
    <Notice
      tone="danger"
      data-testid="trouble-band"
      data-trouble={inMemory > 0 ? 'inMemory' : trouble}
      className={styles['band']}
      action={reload}
    >
      {audience === 'public'
        ? t('trouble.public')
        : inMemory > 0
          ? t('trouble.inMemory', { count: inMemory })
          : t(`trouble.${trouble ?? 'full'}`)}
    </Notice>
  )
}
