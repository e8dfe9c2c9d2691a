import { formatCursor } from '#protocol/cursor.ts'
import type { Cursor } from '#protocol/cursor.ts'
import { otherLife, problem, toWire } from '#protocol/messages.ts'
import type { OtherLife, Problem } from '#protocol/messages.ts'
import type { Shape } from '#protocol/shape.ts'

/** What came of a request. */
export type WireAnswer<Value> =
  | { readonly type: 'reply'; readonly value: Value; readonly status: number }
  | { readonly type: 'otherLife'; readonly value: OtherLife }
  /** The hub said no, in its own words. */
  | { readonly type: 'problem'; readonly problem: Problem; readonly retryAfterMs: number }
  /** Something answered that is no hub: a captive portal, a static host. */
  | { readonly type: 'stranger' }
  /** Nothing answered in time, or the line broke. */
  | { readonly type: 'silence' }

export interface Ask<Value> {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** Below `api/v1/`. */
  readonly path: string
  readonly body?: unknown
  /** In place of a body: a picture of dots. */
  readonly picture?: Uint8Array<ArrayBuffer>
  readonly shape: Shape<Value>
  readonly timeoutMs: number
  readonly signal?: AbortSignal
}

/** One browser's requests to the hub that its page came from. */
export interface HubWire {
  ask<Value>(ask: Ask<Value>): Promise<WireAnswer<Value>>
  /** Reads the stream after a cursor until it ends; resolves with why. */
  stream(cursor: Cursor, signal: AbortSignal, onEvent: (event: StreamEvent) => void): Promise<WireAnswer<null>>
}

export interface StreamEvent {
  readonly name: string
  readonly data: unknown
}

/** An event of a stream is a page of the log at most. */
const mostEventLength = 32_000_000

/**
 * @param base the application's folder. @param request the browser's `fetch`; tests hand in a hub of their own.
 */
export function createHubWire(base: URL, request: typeof fetch = fetch): HubWire {
  const address = (path: string) => new URL(`api/v1/${path}`, base)

  return {
    ask: async ({ method = 'GET', path, body, picture, shape, timeoutMs, signal }) => {
      // A black hole answers nothing: the answer's body is under the same limit as its head.
      const controller = new AbortController()
      const abort = () => controller.abort()
      const timer = setTimeout(abort, timeoutMs)
      signal?.addEventListener('abort', abort)
      try {
        if (signal?.aborted) return { type: 'silence' }
        const response = await request(address(path), {
          method,
          signal: controller.signal,
          cache: 'no-store',
          headers: {
            Accept: 'application/json',
            ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
            ...(picture === undefined ? {} : { 'Content-Type': 'image/x-portable-bitmap' }),
          },
          ...(body === undefined ? {} : { body: JSON.stringify(toWire(body)) }),
          ...(picture === undefined ? {} : { body: picture }),
        })
        return await readAnswer(response, shape)
      } catch {
        return { type: 'silence' }
      } finally {
        clearTimeout(timer)
        signal?.removeEventListener('abort', abort)
      }
    },
    stream: async (cursor, signal, onEvent) => {
      try {
        const response = await request(address(`stream?after=${formatCursor(cursor)}`), {
          signal,
          cache: 'no-store',
          headers: { Accept: 'text/event-stream' },
        })
        const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') === true
        if (!response.ok || !isStream || response.body === null) return await readAnswer(response, nothing)
        await readEvents(response.body, onEvent)
        return { type: 'silence' }
      } catch {
        return { type: 'silence' }
      }
    },
  }
}

const nothing: Shape<null> = { text: '', parse: () => undefined }

/** For an answer without a body. */
export const emptyAnswer: Shape<true> = { text: '', parse: () => true }

async function readAnswer<Value>(response: Response, shape: Shape<Value>): Promise<WireAnswer<Value>> {
  const { status } = response
  const body = await readBody(response)
  const told = otherLife.parse(body)
  if (told !== undefined) return { type: 'otherLife', value: told }
  const refusal = problem.parse(body)
  // 409: the other desk's number, in the reply's own words.
  if (refusal === undefined && (response.ok || status === 409)) {
    const value = shape.parse(body)
    if (value !== undefined) return { type: 'reply', value, status }
  }
  if (refusal === undefined) return { type: 'stranger' }
  // The date form of Retry-After is not used by our hub.
  const seconds = Number(response.headers.get('retry-after') ?? 0)
  return { type: 'problem', problem: refusal, retryAfterMs: seconds > 0 ? Math.min(seconds, 300) * 1_000 : 0 }
}

async function readBody(response: Response): Promise<unknown> {
  const text = await response.text()
  if (text === '') return undefined
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/**
 * Server-sent events by `fetch`: unlike EventSource it tells an answer's status, can be aborted, and never gives up or
 * tries again behind the state machine's back.
 */
async function readEvents(body: ReadableStream<Uint8Array>, onEvent: (event: StreamEvent) => void): Promise<void> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let text = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    text += decoder.decode(value, { stream: true })
    const parts = text.split(/\r?\n\r?\n/)
    text = parts.pop() ?? ''
    if (text.length > mostEventLength) throw new Error('An event without an end')
    for (const part of parts) {
      const event = readEvent(part)
      if (event !== null) onEvent(event)
    }
  }
}

function readEvent(part: string): StreamEvent | null {
  let name = 'message'
  const data: string[] = []
  for (const line of part.split(/\r?\n/)) {
    const [, field, value] = /^([a-z]+): ?(.*)$/.exec(line) ?? []
    if (field === 'event') name = value ?? ''
    else if (field === 'data') data.push(value ?? '')
  }
  try {
    return data.length === 0 ? null : { name, data: JSON.parse(data.join('\n')) as unknown }
  } catch {
    return null
  }
}
