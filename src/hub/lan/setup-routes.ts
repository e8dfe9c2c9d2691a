import { X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { webAddress } from '../web-address.ts'
import { mobileconfig } from './mobileconfig.ts'
import type { LocalNames } from './names.ts'
import { renderSetupPage } from './setup-page.ts'
import { setupTexts } from './setup-text.ts'

/** The ports that browsers use. */
export interface DoorPorts {
  readonly plain: number
  readonly secure: number
}

/** Answers what belongs to setting up a device; null: not asked. */
export type SetupRoutes = (request: Request, ports: DoorPorts) => Response | Promise<Response> | null

export interface SetupParts {
  /** The authority, PEM. */
  readonly authority: string
  readonly fingerprint: readonly string[]
  readonly names: () => LocalNames
  /** Names that the authority may vouch for. */
  readonly permittedNames: readonly string[]
}

// What these say changes with the hub, never with a build.
const headers = { 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer', 'X-Content-Type-Options': 'nosniff' }

/** Makes the routes of `/setup`; nothing here needs a device that is paired, and nothing is a secret (HD10). */
export async function createSetupRoutes({
  authority,
  fingerprint,
  names,
  permittedNames,
}: SetupParts): Promise<SetupRoutes> {
  const files: Readonly<Record<string, { readonly type: string; readonly body: string | Uint8Array<ArrayBuffer> }>> = {
    '/setup/guichet-libre.crt': {
      type: 'application/x-x509-ca-cert',
      body: new Uint8Array(new X509Certificate(authority).raw),
    },
    '/setup/guichet-libre.mobileconfig': {
      type: 'application/x-apple-aspen-config',
      body: mobileconfig(authority),
    },
    '/setup/setup-page.css': { type: 'text/css; charset=utf-8', body: await readBeside('./setup-page.css') },
    '/setup/setup-page.js': { type: 'text/javascript; charset=utf-8', body: await readBeside('./setup-page.js') },
    // The colours of the house, as the screens have them.
    '/setup/tokens.css': { type: 'text/css; charset=utf-8', body: await readBeside('../../ui/tokens.css') },
  }

  async function page(url: URL, ports: DoorPorts): Promise<Response> {
    const text = url.searchParams.get('lang') === 'en' ? setupTexts.en : setupTexts.fr
    const own = names()
    const host = [...own.names, ...own.addresses].find((each) => each === url.hostname.replace(/^\[|\]$/g, ''))
    const [name = 'localhost'] = own.names
    // The name first: what a browser stores belongs to the address, and an address may change.
    const secureOrigins = [...new Set([name, host ?? name])].map((each) => webAddress('https', each, ports.secure))
    const body = await renderSetupPage({
      text,
      secureOrigins,
      plainOrigin: webAddress('http', host ?? name, ports.plain),
      fingerprint,
      permittedNames,
      next: screenOf(url),
    })
    const policy = [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      // A picture from the other door loads only where the device trusts the hub. No origin: addresses without a name
      // match no source but the protocol's.
      'img-src https:',
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ]
    return new Response(body, {
      headers: {
        ...headers,
        'Content-Type': 'text/html; charset=utf-8',
        'Content-Language': text.language,
        'Content-Security-Policy': policy.join('; '),
      },
    })
  }

  return (request, ports) => {
    const url = new URL(request.url)
    if (url.pathname !== '/setup' && !url.pathname.startsWith('/setup/')) return null
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return new Response('Method not allowed\n', { status: 405, headers: { ...headers, Allow: 'GET, HEAD' } })
    }
    if (url.pathname === '/setup') return page(url, ports)
    if (url.pathname === '/setup/trusted.svg' && url.protocol === 'https:') return trustedPicture()
    const file = files[url.pathname]
    if (file === undefined) return new Response('Not found\n', { status: 404, headers })
    return new Response(file.body, { headers: { ...headers, 'Content-Type': file.type } })
  }
}

/** One of the application's own screens, to go on to; anything else is the beginning. */
function screenOf(url: URL): string {
  const next = url.searchParams.get('next') ?? '/'
  return /^\/[a-z]{0,20}$/.test(next) ? next : '/'
}

function trustedPicture(): Response {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'
  // The page that shows it came over plain HTTP: for a browser that is another origin.
  const type = { 'Content-Type': 'image/svg+xml', 'Cross-Origin-Resource-Policy': 'cross-origin' }
  return new Response(svg, { headers: { ...headers, ...type } })
}

async function readBeside(path: string): Promise<string> {
  return await readFile(new URL(path, import.meta.url), 'utf8')
}
