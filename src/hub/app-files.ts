import { createHash } from 'node:crypto'
import { readFile, readdir } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'

/** One file of the built app, held in memory. */
export interface AppFile {
  readonly path: string
  readonly type: string
  readonly etag: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** The built app by path, as `/assets/index-1a2b.js`. */
export type AppFiles = ReadonlyMap<string, AppFile>

const typesByExtension: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  ico: 'image/x-icon',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json; charset=utf-8',
  map: 'application/json; charset=utf-8',
  png: 'image/png',
  svg: 'image/svg+xml; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
  wasm: 'application/wasm',
  webmanifest: 'application/manifest+json; charset=utf-8',
  woff2: 'font/woff2',
}

/**
 * Reads the built app into memory, without hidden files.
 * Only what was read can be asked for, so no request reaches the disk; and a build that replaces the folder
 * while this process runs never mixes two versions. The whole app is a few megabytes.
 */
export async function readAppFiles(folder: string): Promise<AppFiles> {
  const filesByPath = new Map<string, AppFile>()
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const name = relative(folder, join(entry.parentPath, entry.name))
    const path = `/${name.split(sep).join('/')}`
    if (!entry.isFile() || path.includes('/.')) continue
    const bytes = new Uint8Array(await readFile(join(folder, name)))
    filesByPath.set(path, { path, bytes, type: contentType(path), etag: contentHash(bytes) })
  }
  return filesByPath
}

function contentType(path: string): string {
  const extension = path.slice(path.lastIndexOf('.') + 1)
  return typesByExtension[extension] ?? 'application/octet-stream'
}

function contentHash(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('base64url').slice(0, 22)
}
