import type { ComponentProps, MouseEvent, ReactElement, ReactNode } from 'react'

import styles from './choice-card.module.css'
import { classNames } from './class-names.ts'

/** The choices of one screen: one column or two, as their words have room, all rows of one height. */
export function ChoiceGrid({ className, ...rest }: Readonly<ComponentProps<'div'>>): ReactElement {
  return <div {...rest} className={classNames(styles['grid'], className)} />
}

export interface ChoiceCardProps extends Readonly<ComponentProps<'button'>> {
  /** An `<Icon>`, drawn large. */
  readonly icon: ReactNode
  /** One or two letters at the end, e.g. `C`. */
  readonly mark?: string | undefined
  /** A few words below the name. */
  readonly hint?: string | undefined
  /** The press was taken and its answer is on the way; further presses are swallowed. */
  readonly busy?: boolean | undefined
}

/** One large choice of a kiosk: pictogram, words and letter together, at least 20 mm high. */
export function ChoiceCard({
  icon,
  mark,
  hint,
  busy = false,
  className,
  onClick,
  children,
  ...rest
}: ChoiceCardProps): ReactElement {
  // A second tap of an impatient finger must not become a second answer.
  const press = (event: MouseEvent<HTMLButtonElement>): void => {
    if (!busy) onClick?.(event)
  }
  return (
    <button
      type="button"
      {...rest}
      aria-busy={busy || undefined}
      aria-disabled={busy || rest['aria-disabled']}
      className={classNames(styles['card'], className)}
      onClick={press}
    >
      <span className={styles['icon']}>{icon}</span>
      <span className={styles['words']}>
        {children}
        {hint === undefined ? null : (
          // The blank keeps words and hint apart where the name is read aloud.
          <>
            {' '}
            <span className={styles['hint']}>{hint}</span>
          </>
        )}
      </span>
      {mark === undefined ? null : (
        <span className={styles['mark']} translate="no" aria-hidden="true">
          {mark}
        </span>
      )}
    </button>
  )
}
