import type { Role } from '#protocol/roles.ts'

/** One route of `/api/v1`: which roles may ask it; `everybody`: also a browser that is not paired. */
export interface AllowedRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** `:id` stands for one segment. */
  readonly path: string
  readonly roles: readonly Role[] | 'everybody'
}

const anyRole: readonly Role[] = ['kiosk', 'board', 'desk', 'manager']
const staff: readonly Role[] = ['desk', 'manager']
const printing: readonly Role[] = ['kiosk', 'desk', 'manager']
const managers: readonly Role[] = ['manager']

/**
 * Everything that a hub answers below `/api/v1`, and to whom (HA4). A board may push, too: it gives back entries that a
 * restored hub lacks (P5); which events a role may append is the table of `protocol/roles.ts`.
 */
export const allowedRequests: readonly AllowedRequest[] = [
  { method: 'POST', path: '/api/v1/hello', roles: anyRole },
  { method: 'GET', path: '/api/v1/entries', roles: anyRole },
  { method: 'POST', path: '/api/v1/entries', roles: anyRole },
  { method: 'GET', path: '/api/v1/stream', roles: anyRole },
  { method: 'POST', path: '/api/v1/purge-check', roles: anyRole },
  { method: 'POST', path: '/api/v1/claims', roles: staff },
  { method: 'GET', path: '/api/v1/batches', roles: staff },
  { method: 'GET', path: '/api/v1/batches/digests', roles: staff },
  { method: 'POST', path: '/api/v1/archive', roles: managers },
  { method: 'GET', path: '/api/v1/releases', roles: managers },
  { method: 'POST', path: '/api/v1/releases', roles: managers },
  { method: 'POST', path: '/api/v1/prints', roles: printing },
  { method: 'GET', path: '/api/v1/printers', roles: printing },
  { method: 'POST', path: '/api/v1/pairings', roles: managers },
  { method: 'POST', path: '/api/v1/pairings/redeem', roles: 'everybody' },
  { method: 'GET', path: '/api/v1/devices', roles: managers },
  { method: 'POST', path: '/api/v1/devices/self/leave', roles: anyRole },
  { method: 'PATCH', path: '/api/v1/devices/:id', roles: managers },
  { method: 'DELETE', path: '/api/v1/devices/:id', roles: managers },
]

/** The routes at a path, one for each method. */
export function requestsAt(pathname: string): readonly AllowedRequest[] {
  const segments = pathname.split('/')
  return allowedRequests.filter(({ path }) => {
    const parts = path.split('/')
    return parts.length === segments.length && parts.every((part, at) => part === ':id' || part === segments[at])
  })
}
