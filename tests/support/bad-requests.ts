import { mulberry } from './hub-model.ts'

const paths = [
  '/api/v1/hello',
  '/api/v1/entries',
  '/api/v1/claims',
  '/api/v1/purge-check',
  '/api/v1/archive',
  '/api/v1/releases',
  '/api/v1/releases?after=-1',
  '/api/v1/releases?after=99999999999999999999',
  '/api/v1/pairings',
  '/api/v1/pairings/redeem',
  '/api/v1/devices',
  '/api/v1/devices/zzzzzzzzzzzz',
  '/api/v1/batches',
  '/api/v1/batches/digests',
  '/api/v1/batches?day=2026-13-45',
  '/api/v1/entries?after=aaaaaaaaaaaa.99999999999999.0000000000000000',
  '/api/v1/entries?after=%00&wait=1',
  '/api/v1/entries?after=..%2f..%2fetc%2fpasswd',
  '/api/v1/batches/digests?x=__proto__',
  '/api/v1/nothing',
  '/healthz',
  '/metrics',
  '/setup',
  '/board',
  '/kiosk',
  '/',
  '/../../../../etc/passwd',
  '/..%2f..%2f..%2fetc%2fpasswd',
  '/%2e%2e/%2e%2e/etc/passwd',
  '/assets/../../../package.json',
  '/.vite/build.json',
  '//evil.example/',
  '/\\..\\..\\etc',
  '/%',
  '/%ff%fe',
  '/%00',
  '/a'.repeat(2_000),
  `/?${'q'.repeat(9_000)}`,
  '/api/v1/devices/..%2f..',
  '*',
  'http://evil.example/api/v1/hello',
  '/api/v1//hello',
] as const
const methods = [
  'GET',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'HEAD',
  'OPTIONS',
  'TRACE',
  'CONNECT',
  'PROPFIND',
  'GIBBERISH',
  'post',
] as const
const jsons = [
  '',
  '{',
  '[]',
  'null',
  'true',
  '"text"',
  '1e999',
  '-0',
  '{"version":1e308}',
  '{"__proto__":{"polluted":1}}',
  '{"constructor":{"prototype":{"polluted":1}}}',
  '['.repeat(50_000),
  `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`,
  '{"code":"AAAA-AAAA"}',
  '{"code":{"toString":null}}',
  `{"code":"${'A'.repeat(100_000)}"}`,
  '{"role":"manager","name":"\u0000"}',
  '{"desk":1e21,"ticketId":null}',
  '{"desk":1,"ticketId":"__proto__"}',
  '\ufeff{}',
  '{"a":1}{"b":2}',
  '{"cursor":"x","horizon":null,"entries":[],"unsent":0}',
  `[${'1,'.repeat(30_000)}1]`,
  '\u0000\u0001\u0002',
  '{"name":"\\ud800"}',
  '{"holding":{"__proto__":[[1,2]]}}',
] as const

/** What the requests need to know to look right in all but one thing. */
export interface FuzzTarget {
  readonly port: number
  readonly cookies: readonly string[]
  /** Of the hub's present life. */
  readonly cursor: string
  readonly origin: string
}

/** A request for `fetch`. */
export interface FetchedRequest {
  readonly path: string
  readonly method: string
  readonly cookie: string
  readonly body: string | null
}

export interface Fuzz {
  /** The bytes of a request, right or wrong as HTTP. */
  raw(): string
  /** One that is right as HTTP. */
  fetched(): FetchedRequest
}

