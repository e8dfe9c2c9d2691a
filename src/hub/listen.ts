import type { Server as HttpListener } from 'node:http'
import type { Server as Listener } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'

/** A hub that answers. */
export interface Listening {
  readonly url: string
  /** Ends open connections and resolves when nothing listens any more. */
  readonly stop: () => Promise<void>
}

type Fetch = (request: Request) => Response | Promise<Response>

// A browser asks `localhost` on either address and may find another program on the one that we left out.
const addressesOf = (host: string): readonly string[] => (host === 'localhost' ? ['127.0.0.1', '::1'] : [host])

/** Listens on every address of the host; rejects with a sentence that says what to do where it can't. */
export async function listen(fetch: Fetch, host: string, port: number): Promise<Listening> {
  const listeners: Listener[] = []
  const stop = async (): Promise<void> => {
    await Promise.all(listeners.map(close))
  }
  let boundPort = port
  for (const address of addressesOf(host)) {
    const listener = createAdaptorServer({ fetch, overrideGlobalObjects: false })
    try {
      boundPort = await bind(listener, address, boundPort)
      listeners.push(listener)
    } catch (error) {
      // A machine without IPv6 has one address of the two.
      if (address === '::1' && ['EADDRNOTAVAIL', 'EAFNOSUPPORT'].includes(causeOf(error))) continue
      await stop()
      throw new Error(explain(error, host, boundPort), { cause: error })
    }
  }
  return { url: `http://${host.includes(':') ? `[${host}]` : host}:${boundPort}`, stop }
}

function bind(listener: Listener, address: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    listener.once('error', reject)
    listener.listen(port, address, () => {
      listener.off('error', reject)
      const bound = listener.address()
      resolve(typeof bound === 'object' && bound !== null ? bound.port : port)
    })
  })
}

function close(listener: Listener): Promise<void> {
  return new Promise((resolve) => {
    listener.close(() => resolve())
    // An idle connection that a browser keeps open would hold the stop for its whole keep-alive.
    if (isHttp(listener)) listener.closeAllConnections()
  })
}

function isHttp(listener: Listener): listener is HttpListener {
  return 'closeAllConnections' in listener
}

function explain(error: unknown, host: string, port: number): string {
  switch (causeOf(error)) {
    case 'EADDRINUSE':
      return `Port ${port} on ${host} is already in use: is Guichet Libre running? Stop that program, or choose another port: PORT=${port + 1} npm start`
    case 'EACCES':
      return `Port ${port} on ${host} needs more rights than this account has. Choose one above 1023: PORT=8080 npm start`
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `HOST is "${host}", which is not an address of this machine. Use localhost, 0.0.0.0 or one of its own addresses.`
    default:
      return `Cannot listen on ${host}:${port}: ${String(error)}`
  }
}

function causeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
