import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { beforeEach, describe, expect, test } from 'vitest'
import type { AppFile, AppFiles } from '#hub/app-files.ts'
import type { Access } from '#hub/access/access.ts'
import { createHubApp } from '#hub/hub-app.ts'
import { createLog, silentLog } from '#hub/log.ts'
import { problem } from '#hub/problem.ts'
import { createMemoryStore } from '#hub/stores/memory-store.ts'
import { toWire } from '#protocol/messages.ts'
import { Hono } from 'hono'
import { mainSite, pushOf, ticketOf } from '../support/pushing.ts'
import { a, createRig, firstLife, kiosk } from './site/site-rig.ts'

const page = '<!doctype html><title>Guichet Libre</title>'
const script = 'export const answer = 42\n'.repeat(200)

let ask: (path: string, init?: RequestInit) => Promise<Response>

beforeEach(() => {
  const app = createHubApp({
    version: '1.2.3+abc',
    files: filesOf(
      file('/index.html', 'text/html; charset=utf-8', page),
      file('/service-worker.js', 'text/javascript; charset=utf-8', script),
      file('/assets/index-1a2b.js', 'text/javascript; charset=utf-8', script),
      file('/assets/letters.woff2', 'font/woff2', script),
    ),
  })
  ask = async (path, init) => await app.request(`http://localhost:8080${path}`, init)
})

describe('paths', () => {
  test.each(['/', '/kiosk', '/desk?desk=2', '/board', '/statistics?lang=en', '/a/b'])(
    '%s is the page',
    async (path) => {
      const response = await ask(path)
      expect(response.status).toBe(200)
      expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
      expect(await response.text()).toBe(page)
    },
  )

  test.each(['/assets/gone.js', '/favicon.ico', '/kiosk/app.css', '/.env', '/.vite/manifest.json'])(
    '%s is not there',
    async (path) => {
      const response = await ask(path)
      expect(response.status).toBe(404)
      expect(response.headers.get('content-type')).toContain('text/plain')
    },
  )

  test.each([
    '/../package.json',
    '/..%2fpackage.json',
    '/assets/..%5c..%5cpackage.json',
    '/%2e%2e/%2e%2e/etc/passwd.txt',
  ])('%s leads nowhere outside the app', async (path) => {
    expect((await ask(path)).status).toBe(404)
  })

  test.each([
    ['/kiosk/', '/kiosk'],
    ['/desk/?desk=2', '/desk?desk=2'],
    ['//elsewhere/', '/elsewhere'],
    ['/kiosk///', '/kiosk'],
  ])('%s leads to %s', async (path, target) => {
    const response = await ask(path)
    expect(response.status).toBe(308)
    expect(response.headers.get('location')).toBe(target)
  })

  test('HEAD answers without a body', async () => {
    const response = await ask('/kiosk', { method: 'HEAD' })
    expect(response.status).toBe(200)
    expect(await response.text()).toBe('')
  })

  test('other methods are refused', async () => {
    const response = await ask('/kiosk', { method: 'POST' })
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
  })
})

describe('caching and compression', () => {
  test('what carries a hash in its name is kept for ever, the rest is asked for again', async () => {
    expect((await ask('/assets/index-1a2b.js')).headers.get('cache-control')).toBe(
      'public, max-age=31536000, immutable',
    )
    expect((await ask('/kiosk')).headers.get('cache-control')).toBe('no-cache')
    expect((await ask('/service-worker.js')).headers.get('cache-control')).toBe('no-cache')
  })

  test('what the browser already has is not sent again', async () => {
    const etag = (await ask('/kiosk')).headers.get('etag') ?? ''
    const again = await ask('/kiosk', { headers: { 'If-None-Match': `"other", W/${etag}` } })
    expect(again.status).toBe(304)
    expect(await again.text()).toBe('')
    expect((await ask('/kiosk', { headers: { 'If-None-Match': '"other"' } })).status).toBe(200)
  })

  test.each([
    ['gzip, deflate, br', 'br'],
    ['gzip;q=0.8, br;q=0', 'gzip'],
    ['gzip', 'gzip'],
    ['identity', null],
    [null, null],
  ])('a browser that accepts %s gets %s', async (accepted, encoding) => {
    const response = await ask(
      '/assets/index-1a2b.js',
      accepted === null ? {} : { headers: { 'Accept-Encoding': accepted } },
    )
    const bytes = Buffer.from(await response.arrayBuffer())
    expect(response.headers.get('content-encoding')).toBe(encoding)
    expect(response.headers.get('content-length')).toBe(String(bytes.length))
    expect(response.headers.get('vary')).toContain('Accept-Encoding')
    const plain = encoding === 'br' ? brotliDecompressSync(bytes) : encoding === 'gzip' ? gunzipSync(bytes) : bytes
    expect(plain.toString()).toBe(script)
  })

  test('a font is sent as it is', async () => {
    const response = await ask('/assets/letters.woff2', { headers: { 'Accept-Encoding': 'br' } })
    expect(response.headers.get('content-encoding')).toBeNull()
    expect(response.headers.get('content-type')).toBe('font/woff2')
  })

  test('each encoding has an ETag of its own', async () => {
    const plain = await ask('/assets/index-1a2b.js')
    const packed = await ask('/assets/index-1a2b.js', { headers: { 'Accept-Encoding': 'br' } })
    expect(plain.headers.get('etag')).not.toBe(packed.headers.get('etag'))
  })
})

