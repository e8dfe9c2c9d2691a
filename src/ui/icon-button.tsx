import type { ReactElement } from 'react'

import { Button, type ButtonProps } from './button.tsx'
import { classNames } from './class-names.ts'
import { Icon } from './icon.tsx'
import type { IconPaths } from './icon-paths.ts'
import styles from './icon-button.module.css'

export interface IconButtonProps extends Omit<ButtonProps, 'icon' | 'children' | 'shortcut' | 'wide' | 'name'> {
  readonly paths: IconPaths
  /** What it does, already translated: its accessible name, shown on hover. */
  readonly name: string
  readonly mirrored?: boolean | undefined
}

/** A square button whose only content is a drawing. */
export function IconButton({
  paths,
  name,
  mirrored,
  variant = 'quiet',
  className,
  ...rest
}: IconButtonProps): ReactElement {
  return (
    <Button
      title={name}
      {...rest}
      aria-label={name}
      variant={variant}
      className={classNames(styles['square'], className)}
      icon={<Icon paths={paths} mirrored={mirrored} />}
    />
  )
}
