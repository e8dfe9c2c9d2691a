import { execFile } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openLan } from '#hub/lan/lan.ts'
import type { Lan } from '#hub/lan/lan.ts'
import { setupTexts } from '#hub/lan/setup-text.ts'
import { silentLog } from '#hub/log.ts'
import { withFolder } from './certificates.ts'

const ports = { plain: 8080, secure: 8443 }
let lan: Lan
let secrets: readonly string[]
let authority: X509Certificate

beforeAll(async () => {
  await withFolder(async (folder) => {
    const interfaces = () => ({
      eth0: [{ address: '192.168.1.20', netmask: '', mac: '', family: 'IPv4', cidr: null, internal: false }] as const,
    })
    lan = await openLan({
      folder,
      hostname: 'accueil',
      interfaces: interfaces,
      now: () => new Date(),
      log: silentLog,
      pollMs: 1e6,
    })
    secrets = readdirSync(folder)
      .filter((name) => name.endsWith('.key'))
      .map((name) => readFileSync(join(folder, name), 'utf8').split('\n')[1] ?? '')
    authority = new X509Certificate(readFileSync(join(folder, 'authority.crt'), 'utf8'))
  })
})

afterAll(() => lan.stop())

async function get(address: string, init?: RequestInit): Promise<Response | null> {
  return await lan.setup(new Request(address, init), ports)
}

async function page(address: string): Promise<string> {
  return (await (await get(address))?.text()) ?? ''
}

test('[HD13] the page names the hub’s own address, the files, the fingerprint and the way on, in French first', async () => {
  const text = await page('http://192.168.1.20:8080/setup')
  expect(text).toContain('<html lang="fr">')
  expect(text).toContain('http://192.168.1.20:8080/setup')
  expect(text).toContain('data-origins="https://accueil.local:8443 https://192.168.1.20:8443"')
  expect(text).toContain('href="https://accueil.local:8443/"')
  expect(text).toContain('*.local · localhost · *.home.arpa · *.internal · *.lan · accueil')
  expect(await page('http://accueil.local:8080/setup?lang=en')).toContain('<html lang="en">')
  expect(await page('http://accueil.local:8080/setup')).toContain('data-origins="https://accueil.local:8443"')
})

test('[HD13] both languages say the same things, and steps for every system with how to take it back', () => {
  const shape = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(shape)
      : typeof value === 'object' && value !== null
        ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, shape(each)]))
        : typeof value
  expect(shape(setupTexts.en)).toEqual(shape(setupTexts.fr))
  const ids = setupTexts.fr.systems.map(({ id }) => id)
  expect(ids).toEqual(['ipados', 'android', 'windows', 'cros', 'macos', 'linux', 'firefox'])
})

test('[HD13] a host that is not this hub’s never stands in the page, and a way on leads into the app alone', async () => {
  const foreign = await page('http://evil.example:8080/setup?next=https://evil.example/')
  expect(foreign).not.toContain('evil')
  expect(foreign).toContain('http://accueil.local:8080/setup')
  expect(await page('http://accueil.local:8080/setup?next=/kiosk')).toContain('href="https://accueil.local:8443/kiosk"')
  for (const next of ['//evil', '/%2Fevil', '/a"b', '/\\evil', '/kiosk/x', 'javascript:alert(1)']) {
    const text = await page(`http://accueil.local:8080/setup?next=${encodeURIComponent(next)}`)
    expect(text).toContain('data-next="/"')
  }
})

test('[HD13] its policy lets in nothing but its own files and the picture from HTTPS, and it has no inline part', async () => {
  const answer = await get('http://accueil.local:8080/setup')
  const policy = answer?.headers.get('content-security-policy')
  expect(policy).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src https:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  )
  expect(answer?.headers.get('x-content-type-options')).toBe('nosniff')
  expect(answer?.headers.has('strict-transport-security')).toBe(false)
  const text = (await answer?.text()) ?? ''
  expect(text).not.toMatch(/<style|\sstyle=|\son[a-z]+=|<script(?![^>]* src=)/)
  // Every file that it names is there.
  const files = [...text.matchAll(/(?:href|src)="(\/setup\/[^"]+)"/g)].map(([, path]) => String(path))
  expect(files).toHaveLength(5)
  for (const path of files) expect((await get(`http://accueil.local:8080${path}`))?.status).toBe(200)
})

test('[HD13] the certificate comes in the form that each system expects, and is the authority’s', async () => {
  const crt = await get('http://accueil.local:8080/setup/guichet-libre.crt')
  expect(crt?.headers.get('content-type')).toBe('application/x-x509-ca-cert')
  expect(new X509Certificate(Buffer.from((await crt?.arrayBuffer()) ?? new ArrayBuffer(0))).fingerprint256).toBe(
    authority.fingerprint256,
  )

  const profile = await get('http://accueil.local:8080/setup/guichet-libre.mobileconfig')
  expect(profile?.headers.get('content-type')).toBe('application/x-apple-aspen-config')
  const text = (await profile?.text()) ?? ''
  const der = /<data>([\s\S]*)<\/data>/.exec(text)?.[1]?.replace(/\s/g, '') ?? ''
  expect(new X509Certificate(Buffer.from(der, 'base64')).fingerprint256).toBe(authority.fingerprint256)
  const ids = [...text.matchAll(/<key>PayloadUUID<\/key>\s*<string>([^<]+)/g)].map(([, id]) => id)
  expect(new Set(ids).size).toBe(2)
  for (const id of ids) expect(id).toMatch(/^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/)
  expect(await (await get('http://accueil.local:8080/setup/guichet-libre.mobileconfig'))?.text()).toBe(text)
  await withFolder(async (folder) => {
    const file = join(folder, 'profile.plist')
    writeFileSync(file, text)
    const parse =
      'import plistlib,sys; print(plistlib.load(open(sys.argv[1],"rb"))["PayloadContent"][0]["PayloadType"])'
    const read = await promisify(execFile)('python3', ['-c', parse, file]).catch(() => null)
    // Where there is no reader of property lists, the shape above has to do.
    if (read !== null) expect(read.stdout.trim()).toBe('com.apple.security.root')
  })
})

test('[HD8] no path below it serves a key', async () => {
  for (const path of [
    '',
    '/setup-page.js',
    '/setup-page.css',
    '/tokens.css',
    '/guichet-libre.crt',
    '/guichet-libre.mobileconfig',
  ]) {
    const text = await page(`http://accueil.local:8080/setup${path}`)
    for (const secret of secrets) expect(text).not.toContain(secret)
    expect(text).not.toContain('PRIVATE')
  }
  for (const path of [
    'authority.key',
    'hub.key',
    '../tls/authority.key',
    '..%2Ftls%2Fauthority.key',
    'constructor',
    '__proto__',
  ]) {
    expect((await get(`http://accueil.local:8080/setup/${path}`))?.status ?? 404).toBe(404)
  }
})

test('[HD13] the picture that proves trust comes by HTTPS alone, to a page of another origin', async () => {
  expect((await get('http://accueil.local:8080/setup/trusted.svg'))?.status).toBe(404)
  const picture = await get('https://accueil.local:8443/setup/trusted.svg?look=1')
  expect(picture?.headers.get('cross-origin-resource-policy')).toBe('cross-origin')
  expect(picture?.headers.get('cache-control')).toBe('no-store')
  expect(await get('http://accueil.local:8080/setups')).toBeNull()
  expect((await get('http://accueil.local:8080/setup', { method: 'POST' }))?.status).toBe(405)
})
