import { writeFile } from 'node:fs/promises'
import { hostname, networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Instant } from '#domain/ids.ts'
import type { Role } from '#protocol/roles.ts'
import { createAccess } from '#hub/access/access.ts'
import { accessRoutes } from '#hub/access/access-routes.ts'
import { offerPairing } from '#hub/access/pairing.ts'
import { readConfig } from '#hub/config.ts'
import { openDoors } from '#hub/doors.ts'
import { silentLog } from '#hub/log.ts'
import { HubStoreError } from '#hub/stores/hub-store.ts'
import { problem } from '#protocol/messages.ts'
import { createMemoryBook } from '#hub/access/memory-book.ts'
import { networkOf } from '#hub/access/peers.ts'
import { aPair, anAuthority, withFolder } from '../lan/certificates.ts'
import { main, openDoor } from './book-keeping.ts'
import type { Door } from './book-keeping.ts'

const list = '/api/v1/devices'

async function statusOf(door: Door, url: string, headers: Readonly<Record<string, string>>, method = 'GET') {
  const answer = await door.access.admit(new Request(url, { method, headers }), '127.0.0.1')
  return answer instanceof Response ? answer.status : 200
}

describe('[HA1] the names of the hub', () => {
  const machine = hostname().toLowerCase()
  const address = Object.values(networkInterfaces())
    .flat()
    .find((each) => each?.family === 'IPv4')?.address

  test.each([
    'localhost:8080',
    '127.0.0.1:8080',
    '[::1]:8080',
    `${machine}:8080`,
    `${address}:8080`,
    'LOCALHOST.:8080',
  ])('%s is one', async (host) => {
    const door = openDoor()
    const { cookie } = await door.pair('manager')
    expect(await statusOf(door, `http://${host}${list}`, { Cookie: cookie, Host: host })).toBe(200)
  })

  test.each(['evil.example:8080', 'localhost.evil.example:8080', 'localhost:9999', '127.0.0.1', '203.0.113.9:8080'])(
    '%s is none, whatever else the request brings',
    async (host) => {
      const door = openDoor()
      const { cookie } = await door.pair('manager')
      expect(await statusOf(door, `http://${host}${list}`, { Cookie: cookie })).toBe(421)
      expect(await statusOf(door, `http://localhost:8080${list}`, { Cookie: cookie, Host: host })).toBe(421)
      expect((await door.ask('POST', '/api/v1/pairings/redeem', { base: `http://${host}`, body: {} })).status).toBe(421)
    },
  )

  test('the public address and names that are handed in are names, too', async () => {
    const config = { lan: false, publicUrl: 'https://guichet.example.org' }
    const door = openDoor({ config, allowedHosts: ['hub.library.example', 'other.example:444'] })
    const { cookie } = await door.pair('manager')
    for (const [host, status] of [
      ['guichet.example.org', 200],
      ['hub.library.example:8080', 200],
      ['other.example:444', 200],
      ['other.example:445', 421],
      ['guichet.example.org.evil.example', 421],
    ] as const) {
      expect([host, await statusOf(door, `http://${host}${list}`, { Cookie: cookie })]).toEqual([host, status])
    }
  })

  test('under the institution’s certificate the browser has checked the name itself', async () => {
    const certificate = { certFile: 'a', keyFile: 'b' }
    const door = openDoor({ config: { lan: false, publicUrl: null, certificate } })
    expect(await statusOf(door, `https://hub.library.example:8443${list}`, {})).toBe(401)
    expect(await statusOf(door, `http://hub.library.example:8080${list}`, {})).toBe(421)
  })
})

