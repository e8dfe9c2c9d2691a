import type { ComponentProps, ReactElement, ReactNode } from 'react'

import { classNames } from './class-names.ts'
import styles from './ticket-card.module.css'

export type TicketTone = 'accent' | 'paper' | 'called'

export interface TicketCardProps extends Readonly<ComponentProps<'div'>> {
  readonly tone?: TicketTone | undefined
  /** What stands below the notches and the tear line. */
  readonly stub?: ReactNode
}

/** The motif of Guichet Libre: a paper ticket with a notch on either side, where it would be torn. */
export function TicketCard({ tone = 'accent', stub, className, children, ...rest }: TicketCardProps): ReactElement {
  return (
    <div {...rest} className={classNames(styles['ticket'], styles[tone], className)}>
      <div className={styles['body']}>{children}</div>
      {stub === undefined ? null : <div className={styles['stub']}>{stub}</div>}
    </div>
  )
}
