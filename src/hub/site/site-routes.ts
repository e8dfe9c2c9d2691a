import { Hono } from 'hono'
import type { Context } from 'hono'
import { createCalendar } from '#domain/hours/calendar.ts'
import type { Day, DeskNumber } from '#domain/ids.ts'
import { parseDay } from '#domain/ids.ts'
import type { Series } from '#domain/ids.ts'
import { answerHello, answerPurgeCheck, isOfThisLife } from '#protocol/hub-core.ts'
import { parseCursor, startCursor } from '#protocol/cursor.ts'
import type { Cursor } from '#protocol/cursor.ts'
import { archiveRequest, claimRequest, helloRequest, purgeCheckRequest, pushRequest } from '#protocol/messages.ts'
import type { HelloRequest, OtherLife, PurgeCheckReply } from '#protocol/messages.ts'
import type { Role } from '#protocol/roles.ts'
import { isServed } from '#protocol/version.ts'
import { toWireRates } from '#protocol/wire-rates.ts'
import type { Caller } from '../access/access.ts'
import { problem } from '../problem.ts'
import { HubStoreError } from '../stores/hub-store.ts'
import { json, notForThisRole, packedMessage } from './answers.ts'
import type { ArchiveDesk } from './archive-desk.ts'
import { readBody, readJson, wrongShape } from './body.ts'
import type { ClaimAnswer, ClaimDesk } from './claim-desk.ts'
import { openSink } from './event-sink.ts'
import type { SocketSides } from './event-sink.ts'
import { pageWhenNew } from './long-poll.ts'
import { createPageDesk, createPollDesk, packed, pageSize, tooManyPages } from './page-desk.ts'
import type { Presence } from './presence.ts'
import { countedOwn, UnreadablePush } from './push-lane.ts'
import type { PushLane } from './push-lane.ts'
import type { RatesDesk } from './rates-desk.ts'
import type { ReleaseDesk } from './release-desk.ts'
import { addReleaseRoutes } from './release-routes.ts'
import type { PrintDesk } from '../printing/print-desk.ts'
import { addPrintRoutes } from '../printing/print-routes.ts'
import type { SiteFolds } from './site-folds.ts'
import type { SiteParts } from './site-parts.ts'
import { helloEvent } from './streams.ts'
import type { Streams } from './streams.ts'

export interface SiteEnv {
  readonly Variables: { caller: Caller }
  readonly Bindings: SocketSides
}

export interface SiteRoutesParts extends SiteParts {
  readonly folds: SiteFolds
  readonly presence: Presence
  readonly lane: PushLane
  readonly streams: Streams
  readonly claims: ClaimDesk
  readonly archive: ArchiveDesk
  readonly rates: RatesDesk
  readonly releases: ReleaseDesk
  readonly prints: PrintDesk
}

/** A year's days with all their visits. */
const mostArchiveBytes = 16_000_000
const mostDays = 400
const staff: readonly Role[] = ['desk', 'manager']

/**
 * What a paired device asks of its site (HR rules of `hub/SPEC.md`), below `/api/v1`: hello, entries, stream, claims,
 * purge-check, batches, archive, releases, prints. Whoever mounts it has admitted the caller.
 */
