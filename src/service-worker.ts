declare const self: ServiceWorkerGlobalScope & typeof globalThis & { readonly __WB_MANIFEST: readonly PrecacheEntry[] }

/** A file of this version; hashed names need no revision. */
export interface PrecacheEntry {
  readonly url: string
  readonly revision: string | null
}

// Written by hand: Workbox's precaching is four times as large, and a kiosk's first load counts every kilobyte.
const cacheName = 'guichet-libre-files'
/** Address of each file → the key that it is cached under: a file that changes under its name has its revision there. */
const keysByAddress = new Map(self.__WB_MANIFEST.map((entry) => [new URL(entry.url, location.href).href, keyOf(entry)]))
const pageKey = keysByAddress.get(new URL('index.html', location.href).href)
/** The solver of the statistics, some megabytes that few devices ever need: kept when it is first asked for. */
const keptWhenAsked = /\/highs-[^/]+$/
/** Browsers open about six connections to a host; more at once would only queue. */
const atOnce = 6

// Every path of the app is the same page; the denied ones belong to the hub. Below a sub-path the scope is the prefix.
const scopePath = new URL(self.registration.scope).pathname.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
const ownedByHub = new RegExp(`^${scopePath}(api/|healthz|metrics|setup)`)
const fileWithExtension = /\.[^/]*$/

self.addEventListener('install', (event) => event.waitUntil(fetchWhatIsMissing()))

self.addEventListener('activate', (event) => {
  // The first load has no worker yet: claiming it makes the page work offline without a reload.
  event.waitUntil(forgetOldFiles().then(() => self.clients.claim()))
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  if (request.method !== 'GET') return
  const withoutSlash = request.mode === 'navigate' ? screenWithoutSlash(request.url) : null
  if (withoutSlash !== null) {
    event.respondWith(Response.redirect(withoutSlash))
    return
  }
  const key =
    request.mode === 'navigate' && isScreen(request.url) ? pageKey : keysByAddress.get(withoutQuery(request.url))
  if (key !== undefined) event.respondWith(answer(key, request))
})

// Only the page knows when nobody is in the middle of something, so the worker never takes over by itself (D12).
self.addEventListener('message', (event: ExtendableMessageEvent) => {
  if (isSkipWaiting(event.data)) void self.skipWaiting()
})

function keyOf({ url, revision }: PrecacheEntry): string {
  const key = new URL(url, location.href)
  if (revision !== null) key.searchParams.set('revision', revision)
  return key.href
}

/** All or nothing: a file that cannot be had fails the installation, and the version before goes on. */
async function fetchWhatIsMissing(): Promise<void> {
  const cache = await caches.open(cacheName)
  const known = new Set((await cache.keys()).map(({ url }) => url))
  const missing = [...keysByAddress.values()].filter((key) => !known.has(key) && !keptWhenAsked.test(key))
  const fetchNext = async (): Promise<void> => {
    for (let key = missing.pop(); key !== undefined; key = missing.pop()) await fetchInto(cache, key)
  }
  await Promise.all(Array.from({ length: atOnce }, fetchNext))
}

async function fetchInto(cache: Cache, key: string): Promise<Response> {
  const response = await fetch(key, { cache: 'reload', credentials: 'same-origin' })
  if (!response.ok) throw new Error(`${key} answered ${response.status}`)
  if (isPage(response) !== new URL(key).pathname.endsWith('.html'))
    throw new Error(`${key} answered another kind of file`)
  const kept = await withoutRedirect(response)
  await cache.put(key, kept.clone())
  return kept
}

/** In the middle of an upload a host answers a file that is not there yet with the page: that is not the file. */
function isPage(response: Response): boolean {
  return (response.headers.get('Content-Type') ?? '').startsWith('text/html')
}

/** A browser refuses a redirected answer to a navigation, and some hosts redirect index.html to its folder. */
async function withoutRedirect(response: Response): Promise<Response> {
  if (!response.redirected) return response
  return new Response(await response.blob(), { status: response.status, headers: response.headers })
}

async function forgetOldFiles(): Promise<void> {
  const cache = await caches.open(cacheName)
  const wanted = new Set(keysByAddress.values())
  for (const request of await cache.keys()) if (!wanted.has(request.url)) await cache.delete(request)
}

/** From the cache; what is not there yet, or was deleted from it, comes from the host and is kept if it can be. */
async function answer(key: string, request: Request): Promise<Response> {
  const cache = await caches.open(cacheName)
  return (await cache.match(key)) ?? fetchInto(cache, key).catch(() => fetch(request))
}

/** `/kiosk/` is `/kiosk`, as the hub says too: relative addresses in the page count from the folder above. */
function screenWithoutSlash(address: string): string | null {
  const url = new URL(address)
  if (!url.pathname.endsWith('/') || url.pathname === new URL(self.registration.scope).pathname || !isScreen(address))
    return null
  url.pathname = url.pathname.replace(/\/+$/, '')
  return url.href
}

function isScreen(address: string): boolean {
  const { pathname } = new URL(address)
  return !ownedByHub.test(pathname) && !fileWithExtension.test(pathname)
}

function withoutQuery(address: string): string {
  const url = new URL(address)
  url.search = ''
  url.hash = ''
  return url.href
}

function isSkipWaiting(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'type' in data && data.type === 'SKIP_WAITING'
}
