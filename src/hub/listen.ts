import type { Server as Listener } from 'node:net'
import { plainListener, secureListener, usualLimits } from './listener.ts'
import type { Answer, CertificatePair, Limits } from './listener.ts'

/** A hub that answers. */
export interface Listening {
  readonly url: string
  readonly port: number
  /** Serves new connections with another certificate; throws where the pair is none. */
  readonly changeCertificate: (pair: CertificatePair) => void
  /** Ends open connections and resolves when nothing listens any more. */
  readonly stop: () => Promise<void>
}

/** How to listen; with a certificate it is HTTPS. */
export interface ListenOptions {
  readonly certificate?: CertificatePair
  readonly limits?: Limits
}

// A browser asks `localhost` on either address and may find another program on the one that we left out.
const addressesOf = (host: string): readonly string[] => (host === 'localhost' ? ['127.0.0.1', '::1'] : [host])

/** Listens on every address of the host; rejects with a sentence that says what to do where it can't. */
export async function listen(
  answer: Answer,
  host: string,
  port: number,
  { certificate, limits = usualLimits }: ListenOptions = {},
): Promise<Listening> {
  const open: ReturnType<typeof plainListener>[] = []
  const stop = async (): Promise<void> => {
    await Promise.all(open.map(({ close }) => close()))
  }
  let boundPort = port
  for (const address of addressesOf(host)) {
    const next = certificate === undefined ? plainListener(answer, limits) : secureListener(answer, certificate, limits)
    try {
      boundPort = await bind(next.listener, address, boundPort)
      open.push(next)
    } catch (error) {
      // A machine without IPv6 has one address of the two.
      if (address === '::1' && ['EADDRNOTAVAIL', 'EAFNOSUPPORT'].includes(causeOf(error))) continue
      await stop()
      throw new Error(explain(error, host, boundPort, certificate === undefined ? 'PORT' : 'TLS_PORT'), {
        cause: error,
      })
    }
  }
  return {
    url: `${certificate === undefined ? 'http' : 'https'}://${host.includes(':') ? `[${host}]` : host}:${boundPort}`,
    port: boundPort,
    changeCertificate: (pair) => {
      for (const { changeCertificate } of open) changeCertificate(pair)
    },
    stop,
  }
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

function explain(error: unknown, host: string, port: number, setting: 'PORT' | 'TLS_PORT'): string {
  switch (causeOf(error)) {
    case 'EADDRINUSE':
      return `Port ${port} on ${host} is already in use: is Guichet Libre running? Stop that program, or choose another port: ${setting}=${port + 1} npm start`
    case 'EACCES':
      return `Port ${port} on ${host} needs more rights than this account has. Choose one above 1023: ${setting}=${setting === 'PORT' ? 8080 : 8443} npm start`
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
