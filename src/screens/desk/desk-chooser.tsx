import type { ReactElement } from 'react'
import { usePlace, useSettings, useText } from '#app/hooks.ts'
import { linkTo } from '#app/session.ts'
import { deskText } from '#text/desk.ts'
import { StaffFrame } from '../shared/staff-frame.tsx'
import styles from './desk-chooser.module.css'

/** `/desk` without a number: which desk is this window? */
export function DeskChooser(): ReactElement {
  const { session } = usePlace()
  const { desks } = useSettings()
  const t = useText(deskText)
  return (
    <StaffFrame title={t('chooser.title')}>
      <p className={styles['lead']}>{t('chooser.lead')}</p>
      <ul className={styles['desks']}>
        {desks.map(({ number }) => (
          <li key={number}>
            <a className={styles['desk']} href={linkTo(session, 'desk', { desk: String(number) })}>
              {t('title', { desk: number })}
            </a>
          </li>
        ))}
      </ul>
    </StaffFrame>
  )
}
