import type { Instant } from '#domain/ids.ts'
import type { DeviceId, SiteKey } from '#protocol/names.ts'
import type { Role } from '#protocol/roles.ts'
import type { HubConfig } from '../config.ts'
import { problem } from '../problem.ts'
import { HubStoreError } from '../stores/hub-store.ts'
import { requestsAt } from './allowed-requests.ts'
import { createBuckets } from './buckets.ts'
import type { Rate } from './buckets.ts'
import type { BookedDevice, DeviceBook } from './device-book.ts'
import { secretsOf } from './device-cookie.ts'
import { createHostCheck } from './hosts.ts'
import { isOwnPage, isSecure } from './own-pages.ts'
import { isThisMachine, networkOf } from './peers.ts'
import { hashSecret } from './secrets.ts'

/** A paired browser that asks. */
export interface Caller {
  readonly site: SiteKey
  readonly device: DeviceId
  readonly role: Role
}

/** The door of `/api/v1`. A Response refuses: 401, 403, 404, 405, 421, 429 or 503, as `application/problem+json`. */
export interface Access {
  /** @param peer the network address that asks. */
  admit(request: Request, peer: string): Promise<Caller | Response>
}

/** What the routes of pairing need beyond admission. */
export interface Doorkeeper extends Access {
  /** A request of any browser, paired or not: where it comes from is as with `admit`. */
  meet(request: Request, peer: string): MetStranger | Response
  /** The device whose secret a request brings; null: none, or it is revoked. */
  deviceOf(request: Request): Promise<BookedDevice | null>
  /** Whether the browser's connection is HTTPS. */
  isSecure(request: Request): boolean
}

/** How a browser came. */
export interface Met {
  /** Its connection is HTTPS. */
  readonly secure: boolean
  /** Anybody in the network can listen: boards only. */
  readonly overheard: boolean
}

/** A browser that may not be paired yet. */
export interface MetStranger extends Met {
  /** It came with good reason: it does not count against its address. */
  readonly welcome: () => void
}

export interface AccessParts {
  readonly book: DeviceBook
  readonly config: Pick<HubConfig, 'lan' | 'publicUrl'> & Partial<Pick<HubConfig, 'certificate'>>
  readonly now: () => Instant
  /** The ports that the hub listens on; without them any port of its own names will do. */
  readonly ports?: () => readonly number[]
  /** Further names that browsers may use for this hub, with or without a port. */
  readonly allowedHosts?: readonly string[]
  readonly limits?: Partial<RequestLimits>
}

/** How much one may ask. */
export interface RequestLimits {
  /** Each device: far above what ten desks need that catch up after a cut. */
  readonly device: Rate
  /** Each address, for what comes without a pairing: a library behind one address may hold many tablets. */
  readonly stranger: Rate
}

const usualLimits: RequestLimits = {
  device: { burst: 1_200, perSecond: 200 },
  stranger: { burst: 120, perSecond: 10 },
}

const httpsOnly = 'Use the address that begins with https; over plain HTTP only boards are served.'

