import { strFromU8 } from 'fflate'

/** What a zip's directory says of one of its files, and where its packed bytes are. */
export interface ZipEntry {
  readonly name: string
  /** 0 stored, 8 deflated; others are not ours. */
  readonly method: number
  readonly isEncrypted: boolean
  readonly packed: Uint8Array
  /** As announced: nobody has counted yet. */
  readonly unpackedBytes: number
}

const endSignature = 0x06054b50
const entrySignature = 0x02014b50
const fileSignature = 0x04034b50
const endBytes = 22
const longestComment = 65_535

/**
 * Reads the directory at the end of a zip (PKWARE's APPNOTE 4.3), without unpacking anything. The package that unpacks
 * takes the announced sizes for true and cannot be stopped, so the entries are found here and unpacked piece by piece.
 * ZIP64 is for more than four gigabytes and no zip of ours.
 *
 * @throws where the bytes are no zip.
 */
export function* zipEntries(bytes: Uint8Array): Generator<ZipEntry> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = endOfDirectory(view)
  const entries = view.getUint16(end + 10, true)
  let at = view.getUint32(end + 16, true)
  for (let entry = 0; entry < entries; entry++) {
    demand(view.getUint32(at, true) === entrySignature)
    const nameAt = at + 46
    const nameBytes = view.getUint16(at + 28, true)
    yield {
      name: strFromU8(slice(bytes, nameAt, nameBytes)),
      method: view.getUint16(at + 10, true),
      isEncrypted: (view.getUint16(at + 8, true) & 1) !== 0,
      packed: slice(bytes, contentAt(view, view.getUint32(at + 42, true)), view.getUint32(at + 20, true)),
      unpackedBytes: view.getUint32(at + 24, true),
    }
    at = nameAt + nameBytes + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
}

function endOfDirectory(view: DataView): number {
  const last = view.byteLength - endBytes
  for (let at = last; at >= Math.max(0, last - longestComment); at--) {
    if (view.getUint32(at, true) === endSignature) return at
  }
  throw new Error('Not a zip')
}

/** Name and extra field stand before a file's bytes once more, and may be of another length than in the directory. */
function contentAt(view: DataView, at: number): number {
  demand(view.getUint32(at, true) === fileSignature)
  return at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true)
}

function slice(bytes: Uint8Array, at: number, length: number): Uint8Array {
  demand(at + length <= bytes.length)
  return bytes.subarray(at, at + length)
}

function demand(isAsInZips: boolean): void {
  if (!isAsInZips) throw new Error('Not a zip')
}
