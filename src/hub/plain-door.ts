import type { Answer } from './listener.ts'
import { isFromOwnMachine } from './peer.ts'
import { problem } from './problem.ts'

/** What plain HTTP is made of where HTTPS stands beside it. */
export interface PlainDoorParts {
  readonly whole: Answer
  readonly board: Answer
  /** null: not asked for. */
  readonly setup: (request: Request) => Response | Promise<Response> | null
  /** Where a screen is to be found instead. */
  readonly leadOn: (asked: URL) => string
}

/** All that a board asks of its hub: televisions take no certificates. */
const boardRequests: readonly string[] = [
  'GET /api/v1/entries',
  'GET /api/v1/stream',
  'POST /api/v1/hello',
  'POST /api/v1/entries',
  'POST /api/v1/purge-check',
  'POST /api/v1/pairings/redeem',
  'POST /api/v1/devices/self/leave',
]

/**
 * Plain HTTP beside HTTPS (HD4): a board's requests, the page's files, health and the set-up page; the screens are
 * elsewhere. Only a browser on this very machine has everything: nobody hears what it says, and what it stored when
 * the hub served localhost alone belongs to that address.
 */
export function plainDoor({ whole, board, setup, leadOn }: PlainDoorParts): Answer {
  return (request, connection) => {
    const url = new URL(request.url)
    const setUp = setup(request)
    if (setUp !== null) return setUp
    if (isLocalhost(url.hostname) && isFromOwnMachine(connection)) return whole(request, connection)

    const reads = request.method === 'GET' || request.method === 'HEAD'
    if (url.pathname.startsWith('/api/')) {
      if (boardRequests.includes(`${request.method} ${url.pathname}`)) return board(request, connection)
      return problem(403, 'Plain HTTP is for boards', 'Use the address that begins with https.')
    }
    if (reads && isForBoards(url.pathname)) return board(request, connection)
    if (!reads) return problem(403, 'Plain HTTP is for boards', 'Use the address that begins with https.')
    // 307: a browser must not remember it, the next configuration may be another.
    const headers = { Location: leadOn(url), 'Cache-Control': 'no-store' }
    return new Response(null, { status: 307, headers })
  }
}

function isForBoards(pathname: string): boolean {
  return pathname === '/healthz' || pathname === '/board' || /\.[a-z0-9]+$/.test(pathname)
}

function isLocalhost(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname)
}
