import type { Shape } from '#protocol/shape.ts'
import { problem } from '../problem.ts'

/** The body of a request, read and checked; a Response says what is wrong with it: 413 or 400. */
export async function readJson<Value>(
  request: Request,
  shape: Shape<Value>,
  mostBytes: number,
): Promise<{ readonly value: Value } | Response> {
  const text = await readText(request, mostBytes)
  if (text === null) return problem(413, 'Too large', `This request may have ${mostBytes} bytes.`)
  try {
    const value = shape.parse(JSON.parse(text))
    if (value !== undefined) return { value }
    return problem(400, 'Not understood', `The body has to be ${shape.text}`.slice(0, 400))
  } catch {
    return problem(400, 'Not understood', 'The body is not JSON.')
  }
}

/** null: longer than `most`, whatever its headers say. */
async function readText(request: Request, most: number): Promise<string | null> {
  if (Number(request.headers.get('content-length') ?? 0) > most) return null
  if (request.body === null) return ''
  const chunks: Uint8Array[] = []
  let size = 0
  const reader = request.body.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return Buffer.concat(chunks).toString('utf8')
    size += value.byteLength
    if (size > most) {
      await reader.cancel().catch(() => undefined)
      return null
    }
    chunks.push(value)
  }
}
