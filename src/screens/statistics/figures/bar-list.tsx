import type { ReactElement } from 'react'
import { Bar } from '../fills.tsx'
import type { Fill } from '../fills.tsx'
import styles from './bar-list.module.css'
import { useNumbers } from '../use-numbers.ts'

export interface BarRow {
  readonly id: string
  readonly text: string
  readonly lang: string | undefined
  readonly visits: number
  readonly fill: Fill
}

/** Bars beside their words and numbers: a list that can be read aloud as it stands. */
export function BarList({ rows }: { readonly rows: readonly BarRow[] }): ReactElement {
  const numbers = useNumbers()
  const most = Math.max(1, ...rows.map(({ visits }) => visits))
  return (
    <ul className={styles['list']}>
      {rows.map(({ id, text, lang, visits, fill }) => (
        <li key={id} className={styles['row']} data-empty={visits === 0 || undefined}>
          <span className={styles['text']} lang={lang}>
            {text}
          </span>
          <span className={styles['track']}>
            {visits === 0 ? null : (
              <span className={styles['bar']} style={{ inlineSize: `${(100 * visits) / most}%` }}>
                <Bar fill={fill} />
              </span>
            )}
            <span className={styles['number']}>{numbers.whole(visits)}</span>
          </span>
        </li>
      ))}
    </ul>
  )
}
