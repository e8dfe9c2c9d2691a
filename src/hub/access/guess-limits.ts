import { createBuckets } from './buckets.ts'

/** Weighs guesses at codes (HA6). */
export interface GuessLimits {
  guess(peer: string, now: number): Guess
}

export interface Guess {
  /** 0: it may be looked up, and counts as wrong until `right`; otherwise the time to wait. */
  readonly waitMs: number
  /** It was no guess: nothing is counted. */
  right(): void
}

const everybody = 'everybody'

/**
 * A person mistypes a few times; a program tries on. Each peer has ten guesses and then one in 20 s. All peers together
 * have 200 and then 5 a second: when these are used up, only who has not guessed wrong lately is heard, up to 20 a
 * second. So a crowd of guessers cannot keep out the tablet that the manager holds in hand; only a flood from the very
 * address of that tablet makes it wait. Each hub process weighs on its own.
 */
export function createGuessLimits(): GuessLimits {
  const peers = createBuckets({ burst: 10, perSecond: 1 / 20 })
  const all = createBuckets({ burst: 200, perSecond: 5 }, 1)
  const newcomers = createBuckets({ burst: 100, perSecond: 20 }, 1)

  return {
    guess: (peer, now) => {
      const isNew = peers.isFull(peer, now)
      const ownWait = peers.take(peer, now)
      if (ownWait > 0) return refused(ownWait)
      const common = isNew && all.left(everybody, now) < 1 ? newcomers : all
      const waitMs = common.take(everybody, now)
      if (waitMs > 0) {
        peers.giveBack(peer)
        return refused(waitMs)
      }
      return {
        waitMs: 0,
        right: () => {
          peers.giveBack(peer)
          common.giveBack(everybody)
        },
      }
    },
  }
}

function refused(waitMs: number): Guess {
  return { waitMs, right: () => undefined }
}
