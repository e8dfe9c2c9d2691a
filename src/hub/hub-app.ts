import { Hono } from 'hono'
import type { AppFiles } from './app-files.ts'
import { headerPolicy } from './content-security-policy.ts'
import { createFileResponder } from './file-response.ts'

/** What the hub serves. */
export interface HubApp {
  readonly files: AppFiles
  readonly version: string
}

const securityHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': headerPolicy,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=(), screen-wake-lock=(self)',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
}

/** Makes the hub's routes: a function from a Request to a Response, without a socket. */
export function createHubApp({ files, version }: HubApp): Hono {
  const app = new Hono()
  const respondWith = createFileResponder()

  app.use(async (context, next) => {
    await next()
    for (const [name, value] of Object.entries(securityHeaders)) context.header(name, value)
  })

  app.get('/healthz', (context) => {
    context.header('Cache-Control', 'no-store')
    return context.json({ status: 'ok', version })
  })

  app.all('/api/*', () => problem(404, 'This hub only serves the app: it keeps no journal.'))

  app.get('*', async (context) => {
    const { pathname, search } = new URL(context.req.url)
    const file = files.get(pathname === '/' ? '/index.html' : pathname)
    if (file !== undefined) return await respondWith(context.req.raw, file)
    if (lastSegment(pathname).includes('.')) return notFound()
    // Links in the page are relative to its folder, so a route must not look like one.
    if (pathname.endsWith('/') && pathname !== '/') return withoutSlash(pathname, search)

    // A route of the app: the page itself knows its screens.
    const page = files.get('/index.html')
    return page === undefined ? notFound() : await respondWith(context.req.raw, page)
  })

  app.all('*', () => new Response('Method not allowed\n', { status: 405, headers: { Allow: 'GET, HEAD' } }))

  return app
}

function lastSegment(pathname: string): string {
  return pathname.slice(pathname.lastIndexOf('/') + 1)
}

// One leading slash only: `//elsewhere` would be read as another host.
function withoutSlash(pathname: string, search: string): Response {
  const target = `/${pathname.replace(/^\/+|\/+$/g, '')}${search}`
  return new Response(null, { status: 308, headers: { Location: target } })
}

function notFound(): Response {
  return new Response('Not found\n', { status: 404, headers: { 'Content-Type': 'text/plain; charset=utf-8' } })
}

function problem(status: number, title: string): Response {
  const headers = { 'Content-Type': 'application/problem+json' }
  return new Response(JSON.stringify({ type: 'about:blank', status, title }), { status, headers })
}
