import type { Shape } from '#protocol/shape.ts'
import { problem } from '../problem.ts'

/** As large as 200 entries with long documents; a page of settings is some kilobytes. */
export const mostBodyBytes = 2_000_000
/** Brackets in brackets: nothing of ours has more than ten, and reading must not run out of stack. */
const mostNested = 64
/** A sender that is slower is no device of a library. */
const longestBodyMs = 20_000

/** What is asked again when a body was long in coming: whether its sender may still do this. */
const askedAgain = new WeakMap<Request, () => Promise<Response | null>>()
const longMs = 250

/** Has `refusal` asked when the request's body has been read, unless it came at once; null: it may go on. */
export function askAfterBody(request: Request, refusal: () => Promise<Response | null>): void {
  askedAgain.set(request, refusal)
}

/** Reads a JSON body, bounded in size, depth and time; a Response refuses. */
export async function readJson(request: Request, mostBytes = mostBodyBytes): Promise<{ value: unknown } | Response> {
  const bytes = await readBytes(request, mostBytes)
  if (bytes instanceof Response) return bytes
  const text = Buffer.from(bytes).toString('utf8')
  if (isNestedDeeper(text, mostNested)) return problem(422, 'The body is nested too deeply.')
  try {
    const value: unknown = JSON.parse(text)
    // Neither database keeps such text in its JSON; it says nothing to a person either.
    return { value: /\\u0000|\\ud[89a-f]/i.test(text) ? storable(value) : value }
  } catch {
    return problem(400, 'The body is not JSON.')
  }
}

/** Reads a body of one shape; a Response refuses. */
export async function readBody<Value>(
  request: Request,
  shape: Shape<Value>,
  mostBytes = mostBodyBytes,
): Promise<{ value: Value } | Response> {
  const read = await readJson(request, mostBytes)
  if (read instanceof Response) return read
  const value = shape.parse(read.value)
  return value === undefined ? wrongShape() : { value }
}

export function wrongShape(): Response {
  return problem(422, 'The body does not have the shape that this address takes.')
}

/** Reads a body of any kind, bounded in size and time; a Response refuses. */
export async function readBytes(request: Request, mostBytes: number): Promise<Uint8Array | Response> {
  const from = Date.now()
  const bytes = await readParts(request, mostBytes)
  if (bytes instanceof Response) return bytes
  const refused = Date.now() - from > longMs ? ((await askedAgain.get(request)?.()) ?? null) : null
  return refused ?? bytes
}

async function readParts(request: Request, mostBytes: number): Promise<Uint8Array | Response> {
  const tooLarge = () => problem(413, `The body is larger than ${mostBytes} bytes.`)
  if (Number(request.headers.get('content-length') ?? 0) > mostBytes) return tooLarge()
  const reader = request.body?.getReader()
  if (reader === undefined) return new Uint8Array()
  const parts: Uint8Array[] = []
  let bytes = 0
  const late = setTimeout(() => void reader.cancel().catch(() => undefined), longestBodyMs)
  const from = Date.now()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (Date.now() - from >= longestBodyMs) return problem(408, 'The body came too slowly.')
      if (done) return Buffer.concat(parts)
      bytes += value.byteLength
      if (bytes > mostBytes) {
        void reader.cancel().catch(() => undefined)
        return tooLarge()
      }
      parts.push(value)
    }
  } catch {
    return problem(400, 'The body broke off.')
  } finally {
    clearTimeout(late)
  }
}

function isNestedDeeper(text: string, most: number): boolean {
  let depth = 0
  let quoted = false
  for (let at = 0; at < text.length; at++) {
    const letter = text.charCodeAt(at)
    if (quoted) {
      if (letter === 92) at += 1
      else if (letter === 34) quoted = false
    } else if (letter === 34) quoted = true
    else if (letter === 91 || letter === 123) {
      depth += 1
      if (depth > most) return true
    } else if (letter === 93 || letter === 125) depth -= 1
  }
  return false
}

/** Without NUL and half characters, which a database refuses: the whole group would fail with them. */
function storable(value: unknown): unknown {
  if (typeof value === 'string') return storableText(value)
  if (Array.isArray(value)) return value.map(storable)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [storableText(key), storable(part)]))
}

function storableText(text: string): string {
  return Buffer.from(text.replaceAll('\0', '\uFFFD'), 'utf8').toString('utf8')
}
