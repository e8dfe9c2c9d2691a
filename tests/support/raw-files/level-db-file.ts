/** Every record of a LevelDB log (`.log`, `MANIFEST-*`), with the pieces that 32 KiB borders cut apart joined again. */
export function readLogRecords(file: Buffer): readonly Buffer[] {
  const records: Buffer[] = []
  let pieces: Buffer[] = []
  for (let position = 0; position + LOG_HEADER_BYTES <= file.length;) {
    const leftInBlock = LOG_BLOCK_BYTES - (position % LOG_BLOCK_BYTES)
    if (leftInBlock < LOG_HEADER_BYTES) {
      position += leftInBlock
      continue
    }
    const length = file.readUInt16LE(position + 4)
    const kind = file.readUInt8(position + 6)
    const start = position + LOG_HEADER_BYTES
    const piece = file.subarray(start, start + length)
    if (kind === LOG_FULL || kind === LOG_FIRST) pieces = []
    pieces.push(piece)
    if (kind === LOG_FULL || kind === LOG_LAST) records.push(Buffer.concat(pieces))
    position = start + length
  }
  return records
}

/**
 * The blocks of a LevelDB table (`.ldb`) in plain form, each followed by its entries with their keys written out.
 * A table without its footer is still being written and gives nothing: the files it is made from are still there.
 * Throws on a compression it does not know, so that nothing is taken for erased because it could not be read.
 */
export function readTableBlocks(file: Buffer): readonly Buffer[] {
  const footer = file.subarray(Math.max(0, file.length - TABLE_FOOTER_BYTES))
  if (footer.length < TABLE_FOOTER_BYTES || footer.readBigUInt64LE(TABLE_FOOTER_BYTES - 8) !== TABLE_MAGIC) return []
  const metaIndexHandle = readHandle(footer, 0)
  const indexHandle = readHandle(footer, metaIndexHandle.next)
  const index = readBlock(file, indexHandle)
  const dataBlocks = readEntries(index).map(({ value }) => readBlock(file, readHandle(value, 0)))
  return [index, ...dataBlocks].flatMap((block) => [
    block,
    ...readEntries(block).map(({ key, value }) => Buffer.concat([key, value])),
  ])
}

/** Undoes snappy's raw block format. Throws when the bytes do not add up to the announced length. */
export function unsnap(packed: Buffer): Buffer {
  const announced = readVarint(packed, 0)
  const plain = Buffer.alloc(announced.value)
  let written = 0
  for (let position = announced.next; position < packed.length;) {
    const tag = packed.readUInt8(position++)
    const kind = tag & 3
    if (kind === SNAPPY_LITERAL) {
      const short = tag >> 2
      const lengthBytes = Math.max(0, short - 59)
      const length = 1 + (lengthBytes === 0 ? short : packed.readUIntLE(position, lengthBytes))
      position += lengthBytes
      written += packed.copy(plain, written, position, position + length)
      position += length
      continue
    }
    const isNear = kind === SNAPPY_NEAR_COPY
    const length = isNear ? 4 + ((tag >> 2) & 7) : 1 + (tag >> 2)
    const offsetBytes = isNear ? 1 : kind === SNAPPY_FAR_COPY ? 2 : 4
    const distance = packed.readUIntLE(position, offsetBytes) + (isNear ? (tag >> 5) << 8 : 0)
    position += offsetBytes
    // Byte by byte: a copy may overlap the bytes it is producing.
    for (let i = 0; i < length; i++, written++) plain.writeUInt8(plain.readUInt8(written - distance), written)
  }
  if (written !== plain.length) throw new Error(`snappy: ${written} bytes instead of ${plain.length}`)
  return plain
}

interface Handle {
  readonly offset: number
  readonly size: number
  readonly next: number
}

interface Entry {
  readonly key: Buffer
  readonly value: Buffer
}

function readHandle(buffer: Buffer, position: number): Handle {
  const offset = readVarint(buffer, position)
  const size = readVarint(buffer, offset.next)
  return { offset: offset.value, size: size.value, next: size.next }
}

function readBlock(file: Buffer, { offset, size }: Handle): Buffer {
  const stored = file.subarray(offset, offset + size)
  const compression = file.readUInt8(offset + size)
  if (compression === 0) return stored
  if (compression === 1) return unsnap(stored)
  throw new Error(`LevelDB table: unknown compression ${compression}`)
}

/** The entries of a block. LevelDB leaves out what a key shares with the one before it; here every key is whole. */
function readEntries(block: Buffer): readonly Entry[] {
  const restarts = block.readUInt32LE(block.length - 4)
  const end = block.length - 4 * (restarts + 1)
  const entries: Entry[] = []
  let key: Buffer = Buffer.alloc(0)
  for (let position = 0; position < end;) {
    const shared = readVarint(block, position)
    const unshared = readVarint(block, shared.next)
    const size = readVarint(block, unshared.next)
    const keyEnd = size.next + unshared.value
    key = Buffer.concat([key.subarray(0, shared.value), block.subarray(size.next, keyEnd)])
    position = keyEnd + size.value
    entries.push({ key, value: block.subarray(keyEnd, position) })
  }
  return entries
}

function readVarint(buffer: Buffer, position: number): { readonly value: number; readonly next: number } {
  let value = 0
  // Multiplication, not shifts: offsets in a table may pass 31 bits.
  for (let scale = 1, next = position; ; scale *= 128) {
    const byte = buffer.readUInt8(next++)
    value += (byte & 127) * scale
    if (byte < 128) return { value, next }
  }
}

// LevelDB's doc/log_format.md and doc/table_format.md; snappy's format_description.txt.
const LOG_BLOCK_BYTES = 32_768
const LOG_HEADER_BYTES = 7
const LOG_FULL = 1
const LOG_FIRST = 2
const LOG_LAST = 4
const TABLE_FOOTER_BYTES = 48
const TABLE_MAGIC = 0xdb4775248b80fb57n
const SNAPPY_LITERAL = 0
const SNAPPY_NEAR_COPY = 1
const SNAPPY_FAR_COPY = 2