describe('operation and safety', () => {
  test('healthz tells the version and is never cached', async () => {
    const response = await ask('/healthz')
    expect(response.status).toBe(200)
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(await response.json()).toEqual({ status: 'ok', version: '1.2.3+abc' })
  })

  test('a path of the hub that is not there is a problem document, never the page', async () => {
    const response = await ask('/api/v1/entries')
    expect(response.status).toBe(404)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
  })

  test.each(['/', '/healthz', '/gone.js', '/kiosk/', '/api/x'])('%s carries the security headers', async (path) => {
    const { headers } = await ask(path)
    expect(headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; script-src 'self'; .*frame-ancestors 'none'$/,
    )
    expect(headers.get('content-security-policy')).not.toContain('unsafe')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('permissions-policy')).toContain('screen-wake-lock=(self)')
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
  })
})

test('the worker that counts may compile WebAssembly, and nothing else may', async () => {
  const worker = '/assets/statistics-worker-Ab_9-x.js'
  const solver = '/assets/highs-Ab_9-x.wasm'
  const files = filesOf(file(worker, 'text/javascript', script), file(solver, 'application/wasm', script))
  const app = createHubApp({ files, version: '1' })
  const policyOf = async (path: string): Promise<string> =>
    (await app.request(`http://localhost${path}`)).headers.get('content-security-policy') ?? ''
  expect(await policyOf(worker)).toMatch(
    /^default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; .*connect-src 'self'; .*frame-ancestors 'none'$/,
  )
  for (const path of [solver, '/assets/statistics-worker.js', `${worker}/`, `/x${worker}`, '/statistics'])
    expect(await policyOf(path)).not.toContain('unsafe')
})

