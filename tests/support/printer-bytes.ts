import type { PrinterCommands } from '#domain/printing.ts'
import type { Bitmap } from '#domain/printing.ts'

/** What one command does to a printer; `length` bytes belong to it. */
export interface Order {
  readonly length: number
  /** Rows that it burns into the paper, as they are sent. */
  readonly rows?: { readonly across: number; readonly data: Uint8Array }
  readonly act?: 'cut' | 'receipt' | 'odd'
}

/** Reads the command at the beginning of what has come; null: more has to come first. */
export function nextOrder(kind: PrinterCommands, bytes: Uint8Array): Order | null {
  return (kind === 'escpos' ? escposOrder : kind === 'starprnt' ? starprntOrder : graphicOrder)(bytes)
}

function escposOrder(bytes: Uint8Array): Order | null {
  const [a, b, c] = bytes
  if (b === undefined) return a === 0x0a ? { length: 1 } : null
  switch (`${hex(a)} ${hex(b)}`) {
    case '1b 40':
      return { length: 2 }
    case '1b 64':
      return whole(bytes, 3)
    case '1d 56':
      return whole(bytes, c === 66 ? 4 : 3, 'cut')
    case '1d 72':
      return whole(bytes, 3, 'receipt')
    // Answered when they came in; here they are passed over.
    case '10 04':
      return whole(bytes, 3)
    case '10 14':
      return whole(bytes, 10)
    case '1d 76':
      return bytes.length < 8 ? null : picture(bytes, 8, pair(bytes, 4), pair(bytes, 6))
    default:
      return { length: 1, act: 'odd' }
  }
}

function starprntOrder(bytes: Uint8Array): Order | null {
  const shared = starOrder(bytes)
  if (shared !== undefined) return shared
  if (bytes[1] === 0x40) return { length: 2 }
  if (bytes[1] === 0x64) return whole(bytes, 3, 'cut')
  if (bytes[1] === 0x1d && bytes[2] === 0x53) {
    return bytes.length < 9 ? null : picture(bytes, 9, pair(bytes, 4), pair(bytes, 6))
  }
  return bytes.length < 3 ? null : { length: 1, act: 'odd' }
}

function graphicOrder(bytes: Uint8Array): Order | null {
  if (bytes[0] === 0x62) return bytes.length < 3 ? null : picture(bytes, 3, pair(bytes, 1), 1)
  const shared = starOrder(bytes)
  if (shared !== undefined) return shared
  if (bytes[1] === 0x0c) return whole(bytes, 3, 'cut')
  if (bytes[1] !== 0x2a || bytes[2] !== 0x72) return bytes.length < 3 ? null : { length: 1, act: 'odd' }
  if (bytes[3] === 0x41 || bytes[3] === 0x42) return { length: 4 }
  const end = bytes.indexOf(0, 3)
  return end === -1 ? null : { length: end + 1 }
}

/** What both of Star's languages have; undefined: something else, of two bytes at least. */
function starOrder(bytes: Uint8Array): Order | null | undefined {
  if (bytes[0] === 0x17) return { length: 1, act: 'receipt' }
  if (bytes[0] === 0x18) return { length: 1 }
  if (bytes[0] !== 0x1b) return { length: 1, act: 'odd' }
  if (bytes.length < 3) return null
  if (bytes[1] === 0x06) return whole(bytes, 3)
  if (bytes[1] === 0x1e) return whole(bytes, 4)
  return undefined
}

function whole(bytes: Uint8Array, length: number, act?: Order['act']): Order | null {
  return bytes.length < length ? null : { length, ...(act === undefined ? {} : { act }) }
}

function picture(bytes: Uint8Array, head: number, across: number, down: number): Order | null {
  const length = head + across * down
  return bytes.length < length ? null : { length, rows: { across, data: bytes.slice(head, length) } }
}

function pair(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) + (bytes[at + 1] ?? 0) * 256
}

function hex(byte: number | undefined): string {
  return (byte ?? 0).toString(16).padStart(2, '0')
}

/** A picture out of the rows that were burnt since the last cut. */
export function pictureOf(across: number, data: readonly number[]): Bitmap {
  return { width: across * 8, height: data.length / across, rows: Uint8Array.from(data) }
}
