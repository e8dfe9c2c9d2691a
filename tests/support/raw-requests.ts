import { connect } from 'node:net'
import type { FetchedRequest } from './bad-requests.ts'

let sent = 0

/** Sends bytes and answers the status of what comes back; null: the connection was closed without a word. */
export function send(port: number, text: string): Promise<number | null> {
  return new Promise((resolve) => {
    // From many addresses: the limits for one would let little of this through.
    const socket = connect({ port, host: '127.0.0.1', localAddress: `127.0.0.${2 + (sent++ % 250)}` })
    let answer = ''
    const done = () => {
      socket.destroy()
      const status = /^HTTP\/1\.[01] (\d{3})/.exec(answer)?.[1]
      resolve(status === undefined ? null : Number(status))
    }
    // A request that promises more than it sends is left waiting.
    socket.setTimeout(150, done)
    socket.on('data', (bytes: Buffer) => {
      if (answer.length < 64) answer += bytes.toString('latin1')
      if (/^HTTP\/1\.[01] \d{3}/.test(answer)) done()
    })
    socket.once('error', done)
    socket.once('close', done)
    socket.write(text, 'latin1')
  })
}

/** A request that comes one byte at a time; returns the way to end it. */
export function trickle(port: number, index: number): () => void {
  const text = `POST /api/v1/hello HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{"version":`
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => undefined)
  let sent = index % 2 === 0 ? 0 : text.length - 1
  if (sent > 0) socket.write(text.slice(0, sent))
  const timer = setInterval(() => {
    if (!socket.destroyed) socket.write(text[sent++ % text.length] ?? ' ')
  }, 50)
  return () => {
    clearInterval(timer)
    socket.destroy()
  }
}

/** Asks by `fetch`; null: it would not send this, or nothing came back. */
export async function ask(url: string, { path, method, cookie, body }: FetchedRequest): Promise<number | null> {
  try {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { Cookie: cookie, 'Content-Type': 'application/json' },
      redirect: 'manual',
      signal: AbortSignal.timeout(3_000),
      ...(body === null ? {} : { body }),
    })
    await response.body?.cancel()
    return response.status
  } catch {
    return null
  }
}
