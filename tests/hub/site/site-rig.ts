import { createHash } from 'node:crypto'
import type { Instant, OriginId } from '#domain/ids.ts'
import type { Entry } from '#journal/entry.ts'
import { formatCursor, startCursor } from '#protocol/cursor.ts'
import type { Cursor } from '#protocol/cursor.ts'
import { helloReply, otherLife, page, pushReply, toWire } from '#protocol/messages.ts'
import type { HelloReply, OtherLife, Page, PushReply } from '#protocol/messages.ts'
import type { DeviceId, Incarnation, SiteKey } from '#protocol/names.ts'
import type { Role } from '#protocol/roles.ts'
import type { Access } from '#hub/access/access.ts'
import type { DeviceBook } from '#hub/access/device-book.ts'
import { createMemoryBook } from '#hub/access/memory-book.ts'
import { createHubApp } from '#hub/hub-app.ts'
import { silentLog } from '#hub/log.ts'
import type { Log } from '#hub/log.ts'
import { createMetrics } from '#hub/metrics.ts'
import type { Metrics } from '#hub/metrics.ts'
import { problem } from '#hub/problem.ts'
import { createKit, createMemorySecrets } from '#hub/secrets.ts'
import type { Secrets } from '#hub/secrets.ts'
import { createSiteHub } from '#hub/site/site-hub.ts'
import type { SiteHub } from '#hub/site/site-hub.ts'
import type { SiteParts } from '#hub/site/site-parts.ts'
import type { HubStore } from '#hub/stores/hub-store.ts'
import { createMemoryStore } from '#hub/stores/memory-store.ts'
import { Hono } from 'hono'
import { mainSite, noonOfMonday, pushOf } from '../../support/pushing.ts'

export const firstLife = 'firstlife1' as Incarnation

export interface RigOptions {
  readonly store?: HubStore
  readonly book?: DeviceBook
  readonly secrets?: Secrets
  readonly log?: Log
  readonly printing?: Pick<SiteParts, 'printers' | 'printTimes'>
  /** Without it the clock stands at noon until a test moves it. */
  readonly ticking?: boolean
}

