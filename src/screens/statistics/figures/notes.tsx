import type { ReactElement } from 'react'
import { useText } from '#app/hooks.ts'
import type { Overview } from '#statistics/overview.ts'
import { figuresText } from '#text/figures.ts'
import styles from './notes.module.css'

/** How some of the figures came about otherwise than by tickets and walk-ups of the day itself. */
export function Notes({ overview: { notes } }: { readonly overview: Overview }): ReactElement | null {
  const t = useText(figuresText)
  if (notes.length === 0) return null
  return (
    <section className={styles['notes']} aria-labelledby="notes-title">
      <h3 id="notes-title">{t('notes.title')}</h3>
      <ul>
        {notes.map(({ kind, days, visits }) => (
          <li key={kind}>{t(`notes.${kind}`, { count: days.length, visits })}</li>
        ))}
      </ul>
    </section>
  )
}
