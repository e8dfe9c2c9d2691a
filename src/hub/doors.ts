import { X509Certificate } from 'node:crypto'
import { hostname, networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { covers, nameOf, watchCertificateFiles } from './certificate-files.ts'
import type { CertificateFiles } from './certificate-files.ts'
import type { HubConfig } from './config.ts'
import type { DoorPorts, SetupRoutes } from './lan/setup-routes.ts'
import { listen } from './listen.ts'
import type { Listening } from './listen.ts'
import { usualLimits } from './listener.ts'
import type { Answer, CertificatePair, Connection, Limits } from './listener.ts'
import type { Log } from './log.ts'
import { peerOf } from './peer.ts'
import { plainDoor } from './plain-door.ts'
import { webAddress } from './web-address.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs

/** What a request may ask for: everything, or over plain HTTP from another machine only what a board needs. */
export type Door = 'whole' | 'board'

/** What `fetch` gets beside the request; Hono passes it on as `context.env`, where `getConnInfo` finds the connection. */
export interface DoorEnv extends Connection {
  readonly door: Door
  /** Whether the browser speaks HTTPS, to us or to the proxy in front: cookies are Secure then. */
  readonly secure: boolean
  /** The address that the request came from; behind a proxy the one that the proxy saw. */
  readonly peer: string
}

/** The hub answers by these. */
export interface Doors {
  /** The address for browsers. */
  readonly url: string
  /** The address for a browser or command on this machine: plain HTTP where localhost is served, and whole. */
  readonly localUrl: string
  /** Where a device that is to join finds the hub; null: at the address by which the manager does. */
  readonly joinUrl: string | null
  /** Further lines for the person who starts it. */
  readonly lines: readonly string[]
  readonly stop: () => Promise<void>
}

/** What the doors are made of. */
export interface DoorParts {
  readonly config: HubConfig
  readonly fetch: (request: Request, env: DoorEnv) => Response | Promise<Response>
  readonly log: Log
  readonly limits?: Limits
  /** Whether the lines go to a person's screen, where a QR code can be drawn. */
  readonly drawn?: boolean
  /** How often files and names are looked at. */
  readonly pollMs?: number
}

/** Opens the way that the configuration names; rejects with a sentence that says what to do where it can't. */
export async function openDoors(parts: DoorParts): Promise<Doors> {
  if (parts.config.certificate !== null) return await openWithCertificate(parts, parts.config.certificate)
  if (parts.config.lan) return await openOnLan(parts)
  const { config, limits = usualLimits } = parts
  const plain = await listen(enter(parts, 'whole'), config.host, config.port, { limits })
  return {
    url: config.publicUrl ?? plain.url,
    localUrl: localAddress(config, plain),
    joinUrl: config.publicUrl,
    lines: [],
    stop: plain.stop,
  }
}

async function openWithCertificate(parts: DoorParts, { certFile, keyFile }: CertificateFiles): Promise<Doors> {
  const files = await watchCertificateFiles({ certFile, keyFile, log: parts.log, pollMs: parts.pollMs ?? minuteMs })
  const first = new X509Certificate(files.pair().cert)
  return await openPair(parts, {
    pair: files.pair,
    changed: files.changed,
    stop: files.stop,
    setup: () => null,
    name: nameOf(first) ?? 'localhost',
    // A link made for another address would end at a warning: lead to a name of the certificate.
    leadOn: ({ hostname, pathname, search }, port) => {
      const named = new X509Certificate(files.pair().cert)
      const host = covers(named, hostname) ? hostname : (nameOf(named) ?? hostname)
      return `${webAddress('https', host, port)}${pathname}${search}`
    },
    lines: () => [],
  })
}

async function openOnLan(parts: DoorParts): Promise<Doors> {
  // Only who asks for it pays for loading what makes certificates.
  const { openLan } = await import('./lan/lan.ts')
  const lan = await openLan({
    folder: join(parts.config.dataFolder, 'tls'),
    hostname: hostname(),
    interfaces: networkInterfaces,
    now: () => new Date(),
    log: parts.log,
    pollMs: parts.pollMs ?? hourMs,
  })
  return await openPair(parts, {
    pair: lan.pair,
    changed: lan.changed,
    stop: lan.stop,
    setup: lan.setup,
    name: lan.name,
    leadOn: ({ pathname }) => `/setup${pathname === '/' ? '' : `?next=${encodeURIComponent(pathname)}`}`,
    lines: (ports) => lan.lines(ports, parts.drawn ?? process.stdout.isTTY),
  })
}

/** What differs between an institution's certificate and the hub's own. */
interface PairParts {
  readonly pair: () => CertificatePair
  /** Hands over every later pair. */
  readonly changed: (serve: (pair: CertificatePair) => void) => void
  readonly stop: () => Promise<void>
  /** Answers what belongs to setting up a device. */
  readonly setup: SetupRoutes
  readonly name: string
  /** Where plain HTTP leads whoever asks for a screen. */
  readonly leadOn: (asked: URL, tlsPort: number) => string
  readonly lines: (ports: DoorPorts) => readonly string[]
}

async function openPair(parts: DoorParts, own: PairParts): Promise<Doors> {
  const { config, limits = usualLimits } = parts
  let ports: DoorPorts = { plain: config.port, secure: config.tlsPort }
  const opened: Listening[] = []
  const stop = async (): Promise<void> => {
    await own.stop()
    await Promise.all(opened.map((listening) => listening.stop()))
  }
  try {
    const whole = enter(parts, 'whole')
    const board = enter(parts, 'board')
    const secure = await listen(
      (request, connection) => own.setup(request, ports) ?? whole(request, connection),
      config.host,
      config.tlsPort,
      { certificate: own.pair(), limits },
    )
    opened.push(secure)
    const plain = await listen(
      plainDoor({
        whole,
        board,
        setup: (request) => own.setup(request, ports),
        leadOn: (url) => own.leadOn(url, secure.port),
      }),
      config.host,
      config.port,
      { limits },
    )
    opened.push(plain)
    ports = { plain: plain.port, secure: secure.port }
    own.changed((pair) => secure.changeCertificate(pair))
    // It may have changed while the ports were opened.
    secure.changeCertificate(own.pair())
    const url = config.publicUrl ?? webAddress('https', own.name, secure.port)
    return {
      url,
      localUrl: servesLocalhost(config.host) ? localAddress(config, plain) : url,
      // The plain door leads a device that does not trust the hub yet to the set-up page, and keeps the code.
      joinUrl: config.publicUrl ?? (config.certificate === null ? webAddress('http', own.name, plain.port) : url),
      lines: own.lines(ports),
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

function enter({ config, fetch }: DoorParts, door: Door): Answer {
  const behindProxy = config.publicUrl !== null
  return (request, connection) => {
    const secure = request.url.startsWith('https:') || (behindProxy && config.publicUrl.startsWith('https:'))
    return fetch(request, { ...connection, door, secure, peer: peerOf(request, connection, behindProxy) })
  }
}

function servesLocalhost(host: string): boolean {
  return ['localhost', '127.0.0.1', '::1', '0.0.0.0', '::'].includes(host)
}

function localAddress({ host }: HubConfig, { port, url }: Listening): string {
  return ['0.0.0.0', '::'].includes(host) ? webAddress('http', 'localhost', port) : url
}
