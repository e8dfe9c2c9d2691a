/** So many at once, and then so many a second. */
export interface Rate {
  readonly burst: number
  readonly perSecond: number
}

/** A limit for each of many: peers, devices. */
export interface Buckets {
  /** Takes one; 0: there was one, otherwise the time to wait in ms. Nothing is taken then. */
  take(key: string, now: number): number
  giveBack(key: string): void
  /** How many there are at this moment. */
  left(key: string, now: number): number
  /** Whether nothing was taken that has not come back by itself. */
  isFull(key: string, now: number): boolean
}

interface Level {
  readonly left: number
  readonly at: number
}

/** @param most how many keys are remembered; the one that was asked longest ago is forgotten first. */
export function createBuckets({ burst, perSecond }: Rate, most = 10_000): Buckets {
  const levels = new Map<string, Level>()

  function leftOf(key: string, now: number): number {
    const level = levels.get(key)
    if (level === undefined) return burst
    // A clock that was set back fills nothing, and empties nothing.
    return Math.min(burst, level.left + (Math.max(0, now - level.at) * perSecond) / 1_000)
  }

  function put(key: string, level: Level): void {
    levels.delete(key)
    levels.set(key, level)
    const [oldest] = levels.keys()
    if (levels.size > most && oldest !== undefined) levels.delete(oldest)
  }

  return {
    take: (key, now) => {
      const left = leftOf(key, now)
      put(key, { left: left >= 1 ? left - 1 : left, at: now })
      return left >= 1 ? 0 : Math.ceil(((1 - left) * 1_000) / perSecond)
    },
    giveBack: (key) => {
      const level = levels.get(key)
      if (level !== undefined) levels.set(key, { ...level, left: Math.min(burst, level.left + 1) })
    },
    left: leftOf,
    isFull: (key, now) => leftOf(key, now) >= burst,
  }
}
