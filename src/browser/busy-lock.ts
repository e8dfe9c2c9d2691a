const name = 'guichet-libre-busy'

/** How the windows of one browser agree that none of them is in use: each that is holds a share of one lock. */
export interface BusyLock {
  readonly setBusy: (busy: boolean) => void
  /** Runs `work` while no window is busy and none can become so; false, and nothing has run, when one is. */
  readonly whenAllRest: (work: () => Promise<void>) => Promise<boolean>
}

export function createBusyLock(locks: Pick<LockManager, 'request'>): BusyLock {
  let release: (() => void) | null = null
  return {
    setBusy: (busy) => {
      if (busy && release === null) {
        const rested = new Promise<void>((resolve) => (release = resolve))
        void locks.request(name, { mode: 'shared' }, () => rested)
      } else if (!busy) {
        release?.()
        release = null
      }
    },
    whenAllRest: (work) =>
      locks.request(name, { mode: 'exclusive', ifAvailable: true }, async (lock) => {
        if (lock !== null) await work()
        return lock !== null
      }),
  }
}
