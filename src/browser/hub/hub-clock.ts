import type { Clock } from '#app/ports.ts'
import type { ClockQuality } from '#domain/events.ts'
import type { Instant } from '#domain/ids.ts'

/** What is known of this device's clock. */
export interface ClockReading {
  /** How far the hub's clock is ahead of the device's own, in ms. */
  readonly offsetMs: number
  /** 0: no hub has been asked; 1: corrected; 2: it jumped, and the hub has not been asked since. */
  readonly quality: ClockQuality
}

/** The hub's time as this device knows it (sync §7.4): no other device ever corrects it. */
export interface HubClock extends Clock {
  /**
   * An exchange with the hub; of several the one with the smallest round trip counts, since its answer cannot be far
   * from the middle. @param askedAt, heardAt by the device's own clock.
   */
  hear(hubNow: number, askedAt: number, heardAt: number): void
  /** What another window or an earlier day has found out. */
  adopt(reading: ClockReading): void
  reading(): ClockReading
  /** Notices a clock that was set, or a device that slept; to be asked now and then. */
  look(): boolean
}

export interface DeviceTime {
  /** The device's own clock. */
  now(): number
  /** Milliseconds of a clock that nobody sets. */
  elapsed(): number
}

/** An offset that moves by more was not measured badly: somebody has set a clock. */
export const jumpMs = 60_000
/** Clocks drift by seconds a day: an old exchange gives way to a slower one. */
const freshMs = 10 * 60_000

export function createHubClock(stored: number | null, time: DeviceTime = browserTime): HubClock {
  let offsetMs = stored ?? 0
  let quality: ClockQuality = stored === null ? 0 : 1
  let best: { readonly roundTripMs: number; readonly at: number } | null = null
  let even = time.now() - time.elapsed()

  function look(): boolean {
    const seen = time.now() - time.elapsed()
    if (Math.abs(seen - even) <= jumpMs) return false
    even = seen
    best = null
    quality = 2
    return true
  }

  return {
    // A clock that lost its battery may stand before 1970; moments are never negative.
    now: () => Math.max(0, Math.round(time.now() + offsetMs)) as Instant,
    get offsetMs() {
      return offsetMs
    },
    quality: () => {
      look()
      return quality
    },
    hear: (hubNow, askedAt, heardAt) => {
      look()
      const roundTripMs = heardAt - askedAt
      // Between the two the clock was set: this exchange says nothing.
      if (roundTripMs < 0 || roundTripMs > jumpMs) return
      const measured = Math.round(hubNow - (askedAt + heardAt) / 2)
      const jumped = Math.abs(measured - offsetMs) > jumpMs
      const better = best === null || roundTripMs <= best.roundTripMs || time.elapsed() - best.at > freshMs
      // The first exchange finds the offset; one that finds another later is a jump, of the hub's clock or of this one.
      quality = quality !== 0 && jumped ? 2 : 1
      if (!better && !jumped) return
      offsetMs = measured
      best = { roundTripMs, at: time.elapsed() }
    },
    adopt: (reading) => {
      offsetMs = reading.offsetMs
      quality = reading.quality
    },
    reading: () => ({ offsetMs, quality }),
    look,
  }
}

export const browserTime: DeviceTime = { now: () => Date.now(), elapsed: () => performance.now() }
