import { Hono } from 'hono'
import type { Access } from './access/access.ts'
import type { AppFiles } from './app-files.ts'
import { policyFor } from './content-security-policy.ts'
import { createFileResponder } from './file-response.ts'
import type { Log } from './log.ts'
import type { Metrics } from './metrics.ts'
import { problem } from './problem.ts'
import { securityHeaders } from './security-headers.ts'
import { askAfterBody } from './site/body.ts'
import type { SiteHub } from './site/site-hub.ts'
import type { SiteEnv } from './site/site-routes.ts'
import type { HubStore } from './stores/hub-store.ts'

/** What the hub serves. */
export interface HubApp {
  readonly files: AppFiles
  readonly version: string
  /** null: the built app alone, without a journal. */
  readonly hub?: HubSide | null
}

/** What makes a static host a hub. */
export interface HubSide {
  readonly store: Pick<HubStore, 'check'>
  readonly access: Access
  /** Pairing and the list of devices; they admit by themselves. */
  readonly accessRoutes: Hono
  readonly site: Pick<SiteHub, 'routes'>
  readonly metrics: Metrics
  readonly log: Log
}

/** The store is asked at most this long: a load balancer has its own limit. */
const healthMs = 2_000

/** Makes the hub's routes: a function from a Request to a Response, without a socket. */
export function createHubApp({ files, version, hub = null }: HubApp): Hono<SiteEnv> {
  const app = new Hono<SiteEnv>()
  const respondWith = createFileResponder()

  app.use(async (context, next) => {
    await next()
    for (const [name, value] of Object.entries(securityHeaders)) context.header(name, value)
    context.header('Content-Security-Policy', policyFor(context.req.path))
  })
  if (hub !== null) measure(app, hub.metrics)
  app.onError((error) => {
    hub?.log.error('request', error)
    hub?.metrics.count('errors')
    return problem(500, 'The hub has failed at this.')
  })

  app.get('/healthz', async (context) => {
    context.header('Cache-Control', 'no-store')
    const answers = hub === null || (await within(hub.store.check(), healthMs))
    return answers ? context.json({ status: 'ok', version }) : problem(503, 'The store does not answer.')
  })

  if (hub === null) app.all('/api/*', () => problem(404, 'This hub only serves the app: it keeps no journal.'))
  else mountHub(app, hub)

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

function mountHub(app: Hono<SiteEnv>, { access, accessRoutes, site, metrics }: HubSide): void {
  app.get('/metrics', (context) => {
    context.header('Cache-Control', 'no-store')
    context.header('Content-Type', 'text/plain; version=0.0.4; charset=utf-8')
    return context.body(metrics.text())
  })
  app.route('/', accessRoutes)
  app.use('/api/v1/*', async (context, next) => {
    const request = context.req.raw
    const peer = context.env?.peer ?? ''
    const caller = await access.admit(request, peer)
    if (caller instanceof Response) return caller
    askAfterBody(request, async () => {
      const still = await access.admit(request, peer)
      return still instanceof Response ? still : null
    })
    context.set('caller', caller)
    return await next()
  })
  app.route('/api/v1', site.routes)
  app.all('/api/*', () => problem(404, 'The hub has no such address.'))
}

/** Addresses by their names; whatever else is asked for has one name, so that nobody can make up figures. */
const routes: ReadonlySet<string> = new Set([
  '/healthz',
  '/metrics',
  ...['hello', 'entries', 'purge-check', 'claims', 'batches', 'batches/digests', 'archive', 'releases', 'printers'].map(
    (at) => `/api/v1/${at}`,
  ),
  ...['pairings', 'pairings/redeem', 'devices'].map((at) => `/api/v1/${at}`),
])

/** As with addresses: over HTTP/2 a method may be any word. */
const methods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PATCH', 'DELETE', 'OPTIONS', 'PUT'])

function measure(app: Hono<SiteEnv>, metrics: Metrics): void {
  app.use(async (context, next) => {
    const from = performance.now()
    await next()
    const { req, res } = context
    const { pathname, searchParams } = new URL(req.url)
    // These wait on purpose.
    if (['/api/v1/stream', '/api/v1/prints'].includes(pathname) || searchParams.has('wait')) return
    const route = routes.has(pathname) ? pathname : pathname.startsWith('/api/') ? '/api/v1/other' : 'file'
    metrics.took(
      `${methods.has(req.method) ? req.method : 'OTHER'} ${route}`,
      res.status,
      (performance.now() - from) / 1_000,
    )
  })
}

async function within(work: Promise<void>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<boolean>((resolve) => (timer = setTimeout(() => resolve(false), ms)))
  const done = work.then(
    () => true,
    () => false,
  )
  return await Promise.race([done, late]).finally(() => clearTimeout(timer))
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
