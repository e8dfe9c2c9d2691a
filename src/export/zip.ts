import { Zip, ZipDeflate } from 'fflate'

/** A zip while it is written: file by file, so that only compressed bytes and one file are in memory. */
export interface ZipWriter {
  add(name: string, content: Uint8Array): void
  end(): Uint8Array
}

const pieceBytes = 65_536

export function startZip(): ZipWriter {
  const pieces: Uint8Array[] = []
  const zip = new Zip((error, piece) => {
    if (error !== null) throw error
    pieces.push(piece)
  })
  return {
    add: (name, content) => {
      const file = new ZipDeflate(name, { level: 6 })
      // One fixed time, by the wall clock as the format wants it: the same export is the same bytes in every zone (S38).
      file.mtime = new Date(1980, 0, 1, 12)
      zip.add(file)
      for (let at = 0; at < content.length; at += pieceBytes) file.push(content.subarray(at, at + pieceBytes))
      file.push(new Uint8Array(0), true)
    },
    end: () => {
      zip.end()
      return joined(pieces)
    },
  }
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}
