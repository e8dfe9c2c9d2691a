import type { MouseEvent } from 'react'

/**
 * The second click of a double tap: it must neither take another ticket nor hide the first one's label. Nothing else
 * is ever swallowed.
 */
export function isRepeat(event: MouseEvent): boolean {
  return event.detail > 1
}
