import type { ComponentProps, ReactElement } from 'react'

import { classNames } from './class-names.ts'
import styles from './visually-hidden.module.css'

/** Text that is read aloud but not shown. */
export function VisuallyHidden({ className, ...rest }: Readonly<ComponentProps<'span'>>): ReactElement {
  return <span {...rest} className={classNames(styles['hidden'], className)} />
}