describe('[HA2] pages of others', () => {
  test.each([
    [{ Origin: 'http://localhost:8080' }, 200],
    [{ 'Sec-Fetch-Site': 'same-origin' }, 200],
    [{ Origin: 'http://localhost:8080', 'Sec-Fetch-Site': 'same-origin' }, 200],
    [{}, 200],
    [{ Origin: 'http://evil.example' }, 403],
    [{ Origin: 'http://localhost:8081' }, 403],
    [{ Origin: 'https://localhost:8080' }, 403],
    [{ Origin: 'null' }, 403],
    [{ Origin: '' }, 403],
    [{ 'Sec-Fetch-Site': 'cross-site' }, 403],
    [{ 'Sec-Fetch-Site': 'same-site' }, 403],
    [{ 'Sec-Fetch-Site': 'none' }, 403],
    [{ Origin: 'http://localhost:8080', 'Sec-Fetch-Site': 'cross-site' }, 403],
  ])('%o: %i', async (headers, status) => {
    const door = openDoor()
    const { cookie } = await door.pair('manager')
    const asked = { ...headers, Cookie: cookie } as Record<string, string>
    expect(await statusOf(door, 'http://localhost:8080/api/v1/pairings', asked, 'POST')).toBe(status)
    // Redeeming would change whose browser this is.
    const body = { code: await door.code('kiosk') }
    const headersOf = headers as Record<string, string>
    expect((await door.ask('POST', '/api/v1/pairings/redeem', { body, headers: headersOf })).status).toBe(status)
  })

  test('a person may type an address, a page of others may not even read', async () => {
    const door = openDoor()
    const { cookie: Cookie } = await door.pair('manager')
    const url = `http://localhost:8080${list}`
    expect(await statusOf(door, url, { Cookie, 'Sec-Fetch-Site': 'none' })).toBe(200)
    expect(await statusOf(door, url, { Cookie, 'Sec-Fetch-Site': 'cross-site' })).toBe(403)
    expect(await statusOf(door, url, { Cookie, Origin: 'http://evil.example' })).toBe(403)
  })

  test('behind a proxy the public address is the own one', async () => {
    const door = openDoor({ config: { lan: false, publicUrl: 'https://guichet.example.org' } })
    const { cookie } = await door.pair('manager')
    const url = 'http://localhost:8080/api/v1/pairings'
    const forwarded = { Cookie: cookie.replace('guichet=', '__Host-guichet='), 'X-Forwarded-Proto': 'https' }
    expect(await statusOf(door, url, { ...forwarded, Origin: 'https://guichet.example.org' }, 'POST')).toBe(200)
    expect(await statusOf(door, url, { ...forwarded, Origin: 'http://guichet.example.org' }, 'POST')).toBe(403)
  })
})

describe('[HA3] the cookie', () => {
  async function cookieOf(door: Door, base: string, headers: Record<string, string> = {}) {
    const response = await door.ask('POST', '/api/v1/pairings/redeem', {
      base,
      headers,
      body: { code: await door.code('desk') },
    })
    expect(response.status).toBe(200)
    return response.headers.get('set-cookie') ?? ''
  }

  test('over plain HTTP it is hidden from scripts and from other sites', async () => {
    expect(await cookieOf(openDoor(), 'http://localhost:8080')).toMatch(
      /^guichet=[A-Za-z0-9_-]{43}; Path=\/; Max-Age=31536000; HttpOnly; SameSite=Strict$/,
    )
  })

  test('over HTTPS it is Secure and bound to this very name', async () => {
    const pattern = /^__Host-guichet=[A-Za-z0-9_-]{43}; Path=\/; Max-Age=31536000; HttpOnly; SameSite=Strict; Secure$/
    expect(await cookieOf(openDoor(), 'https://localhost:8080')).toMatch(pattern)
    const proxied = openDoor({ config: { lan: false, publicUrl: 'https://guichet.example.org' } })
    const forwarded = { 'X-Forwarded-Proto': 'https' }
    expect(await cookieOf(proxied, 'http://guichet.example.org', forwarded)).toMatch(pattern)
  })

  test('who says without a proxy that it speaks HTTPS is not believed', async () => {
    expect(await cookieOf(openDoor(), 'http://localhost:8080', { 'X-Forwarded-Proto': 'https' })).toMatch(/^guichet=/)
  })

  test('a cookie of our name that another program has set does not hide ours', async () => {
    const door = openDoor()
    const { cookie } = await door.pair('manager')
    const gone = await door.pair('kiosk')
    await door.book.revoke(main, gone.id as never, door.clock as Instant)
    const others = ['guichet=x', `guichet=${'A'.repeat(43)}`, gone.cookie]
    const ask = async (...cookies: readonly string[]) =>
      (await door.ask('GET', list, { cookie: cookies.join('; ') })).status
    expect(await ask(...others, cookie)).toBe(200)
    expect(await ask(cookie, ...others)).toBe(200)
    expect(await ask(...others)).toBe(401)
    const many = Array.from({ length: 5 }, (_, index) => `guichet=${String(index).repeat(43)}`)
    expect(await ask(...many, cookie)).toBe(401)
  })

  test('each secret is another one, and the book has only its hash', async () => {
    const door = openDoor()
    const cookies = [await cookieOf(door, 'http://localhost:8080'), await cookieOf(door, 'http://localhost:8080')].map(
      (cookie) => /guichet=([^;]+)/.exec(cookie)?.[1] ?? '',
    )
    expect(new Set(cookies).size).toBe(2)
    const kept = JSON.stringify(await door.book.lines())
    for (const secret of cookies) expect(kept).not.toContain(secret)
  })

  test.each(['guichet=', 'guichet=abc', `guichet=${'a'.repeat(43)}`, `guichet=${'a'.repeat(5_000)}`, 'x=y', ';;==;'])(
    'a cookie %j is no pairing',
    async (Cookie) => {
      expect(await statusOf(openDoor(), `http://localhost:8080${list}`, { Cookie })).toBe(401)
    },
  )

  test('other cookies beside it do no harm, and the name is the one of the connection', async () => {
    const door = openDoor()
    const { cookie } = await door.pair('manager')
    expect(await statusOf(door, `http://localhost:8080${list}`, { Cookie: `a=b; ${cookie}; c="d"` })).toBe(200)
    expect(await statusOf(door, `https://localhost:8080${list}`, { Cookie: cookie })).toBe(401)
    expect(await statusOf(door, `http://localhost:8080${list}`, { Cookie: `__Host-${cookie}` })).toBe(401)
  })
})

