import type { ReactElement } from 'react'
import { Bar } from './fills.tsx'
import type { Fill } from './fills.tsx'
import styles from './shared-bar.module.css'
import { useNumbers } from './use-numbers.ts'

export interface BarShare {
  readonly id: string
  readonly text: string
  readonly count: number
  readonly fill: Fill
}

/** One bar for all, and what each part of it means: a list that can be read aloud as it stands. */
export function SharedBar({ shares }: { readonly shares: readonly BarShare[] }): ReactElement {
  const numbers = useNumbers()
  return (
    <div className={styles['ends']}>
      <div className={styles['whole']} aria-hidden="true">
        {shares
          .filter(({ count }) => count > 0)
          .map(({ id, count, fill }) => (
            <span key={id} className={styles['part']} style={{ flexGrow: count }}>
              <Bar fill={fill} />
            </span>
          ))}
      </div>
      <ul className={styles['legend']}>
        {shares.map(({ id, text, count, fill }) => (
          <li key={id} data-empty={count === 0 || undefined}>
            <Bar fill={fill} className={styles['swatch']} />
            <span className={styles['number']}>{numbers.whole(count)}</span>
            <span className={styles['text']}>{text}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
