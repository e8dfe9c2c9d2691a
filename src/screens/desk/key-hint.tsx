import type { ReactElement } from 'react'
import styles from './key-hint.module.css'
import { useDeskView } from './use-desk.ts'

/** The key that does the same; for the eye only, since `aria-keyshortcuts` says it to assistive technology. */
export function KeyHint({ children }: { readonly children: string }): ReactElement | null {
  const { keysOn } = useDeskView()
  if (!keysOn) return null
  return (
    <kbd className={styles['key']} aria-hidden="true">
      {children}
    </kbd>
  )
}
