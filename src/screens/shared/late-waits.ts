import type { App } from '#app/app.ts'
import type { ScreenWaits } from './waits.tsx'

/** Comes when it comes: no number waits for it, and without it nothing is said of waits. */
export async function loadWaits(app: App): Promise<ScreenWaits> {
  const late = await import('./waits.tsx')
  return late.startWaits(app)
}
