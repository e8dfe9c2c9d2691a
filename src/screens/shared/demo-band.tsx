import type { ReactElement } from 'react'
import { usePlace, useVisitorText } from '#app/hooks.ts'
import { linkTo } from '#app/session.ts'
import { classNames } from '#ui/class-names.ts'
import { Notice } from '#ui/notice.tsx'
import styles from './band.module.css'

/** Marks a window of the demonstration store, with the way out; nothing in earnest. */
export function DemoBand(): ReactElement | null {
  const { session } = usePlace()
  const t = useVisitorText('bands')
  if (!session.demo) return null
  const desk: Readonly<Record<string, string>> = session.desk === null ? {} : { desk: String(session.desk) }
  const out = linkTo({ ...session, demo: false }, session.screen ?? '', desk)
  return (
    <Notice
      role="region"
      aria-label={t('demo.name')}
      data-testid="demo-band"
      className={classNames(styles['band'], styles['demo'])}
      action={<a href={out}>{t('demo.leave')}</a>}
    >
      {t('demo.notice')}
    </Notice>
  )
}
