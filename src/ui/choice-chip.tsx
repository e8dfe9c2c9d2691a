import type { ComponentProps, ReactElement, ReactNode } from 'react'

import styles from './choice-chip.module.css'
import { classNames } from './class-names.ts'

export interface ChoiceChipProps extends Readonly<ComponentProps<'button'>> {
  /** Left out, the chip is a plain one-press choice. */
  readonly pressed?: boolean | undefined
  readonly icon?: ReactNode
}

/** A toggle that can be read as chosen without its colour: a filled surface and a drawn tick. */
export function ChoiceChip({ pressed, icon, className, children, ...rest }: ChoiceChipProps): ReactElement {
  return (
    <button type="button" {...rest} aria-pressed={pressed} className={classNames(styles['chip'], className)}>
      {icon}
      {children}
    </button>
  )
}

export interface ChoiceGroupProps extends Readonly<ComponentProps<'fieldset'>> {
  readonly legend: ReactNode
}

/** Chips that belong together, under the question they answer. */
export function ChoiceGroup({ legend, className, children, ...rest }: ChoiceGroupProps): ReactElement {
  return (
    <fieldset {...rest} className={className}>
      <legend className={styles['legend']}>{legend}</legend>
      <div className={styles['chips']}>{children}</div>
    </fieldset>
  )
}
