import { connect as connectHttp2 } from 'node:http2'
import type { ClientHttp2Session } from 'node:http2'
import { request as requestPlainly } from 'node:http'
import { request } from 'node:https'
import { connect } from 'node:net'

/** What came back over a bare connection. */
export interface Heard {
  readonly text: string
  readonly afterMs: number
}

/** Sends pieces one by one, `everyMs` apart, and hears until the other side ends; rejects after `limitMs`. */
export function talk(port: number, pieces: readonly string[], everyMs = 0, limitMs = 15_000): Promise<Heard> {
  return new Promise((resolve, reject) => {
    const startedAt = performance.now()
    const socket = connect(port, '127.0.0.1')
    let text = ''
    let next = 0
    const sending = setInterval(() => {
      const piece = pieces[next]
      next += 1
      if (piece === undefined) clearInterval(sending)
      else socket.write(piece)
    }, everyMs)
    const limit = setTimeout(() => {
      end()
      reject(new Error(`Still open after ${limitMs} ms, having said: ${text}`))
    }, limitMs)
    const end = (): void => {
      clearInterval(sending)
      clearTimeout(limit)
      socket.destroy()
    }
    socket.on('data', (chunk) => (text += String(chunk)))
    socket.on('error', () => undefined)
    socket.on('close', () => {
      end()
      resolve({ text, afterMs: performance.now() - startedAt })
    })
  })
}

/** What a TLS connection was refused with, or the answer. */
export interface Asked {
  readonly status: number
  readonly body: string
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
}

export interface AskOptions {
  /** The authority that this browser trusts, and no other. */
  readonly ca?: string
  /** The name that is asked for; the connection always goes to this machine. */
  readonly host?: string
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** Asks over HTTPS with HTTP/1.1 as a browser does: the certificate has to be for the name. */
export function askSecurely(port: number, path: string, options: AskOptions = {}): Promise<Asked> {
  const { ca, host = 'localhost', method = 'GET', headers = {}, body } = options
  return new Promise((resolve, reject) => {
    const asked = request(
      {
        host: '127.0.0.1',
        servername: /^[\d.]+$/.test(host) ? '' : host,
        port,
        path,
        method,
        ca,
        headers: { host: `${host}:${port}`, ...headers },
        agent: false,
        timeout: 10_000,
        ...(/^[\d.]+$/.test(host) ? { host } : {}),
      },
      (answer) => {
        let text = ''
        answer.on('data', (chunk) => (text += String(chunk)))
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: text, headers: answer.headers }))
      },
    )
    asked.on('timeout', () => asked.destroy(new Error('No answer within 10 s')))
    asked.on('error', reject)
    asked.end(body)
  })
}

/** One HTTP/2 connection, as a browser has one for all its windows. */
export function openSession(port: number, ca: string): ClientHttp2Session {
  return connectHttp2(`https://localhost:${port}`, { ca, host: '127.0.0.1', servername: 'localhost' })
}

/** Asks over an HTTP/2 connection; `heard` gets each piece of a body that goes on. */
export function askSession(
  session: ClientHttp2Session,
  headers: Readonly<Record<string, string>>,
  heard: (piece: string) => void = () => undefined,
): Promise<Asked> {
  return new Promise((resolve, reject) => {
    const stream = session.request({ ...headers })
    let status = 0
    let body = ''
    let answered: Asked['headers'] = {}
    stream.on('response', (got) => {
      status = Number(got[':status'])
      answered = got
    })
    stream.on('data', (chunk) => {
      body += String(chunk)
      heard(String(chunk))
    })
    stream.on('end', () => resolve({ status, body, headers: answered }))
    stream.on('error', reject)
    stream.end()
  })
}

/** Asks this machine over plain HTTP under any name; `fetch` would not let a test say its host. */
export function ask(
  port: number | string,
  path: string,
  { host, method = 'GET' }: { readonly host: string; readonly method?: string },
): Promise<Response> {
  return new Promise((resolve, reject) => {
    const asked = requestPlainly(
      { host: '127.0.0.1', port, path, method, headers: { host }, agent: false, timeout: 10_000 },
      (answer) => {
        const pieces: Buffer[] = []
        answer.on('data', (piece: Buffer) => pieces.push(piece))
        answer.on('end', () => {
          const headers = Object.entries(answer.headers).map(
            ([name, value]) => [name, String(value)] as [string, string],
          )
          const body = pieces.length === 0 ? null : new Uint8Array(Buffer.concat(pieces))
          resolve(new Response(body, { status: answer.statusCode ?? 0, headers }))
        })
      },
    )
    asked.on('timeout', () => asked.destroy(new Error('No answer within 10 s')))
    asked.on('error', reject)
    asked.end()
  })
}
