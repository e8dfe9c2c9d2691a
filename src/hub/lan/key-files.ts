import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Writes a file that only this account may read: whole or not at all. */
export async function writePrivately(file: string, text: string): Promise<void> {
  const part = `${file}.${process.pid}.part`
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  await writeFile(part, text, { mode: 0o600, flush: true })
  await rename(part, file)
}

/** The file's text; null where there is none. */
export async function readPrivately(file: string): Promise<string | null> {
  try {
    const text = await readFile(file, 'utf8')
    // A restored backup may have opened it to others. Windows has no such modes.
    if (process.platform !== 'win32') await chmod(file, 0o600)
    return text
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}
