import { useId } from 'react'
import type { ReactElement, ReactNode } from 'react'
import styles from './group.module.css'

export interface GroupProps {
  readonly title: string
  readonly hint?: ReactNode
  readonly children: ReactNode
}

/** Settings that belong together, under a heading of their own. */
export function Group({ title, hint, children }: GroupProps): ReactElement {
  const id = useId()
  return (
    <section className={styles['group']} aria-labelledby={id}>
      <div className={styles['head']}>
        <h3 id={id}>{title}</h3>
        {hint !== undefined && <p className={styles['hint']}>{hint}</p>}
      </div>
      {children}
    </section>
  )
}