test('[HA7] a device that was revoked is refused from its next request on, with the reason', async () => {
  const door = openDoor()
  const manager = await door.pair('manager')
  const { id, cookie } = await door.pair('desk')
  const ask = () => statusOf(door, 'http://localhost:8080/api/v1/claims', { Cookie: cookie }, 'POST')
  expect(await ask()).toBe(200)
  expect((await door.ask('DELETE', `${list}/${id}`, { cookie: manager.cookie })).status).toBe(200)
  expect(door.revoked).toEqual([id])
  expect(await ask()).toBe(401)
})

describe('[HA8] plain HTTP on the local network', () => {
  const config = { lan: true, publicUrl: null }

  const certificate = { certFile: 'a', keyFile: 'b' }
  test.each([
    ['the hub’s own authority', config],
    ['the institution’s certificate', { lan: false, publicUrl: null, certificate }],
  ])('beside %s it serves boards only; HTTPS and this very machine serve everybody', async (_, config) => {
    const door = openDoor({ config, ports: () => [8080, 8443] })
    for (const role of ['kiosk', 'board', 'desk', 'manager'] as const) {
      const { cookie } = await door.pair(role)
      const from = async (base: string, peer: string) => {
        const Cookie = base.startsWith('https') ? `__Host-${cookie}` : cookie
        const request = new Request(`${base}/api/v1/entries`, { headers: { Cookie } })
        const answer = await door.access.admit(request, peer)
        return answer instanceof Response ? answer.status : 200
      }
      expect(await from('http://localhost:8080', '192.168.1.20')).toBe(role === 'board' ? 200 : 403)
      expect(await from('http://localhost:8080', 'fe80::1')).toBe(role === 'board' ? 200 : 403)
      expect(await from('https://localhost:8443', '192.168.1.20')).toBe(200)
      expect(await from('http://localhost:8080', '127.0.0.1')).toBe(200)
      expect(await from('http://localhost:8080', '::ffff:127.0.0.1')).toBe(200)
    }
  })

  test('over the real doors, the institution’s certificate keeps plain HTTP to boards as well', async () => {
    await withFolder(async (folder) => {
      const { cert, key } = await aPair(await anAuthority(), ['localhost', hostname().toLowerCase()])
      const files = { TLS_CERT: join(folder, 'hub.crt'), TLS_KEY: join(folder, 'hub.key') }
      await writeFile(files.TLS_CERT, cert)
      await writeFile(files.TLS_KEY, key)
      const config = readConfig({ PORT: '0', TLS_PORT: '0', ...files }, '/nowhere')
      const book = createMemoryBook()
      const now = () => 1_700_000_000_000 as Instant
      const access = createAccess({ book, config, now })
      const app = accessRoutes({
        access,
        book,
        now,
        peerOf: () => '192.168.1.20',
        baseUrl: () => '',
        connected: () => false,
      })
      const doors = await openDoors({ config, fetch: (request, env) => app.fetch(request, env), log: silentLog })
      try {
        const { port } = new URL(doors.localUrl)
        const redeem = async (role: Role) => {
          const { code } = await offerPairing(book, { site: main, role, name: '', baseUrl: '' }, now())
          const headers = { 'Content-Type': 'application/json' }
          const body = JSON.stringify({ code, name: '' })
          const url = `http://127.0.0.1:${port}/api/v1/pairings/redeem`
          return (await fetch(url, { method: 'POST', headers, body })).status
        }
        expect([await redeem('manager'), await redeem('desk'), await redeem('kiosk')]).toEqual([403, 403, 403])
        expect(await redeem('board')).toBe(200)
      } finally {
        await doors.stop()
      }
    })
  })

  test('a code for anything but a board is not used up there', async () => {
    const door = openDoor({ config })
    const code = await door.code('desk')
    const peer = '192.168.1.20'
    const refused = await door.ask('POST', '/api/v1/pairings/redeem', { peer, body: { code } })
    expect([refused.status, problem.parse(await refused.json())?.title]).toEqual([403, 'Plain HTTP is for boards'])
    expect((await door.ask('POST', '/api/v1/pairings/redeem', { body: { code } })).status).toBe(200)
    const board = await door.code('board')
    expect((await door.ask('POST', '/api/v1/pairings/redeem', { peer, body: { code: board } })).status).toBe(200)
  })
})

