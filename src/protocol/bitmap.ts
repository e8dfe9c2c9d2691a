import type { Bitmap } from '#domain/printing.ts'

/** 30 cm of paper: a ticket has ten. */
export const mostRows = 2_400
const mostAcross = 1_024
/** The longest head, and the widest picture. */
export const mostBitmapBytes = 16 + (mostAcross / 8) * mostRows

/** As a file that any viewer of pictures opens (portable bitmap, P4): what travels from a kiosk to its hub. */
export function toPortableBitmap({ width, height, rows }: Bitmap): Uint8Array<ArrayBuffer> {
  const head = `P4\n${width} ${height}\n`
  const bytes = new Uint8Array(head.length + rows.length)
  for (let at = 0; at < head.length; at++) bytes[at] = head.charCodeAt(at)
  bytes.set(rows, head.length)
  return bytes
}

/** Reads such a file to the last byte; undefined: it is another one, or larger than a ticket. */
export function readPortableBitmap(bytes: Uint8Array): Bitmap | undefined {
  const start = String.fromCharCode(...bytes.subarray(0, 16))
  const [head, across, down] = /^P4\n([1-9]\d{0,3}) ([1-9]\d{0,3})\n/.exec(start) ?? []
  if (head === undefined) return undefined
  const width = Number(across)
  const height = Number(down)
  if (width % 8 !== 0 || width > mostAcross || height > mostRows) return undefined
  const rows = bytes.subarray(head.length)
  return rows.length === (width / 8) * height ? { width, height, rows } : undefined
}
