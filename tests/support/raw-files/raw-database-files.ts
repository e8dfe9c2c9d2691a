import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { readLogRecords, readTableBlocks } from './level-db-file.ts'

/** One thing that was to be erased and is still in the files, with the form it was found in. */
export interface Trace {
  readonly found: string
  readonly form: 'one-byte' | 'utf-16le' | 'utf-16be' | 'double' | 'key double'
}

/**
 * Everything a browser profile's IndexedDB directories hold, as it lies on the disk and, for LevelDB, also in plain form:
 * tables decompressed, keys and log records put together again. SQLite databases come with their `-wal` and `-journal`.
 * The browser may be running. Limits: values above 4 KB may lie scattered over SQLite's overflow pages, and values that
 * Chromium compresses itself (it starts at tens of KB) are not opened; the journal's entries are far smaller.
 */
export async function readIndexedDbFiles(profileDir: string): Promise<Buffer[]> {
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
    const paths = await listDatabaseFiles(profileDir)
    const files = await Promise.all(paths.map(readUnlessGone))
    // A compaction moves bytes into new files: only a listing that stayed the same has seen them all.
    const isWhole = !files.includes(undefined) && String(await listDatabaseFiles(profileDir)) === String(paths)
    if (isWhole) return paths.flatMap((path, i) => toContents(basename(path), files[i] ?? Buffer.alloc(0)))
  }
  throw new Error(`${profileDir} did not stay still for ${MOST_ATTEMPTS} readings`)
}

/** Which of these texts and instants (milliseconds) occur in the contents, in any form that IndexedDB writes them in. */
export function findTraces(
  contents: readonly Buffer[],
  needles: readonly string[],
  instants: readonly number[],
): readonly Trace[] {
  // One haystack: a search in each of thousands of small records would take minutes.
  const haystack = Buffer.concat(contents.flatMap((content) => [content, SEPARATOR]))
  return [...needles.flatMap(textForms), ...instants.flatMap(instantForms)]
    .filter(({ bytes }) => haystack.includes(bytes))
    .map(({ found, form }) => ({ found, form }))
}

interface SearchedForm extends Trace {
  readonly bytes: Buffer
}

function textForms(text: string): readonly SearchedForm[] {
  const utf16 = Buffer.from(text, 'utf16le')
  return [
    { found: text, form: 'one-byte', bytes: Buffer.from(text, 'latin1') },
    { found: text, form: 'utf-16le', bytes: utf16 },
    // LevelDB keys.
    { found: text, form: 'utf-16be', bytes: Buffer.from(utf16).swap16() },
  ]
}

function instantForms(instant: number): readonly SearchedForm[] {
  const double = Buffer.alloc(8)
  double.writeDoubleLE(instant)
  // SQLite keys: most significant byte first and the sign turned over, so that bytes sort as numbers do.
  const keyDouble = Buffer.from(double).reverse()
  keyDouble.writeUInt8(keyDouble.readUInt8(0) ^ 0x80, 0)
  return [
    { found: String(instant), form: 'double', bytes: double },
    { found: String(instant), form: 'key double', bytes: keyDouble },
  ]
}

function toContents(name: string, file: Buffer): readonly Buffer[] {
  if (name.endsWith('.ldb')) return [file, ...readTableBlocks(file)]
  if (name.endsWith('.log') || name.startsWith('MANIFEST-')) return [file, ...readLogRecords(file)]
  return [file]
}

/** Default buckets live under `IndexedDB`, those that a page opened itself under `WebStorage/<number>/IndexedDB`. */
async function listDatabaseFiles(profileDir: string): Promise<readonly string[]> {
  const perDirectory = await Promise.all(
    ['IndexedDB', 'WebStorage'].map((name) => listFiles(join(profileDir, 'Default', name))),
  )
  return perDirectory.flat().sort()
}

async function listFiles(directory: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(directory, { recursive: true, withFileTypes: true })
    return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  } catch (error) {
    if (isGone(error)) return []
    throw error
  }
}

async function readUnlessGone(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path)
  } catch (error) {
    if (isGone(error)) return undefined
    throw error
  }
}

function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}

const MOST_ATTEMPTS = 50
const SEPARATOR = Buffer.from([0])
