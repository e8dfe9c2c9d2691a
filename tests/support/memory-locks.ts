/** Web Locks for windows that share one Node process: exclusive locks with `ifAvailable`, as the journal asks for. */
export function createMemoryLocks(): Pick<LockManager, 'request'> {
  const held = new Set<string>()
  async function request(name: string, _options: LockOptions, work: (lock: Lock | null) => unknown): Promise<unknown> {
    if (held.has(name)) return work(null)
    held.add(name)
    try {
      return await work({ name, mode: 'exclusive' })
    } finally {
      held.delete(name)
    }
  }
  return { request: request as LockManager['request'] }
}
