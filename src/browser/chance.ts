import { originFromBytes } from '#domain/ids.ts'
import type { OriginId } from '#domain/ids.ts'

/** An origin is random and never used again: 50 bits from the browser's secure source. */
export function newOrigin(): OriginId {
  return originFromBytes(crypto.getRandomValues(new Uint8Array(10)))
}

/** Chance in [0, 1) in steps of 2⁻³², from the secure source: the shuffle of a day must not be guessed (V6). */
export function secureRandom(): number {
  return (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32
}
