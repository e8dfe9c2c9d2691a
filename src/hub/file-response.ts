import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { AppFile } from './app-files.ts'

type Encoding = 'br' | 'gzip' | 'identity'

/** Answers with one file of the app: compressed as the browser likes it, and 304 when it already has it. */
export type FileResponder = (request: Request, file: AppFile) => Promise<Response>

/** Makes a responder that compresses each file once and keeps the result. */
export function createFileResponder(): FileResponder {
  const compressedByKey = new Map<string, Promise<Uint8Array<ArrayBuffer>>>()

  function bytesOf(file: AppFile, encoding: Encoding): Promise<Uint8Array<ArrayBuffer>> {
    const key = `${encoding} ${file.path}`
    const known = compressedByKey.get(key)
    if (known !== undefined) return known
    const made = compress(file.bytes, encoding)
    compressedByKey.set(key, made)
    return made
  }

  return async (request, file) => {
    const encoding = isCompressible(file) ? chooseEncoding(request.headers.get('accept-encoding')) : 'identity'
    const etag = `"${file.etag}${encoding === 'identity' ? '' : `-${encoding}`}"`
    const headers = new Headers({ 'Cache-Control': cacheControl(file.path), ETag: etag, Vary: 'Accept-Encoding' })
    if (isKnown(request.headers.get('if-none-match'), etag)) return new Response(null, { status: 304, headers })

    const bytes = await bytesOf(file, encoding)
    headers.set('Content-Type', file.type)
    headers.set('Content-Length', String(bytes.byteLength))
    if (encoding !== 'identity') headers.set('Content-Encoding', encoding)
    return new Response(bytes, { headers })
  }
}

// Names below /assets/ carry a hash of their content; everything else keeps its name from version to version.
function cacheControl(path: string): string {
  return path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'
}

function isCompressible(file: AppFile): boolean {
  return /^(text\/|image\/svg|application\/(json|manifest|wasm))/.test(file.type) && file.bytes.byteLength > 512
}

function chooseEncoding(accepted: string | null): Encoding {
  const offered = (accepted ?? '').split(',').map((part) => part.trim().toLowerCase())
  const accepts = (name: string): boolean =>
    offered.some((part) => part.split(';')[0]?.trim() === name && !/;\s*q=0(\.0*)?$/.test(part))
  if (accepts('br')) return 'br'
  return accepts('gzip') ? 'gzip' : 'identity'
}

function isKnown(ifNoneMatch: string | null, etag: string): boolean {
  return (ifNoneMatch ?? '').split(',').some((part) => part.trim().replace(/^W\//, '') === etag)
}

// Brotli 9 costs about 50 ms for the largest chunk, once; 11 would cost a second for 3 % less.
async function compress(bytes: Uint8Array<ArrayBuffer>, encoding: Encoding): Promise<Uint8Array<ArrayBuffer>> {
  switch (encoding) {
    case 'br':
      return await promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } })
    case 'gzip':
      return await promisify(gzip)(bytes, { level: 9 })
    case 'identity':
      return bytes
  }
}