describe('[HA10] limits', () => {
  test('a device that asks too much waits; others do not', async () => {
    const door = openDoor({ limits: { device: { burst: 5, perSecond: 2 } } })
    const [busy, calm] = [await door.pair('manager'), await door.pair('manager')]
    const ask = (cookie: string) => door.ask('GET', list, { cookie })
    for (let times = 0; times < 5; times++) expect((await ask(busy.cookie)).status).toBe(200)
    const refused = await ask(busy.cookie)
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '1'])
    expect((await ask(calm.cookie)).status).toBe(200)
    door.clock += 500
    expect((await ask(busy.cookie)).status).toBe(200)
  })

  test('who is not paired may not ask for ever, and keeps out nobody who is', async () => {
    const door = openDoor({ limits: { stranger: { burst: 3, perSecond: 1 } } })
    const { cookie } = await door.pair('manager')
    const peer = '2001:db8:1:2:aaaa::1'
    const statuses: number[] = []
    for (let times = 0; times < 5; times++) statuses.push((await door.ask('GET', list, { peer })).status)
    expect(statuses).toEqual([401, 401, 401, 429, 429])
    // The same connection under another of its addresses.
    expect((await door.ask('GET', list, { peer: '2001:db8:1:2:bbbb::7' })).status).toBe(429)
    expect((await door.ask('GET', list, { peer: '2001:db8:1:3::1' })).status).toBe(401)
    expect((await door.ask('GET', list, { peer, cookie })).status).toBe(200)
  })

  test.each([
    ['192.168.1.20', '192.168.1.20'],
    ['::ffff:192.168.1.20', '192.168.1.20'],
    ['::1', '0:0:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    ['2001:0DB8:0:0:1::2', '2001:db8:0:0'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['', ''],
    ['a:b:nonsense', 'a:b:nonsense'],
  ])('%s counts as %s', (peer, network) => {
    expect(networkOf(peer)).toBe(network)
  })
})

test.each([
  ['full', 'The hub’s disk is full.'],
  ['lost', 'The hub’s database does not answer.'],
] as const)('[HA10] a store in trouble (%s) is said, with when to come again', async (trouble, detail) => {
  const book = createMemoryBook()
  const door = openDoor({ book: { ...book, bySecret: () => Promise.reject(new HubStoreError(trouble)) } })
  const { cookie } = await door.pair('manager')
  const response = await door.ask('GET', list, { cookie })
  expect([response.status, response.headers.get('retry-after')]).toEqual([503, '2'])
  expect(problem.parse(await response.json())?.detail).toBe(detail)
})
