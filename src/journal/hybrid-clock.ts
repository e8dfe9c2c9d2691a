import type { Instant, OriginId } from '#domain/ids.ts'

/**
 * A hybrid logical time: 15 digits of milliseconds, `-`, 5 digits of counter, `-`, origin. Compares as a string.
 * Source: Kulkarni, Demirbas et al., "Logical Physical Clocks" (2014).
 */
export type HybridTime = string & { readonly hybridTime: true }

/** A clock further ahead than this is not followed: one tablet in 2099 cannot drag the others along (J4). */
export const trustedAheadMs = 5 * 60_000

const pattern = /^([0-9]{15})-([0-9]{5})-([a-z0-9]{10})$/
const lastCounter = 99_999

export function parseHybridTime(value: unknown): HybridTime | undefined {
  return typeof value === 'string' && pattern.test(value) ? (value as HybridTime) : undefined
}

/** The time of a new entry: never before what this store has written or seen. */
export function tick(last: HybridTime | null, at: Instant, origin: OriginId): HybridTime {
  const seen = last === null ? { wallMs: -1, counter: 0 } : readTime(last)
  if (at > seen.wallMs) return format(at, 0, origin)
  // 100,000 entries in one millisecond do not happen; if they do, the wall part moves on.
  return seen.counter < lastCounter ? format(seen.wallMs, seen.counter + 1, origin) : format(seen.wallMs + 1, 0, origin)
}

/** The clock after an entry from elsewhere was seen: the larger, unless it is too far ahead of our own time. */
export function observe(last: HybridTime | null, seen: HybridTime, now: Instant): HybridTime | null {
  if (readTime(seen).wallMs > now + trustedAheadMs) return last
  return last === null || seen > last ? seen : last
}

function readTime(time: HybridTime): { readonly wallMs: number; readonly counter: number } {
  return { wallMs: Number(time.slice(0, 15)), counter: Number(time.slice(16, 21)) }
}

function format(wallMs: number, counter: number, origin: OriginId): HybridTime {
  return `${String(wallMs).padStart(15, '0')}-${String(counter).padStart(5, '0')}-${origin}` as HybridTime
}
