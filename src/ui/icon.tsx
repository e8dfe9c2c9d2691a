import type { ReactElement } from 'react'

import { classNames } from './class-names.ts'
import { iconId } from './icon-paths.ts'
import type { IconPaths } from './icon-paths.ts'
import styles from './icon.module.css'

export interface IconProps {
  /** `sharedIcons.bell`, `staffIcons.gear` or `pictograms.signpost`. */
  readonly paths: IconPaths
  /** Turns round where text runs from right to left: arrows yes, clocks and numbers no. */
  readonly mirrored?: boolean | undefined
  readonly className?: string | undefined
}

/** A drawing of 1em, always beside or inside something that has words: it is hidden from assistive technology. */
export function Icon({ paths, mirrored = false, className }: IconProps): ReactElement {
  return (
    <svg
      className={classNames(styles['icon'], mirrored && styles['mirrored'], className)}
      viewBox="0 0 256 256"
      fill="currentColor"
      aria-hidden="true"
      focusable="false"
    >
      {typeof paths === 'string' ? (
        <use href={`#${iconId(paths)}`} />
      ) : (
        paths.map((path) => <path key={path} d={path} />)
      )}
    </svg>
  )
}