describe('a hub with a store', () => {
  test('[HR17] healthz is 503 when the store does not answer, and comes back with it', async () => {
    let answers: 'well' | 'never' | 'not' = 'well'
    const store = createMemoryStore(firstLife)
    const check = () => {
      if (answers === 'never') return new Promise<void>(() => undefined)
      return answers === 'not' ? Promise.reject(new Error('gone')) : Promise.resolve()
    }
    const { app } = await createRig({ store: { ...store, check } })
    const status = async () => (await app.request('http://localhost:8080/healthz')).status
    expect(await status()).toBe(200)
    answers = 'not'
    expect(await status()).toBe(503)
    answers = 'never'
    expect(await status()).toBe(503)
    answers = 'well'
    expect(await status()).toBe(200)
  })

  test('[HR17] metrics and log tell of no person, device or site', async () => {
    const lines: string[] = []
    const rig = await createRig({
      log: createLog(
        (line) => lines.push(line),
        () => 0,
      ),
    })
    await rig.push(kiosk, [ticketOf(a, 1)])
    await rig.hello(kiosk, { report: { app: 'secret app', now: 1, unsent: 0, storage: 'full' } })
    await rig.page(kiosk)
    await rig.ask(kiosk, 'GET', '/entries?after=garbage')
    await rig.app.request('http://localhost:8080/kioskxxxxx/../api/v1/<script>')
    const text = await (await rig.app.request('http://localhost:8080/metrics')).text()
    expect(text).toContain('guichet_entries_appended_total 1')
    expect(text).toMatch(/guichet_request_seconds_bucket{route="POST \/api\/v1\/entries",status="2xx",le="5"} 1/)
    expect(text).toContain('guichet_request_seconds_count{route="GET /api/v1/entries",status="4xx"} 1')
    expect(text).toContain('guichet_memory_bytes 1')
    for (const word of ['kioskxxxxx', 'main', 'secret app', 'script', a]) expect(text).not.toContain(word)
    expect(lines.join('\n')).not.toMatch(/kioskxxxxx|secret app/)
  })

  test('[HR17] made-up methods share one line of the figures', async () => {
    const rig = await createRig()
    const lines = async () => (await (await rig.app.request('http://localhost:8080/metrics')).text()).split('\n').length
    const once = { method: 'MADEUP' }
    await rig.app.request('http://localhost:8080/healthz', once)
    await lines()
    const before = await lines()
    for (let index = 0; index < 50; index++) {
      await rig.app.request('http://localhost:8080/healthz', { method: `MADEUP${index}` })
    }
    expect(await lines()).toBe(before)
  })

  test('[HA7] who is revoked while its push is on the way is refused, and nothing is taken', async () => {
    const rig = await createRig()
    let revoked = false
    const access: Access = {
      admit: () =>
        Promise.resolve(revoked ? problem(401, 'Revoked') : { device: kiosk.device, role: 'kiosk', site: mainSite }),
    }
    const { store, metrics, site } = rig
    const hub = { store, access, accessRoutes: new Hono(), site, metrics, log: silentLog }
    const app = createHubApp({ files: new Map(), version: 'test', hub })
    const push = async (text: string, ms: number) => {
      const body = new ReadableStream({
        async pull(controller) {
          await new Promise((resolve) => setTimeout(resolve, ms))
          controller.enqueue(new TextEncoder().encode(text))
          controller.close()
        },
      })
      const init = { method: 'POST', body, duplex: 'half' }
      return (await app.request(new Request('http://localhost:8080/api/v1/entries', init))).status
    }
    const [first, second] = [1, 2].map((n) => JSON.stringify(toWire(pushOf(firstLife, [ticketOf(a, n)]))))
    expect(await push(first ?? '', 400)).toBe(200)
    const held = push(second ?? '', 400)
    await new Promise((resolve) => setTimeout(resolve, 100))
    revoked = true
    expect(await held).toBe(401)
    expect((await store.status(mainSite)).head.seq).toBe(1)
  })

  test('[HR17] an error is logged by its kind and place, without its words, and answered as a problem', async () => {
    const lines: string[] = []
    const store = createMemoryStore(firstLife)
    const status = () => Promise.reject(Object.assign(new TypeError('Dupont, C07'), { code: 'EODD' }))
    const log = createLog(
      (line) => lines.push(line),
      () => 0,
    )
    const rig = await createRig({ store: { ...store, status }, log })
    const answer = await rig.ask(kiosk, 'GET', '/stream')
    expect([answer.status, answer.headers.get('content-type')]).toEqual([500, 'application/problem+json'])
    const [line = ''] = lines
    expect(JSON.parse(line)).toMatchObject({ level: 'error', event: 'request', kind: 'TypeError', code: 'EODD' })
    expect(line).not.toContain('Dupont')
    expect(line).not.toContain('/work')
  })

  test('[HR17] what the hub does not have is a problem document, with or without a pairing', async () => {
    const rig = await createRig()
    for (const path of ['/nowhere', '/entries/1', '/%2e%2e/healthz', '/stream/']) {
      const answer = await rig.ask(kiosk, 'GET', path)
      expect([path, answer.status, answer.headers.get('content-type')]).toEqual([path, 404, 'application/problem+json'])
    }
    const stranger = await rig.app.request('http://localhost:8080/api/v1/entries')
    expect([stranger.status, stranger.headers.get('content-type')]).toEqual([401, 'application/problem+json'])
  })
})

function filesOf(...files: readonly AppFile[]): AppFiles {
  return new Map(files.map((each) => [each.path, each]))
}

function file(path: string, type: string, text: string): AppFile {
  return { path, type, etag: `hash-of-${path.length}`, bytes: new TextEncoder().encode(text) }
}
