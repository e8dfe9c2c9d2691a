import type { Bitmap } from '#domain/printing.ts'
import type { PrinterState } from '#domain/printing.ts'
import type { Dialect, Talk } from './dialect.ts'
import type { PrinterLine } from './printer-line.ts'

const [esc, gs, rs] = [0x1b, 0x1d, 0x1e]
/** ETB: when all before it is printed, the printer counts one up. */
const receipt = Uint8Array.of(0x17)
/** CAN: throws away what is not printed. */
const clear = Uint8Array.of(0x18)
/** No automatic states between the answers to our questions. */
const quiet = Uint8Array.of(esc, rs, 0x61, 0)
const band = 1_024
const mostOdd = 64

/** StarPRNT: mC-Print, TSP100IV, mPOP. */
export const starprnt: Dialect = {
  ticket: (picture) =>
    Buffer.concat([Uint8Array.of(esc, 0x40), quiet, ...bandsOf(picture), Uint8Array.of(esc, 0x64, 3)]),
  receipt,
  clear,
  talk: talkStar,
}

/** Star's raster mode: TSP143 up to the third series, which knows nothing else. */
export const stargraphic: Dialect = {
  ticket: ({ width, height, rows }) => {
    const across = width / 8
    const lines: Uint8Array[] = []
    for (let row = 0; row < height; row++) {
      lines.push(Uint8Array.of(0x62, across & 255, across >> 8), rows.subarray(row * across, (row + 1) * across))
    }
    // One page as long as the picture; at its end the paper is fed to the knife and cut.
    const enter = [order('A'), order('P0\0'), order('E13\0')]
    return Buffer.concat([quiet, ...enter, ...lines, Uint8Array.of(esc, 0x0c, 4), order('B')])
  },
  receipt,
  clear,
  talk: talkStar,
}

function order(words: string): Uint8Array {
  return Buffer.from(`\u001b*r${words}`, 'latin1')
}

/** ESC GS S 1: a picture in tone 0, some rows at a time. */
function bandsOf({ width, height, rows }: Bitmap): readonly Uint8Array[] {
  const across = width / 8
  const parts: Uint8Array[] = []
  for (let top = 0; top < height; top += band) {
    const down = Math.min(band, height - top)
    parts.push(Uint8Array.of(esc, gs, 0x53, 1, across & 255, across >> 8, down & 255, down >> 8, 0))
    parts.push(rows.subarray(top * across, (top + down) * across))
  }
  return parts
}

function talkStar(line: PrinterLine, answerMs: number): Talk {
  let isPrinted = false
  /** The count as it stood before the ticket. */
  let countBefore: number | null = null

  /** The eight bytes of a state that mean something; null: nothing of that kind came. */
  async function hearState(): Promise<readonly number[] | null> {
    const bytes: number[] = []
    for (let odd = 0; odd < mostOdd; odd++) {
      const byte = await line.hear(answerMs)
      if (byte === null) return null
      const isHead = (byte & 0x91) === 0x01
      if (isHead) bytes.splice(0)
      if (isHead || bytes.length > 0) bytes.push(byte)
      if (bytes.length === 1) continue
      // The second may say that more than we know comes behind; the others have fixed bits.
      if (bytes.length > 2 && (byte & 0x91) !== 0) bytes.splice(0)
      if (bytes.length === Math.min(8, lengthOf(bytes))) return bytes
    }
    return null
  }

  return {
    isPrinted: () => isPrinted,
    state: async () => {
      line.forget()
      // ESC ACK SOH is answered at once, whatever waits to be printed.
      await line.send(Uint8Array.of(esc, 6, 1), answerMs)
      const bytes = await hearState()
      if (bytes === null) return null
      const [, , printer = 0, error = 0, , paper = 0, , count = 0] = bytes
      // The first question stands before the ticket; states without a count only say that ETB was met since the last.
      if (countBefore !== null && (count !== countBefore || (printer & 0x02) !== 0)) isPrinted = true
      countBefore ??= count
      return stateOf(printer, error, paper)
    },
  }
}

/** How many bytes a state has by its first one: seven at least. */
function lengthOf([head = 0]: readonly number[]): number {
  return Math.max(7, ((head >> 2) & 0x18) | ((head >> 1) & 0x07))
}

function stateOf(printer: number, error: number, paper: number): PrinterState {
  if ((printer & 0x20) !== 0) return 'coverOpen'
  if ((paper & 0x08) !== 0) return 'paperOut'
  if ((printer & 0x08) !== 0 || (error & 0x6c) !== 0) return 'offline'
  return (paper & 0x04) === 0 ? 'ready' : 'nearEnd'
}
