import type { WakeLock } from '#app/ports.ts'

/**
 * Keeps the screen on while somebody holds it. The browser lets go whenever the page is hidden, so it is asked again
 * when the page shows; a refusal (low battery, no support) leaves the screen to the system's own setting.
 */
export function createWakeLock(page: Document = document): WakeLock {
  let holders = 0
  let sentinel: Promise<WakeLockSentinel | null> | null = null

  function request(): void {
    if (holders === 0 || page.visibilityState !== 'visible') return
    void release()
    sentinel = ask()
  }

  async function release(): Promise<void> {
    const held = sentinel
    sentinel = null
    await (await held)?.release().catch(() => undefined)
  }

  page.addEventListener('visibilitychange', request)
  return {
    hold: () => {
      holders += 1
      if (holders === 1) request()
      let isHeld = true
      return () => {
        if (!isHeld) return
        isHeld = false
        holders -= 1
        if (holders === 0) void release()
      }
    },
  }
}

async function ask(): Promise<WakeLockSentinel | null> {
  try {
    return await navigator.wakeLock.request('screen')
  } catch {
    return null
  }
}
