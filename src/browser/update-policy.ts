/** A window may be reloaded when nobody has needed it for this long (design D12). */
export const restMs = 60_000
/** How often a window that wants the new version looks whether all windows rest. */
export const retryMs = 30_000
export const checkMs = 30 * 60_000

/** What a window knows of itself and of the worker. Moments are of a clock that never jumps. */
export interface UpdateView {
  /** Since when the screen has said that it may be reloaded; null: somebody is in the middle of something. */
  readonly idleSinceMs: number | null
  /** A worker has controlled this page: the next one is an update, and not the first installation. */
  readonly wasControlled: boolean
  /** The new version has taken over and this page is still the old one. */
  readonly isOutdated: boolean
}

/** Nobody has begun anything yet, and a screen that says nothing may always be reloaded. */
export function openedWindow(nowMs: number, isControlled: boolean): UpdateView {
  return { idleSinceMs: nowMs, wasControlled: isControlled, isOutdated: false }
}

/** A screen that says again that it is idle does not begin its rest anew. */
export function saidIdle(view: UpdateView, idle: boolean, nowMs: number): UpdateView {
  return { ...view, idleSinceMs: idle ? (view.idleSinceMs ?? nowMs) : null }
}

/** The worker that controls this page is another than before. */
export function controllerChanged(view: UpdateView): UpdateView {
  return { ...view, wasControlled: true, isOutdated: view.isOutdated || view.wasControlled }
}

export function hasRested(view: UpdateView, nowMs: number): boolean {
  return view.idleSinceMs !== null && nowMs - view.idleSinceMs >= restMs
}

/** All windows rested when the new version took over; one that was taken up in that moment finishes first. */
export function mustReload(view: UpdateView): boolean {
  return view.isOutdated && view.idleSinceMs !== null
}
