import type { ComponentProps, ReactElement, ReactNode } from 'react'

import { classNames } from './class-names.ts'
import styles from './empty-state.module.css'

export interface EmptyStateProps extends Readonly<ComponentProps<'div'>> {
  /** An `<Icon>`, drawn large. */
  readonly icon?: ReactNode
  readonly size?: 'regular' | 'kiosk' | undefined
  readonly action?: ReactNode
}

/** A place where nothing is: one sentence on what is so, and what to do where something can be done. */
export function EmptyState({
  icon,
  size = 'regular',
  action,
  className,
  children,
  ...rest
}: EmptyStateProps): ReactElement {
  return (
    <div {...rest} className={classNames(styles['empty'], styles[size], className)}>
      {icon}
      <div className={styles['words']}>{children}</div>
      {action}
    </div>
  )
}
