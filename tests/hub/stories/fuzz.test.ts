import { connect } from 'node:net'
import { expect, test, vi } from 'vitest'
import { formatCursor } from '#protocol/cursor.ts'
import { mulberry } from '../../support/hub-model.ts'
import { pairWith, startHub } from '../../support/hub-process.ts'
import type { HubProcess } from '../../support/hub-process.ts'
import { gapsOf, readLog } from '../../support/hub-log.ts'

vi.setConfig({ testTimeout: 300_000 })

const requests = 20_000
/** As many requests at once as a small library never sends. */
const lanes = 24
const seed = Number(process.env['FUZZ_SEED'] ?? Math.floor(Math.random() * 1e9))

const paths = [
  '/api/v1/hello',
  '/api/v1/entries',
  '/api/v1/claims',
  '/api/v1/purge-check',
  '/api/v1/archive',
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

interface Tally {
  readonly byStatus: Map<number, number>
  readonly wrong: string[]
  none: number
}

test('20,000 requests of every bad kind: never a 5xx, never a crash, and the hub goes on in time', async ({ annotate }) => {
  const hub = await startHub()
  const tally: Tally = { byStatus: new Map(), wrong: [], none: 0 }
  try {
    const pairing = await pairWith(hub)
    const cookies = [
      '',
      'x=y',
      'guichet=; guichet=',
      `${'c'.repeat(6_000)}=1`,
      'a=\u00ff',
      pairing.manager.options.cookie,
    ]
    for (let device = 0; device < 8; device++) {
      for (const role of ['kiosk', 'board', 'desk', 'manager'] as const) cookies.push(await pairing.redeem(role))
    }
    const device = await pairing.device('desk')
    const hello = await device.hello()
    const cursor = formatCursor(hello.cursor)
    const atStart = hub.memoryMb()
    const pid = hub.pid()

    let count = 0
    const random = mulberry(seed)
    const pick = <Value>(list: readonly Value[]): Value => list[Math.floor(random() * list.length)] as Value
    async function lane(): Promise<void> {
      while (count < requests) {
        count += 1
        const status = await rawRequest(hub, random() < 0.35 ? wellFormed() : malformed())
        if (status === null) tally.none += 1
        else {
          tally.byStatus.set(status, (tally.byStatus.get(status) ?? 0) + 1)
          if (status >= 500) tally.wrong.push(last(status))
        }
      }
    }
    let lastRequest = ''
    const last = (status: number) => `${status}: ${JSON.stringify(lastRequest.slice(0, 400))}`

    /** What a paired device could send, with one thing wrong in it. */
    function wellFormed(): string {
      const entry = {
        v: pick([1, 2, 0, -1, '1', 1e300, null]),
        origin: pick([device.origin(), 'zzzzzzzzzz', '__proto__', 'A'.repeat(10), 5]),
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
            own: pick([[], [device.origin()], Array.from({ length: 21 }, () => 'zzzzzzzzzz'), ['x']]),
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
      ]
      const { path, body } = pick(bodies)
      const text = JSON.stringify(body)
      return `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1:${hub.port}\r\nCookie: ${pick(cookies)}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(text)}\r\nConnection: close\r\n\r\n${text}`
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
        `127.0.0.1:${hub.port}`,
        `127.0.0.1:${hub.port}`,
        'evil.example',
        '',
        `localhost:${hub.port}`,
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

    function rawRequest(target: HubProcess, text: string): Promise<number | null> {
      lastRequest = text
      return send(target.port, text)
    }

    // Slow ones hold their connections open all the while.
    const slow = Array.from({ length: 50 }, (_, index) => trickle(hub.port, index))
    await Promise.all(Array.from({ length: lanes }, lane))

    const from = performance.now()
    expect(await (await fetch(`${hub.url}/healthz`)).json()).toMatchObject({ status: 'ok' })
    const answerMs = performance.now() - from
    for (const end of slow) end()

    expect(tally.wrong).toEqual([])
    expect(hub.pid()).toBe(pid)
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
    expect([...tally.byStatus.values()].reduce((a, b) => a + b, 0)).toBeGreaterThan(requests / 2)
    // Of all that, nothing got in that is not an entry, and what is there is sound.
    await device.sync()
    expect(gapsOf((await readLog(pairing.manager)).filter(({ origin }) => origin === device.origin()))).toEqual([])
    const memory = hub.memoryMb()
    expect(memory).toBeLessThan(atStart + 250)
    expect(hub.output()).not.toMatch(/polluted|passwd:|root:x:|stolen/)
    await annotate(
      JSON.stringify({
        seed,
        statuses: Object.fromEntries([...tally.byStatus].sort(([a], [b]) => a - b)),
        unanswered: tally.none,
        memoryMb: [atStart, memory],
        answerMs: Math.round(answerMs),
      }),
    )
    expect(await hub.end('SIGTERM')).toBe(0)
  } finally {
    await hub.dispose()
  }
})

let sent = 0

/** Sends bytes and answers the status of what comes back; null: the connection was closed without a word. */
function send(port: number, text: string): Promise<number | null> {
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
function trickle(port: number, index: number): () => void {
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
