import type { ComponentProps, ReactElement, ReactNode } from 'react'

import { classNames } from './class-names.ts'
import { Icon } from './icon.tsx'
import styles from './notice.module.css'
import { publicIcons } from './public-icons.ts'

export type NoticeTone = 'info' | 'warning' | 'danger'

export interface NoticeProps extends Readonly<ComponentProps<'div'>> {
  readonly tone?: NoticeTone | undefined
  /** What can be done about it: a button or a link. */
  readonly action?: ReactNode
}

const drawings = { info: publicIcons.info, warning: publicIcons.warning, danger: publicIcons.warning }

/** One sentence that says what is so and what to do. Danger interrupts a screen reader, the others wait their turn. */
export function Notice({ tone = 'info', action, className, children, ...rest }: NoticeProps): ReactElement {
  return (
    <div
      role={tone === 'danger' ? 'alert' : 'status'}
      {...rest}
      className={classNames(styles['notice'], styles[tone], className)}
    >
      <Icon paths={drawings[tone]} />
      <div className={styles['words']}>{children}</div>
      {action === undefined ? null : <div className={styles['action']}>{action}</div>}
    </div>
  )
}