export function createAccess({ book, config, now, ports, allowedHosts, limits = {} }: AccessParts): Doorkeeper {
  const isOwnHost = createHostCheck({ config, ports, allowedHosts })
  // Where HTTPS stands beside it, plain HTTP is what others can listen to.
  const hasHttps = config.lan || (config.certificate ?? null) !== null
  const devices = createBuckets(limits.device ?? usualLimits.device)
  const strangers = createBuckets(limits.stranger ?? usualLimits.stranger)

  /** HA1, HA2: whom the browser thinks it asks, and which page has sent it. */
  function comeFrom(request: Request, url: URL, peer: string): Met | Response {
    if (!isOwnHost(url) || !isOwnHost(hostHeader(request, url))) {
      const detail = 'This is not one of the hub’s names; if it is to be one, start the hub with PUBLIC_URL.'
      return problem(421, 'Not this hub', detail)
    }
    if (!isOwnPage(request, url, config)) {
      return problem(403, 'Another page', 'Only the hub’s own pages may ask this.')
    }
    const secure = isSecure(request, url, config)
    return { secure, overheard: hasHttps && !secure && !isThisMachine(peer) }
  }

  function stranger(peer: string, refusal: () => Response): Response {
    const waitMs = strangers.take(networkOf(peer), now())
    return waitMs > 0 ? tooMany(waitMs) : refusal()
  }

  async function bookedBy(request: Request, url: URL): Promise<BookedDevice | null> {
    let revoked: BookedDevice | null = null
    for (const secret of secretsOf(request, isSecure(request, url, config))) {
      const device = await book.bySecret(hashSecret(secret))
      if (device?.revokedAt === null) return device
      revoked ??= device
    }
    return revoked
  }

  async function admit(request: Request, peer: string): Promise<Caller | Response> {
    const url = new URL(request.url)
    const met = comeFrom(request, url, peer)
    if (met instanceof Response) return met

    const device = await bookedBy(request, url)
    if (device === null) return stranger(peer, () => problem(401, 'Not paired', 'Pair this browser with a code first.'))
    if (device.revokedAt !== null) {
      return stranger(peer, () => problem(401, 'Revoked', 'This device was removed from the site; pair it again.'))
    }
    const waitMs = devices.take(`${device.site}/${device.id}`, now())
    if (waitMs > 0) return tooMany(waitMs)
    if (met.overheard && device.role !== 'board') return problem(403, 'Plain HTTP is for boards', httpsOnly)

    const known = requestsAt(url.pathname)
    if (known.length === 0) return problem(404, 'Not found', 'The hub has no such address.')
    const asked = known.find(({ method }) => method === request.method)
    if (asked === undefined) {
      const allow = known.map(({ method }) => method).join(', ')
      return problem(405, 'Method not allowed', `This address takes ${allow}.`, { Allow: allow })
    }
    if (asked.roles !== 'everybody' && !asked.roles.includes(device.role)) {
      return problem(403, 'Not for this device', `A ${device.role} may not ask this.`)
    }
    return { site: device.site, device: device.id, role: device.role }
  }

  return {
    admit: async (request, peer) => {
      try {
        return await admit(request, peer)
      } catch (error) {
        if (error instanceof HubStoreError) return storeTrouble(error)
        throw error
      }
    },
    meet: (request, peer) => {
      const met = comeFrom(request, new URL(request.url), peer)
      if (met instanceof Response) return met
      const network = networkOf(peer)
      const waitMs = strangers.take(network, now())
      return waitMs > 0 ? tooMany(waitMs) : { ...met, welcome: () => strangers.giveBack(network) }
    },
    deviceOf: async (request) => {
      const device = await bookedBy(request, new URL(request.url))
      return device?.revokedAt === null ? device : null
    },
    isSecure: (request) => isSecure(request, new URL(request.url), config),
  }
}

/** The refusal of who asks too much. */
export function tooMany(waitMs: number): Response {
  const seconds = Math.max(1, Math.ceil(waitMs / 1_000))
  return problem(429, 'Too many requests', `Try again in ${seconds} s.`, { 'Retry-After': String(seconds) })
}

/** The refusal while the database does not answer or is full: devices keep what they have and come again. */
export function storeTrouble({ trouble }: HubStoreError): Response {
  const detail = trouble === 'full' ? 'The hub’s disk is full.' : 'The hub’s database does not answer.'
  return problem(503, 'The hub cannot store', detail, { 'Retry-After': '2' })
}

/** A request line may name another host than the header: both have to be ours. */
function hostHeader(request: Request, url: URL): URL {
  const host = request.headers.get('host')
  if (host === null) return url
  const named = `${url.protocol}//${host}`
  return URL.canParse(named) ? new URL(named) : new URL('invalid://')
}
