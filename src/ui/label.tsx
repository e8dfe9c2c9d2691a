import type { ComponentProps, CSSProperties, ReactElement } from 'react'

import { classNames } from './class-names.ts'
import styles from './label.module.css'

export type LabelSize = 'inline' | 'row' | 'hero' | 'board'

export interface LabelProps extends Omit<Readonly<ComponentProps<'bdi'>>, 'children'> {
  /** Letters, then digits: `C07`, `CB01`. */
  readonly label: string
  readonly size?: LabelSize | undefined
}

/** A label that is seen as two words, "C 07", while its text stays exactly `C07` for copying, tests and speech. */
export function Label({ label, size = 'inline', className, ...rest }: LabelProps): ReactElement {
  const [letters, digits] = splitLabel(label)
  return (
    <bdi
      translate="no"
      dir="ltr"
      {...rest}
      className={classNames(styles['label'], styles[size], className)}
      style={{ ...rest.style, ...lengthOf(label) }}
    >
      {letters === '' ? null : <span className={styles['letters']}>{letters}</span>}
      {digits === '' ? null : <span className={styles['digits']}>{digits}</span>}
    </bdi>
  )
}

function lengthOf(label: string): CSSProperties {
  const property: Readonly<Record<`--${string}`, number>> = { '--label-length': label.length }
  return property
}

function splitLabel(label: string): readonly [letters: string, digits: string] {
  const firstDigit = label.search(/\d/)
  return firstDigit === -1 ? [label, ''] : [label.slice(0, firstDigit), label.slice(firstDigit)]
}
