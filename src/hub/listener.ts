import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { Http2ServerRequest, Http2ServerResponse, SecureServerOptions, ServerHttp2Session } from 'node:http2'
import { createSecureServer } from 'node:http2'
import type { Server as Listener, Socket } from 'node:net'
import { createSecureContext } from 'node:tls'
import { getRequestListener } from '@hono/node-server'

/** A certificate with its chain and its key, both PEM. */
export interface CertificatePair {
  readonly cert: string
  readonly key: string
}

/** What Node knows of the connection that a request came by; `getConnInfo` reads it. */
export interface Connection {
  readonly incoming: IncomingMessage | Http2ServerRequest
  readonly outgoing: ServerResponse | Http2ServerResponse
}

/** Answers a request. */
export type Answer = (request: Request, connection: Connection) => Response | Promise<Response>

/** How long and how much a connection may take. */
export interface Limits {
  readonly handshakeMs: number
  readonly headersMs: number
  /** For the whole request with its body; the answer may last for ever. */
  readonly requestMs: number
  /** A connection without a request. Longer than the 60 s that proxies keep theirs. */
  readonly idleMs: number
  readonly checkMs: number
  readonly headerBytes: number
  readonly connections: number
  /** Requests at a time over one HTTP/2 connection. */
  readonly streams: number
  /** How long answers that are under way may go on when the hub stops. */
  readonly drainMs: number
}

/** A thousand streaming screens, and room for those who come again before their old connection is gone. */
export const usualLimits: Limits = {
  handshakeMs: 10_000,
  headersMs: 15_000,
  requestMs: 60_000,
  idleMs: 65_000,
  checkMs: 1000,
  headerBytes: 16_384,
  connections: 4096,
  streams: 128,
  drainMs: 1000,
}

/** A listener that isn't bound yet, and its end. */
export interface OpenListener {
  readonly listener: Listener
  /** Serves new connections with another certificate; throws where the pair is none. */
  readonly changeCertificate: (pair: CertificatePair) => void
  /** Ends what is idle at once and the rest after `drainMs`. */
  readonly close: () => Promise<void>
}

/** Plain HTTP/1.1. */
export function plainListener(answer: Answer, limits: Limits): OpenListener {
  const listener = createServer(slowness(limits), listenTo(guarded(answer, 'http:', limits)))
  return { listener, changeCertificate: () => undefined, close: closer(listener, limits) }
}

/** HTTPS, with HTTP/2 for browsers: one connection carries the streams of all windows, HTTP/1.1 has six. */
export function secureListener(answer: Answer, pair: CertificatePair, limits: Limits): OpenListener {
  const options: SecureServerOptions = {
    ...slowness(limits),
    ...pair,
    allowHTTP1: true,
    minVersion: 'TLSv1.2',
    handshakeTimeout: limits.handshakeMs,
    settings: { maxConcurrentStreams: limits.streams, maxHeaderListSize: limits.headerBytes },
  }
  const listener = createSecureServer(options, listenTo(guarded(answer, 'https:', limits)))
  // Node's own fields: the constructor sets them for HTTP/1.1 over this listener without asking the options.
  Object.assign(listener, {
    headersTimeout: limits.headersMs,
    requestTimeout: limits.requestMs,
    keepAliveTimeout: limits.idleMs,
  })
  listener.on('session', (session) => boundSession(session, limits))
  const changeCertificate = (next: CertificatePair): void => {
    createSecureContext({ cert: next.cert, key: next.key })
    listener.setSecureContext({ cert: next.cert, key: next.key, minVersion: 'TLSv1.2' })
  }
  return { listener, changeCertificate, close: closer(listener, limits) }
}

function listenTo(fetch: Answer): ReturnType<typeof getRequestListener> {
  return getRequestListener((request, connection) => fetch(request, connection), { overrideGlobalObjects: false })
}