/** An endless supply of requests, each with something wrong in it. */
export function createFuzz(seed: number, { port, cookies, cursor, origin }: FuzzTarget): Fuzz {
  const random = mulberry(seed)
  let count = 0
  const pick = <Value>(list: readonly Value[]): Value => list[Math.floor(random() * list.length)] as Value

  /** What a paired device could send, with one thing wrong in it. */
  function wellFormed(): { readonly path: string; readonly body: string } {
    const entry = {
      v: pick([1, 2, 0, -1, '1', 1e300, null]),
      origin: pick([origin, 'zzzzzzzzzz', '__proto__', 'A'.repeat(10), 5]),
      n: pick([1, 0, -1, 2 ** 53, 1.5, '1', null, count]),
      id: 'x',
      subject: pick(['zzzzzzzzzz:1', 'day:2026-02-30', 'settings', '__proto__', null, {}]),
      after: pick([null, 'zzzzzzzzzz:1', 'nonsense']),
      hlc: pick(['000001700000000-00000-zzzzzzzzzz', 'x', 7]),
      at: pick([0, -1, 1e15, 2 ** 53, 'now']),
      day: pick(['2026-11-23', '2026-02-30', '9999-12-31', 5]),
      clock: pick([0, 1, 2, 3]),
      event: pick([
        { type: 'TicketIssued', label: 'J01', need: 'job', series: '', num: 1, source: 'kiosk' },
        { type: '__proto__' },
        { type: 'constructor' },
        { type: 'toString' },
        {},
        null,
        [],
        { type: 'SettingsChanged', document: { __proto__: null, needs: 5 } },
        { type: 'VisitFinished', desk: 1e9, details: { outcome: { a: 1 } } },
        { type: 'VisitsTyped', day: '2026-11-23', band: null, need: 'job', outcome: null, count: 1e300 },
        { type: 'VisitsTyped', day: '9999-12-31', band: 3, need: 'job', outcome: null, count: 500 },
        { type: 'VisitsCorrected', day: '2026-11-22', need: 'job', outcome: null, count: 5, becomes: { need: [] } },
        { type: 'WorkshopHeld', day: '2026-11-22', workshopType: '__proto__', sessions: 1, attendees: 1, capacity: -1 },
      ]),
    }
    const bodies = [
      {
        path: '/api/v1/entries',
        body: {
          cursor: pick([cursor, 'x.y.z', cursor.replace(/\d/, '7')]),
          horizon: pick([null, '2026-11-22', '9999-99-99']),
          entries: Array.from({ length: pick([0, 1, 3, 200, 201]) }, () => ({
            entry,
            receipt: pick([null, 'f'.repeat(32), 'x', 5]),
          })),
          unsent: pick([0, -1, 1e300]),
        },
      },
      {
        path: '/api/v1/hello',
        body: {
          version: pick([1, 0, -1, 99, 1.5, '1']),
          cursor: pick([null, cursor, '']),
          holding: pick([
            {},
            { zzzzzzzzzz: [[1, 2]] },
            { zzzzzzzzzz: [[2, 1]] },
            { x: [] },
            [],
            { zzzzzzzzzz: Array.from({ length: 10_001 }, (_, i) => [i * 3 + 1, i * 3 + 2]) },
          ]),
          own: pick([[], [origin], Array.from({ length: 21 }, () => 'zzzzzzzzzz'), ['x']]),
          series: pick([null, '', 'A', 'AA', 'é']),
          report: {
            app: pick(['x', 'x'.repeat(81), null]),
            now: pick([0, 1e15, -1]),
            unsent: 0,
            storage: pick(['full', 'other']),
          },
        },
      },
      {
        path: '/api/v1/claims',
        body: {
          desk: pick([1, 0, 99, 100, '1', null]),
          ticketId: pick([null, 'zzzzzzzzzz:1', '__proto__', 'x'.repeat(1_000)]),
        },
      },
      {
        path: '/api/v1/purge-check',
        body: { cursor: pick([cursor, null]), holding: pick([{}, { zzzzzzzzzz: [[1, 2 ** 53]] }]) },
      },
      {
        path: '/api/v1/pairings',
        body: { role: pick(['desk', 'root', null, '__proto__']), name: pick(['', 'x'.repeat(61), 'Ω', 5]) },
      },
      {
        path: '/api/v1/pairings/redeem',
        body: { code: pick(['AAAA-BBBB', '', '%00', 'a'.repeat(41), 7]), name: '' },
      },
      {
        path: '/api/v1/archive',
        body: {
          horizon: pick([null, '2026-01-01', 'x']),
          counted: pick([{}, { zzzzzzzzzz: [[1, 1]] }]),
          batches: pick([[], [{}], [{ day: '2026-01-01', version: 1 }]]),
        },
      },
      {
        path: '/api/v1/releases',
        body: {
          known: pick([0, 1, -1, 1e300, '0', null]),
          release: pick([{}, null, { version: 1 }, { version: 1, grids: [[]], period: { type: '__proto__' } }, []]),
        },
      },
    ]
    const { path, body } = pick(bodies)
    return { path, body: JSON.stringify(body) }
  }

  function posted({ path, body: text }: { readonly path: string; readonly body: string }): string {
    return `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nCookie: ${pick(cookies)}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(text)}\r\nConnection: close\r\n\r\n${text}`
  }

  /** Anything at all. */
  function malformed(): string {
    const body = pick(jsons)
    const right = Buffer.byteLength(body)
    const length = pick([right, right, right, right, right, right, 0, -5, 1e12, 'ten', ''])
    const framing = pick([
      `Content-Length: ${length}`,
      `Content-Length: ${length}`,
      `Content-Length: ${length}`,
      `Content-Length: ${length}`,
      'Transfer-Encoding: chunked',
      `Content-Length: 3\r\nTransfer-Encoding: chunked`,
      'Content-Encoding: gzip',
      '',
    ])
    const host = pick([
      `127.0.0.1:${port}`,
      `127.0.0.1:${port}`,
      'evil.example',
      '',
      `localhost:${port}`,
      '127.0.0.1:1',
      '[::1',
      '\u00e9',
      'a b',
    ])
    const extra = pick([
      '',
      'Origin: http://evil.example',
      'Origin: null',
      'X-Forwarded-For: 1.2.3.4\r\nX-Forwarded-Proto: https',
      'Range: bytes=0-999999999999',
      'If-None-Match: "\u0001"',
      'Accept-Encoding: gzip;q=0, identity;q=0',
      'Last-Event-ID: aaaaaaaaaaaa.1.0000000000000000',
      'X: a\r\nSet-Cookie: guichet=stolen',
      `X-Long: ${'x'.repeat(20_000)}`,
      'Expect: 100-continue',
      'Upgrade: websocket\r\nConnection: Upgrade',
      `Sec-Fetch-Site: ${pick(['cross-site', 'none', 'same-origin'])}`,
    ])
    const version = pick([...Array.from({ length: 9 }, () => 'HTTP/1.1'), 'HTTP/1.0', 'HTTP/2.0', 'HTTP/9'])
    return `${pick(methods)} ${pick(paths)} ${version}\r\nHost: ${host}\r\nCookie: ${pick(cookies)}\r\n${extra}${extra === '' ? '' : '\r\n'}Content-Type: ${pick(['application/json', 'text/plain', '', 'application/x-www-form-urlencoded'])}\r\n${framing}${framing === '' ? '' : '\r\n'}Connection: close\r\n\r\n${body}`
  }

  return {
    raw: () => {
      count += 1
      return random() < 0.35 ? posted(wellFormed()) : malformed()
    },
    fetched: () => {
      count += 1
      if (random() < 0.5) return { method: 'POST', cookie: pick(cookies), ...wellFormed() }
      const method = pick(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'])
      const body = ['GET', 'HEAD'].includes(method) ? null : pick(jsons)
      return { path: pick(paths.filter((path) => path.startsWith('/'))), method, cookie: pick(cookies), body }
    },
  }
}
