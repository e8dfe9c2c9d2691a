import type { Clock } from './ports.ts'

const jumpMs = 3_600_000
const evenMs = 2 * 3_600_000

/**
 * Whether the device's clock has gone evenly for the last two hours. One that has jumped by more than an hour may be
 * wrong, or right again, or the device has slept: nothing is forgotten on its word until it has proved itself. To be asked
 * now and then; a clock that is wrong from the start is believed.
 *
 * @param elapsed milliseconds of a clock that nobody sets.
 */
export function createSteadyClock(clock: Clock, elapsed: () => number = () => performance.now()): () => boolean {
  let offset = clock.now() - elapsed()
  let jumpedAt: number | null = null
  return () => {
    const seen = clock.now() - elapsed()
    if (Math.abs(seen - offset) > jumpMs) {
      offset = seen
      jumpedAt = elapsed()
    }
    return jumpedAt === null || elapsed() - jumpedAt >= evenMs
  }
}
