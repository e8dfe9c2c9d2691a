import type { Bitmap } from '#domain/printing.ts'
import type { PrinterState } from '#domain/printing.ts'
import type { Dialect, Talk } from './dialect.ts'
import type { PrinterLine } from './printer-line.ts'

const [esc, gs, dle, eot] = [0x1b, 0x1d, 0x10, 0x04]
/** Rows a command: the memory of small printers. */
const band = 256
/** Bytes that are no answer, before a printer is taken for something else. */
const mostOdd = 64

/** ESC/POS: Epson's TM series and the many that follow it. */
export const escpos: Dialect = {
  ticket: (picture) =>
    Buffer.concat([Buffer.from([esc, 0x40]), ...bandsOf(picture), Buffer.from([esc, 0x64, 3, gs, 0x56, 66, 0])]),
  // GS r 1, which waits its turn behind the picture.
  receipt: Uint8Array.of(gs, 0x72, 1),
  // DLE DC4 8 clears the buffers at once, also while the printer has stopped.
  clear: Uint8Array.of(dle, 0x14, 8, 1, 3, 20, 1, 6, 2, 8),
  talk: talkEscpos,
}

/** GS v 0, band by band; a band prints its rows and stops, so that they join without a seam. */
function bandsOf({ width, height, rows }: Bitmap): readonly Uint8Array[] {
  const across = width / 8
  const data = withoutOrders(rows)
  const parts: Uint8Array[] = []
  for (let top = 0; top < height; top += band) {
    const down = Math.min(band, height - top)
    parts.push(Uint8Array.of(gs, 0x76, 0x30, 0, across & 255, across >> 8, down & 255, down >> 8))
    parts.push(data.subarray(top * across, (top + down) * across))
  }
  return parts
}

/**
 * DLE EOT, DLE ENQ and DLE DC4 are obeyed wherever they stand, in the middle of a picture too: they ask for a state,
 * clear what waits, or switch off. One dot more in such a place, and it is a picture again.
 */
export function withoutOrders(rows: Uint8Array): Uint8Array {
  const data = Uint8Array.from(rows)
  for (let at = 0; at + 1 < data.length; at++) {
    if (data[at] === dle && [4, 5, 0x14].includes(data[at + 1] ?? 0)) data[at] = dle | 0x08
  }
  return data
}

function talkEscpos(line: PrinterLine, answerMs: number): Talk {
  let isPrinted = false

  /** DLE EOT n: one byte, told from all others by its fixed bits. */
  async function ask(n: number): Promise<number | null> {
    await line.send(Uint8Array.of(dle, eot, n), answerMs)
    for (let odd = 0; odd < mostOdd; odd++) {
      const byte = await line.hear(answerMs)
      if (byte === null) return null
      if ((byte & 0x93) === 0x12) return byte
      // An automatic status, which nobody asked for: three more bytes belong to it.
      if ((byte & 0x93) === 0x10) for (let more = 0; more < 3; more++) await line.hear(answerMs)
      else if ((byte & 0x90) === 0) isPrinted = true
    }
    return null
  }

  return {
    isPrinted: () => isPrinted,
    state: async () => {
      const printer = await ask(1)
      const stopped = printer === null ? null : await ask(2)
      const paper = stopped === null ? null : await ask(4)
      return printer === null || stopped === null || paper === null ? null : stateOf(printer, stopped, paper)
    },
  }
}

function stateOf(printer: number, stopped: number, paper: number): PrinterState {
  // An open cover lifts the paper off its sensor as well: the cover is what a person can see.
  if ((stopped & 0x04) !== 0) return 'coverOpen'
  if ((stopped & 0x20) !== 0 || (paper & 0x60) !== 0) return 'paperOut'
  if ((printer & 0x08) !== 0 || (stopped & 0x40) !== 0) return 'offline'
  return (paper & 0x0c) === 0 ? 'ready' : 'nearEnd'
}
