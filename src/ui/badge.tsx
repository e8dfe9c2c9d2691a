import type { ComponentProps, ReactElement } from 'react'

import styles from './badge.module.css'
import { classNames } from './class-names.ts'

export type BadgeTone = 'neutral' | 'accent' | 'called' | 'danger'

export interface BadgeProps extends Readonly<ComponentProps<'span'>> {
  readonly tone?: BadgeTone | undefined
}

/** A word or two about the thing beside it. */
export function Badge({ tone = 'neutral', className, ...rest }: BadgeProps): ReactElement {
  return <span {...rest} className={classNames(styles['badge'], styles[tone], className)} />
}
