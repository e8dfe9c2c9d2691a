import fc from 'fast-check'
import type { Bitmap } from '#domain/printing.ts'

/** A picture whose dots come from a seed: no two rows alike, so that a row in the wrong place is seen. */
export function pictureOfDots(width: 384 | 576, height: number, seed = 1): Bitmap {
  const rows = new Uint8Array((width / 8) * height)
  let state = seed
  for (let at = 0; at < rows.length; at++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    rows[at] = state >>> 24
  }
  return { width, height, rows }
}

/** Pictures of tickets, most of them small; bytes that look like commands come often. */
export const anyPicture: fc.Arbitrary<Bitmap> = fc
  .tuple(fc.constantFrom(384 as const, 576 as const), fc.integer({ min: 1, max: 12 }))
  .chain(([width, height]) => {
    const length = (width / 8) * height
    const byte = fc.oneof(fc.integer({ min: 0, max: 255 }), fc.constantFrom(0x10, 0x04, 0x05, 0x14, 0x1b, 0x1d, 0x18))
    return fc
      .array(byte, { minLength: length, maxLength: length })
      .map((rows) => ({ width, height, rows: Uint8Array.from(rows) }))
  })
