import type { Http2ServerRequest, Http2ServerResponse } from 'node:http2'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { securityHeaders } from '../security-headers.ts'

/** Where a stream's bytes go. */
export interface EventSink {
  /** The very same bytes go to every sink: they are never changed. */
  write(bytes: Uint8Array<ArrayBuffer>): void
  /** Bytes that the other side has not taken yet. */
  unsent(): number
  end(): void
  /** Ends without waiting for a reader that does not read. */
  drop(): void
}

/** What the server hands over beside the request; absent where a test asks the routes directly. */
export interface SocketSides {
  readonly incoming?: IncomingMessage | Http2ServerRequest
  readonly outgoing?: ServerResponse | Http2ServerResponse
  /** The network address that asks. */
  readonly peer?: string
}

export interface OpenedSink {
  readonly sink: EventSink
  readonly response: Response
}

const headers: Readonly<Record<string, string>> = {
  // This answer is written past the framework, which adds them to all others.
  ...securityHeaders,
  'Content-Type': 'text/event-stream; charset=utf-8',
  // A proxy that gathers or compresses would hold every call back.
  'Cache-Control': 'no-store, no-transform',
  'X-Accel-Buffering': 'no',
}

/** Opens a stream to the browser that asks; `closed` is called once, whoever ends it. */
export function openSink({ outgoing }: SocketSides, closed: () => void): OpenedSink {
  return outgoing === undefined ? webSink(closed) : socketSink(outgoing, closed)
}

/** Straight to the socket: one Buffer serves a thousand of them, without a copy or a promise for each. */
function socketSink(outgoing: ServerResponse | Http2ServerResponse, closed: () => void): OpenedSink {
  let open = true
  const close = (): void => {
    if (!open) return
    open = false
    closed()
  }
  outgoing.on('close', close)
  outgoing.on('error', close)
  const response = outgoing as ServerResponse
  response.writeHead(200, headers)
  response.flushHeaders()
  const sink: EventSink = {
    write: (bytes) => {
      if (open) response.write(bytes)
    },
    unsent: () => ('stream' in outgoing ? outgoing.stream.writableLength : outgoing.writableLength),
    end: () => {
      if (open) response.end()
      close()
    },
    drop: () => {
      response.destroy()
      close()
    },
  }
  return { sink, response: RESPONSE_ALREADY_SENT }
}

/** The platform's own stream, for routes that are asked without a socket. */
function webSink(closed: () => void): OpenedSink {
  let open = true
  let controller: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>> | undefined
  const close = (): void => {
    if (!open) return
    open = false
    closed()
  }
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>(
    { start: (made) => void (controller = made), cancel: close },
    new ByteLengthQueuingStrategy({ highWaterMark: 0 }),
  )
  const end = (): void => {
    if (open) controller?.close()
    close()
  }
  const sink: EventSink = {
    write: (bytes) => {
      if (open) controller?.enqueue(bytes)
    },
    unsent: () => -(controller?.desiredSize ?? 0),
    end,
    drop: end,
  }
  return { sink, response: new Response(body, { headers }) }
}