export function siteRoutes(parts: SiteRoutesParts): Hono<SiteEnv> {
  const { store, book, series, folds, presence, lane, streams, claims, archive, rates, releases, prints, now } = parts
  const routes = new Hono<SiteEnv>()
  const pages = createPageDesk(parts)
  const polls = createPollDesk()

  routes.post('/hello', async (context) => {
    const caller = context.get('caller')
    const read = await readJson(context.req.raw)
    if (read instanceof Response) return read
    const version: unknown = (read.value as { version?: unknown } | null)?.version
    if (typeof version === 'number' && Number.isSafeInteger(version) && !isServed(version)) {
      return problem(426, 'This application is too old for the hub: load it anew.')
    }
    const request = helloRequest.parse(read.value)
    if (request === undefined) return wrongShape()
    presence.said(caller, request.report)
    const leased = await lease(caller, request)
    const { cursor } = request
    const tagAtCursor = cursor === null ? null : await store.tagAt(caller.site, cursor.seq)
    const { head, horizon } = await store.status(caller.site)
    // Last: what it counts beyond the head comes with the next page.
    const have = await store.have(caller.site, [...new Set([...request.holding.keys(), ...request.own])])
    const visit = { ...caller, incarnation: store.incarnation(), now: now() }
    const reply = answerHello({ head, horizon, have, tagAtCursor }, request, visit, leased)
    return json({ ...reply, rates: await told(caller, horizon) })
  })

  /** Whoever issues tickets has a letter; a board issues none. */
  async function lease(caller: Caller, { own, series: told }: HelloRequest): Promise<Series | null> {
    if (caller.role === 'board') return null
    const { timeZone } = await folds.settings(caller.site)
    const devices = await book.devices(caller.site)
    const revoked = new Set(devices.filter(({ revokedAt }) => revokedAt !== null).map(({ id }) => id))
    const today = createCalendar(timeZone).dayOf(now())
    return await series.lease({ ...caller, own, today, main: caller.role === 'kiosk', told, revoked })
  }

  async function told({ site, role }: Caller, horizon: Day | null): Promise<PurgeCheckReply['rates']> {
    const known = await rates.of(site, role, horizon)
    return known === null ? null : toWireRates(known)
  }

  routes.post('/entries', async (context) => {
    const caller = context.get('caller')
    const read = await readBody(context.req.raw, pushRequest)
    if (read instanceof Response) return read
    const reply = await lane.push(caller, read.value)
    if (reply.type === 'otherLife') return json(reply, 409)
    presence.pushed(caller, Math.max(0, read.value.unsent - countedOwn(read.value, reply)))
    return json(reply)
  })

  routes.get('/entries', async (context) => {
    const caller = context.get('caller')
    const cursor = askedCursor(context.req.query('after'))
    if (cursor === undefined) return problem(400, 'The cursor cannot be read.')
    const { head, horizon } = await store.status(caller.site)
    if (!isOfThisLife(cursor, head, store.incarnation())) return json(thisLife(), 409)
    if (context.req.query('wait') === '1' && head.seq === cursor.seq) return await polled(context, cursor, horizon)
    const place = await pages.enter(caller)
    if (place === null) return tooManyPages()
    try {
      return await packed(context.req.header('accept-encoding'), await pages.textOf(caller, cursor))
    } finally {
      place.leave()
    }
  })

  async function polled(context: Context<SiteEnv>, cursor: Cursor, horizon: Day | null): Promise<Response> {
    const caller = context.get('caller')
    if (!polls.begin(caller)) return tooManyPages()
    try {
      const standing = { site: caller.site, seq: cursor.seq, horizon }
      const page = await pageWhenNew(store, standing, pageSize, context.req.raw.signal)
      if (!isOfThisLife(cursor, page.status.head, store.incarnation())) return json(thisLife(), 409)
      return await packed(context.req.header('accept-encoding'), pages.written(caller, cursor, page))
    } finally {
      polls.end(caller)
    }
  }

  routes.get('/stream', async (context) => {
    const caller = context.get('caller')
    // A browser that comes back by itself says where it stopped; its address is that of its first try.
    const cursor = askedCursor(context.req.header('last-event-id') ?? context.req.query('after'))
    if (!streams.hasRoom()) return problem(503, 'Too many streams are open.', '', { 'Retry-After': '10' })
    const { head } = await store.status(caller.site)
    let listening: { readonly closed: () => void } | undefined
    const { sink, response } = openSink(context.env ?? {}, () => listening?.closed())
    if (cursor === undefined || !isOfThisLife(cursor, head, store.incarnation())) {
      // EventSource gives up for good on an error status: it is told to say hello instead.
      sink.write(helloEvent(store.incarnation()))
      sink.end()
    } else listening = streams.open(caller, cursor.seq, sink)
    return response
  })

  routes.post('/purge-check', async (context) => {
    const caller = context.get('caller')
    const { site } = caller
    const read = await readBody(context.req.raw, purgeCheckRequest)
    if (read instanceof Response) return read
    const { cursor, holding } = read.value
    const { head, horizon } = await store.status(site)
    if (!isOfThisLife(cursor, head, store.incarnation())) return json(thisLife(), 409)
    const have = await store.have(site, [...holding.keys()])
    const lacking = answerPurgeCheck(holding, have)
    return json({ type: 'purge', horizon, lacking, rates: await told(caller, horizon) })
  })

  routes.post('/claims', async (context) => {
    const caller = context.get('caller')
    if (!staff.includes(caller.role)) return notForThisRole()
    const read = await readBody(context.req.raw, claimRequest)
    if (read instanceof Response) return read
    return claimResponse(await claims.claim(caller, read.value))
  })

  routes.get('/batches/digests', async (context) => {
    const { site, role } = context.get('caller')
    if (!staff.includes(role)) return notForThisRole()
    return await packedMessage(context, { type: 'batchDigests', days: await archive.digests(site) })
  })

  routes.get('/batches', async (context) => {
    const { site, role } = context.get('caller')
    if (!staff.includes(role)) return notForThisRole()
    const asked = (context.req.queries('day') ?? []).map(parseDay)
    const days = asked.filter((day) => day !== undefined)
    if (days.length < asked.length || days.length > mostDays) {
      return problem(400, `Ask for at most ${mostDays} days, each as day=YYYY-MM-DD.`)
    }
    return await packedMessage(context, { type: 'batches', batches: await archive.batches(site, days) })
  })

  routes.post('/archive', async (context) => {
    const { site, role } = context.get('caller')
    if (role !== 'manager') return notForThisRole()
    const read = await readBody(context.req.raw, archiveRequest, mostArchiveBytes)
    if (read instanceof Response) return read
    const joined = await archive.join(site, read.value)
    return joined === null ? wrongShape() : json({ type: 'archived', known: joined.known })
  })

  addReleaseRoutes(routes, releases)
  addPrintRoutes(routes, prints)

  routes.onError((error) => {
    if (error instanceof UnreadablePush) return problem(422, error.message)
    if (error instanceof HubStoreError) return troubleProblem(error)
    throw error
  })

  function thisLife(): OtherLife {
    return { type: 'otherLife', incarnation: store.incarnation() }
  }

  /** Without a cursor a device reads from the start; undefined: it cannot be read. */
  function askedCursor(text: string | undefined): Cursor | undefined {
    return text === undefined || text === '' ? startCursor(store.incarnation()) : parseCursor(text)
  }

  return routes
}

/** The store cannot be written: devices keep what they have and come again. */
export function troubleProblem({ trouble }: HubStoreError): Response {
  return trouble === 'full'
    ? problem(503, "The hub's disk is full: nothing was taken. Devices keep their entries and deliver later.", '', {
        'Retry-After': '10',
      })
    : problem(503, "The hub's database does not answer: nothing was taken.", '', { 'Retry-After': '5' })
}

function claimResponse(answer: ClaimAnswer): Response {
  switch (answer.type) {
    case 'granted':
      return json({ ticketId: answer.ticketId })
    case 'nobodyWaiting':
      return json({ ticketId: null })
    case 'heldElsewhere':
      return json({ by: answer.by satisfies DeskNumber }, 409)
    case 'refused': {
      const { type } = answer.refusal
      const body = { type, title: `The hub would not call this ticket: ${type}`, status: 409 }
      return new Response(JSON.stringify(body), { status: 409, headers: problemHeaders })
    }
    case 'crowded':
      return problem(503, 'Other desks were faster each time.', '', { 'Retry-After': '1' })
  }
}

const problemHeaders = { 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store' }
