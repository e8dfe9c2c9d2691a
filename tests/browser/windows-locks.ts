/** Web Locks of one browser in memory: shared and exclusive, waiting or `ifAvailable`. */
export function createBrowserLocks(): Pick<LockManager, 'request'> {
  interface Holder {
    readonly mode: LockMode
    readonly free: Promise<unknown>
  }
  const holders = new Map<string, Set<Holder>>()

  async function request(name: string, ...rest: readonly unknown[]): Promise<unknown> {
    const work = rest.at(-1) as (lock: Lock | null) => unknown
    const { mode = 'exclusive', ifAvailable = false } = (rest.length > 1 ? rest[0] : {}) as LockOptions
    const held = holders.get(name) ?? new Set()
    holders.set(name, held)
    const blocked = () => [...held].some((other) => mode === 'exclusive' || other.mode === 'exclusive')
    if (ifAvailable && blocked()) return await work(null)
    while (blocked()) await Promise.race([...held].map(({ free }) => free))
    const done = Promise.resolve().then(() => work({ name, mode }))
    const holder: Holder = { mode, free: done.catch(() => undefined) }
    held.add(holder)
    try {
      return await done
    } finally {
      held.delete(holder)
    }
  }
  return { request }
}
