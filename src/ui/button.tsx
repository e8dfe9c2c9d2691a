import type { ComponentProps, MouseEvent, ReactElement, ReactNode } from 'react'

import styles from './button.module.css'
import { classNames } from './class-names.ts'

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger'
export type ButtonSize = 'regular' | 'large' | 'kiosk'

export interface ButtonProps extends Readonly<ComponentProps<'button'>> {
  readonly variant?: ButtonVariant | undefined
  readonly size?: ButtonSize | undefined
  /** Work is under way: the button stays focusable, says so, and swallows presses. */
  readonly busy?: boolean | undefined
  /** An `<Icon>` before the words. */
  readonly icon?: ReactNode
  /** The key that does the same, shown at the end, e.g. `N`. Shown only: the screen listens. */
  readonly shortcut?: string | undefined
  /** As wide as its place. */
  readonly wide?: boolean | undefined
}

/** A native button; every further property goes to the element. */
export function Button({
  variant = 'secondary',
  size = 'regular',
  busy = false,
  icon,
  shortcut,
  wide = false,
  className,
  onClick,
  children,
  ...rest
}: ButtonProps): ReactElement {
  // `disabled` would drop the focus in the middle of a press, so a busy button only refuses to act.
  const press = (event: MouseEvent<HTMLButtonElement>): void => {
    if (busy) event.preventDefault()
    else onClick?.(event)
  }
  return (
    <button
      type="button"
      {...rest}
      aria-busy={busy || undefined}
      aria-disabled={busy || rest['aria-disabled']}
      aria-keyshortcuts={shortcut ?? rest['aria-keyshortcuts']}
      className={classNames(styles['button'], styles[variant], styles[size], wide && styles['wide'], className)}
      onClick={press}
    >
      {busy ? <span className={styles['spinner']} /> : icon}
      <span className={styles['words']}>{children}</span>
      {shortcut === undefined ? null : (
        <kbd className={styles['shortcut']} aria-hidden="true">
          {shortcut}
        </kbd>
      )}
    </button>
  )
}
