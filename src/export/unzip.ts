import { Inflate } from 'fflate'
import { ok, refuse } from '#domain/result.ts'
import type { Result } from '#domain/result.ts'
import { shortened } from './import-trouble.ts'
import type { ImportTrouble } from './import-trouble.ts'
import { zipEntries } from './zip-directory.ts'
import type { ZipEntry } from './zip-directory.ts'

/** The files of a zip, unpacked one at a time. */
export interface OpenZip {
  unpack(file: string): Result<Uint8Array, ImportTrouble>
}

// Twenty years of a large site with every month are about 2 MB packed and 40 MB unpacked.
export const mostPackedBytes = 8 * 1024 * 1024
export const mostUnpackedBytes = 64 * 1024 * 1024

/**
 * Opens a zip of exactly the expected files. Nothing is unpacked before names, number and sizes are known to be within
 * bounds (S43), and then no more than was announced.
 */
export function openZip(bytes: Uint8Array, expected: readonly string[]): Result<OpenZip, ImportTrouble> {
  if (bytes.length > mostPackedBytes) return refuse({ type: 'TooLarge', mostBytes: mostPackedBytes })
  const listed = listEntries(bytes, expected)
  if (!listed.ok) return listed
  const entries = listed.value
  const absent = expected.find((file) => !entries.has(file))
  if (absent !== undefined) return refuse({ type: 'FileAbsent', file: absent })
  const announced = [...entries.values()].reduce((sum, { unpackedBytes }) => sum + unpackedBytes, 0)
  if (announced > mostUnpackedBytes) return refuse({ type: 'TooLarge', mostBytes: mostUnpackedBytes })
  return ok({
    unpack: (file) => {
      const entry = entries.get(file)
      const content = entry === undefined ? undefined : unpacked(entry)
      return content === undefined ? refuse({ type: 'FileChanged', file }) : ok(content)
    },
  })
}

function listEntries(
  bytes: Uint8Array,
  expected: readonly string[],
): Result<ReadonlyMap<string, ZipEntry>, ImportTrouble> {
  const entries = new Map<string, ZipEntry>()
  try {
    // One by one: the first name that does not belong here ends the reading, however many follow.
    for (const entry of zipEntries(bytes)) {
      const { name } = entry
      if (!expected.includes(name)) return refuse({ type: 'UnexpectedFile', file: shortened(name) })
      if (entries.has(name)) return refuse({ type: 'FileTwice', file: name })
      entries.set(name, entry)
    }
  } catch {
    return refuse({ type: 'NotAZip' })
  }
  return ok(entries)
}

const stored = 0
const deflated = 8
/** A piece of 16 kB unpacks to 16 MB at the very most. */
const pieceBytes = 16_384

/** undefined where it is not what the directory announced. */
function unpacked({ method, isEncrypted, packed, unpackedBytes }: ZipEntry): Uint8Array | undefined {
  if (isEncrypted) return undefined
  if (method === stored) return packed.length === unpackedBytes ? packed : undefined
  return method === deflated ? inflated(packed, unpackedBytes) : undefined
}

function inflated(packed: Uint8Array, announced: number): Uint8Array | undefined {
  const content = new Uint8Array(announced)
  let filled = 0
  const inflate = new Inflate((piece) => {
    // Throws where the piece does not fit any more.
    content.set(piece, filled)
    filled += piece.length
  })
  try {
    for (let at = 0; at < packed.length; at += pieceBytes)
      inflate.push(packed.subarray(at, at + pieceBytes), at + pieceBytes >= packed.length)
  } catch {
    return undefined
  }
  return filled === announced ? content : undefined
}
