import type { Instant } from '#domain/ids.ts'

/** The day of this release, raised with each: no true clock stands before it (J8). */
export const releasedAt = Date.UTC(2026, 10, 23) as Instant
