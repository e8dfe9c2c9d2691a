import { Workbox } from 'workbox-window'
import type { AppUpdates, UpdateState } from '#app/ports.ts'
import { createBusyLock } from './busy-lock.ts'
import { createListeners } from './listeners.ts'
import * as policy from './update-policy.ts'
import type { UpdateView } from './update-policy.ts'

/** The old worker has handed over by then; a worker that hangs must not keep the other windows from work. */
const handOverMs = 5_000

/** Watches over the versions of one window; needs service workers and Web Locks. */
export function watchUpdates(base: URL): AppUpdates {
  const listeners = createListeners()
  const workbox = new Workbox(new URL('service-worker.js', base).href)
  const busyLock = createBusyLock(navigator.locks)
  let registration: ServiceWorkerRegistration | undefined
  let view: UpdateView = policy.openedWindow(performance.now(), navigator.serviceWorker.controller !== null)
  let restTimer: ReturnType<typeof setTimeout> | undefined
  let isReloading = false

  function see(next: UpdateView): void {
    view = next
    const nowMs = performance.now()
    const hasRested = policy.hasRested(view, nowMs)
    busyLock.setBusy(!hasRested)
    clearTimeout(restTimer)
    if (view.idleSinceMs !== null && !hasRested) {
      restTimer = setTimeout(() => see(view), view.idleSinceMs + policy.restMs - nowMs)
    }
    if (policy.mustReload(view)) reload()
    else if (hasRested) void takeOver()
    listeners.tell()
  }

  async function takeOver(): Promise<void> {
    if (registration?.waiting == null || !policy.hasRested(view, performance.now())) return
    await busyLock.whenAllRest(async () => {
      const handedOver = new Promise((resolve) =>
        navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }),
      )
      workbox.messageSkipWaiting()
      await Promise.race([handedOver, new Promise((resolve) => setTimeout(resolve, handOverMs))])
    })
  }

  function reload(): void {
    if (isReloading) return
    isReloading = true
    location.reload()
  }

  function check(): void {
    // Offline, or the host is down: the next check comes.
    if (registration !== undefined) void workbox.update().catch(() => undefined)
  }

  workbox.addEventListener('controlling', () => see(policy.controllerChanged(view)))
  workbox.addEventListener('waiting', () => see(view))
  workbox
    .register()
    .then((registered) => {
      registration = registered
      see(view)
    })
    // A host that serves no worker: the application works as long as the host does.
    .catch(() => undefined)
  setInterval(check, policy.checkMs)
  setInterval(() => void takeOver(), policy.retryMs)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') check()
  })
  see(view)

  function state(): UpdateState {
    if (registration?.waiting != null || view.isOutdated) return 'waiting'
    return view.wasControlled ? 'offlineReady' : 'current'
  }

  return { state, watch: listeners.watch, setIdle: (idle) => see(policy.saidIdle(view, idle, performance.now())) }
}