function slowness(limits: Limits) {
  return {
    headersTimeout: limits.headersMs,
    requestTimeout: limits.requestMs,
    keepAliveTimeout: limits.idleMs,
    connectionsCheckingInterval: limits.checkMs,
    maxHeaderSize: limits.headerBytes,
    keepAlive: true,
    keepAliveInitialDelay: 30_000,
  }
}

// HTTP/2 has no time-outs of Node's: a connection needs a request, and a request its end, within the same times.
function boundSession(session: ServerHttp2Session, limits: Limits): void {
  let streams = 0
  let idle = setTimeout(() => session.destroy(), limits.headersMs)
  session.on('stream', (stream) => {
    streams += 1
    clearTimeout(idle)
    // A request without a body is complete with its headers, and its answer may last.
    const tooLong = stream.endAfterHeaders ? undefined : setTimeout(() => stream.close(), limits.requestMs)
    stream.once('end', () => clearTimeout(tooLong))
    stream.once('close', () => {
      clearTimeout(tooLong)
      streams -= 1
      if (streams === 0) idle = setTimeout(() => session.destroy(), limits.idleMs)
    })
  })
  session.once('close', () => clearTimeout(idle))
  session.on('error', () => session.destroy())
}

/** Refuses requests that contradict themselves about the host or the protocol they were sent to. */
function guarded(answer: Answer, protocol: 'http:' | 'https:', limits: Limits) {
  return (request: Request, connection: Connection): Response | Promise<Response> => {
    const { incoming } = connection
    const isOfThisDoor = request.url.startsWith(`${protocol}//`) && incoming.url?.startsWith('/') === true
    if (!isOfThisDoor || !hasOneHost(incoming)) return refuse(400, 'Bad request')
    if (isHttp2(incoming) && headerBytesOf(incoming) > limits.headerBytes) return refuse(431, 'Headers too large')
    return answer(request, connection)
  }
}

function refuse(status: number, words: string): Response {
  return new Response(`${words}\n`, { status, headers: { 'Content-Type': 'text/plain' } })
}

// HTTP/2 only tells the other side what it wants; a side that does not care gets through with 64 KiB a header.
function headerBytesOf({ rawHeaders }: Connection['incoming']): number {
  return rawHeaders.reduce((sum, text) => sum + text.length, 0)
}

function hasOneHost(incoming: Connection['incoming']): boolean {
  const hosts = incoming.rawHeaders.filter((_, index, all) => {
    const name = index % 2 === 1 ? all[index - 1]?.toLowerCase() : undefined
    return name === 'host' || name === ':authority'
  })
  return hosts.length > 0 && hosts.every((host) => host === hosts[0]) && (hosts.length === 1 || isHttp2(incoming))
}

function isHttp2(incoming: Connection['incoming']): incoming is Http2ServerRequest {
  return incoming.httpVersionMajor === 2
}

function closer(listener: Listener, limits: Limits): () => Promise<void> {
  listener.maxConnections = limits.connections
  const sockets = new Set<Socket>()
  const sessions = new Set<ServerHttp2Session>()
  let underWay = 0
  let drained: (() => void) | undefined
  listener.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  listener.on('session', (session: ServerHttp2Session) => {
    sessions.add(session)
    session.once('close', () => sessions.delete(session))
  })
  listener.on('request', (_incoming: unknown, outgoing: ServerResponse) => {
    underWay += 1
    outgoing.once('close', () => {
      underWay -= 1
      if (underWay === 0) drained?.()
    })
  })
  return async () => {
    const closed = new Promise<void>((resolve) => {
      listener.close(() => resolve())
    })
    for (const session of sessions) session.close()
    await new Promise<void>((resolve) => {
      const tooLong = setTimeout(resolve, limits.drainMs)
      drained = () => {
        clearTimeout(tooLong)
        resolve()
      }
      if (underWay === 0) drained()
    })
    // An idle connection that a browser keeps open would hold the stop for its whole keep-alive.
    for (const socket of sockets) socket.destroy()
    await closed
  }
}
