import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PrinterCommands } from '#domain/printing.ts'
import { printerCommands } from '#domain/printing.ts'
import { escpos, withoutOrders } from '#hub/printing/escpos.ts'
import { stargraphic, starprnt } from '#hub/printing/star.ts'
import type { Bitmap } from '#domain/printing.ts'
import { anyPicture, pictureOfDots } from '../../support/pictures.ts'
import { nextOrder, pictureOf } from '../../support/printer-bytes.ts'

const dialects = { escpos, starprnt, stargraphic }

/** What a printer would burn of a ticket, and every byte that it would not understand. */
function burn(kind: PrinterCommands, bytes: Uint8Array): { pictures: Bitmap[]; odd: number; cuts: number } {
  const pictures: Bitmap[] = []
  let rows: number[] = []
  let across = 0
  let odd = 0
  let cuts = 0
  for (let rest = bytes; rest.length > 0;) {
    const order = nextOrder(kind, rest)
    if (order === null) throw new Error(`A command is not complete: ${rest.slice(0, 12).join(' ')}`)
    if (order.rows !== undefined) {
      across = order.rows.across
      rows.push(...order.rows.data)
    }
    if (order.act === 'odd') odd += 1
    if (order.act === 'cut') {
      cuts += 1
      pictures.push(pictureOf(across, rows))
      rows = []
    }
    rest = rest.subarray(order.length)
  }
  return { pictures, odd, cuts }
}

describe.each(printerCommands)('%s', (kind) => {
  const { ticket, receipt } = dialects[kind]
  const wanted = (picture: Bitmap): Bitmap =>
    kind === 'escpos' ? { ...picture, rows: withoutOrders(picture.rows) } : picture

  test('[HP1] a printer burns the picture dot for dot, cuts once, and meets no byte that it does not know', () => {
    fc.assert(
      fc.property(anyPicture, (picture) => {
        const { pictures, odd, cuts } = burn(kind, Buffer.concat([ticket(picture), receipt]))
        expect({ pictures, odd, cuts }).toEqual({ pictures: [wanted(picture)], odd: 0, cuts: 1 })
      }),
      { numRuns: 60 },
    )
  })

  test.each([
    [384, 1_000],
    [576, 2_400],
  ] as const)('[HP1] also one that is %i dots across and %i down', (width, height) => {
    const picture = pictureOfDots(width, height)
    const { pictures, odd } = burn(kind, ticket(picture))
    expect(odd).toBe(0)
    expect(pictures).toHaveLength(1)
    expect(Buffer.compare(pictures[0]?.rows ?? Buffer.of(), wanted(picture).rows)).toBe(0)
    expect([pictures[0]?.width, pictures[0]?.height]).toEqual([width, height])
  })
})

test('[HP2] no picture holds an order that an ESC/POS printer would obey in its middle; at most a dot a place changes', () => {
  fc.assert(
    fc.property(anyPicture, ({ rows }) => {
      const mended = withoutOrders(rows)
      for (let at = 0; at + 1 < mended.length; at++) {
        expect(mended[at] === 0x10 && [4, 5, 0x14].includes(mended[at + 1] ?? 0)).toBe(false)
      }
      rows.forEach((byte, at) => {
        expect([byte, byte === 0x10 && [4, 5, 0x14].includes(rows[at + 1] ?? 0) ? 0x18 : byte]).toContain(mended[at])
      })
    }),
    { numRuns: 300 },
  )
  expect([...withoutOrders(Uint8Array.of(0x10, 4, 1, 0x10, 5, 2, 0x10, 0x14, 0x10, 3))]).toEqual([
    0x18, 4, 1, 0x18, 5, 2, 0x18, 0x14, 0x10, 3,
  ])
})
