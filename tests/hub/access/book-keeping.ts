import type { Instant } from '#domain/ids.ts'
import type { SiteKey } from '#protocol/names.ts'
import type { Role } from '#protocol/roles.ts'
import { createAccess } from '#hub/access/access.ts'
import type { AccessParts, Doorkeeper } from '#hub/access/access.ts'
import { accessRoutes } from '#hub/access/access-routes.ts'
import type { DeviceBook } from '#hub/access/device-book.ts'
import { createMemoryBook } from '#hub/access/memory-book.ts'
import { offerPairing } from '#hub/access/pairing.ts'
import { hashCode, hashSecret, newDeviceId, newSecret, readCode } from '#hub/access/secrets.ts'

export const main = 'main' as SiteKey
export const baseUrl = 'http://localhost:8080'
export const roles: readonly Role[] = ['kiosk', 'board', 'desk', 'manager']

/** A hub's door over a book in memory, with a clock that stands until it is set. */
export interface Door {
  readonly book: DeviceBook
  readonly access: Doorkeeper
  readonly revoked: string[]
  clock: number
  /** Sends a request as a browser on this very machine, or as `peer`. */
  ask(method: string, path: string, more?: Asking): Promise<Response>
  /** Posts a body as it is. */
  raw(path: string, body: string | ReadableStream, headers?: Readonly<Record<string, string>>): Promise<Response>
  /** Pairs a browser; answers its cookie. */
  pair(role: Role): Promise<{ readonly id: string; readonly cookie: string }>
  /** A fresh code. */
  code(role: Role): Promise<string>
}

export interface Asking {
  readonly cookie?: string
  readonly body?: unknown
  readonly peer?: string
  readonly base?: string
  readonly headers?: Readonly<Record<string, string>>
}

export function openDoor(parts: Partial<AccessParts> = {}): Door {
  const book = createMemoryBook()
  const revoked: string[] = []
  let peer = '127.0.0.1'
  const door: Door = {
    book,
    revoked,
    clock: 1_700_000_000_000,
    access: createAccess({
      book,
      config: { lan: false, publicUrl: null },
      now: () => door.clock as Instant,
      ports: () => [8080],
      ...parts,
    }),
    ask: async (method, path, more = {}) => {
      peer = more.peer ?? '127.0.0.1'
      const body = more.body === undefined ? {} : { body: JSON.stringify(more.body) }
      const headers = {
        ...(more.cookie === undefined ? {} : { Cookie: more.cookie }),
        ...(more.body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...more.headers,
      }
      return await routes.request(`${more.base ?? baseUrl}${path}`, { method, headers, ...body })
    },
    raw: async (path, body, headers = {}) => {
      const init = { method: 'POST', body, headers: { 'Content-Type': 'application/json', ...headers }, duplex: 'half' }
      return await routes.request(new Request(`${baseUrl}${path}`, init))
    },
    pair: async (role) => {
      const secret = newSecret()
      const code = readCode(await door.code(role)) ?? ''
      const device = await book.redeem({
        codeHash: hashCode(code),
        id: newDeviceId(),
        secretHash: hashSecret(secret),
        name: '',
        now: door.clock as Instant,
        replaces: null,
      })
      return { id: device?.id ?? '', cookie: `guichet=${secret}` }
    },
    code: async (role) => {
      const wish = { site: main, role, name: `A ${role}`, baseUrl }
      return (await offerPairing(book, wish, door.clock as Instant)).code
    },
  }
  const routes = accessRoutes({
    access: door.access,
    book,
    now: () => door.clock as Instant,
    peerOf: () => peer,
    baseUrl: () => baseUrl,
    connected: (_, device) => device === revoked[0],
    revoked: (_, device) => revoked.push(device),
  })
  return door
}
