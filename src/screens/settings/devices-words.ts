import type { PairedDevice } from '#app/ports.ts'
import type { Instant } from '#domain/ids.ts'

/** Below it a clock is as good as the one on the wall. */
const clockToleranceMs = 30_000

/** How far a device's clock is off, where that is worth a word. */
export function clockFault(device: PairedDevice): 'ahead' | 'behind' | null {
  const offsetMs = device.clockOffsetMs ?? 0
  if (Math.abs(offsetMs) <= clockToleranceMs) return null
  return offsetMs > 0 ? 'ahead' : 'behind'
}

/** `3 min`, `2 h`, `1 j`: the largest unit alone, since nobody sets a clock by it. */
export function roughSpan(ms: number, language: string): string {
  const { unit, unitMs } = unitOf(Math.abs(ms))
  return unitText(Math.round(Math.abs(ms) / unitMs), unit, language)
}

/** `il y a 3 minutes`, `hier`. */
export function timeAgo(at: Instant, now: Instant, language: string): string {
  const { unit, unitMs } = unitOf(Math.max(0, now - at))
  const ago = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })
  return ago.format(-Math.floor(Math.max(0, now - at) / unitMs), unit)
}

/** `9 min 40 s`: what is left of a code. */
export function exactSpan(ms: number, language: string): string {
  const seconds = Math.ceil(ms / 1000)
  const ofSeconds = unitText(seconds % 60, 'second', language)
  return seconds < 60 ? ofSeconds : `${unitText(Math.floor(seconds / 60), 'minute', language)} ${ofSeconds}`
}

interface Unit {
  readonly unit: 'second' | 'minute' | 'hour' | 'day'
  readonly unitMs: number
}

function unitOf(ms: number): Unit {
  if (ms < 60_000) return { unit: 'second', unitMs: 1_000 }
  if (ms < 3_600_000) return { unit: 'minute', unitMs: 60_000 }
  return ms < 48 * 3_600_000 ? { unit: 'hour', unitMs: 3_600_000 } : { unit: 'day', unitMs: 86_400_000 }
}

function unitText(count: number, unit: Unit['unit'], language: string): string {
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' }).format(count)
}