/** A hub's routes without a socket: who asks is said in a header. */
export interface Rig {
  readonly app: ReturnType<typeof createHubApp>
  readonly site: SiteHub
  readonly store: HubStore
  readonly book: DeviceBook
  readonly metrics: Metrics
  now(): Instant
  wait(ms: number): void
  ask(who: Who, method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>
  hello(who: Who, more?: object): Promise<HelloReply>
  push(who: Who, entries: readonly Entry[], more?: object): Promise<PushReply | OtherLife>
  page(who: Who, after?: Cursor | string, query?: string): Promise<Page>
}

export interface Who {
  readonly device: DeviceId
  readonly role: Role
  readonly site?: SiteKey
}

export const manager: Who = { device: 'managerxxx' as DeviceId, role: 'manager' }
export const kiosk: Who = { device: 'kioskxxxxx' as DeviceId, role: 'kiosk' }
export const board: Who = { device: 'boardxxxxx' as DeviceId, role: 'board' }
export const desk: Who = { device: 'deskonexxx' as DeviceId, role: 'desk' }
export const desk2: Who = { device: 'desktwoxxx' as DeviceId, role: 'desk' }

export const a = 'aaaaaaaaaa' as OriginId
export const b = 'bbbbbbbbbb' as OriginId

export async function createRig(options: RigOptions = {}): Promise<Rig> {
  const store = options.store ?? createMemoryStore(firstLife)
  const book = options.book ?? createMemoryBook()
  const secrets = options.secrets ?? createMemorySecrets()
  const metrics = createMetrics(() => 1)
  let now = noonOfMonday
  const clock = () => (options.ticking === true ? (Date.now() as Instant) : now)
  const log = options.log ?? silentLog
  await bookDevices(book, [manager, kiosk, board, desk, desk2])
  const kit = createKit(secrets.hubKey)
  const site = createSiteHub({
    store,
    book,
    series: secrets.series,
    kit,
    metrics,
    log,
    now: clock,
    ...options.printing,
  })
  const access: Access = {
    admit: (request) => {
      const [device, role, key] = (request.headers.get('test-caller') ?? '').split(' ')
      if (!device) return Promise.resolve(problem(401, 'Not paired'))
      return Promise.resolve({ device: device as DeviceId, role: role as Role, site: (key ?? mainSite) as SiteKey })
    },
  }
  const hub = { store, access, accessRoutes: new Hono(), site, metrics, log }
  const app = createHubApp({ files: new Map(), version: 'test', hub })

  const ask: Rig['ask'] = async (who, method, path, body, headers = {}) =>
    await app.request(`http://localhost:8080/api/v1${path}`, {
      method,
      headers: { 'test-caller': `${who.device} ${who.role} ${who.site ?? mainSite}`, ...headers },
      ...(body === undefined
        ? {}
        : { body: typeof body === 'string' || body instanceof Blob ? body : JSON.stringify(body) }),
    })

  return {
    app,
    site,
    store,
    book,
    metrics,
    now: clock,
    wait: (ms) => (now = (now + ms) as Instant),
    ask,
    hello: async (who, more = {}) => {
      const answer = await ask(who, 'POST', '/hello', { ...helloOf(clock()), ...more })
      return must(helloReply.parse(await answer.json()), `hello ${answer.status}`)
    },
    push: async (who, entries, more = {}) => {
      const { horizon } = await store.status(who.site ?? mainSite)
      const request = { ...pushOf(store.incarnation(), entries, [], horizon), ...more }
      const answer = await ask(who, 'POST', '/entries', toWire(request))
      const text = await answer.text()
      const value: unknown = JSON.parse(text)
      return must(otherLife.parse(value) ?? pushReply.parse(value), `push ${answer.status} ${text}`)
    },
    page: async (who, after = startCursor(store.incarnation()), query = '') => {
      const cursor = typeof after === 'string' ? after : formatCursor(after)
      const answer = await ask(who, 'GET', `/entries?after=${cursor}${query}`)
      return must(page.parse(await answer.json()), `page ${answer.status}`)
    },
  }
}

export function helloOf(now: Instant) {
  return {
    version: 1,
    cursor: null,
    holding: {},
    own: [a],
    series: null,
    report: { app: 'test 1', now, unsent: 0, storage: 'persistent' },
  }
}

export async function bookDevices(book: DeviceBook, who: readonly Who[]): Promise<void> {
  const known = new Set((await book.devices(mainSite)).map(({ id }) => id))
  await book.adopt(
    who
      .filter(({ device }) => !known.has(device))
      .map(({ device, role, site = mainSite }) => ({
        site,
        id: device,
        role,
        name: device,
        bookedAt: noonOfMonday,
        revokedAt: null,
        app: '',
        lastSeenAt: null,
        clockOffsetMs: null,
        storage: 'unknown',
        unsent: 0,
        secretHash: createHash('sha256').update(device).digest('hex'),
      })),
  )
}

export interface HeardEvent {
  readonly event: string
  readonly id: string | null
  readonly data: unknown
}

/** Reads a stream's events as they come. */
export function listen(response: Response) {
  const reader = must(response.body, 'a body').getReader()
  const heard: HeardEvent[] = []
  let text = ''
  let over = false
  const decoder = new TextDecoder()
  const reading = (async () => {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      text += decoder.decode(value, { stream: true })
      const parts = text.split('\n\n')
      text = parts.pop() ?? ''
      for (const part of parts) heard.push(eventOf(part))
    }
  })().finally(() => (over = true))
  reading.catch(() => undefined)
  return {
    heard,
    over: () => over,
    pages: () =>
      heard.filter(({ event }) => event === 'page').map(({ data }) => must(page.parse(data), JSON.stringify(data))),
    stop: () => reader.cancel().catch(() => undefined),
  }
}

function eventOf(part: string): HeardEvent {
  const field = (name: string) =>
    part
      .split('\n')
      .find((line) => line.startsWith(`${name}: `))
      ?.slice(name.length + 2)
  return { event: field('event') ?? 'message', id: field('id') ?? null, data: JSON.parse(field('data') ?? 'null') }
}

export async function until(holds: () => boolean | Promise<boolean>, atMostMs = 20_000): Promise<void> {
  const end = Date.now() + atMostMs
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`It has not come to hold within ${atMostMs} ms`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

export function must<Value>(value: Value | undefined | null, what: string): Value {
  if (value === undefined || value === null) throw new Error(`Missing: ${what}`)
  return value
}
