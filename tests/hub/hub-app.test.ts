import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { beforeEach, describe, expect, test } from 'vitest'
import type { AppFile, AppFiles } from '#hub/app-files.ts'
import { createHubApp } from '#hub/hub-app.ts'

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

function filesOf(...files: readonly AppFile[]): AppFiles {
  return new Map(files.map((each) => [each.path, each]))
}

function file(path: string, type: string, text: string): AppFile {
  return { path, type, etag: `hash-of-${path.length}`, bytes: new TextEncoder().encode(text) }
}
