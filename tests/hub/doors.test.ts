import { renameSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { getConnInfo } from '@hono/node-server/conninfo'
import { Hono } from 'hono'
import { afterEach, describe, expect, test } from 'vitest'
import { readConfig } from '#hub/config.ts'
import { openDoors } from '#hub/doors.ts'
import type { Doors, DoorEnv, DoorParts } from '#hub/doors.ts'
import type { CertificatePair, Connection } from '#hub/listener.ts'
import { silentLog } from '#hub/log.ts'
import type { LogFields } from '#hub/log.ts'
import { plainDoor } from '#hub/plain-door.ts'
import { aPair, anAuthority, withFolder } from './lan/certificates.ts'
import { ask, askSecurely } from './lan/raw-requests.ts'

const opened: Doors[] = []

afterEach(async () => {
  await Promise.all(opened.splice(0).map((doors) => doors.stop()))
})

/** Answers what it was told about the request. */
const tell: DoorParts['fetch'] = (request, { door, secure, peer }) =>
  Response.json({ door, secure, peer, url: request.url.replace(/:\d+/, '') })

async function start(env: Readonly<Record<string, string>>, parts: Partial<DoorParts> = {}): Promise<Doors> {
  const config = readConfig({ PORT: '0', TLS_PORT: '0', ...env }, '/nowhere')
  const doors = await openDoors({ config, fetch: tell, log: silentLog, drawn: false, ...parts })
  opened.push(doors)
  return doors
}

describe('plain HTTP', () => {
  test('[HD1] without settings it is plain HTTP on localhost, whole, and the connection is known', async () => {
    const app = new Hono<{ Bindings: DoorEnv }>()
    app.get('/', (context) => context.json([getConnInfo(context).remote.address, context.env.door]))
    const doors = await start({}, { fetch: (request, env) => app.fetch(request, env) })
    expect(doors.url).toMatch(/^http:\/\/localhost:\d+$/)
    expect(doors.localUrl).toBe(doors.url)
    expect(doors.joinUrl).toBeNull()
    expect(doors.lines).toEqual([])
    const [address, door] = (await (await fetch(doors.url)).json()) as string[]
    expect(['127.0.0.1', '::1']).toContain(address)
    expect(door).toBe('whole')
  })

  test('[HD10] behind a proxy the address is the public one, and who asks is whom the proxy saw last', async () => {
    const doors = await start({ PUBLIC_URL: 'https://guichet.example.org' })
    expect(doors.url).toBe('https://guichet.example.org')
    expect(doors.joinUrl).toBe(doors.url)
    const asked = async (forwarded: string): Promise<unknown> =>
      await (await fetch(doors.localUrl, { headers: { 'X-Forwarded-For': forwarded } })).json()
    expect(await asked('198.51.100.7, 203.0.113.9')).toMatchObject({ secure: true, peer: '203.0.113.9', door: 'whole' })
    expect(await asked('not an address')).toMatchObject({ peer: expect.stringMatching(/^(127\.0\.0\.1|::1)$/) })
    const open = await start({})
    const answer = await fetch(open.url, { headers: { 'X-Forwarded-For': '203.0.113.9' } })
    expect(await answer.json()).toMatchObject({ secure: false, peer: expect.stringMatching(/^(127\.0\.0\.1|::1)$/) })
  })
})

describe('with an institution’s certificate', () => {
  test('[HD3] a new pair of files is served without a restart; a broken one is refused, and the old one stays', async () => {
    await withFolder(async (folder) => {
      const authority = await anAuthority()
      const pairs = [await aPair(authority, ['eins.local']), await aPair(authority, ['zwei.local'])] as const
      const warned: (readonly [string, LogFields | undefined])[] = []
      const log = { ...silentLog, warn: (event: string, fields?: LogFields) => void warned.push([event, fields]) }
      const env = writePair(folder, pairs[0])
      const doors = await start(env, { log, pollMs: 200 })
      const port = Number(new URL(doors.url).port)
      const status = async (host: string): Promise<number> =>
        (await askSecurely(port, '/', { ca: authority.certificate, host })).status
      expect(doors.url).toBe(`https://eins.local:${port}`)
      expect(await status('eins.local')).toBe(200)

      writeFileSync(env.TLS_KEY, pairs[1].key)
      await expect.poll(() => warned.length, { timeout: 20_000 }).toBe(1)
      expect(warned[0]?.[0]).toBe('certificate-refused')
      expect(await status('eins.local')).toBe(200)

      // As tools do that renew certificates: another file takes the name.
      writeFileSync(`${env.TLS_CERT}.new`, pairs[1].cert)
      renameSync(`${env.TLS_CERT}.new`, env.TLS_CERT)
      await expect.poll(() => status('zwei.local').catch(() => 0), { timeout: 20_000 }).toBe(200)

      writeFileSync(env.TLS_CERT, 'no certificate')
      await expect.poll(() => warned.length, { timeout: 20_000 }).toBe(2)
      expect(await status('zwei.local')).toBe(200)
      expect(JSON.stringify(warned)).not.toContain(folder)
    })
  })

  test('[HD3] a pair that does not work at the start is said with what to look at', async () => {
    await withFolder(async (folder) => {
      const authority = await anAuthority()
      const env = writePair(folder, { cert: (await aPair(authority)).cert, key: (await aPair(authority)).key })
      await expect(start(env)).rejects.toThrow(/^The certificate cannot be used: .* Look at TLS_CERT and TLS_KEY\.$/)
      await expect(start({ ...env, TLS_CERT: join(folder, 'gone.crt') })).rejects.toThrow('ENOENT')
    })
  })

  test('[HD4] plain HTTP leads every screen to HTTPS under a name of the certificate, and tells no browser to remember it', async () => {
    await withFolder(async (folder) => {
      const authority = await anAuthority()
      const doors = await start(writePair(folder, await aPair(authority, ['hub.local', 'guichet.lan'])))
      const { port: tlsPort } = new URL(doors.url)
      const { port } = new URL(doors.localUrl)
      expect(doors.joinUrl).toBe(doors.url)
      const led = async (host: string, path: string): Promise<string | null> =>
        (await ask(port, path, { host })).headers.get('location')
      expect(await led('guichet.lan', '/desk?desk=2')).toBe(`https://guichet.lan:${tlsPort}/desk?desk=2`)
      expect(await led('192.168.1.20', '/')).toBe(`https://hub.local:${tlsPort}/`)
      expect(await led('hub.local', '//elsewhere/')).toBe(`https://hub.local:${tlsPort}//elsewhere/`)
      expect(await led('hub.local', '/setup')).toBe(`https://hub.local:${tlsPort}/setup`)
      const answer = await ask(port, '/', { host: 'hub.local' })
      expect([answer.status, answer.headers.get('cache-control')]).toEqual([307, 'no-store'])
      expect(answer.headers.has('strict-transport-security')).toBe(false)
      const secure = await askSecurely(Number(tlsPort), '/desk', { ca: authority.certificate, host: 'hub.local' })
      expect(JSON.parse(secure.body)).toMatchObject({ door: 'whole', secure: true, url: 'https://hub.local/desk' })
    })
  })

  test('a port of HTTPS that is taken leaves nothing open', async () => {
    await withFolder(async (folder) => {
      const env = writePair(folder, await aPair(await anAuthority()))
      const first = await start(env)
      const { port } = new URL(first.url)
      await expect(start({ ...env, TLS_PORT: port })).rejects.toThrow(`TLS_PORT=${Number(port) + 1}`)
      const { port: plainPort } = new URL(first.localUrl)
      await expect(start({ ...env, PORT: plainPort })).rejects.toThrow(`: PORT=${Number(plainPort) + 1}`)
    })
  })
})

describe('on a local network', () => {
  test('[HD4] plain HTTP from elsewhere serves health, the board, its files and its part of the interface', async () => {
    await withFolder(async (folder) => {
      const { port } = new URL((await start({ LAN: '1', DATA_DIR: folder })).localUrl)
      const host = `${hostname().toLowerCase()}.local`
      for (const path of ['/healthz', '/board', '/board?lang=en', '/assets/index-1a2b.js', '/api/v1/stream']) {
        expect(await (await ask(port, path, { host })).json()).toMatchObject({ door: 'board', secure: false })
      }
      for (const path of ['/api/v1/hello', '/api/v1/pairings/redeem', '/api/v1/purge-check']) {
        expect(await (await ask(port, path, { host, method: 'POST' })).json()).toMatchObject({ door: 'board' })
      }
      for (const [method, path] of [
        ['GET', '/api/v1/devices'],
        ['POST', '/api/v1/claims'],
        ['POST', '/api/v1/pairings'],
        ['POST', '/api/v1/archive'],
        ['DELETE', '/api/v1/devices/a1'],
        ['GET', '/api/v1/../v1/devices'],
        ['GET', '/api/'],
        ['POST', '/desk'],
      ] as const) {
        const answer = await ask(port, path, { host, method })
        expect([path, answer.status]).toEqual([path, 403])
        expect(answer.headers.get('content-type')).toBe('application/problem+json')
      }
    })
  })

  test('[HD4] other screens are led to the set-up page, which knows where to go on', async () => {
    await withFolder(async (folder) => {
      const { port } = new URL((await start({ LAN: '1', DATA_DIR: folder })).localUrl)
      const led = async (path: string): Promise<string | null> =>
        (await ask(port, path, { host: '192.168.1.20' })).headers.get('location')
      expect(await led('/')).toBe('/setup')
      expect(await led('/kiosk')).toBe('/setup?next=%2Fkiosk')
      expect(await led('/metrics')).toBe('/setup?next=%2Fmetrics')
    })
  })

  test('[HD5] on the hub’s own machine localhost is whole over plain HTTP; its name alone is not enough', async () => {
    await withFolder(async (folder) => {
      const doors = await start({ LAN: '1', DATA_DIR: folder })
      const { port } = new URL(doors.localUrl)
      for (const host of ['localhost', '127.0.0.1', `localhost:${port}`]) {
        expect(await (await ask(port, '/desk', { host })).json()).toMatchObject({ door: 'whole', secure: false })
      }
      for (const host of ['localhost.example.org', '192.168.1.20', '127.0.0.1.example.org', 'hub.local']) {
        expect((await ask(port, '/desk', { host })).status).toBe(307)
      }
      expect(doors.localUrl).toBe(`http://localhost:${port}`)
      // A device that joins comes by the name that the network knows, and by the set-up page.
      expect(doors.joinUrl).toMatch(new RegExp(`^http://[^/]+\\.local:${port}$`))
    })
    const answer = plainDoor({
      whole: () => new Response('whole'),
      board: () => new Response('board'),
      setup: () => null,
      leadOn: () => '/setup',
    })
    for (const [remoteAddress, status] of [
      ['127.0.0.1', 200],
      ['::1', 200],
      ['::ffff:127.0.0.1', 200],
      ['192.168.1.30', 307],
      ['::ffff:192.168.1.30', 307],
      [undefined, 307],
    ] as const) {
      const connection = { incoming: { socket: { remoteAddress } } } as unknown as Connection
      expect((await answer(new Request('http://localhost:8080/desk'), connection)).status).toBe(status)
    }
  })

  test('[HD8] the lines say where to set up devices and the fingerprint; a QR code stands only on a person’s screen', async () => {
    await withFolder(async (folder) => {
      const doors = await start({ LAN: '1', DATA_DIR: folder })
      const { port } = new URL(doors.localUrl)
      const name = new URL(doors.url).hostname
      expect(doors.lines[0]).toBe(`Set up devices: http://${name}:${port}/setup`)
      const page = await (await ask(port, '/setup', { host: name })).text()
      const groups = doors.lines.flatMap((line) => line.match(/[0-9A-F]{2}( [0-9A-F]{2}){3}/g) ?? [])
      expect(groups).toHaveLength(8)
      for (const group of groups) expect(page).toContain(group)
      expect(doors.lines.join('')).not.toContain('█')
      const drawn = await start({ LAN: '1', DATA_DIR: folder }, { drawn: true })
      expect(drawn.lines.filter((line) => line.includes('█')).length).toBeGreaterThan(10)
    })
  })
})

function writePair(folder: string, pair: CertificatePair): { readonly TLS_CERT: string; readonly TLS_KEY: string } {
  const files = { TLS_CERT: join(folder, 'hub.crt'), TLS_KEY: join(folder, 'hub.key') }
  writeFileSync(files.TLS_CERT, pair.cert)
  writeFileSync(files.TLS_KEY, pair.key)
  return files
}
