import type { ReactElement } from 'react'

import styles from './countdown.module.css'

export interface CountdownProps {
  readonly durationMs: number
}

/** A line that runs out, to be given a new `key` to start again. Decoration: the time itself is the screen's to keep. */
export function Countdown({ durationMs }: CountdownProps): ReactElement {
  return (
    <div className={styles['track']} aria-hidden="true">
      <div className={styles['rest']} style={{ animationDuration: `${String(durationMs)}ms` }} />
    </div>
  )
}
