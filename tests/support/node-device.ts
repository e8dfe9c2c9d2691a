import type { Command, Refusal } from '#domain/commands.ts'
import type { NewFact } from '#domain/events.ts'
import type { DeskNumber, Instant, OriginId, Series, TicketId } from '#domain/ids.ts'
import type { Result } from '#domain/result.ts'
import type { Site } from '#domain/site.ts'
import type { Entry } from '#journal/entry.ts'
import { formatCursor } from '#protocol/cursor.ts'
import * as core from '#protocol/device-core.ts'
import type { Link } from '#protocol/device-core.ts'
import {
  claimRefusal,
  claimReply,
  heartbeat,
  helloReply,
  otherLife,
  page,
  purgeCheckReply,
  pushReply,
  toWire,
} from '#protocol/messages.ts'
import type { HelloReply } from '#protocol/messages.ts'
import type { Role } from '#protocol/roles.ts'
import { protocolVersion } from '#protocol/version.ts'
import { createHubClient } from './hub-client.ts'
import type { HubClient } from './hub-client.ts'
import { createNodeStore } from './node-store.ts'
import type { NodeStore, NodeStoreOptions } from './node-store.ts'
import { readEvents } from './sse-client.ts'
import type { Shape } from '#protocol/shape.ts'

export interface NodeDeviceOptions extends NodeStoreOptions {
  readonly url: string
  readonly cookie: string
  readonly role: Role
  /** How far its own clock is off. */
  readonly clockOffMs?: number
  readonly heard?: (text: string) => void
  readonly app?: string
}

export type Claimed =
  | { readonly type: 'granted'; readonly ticketId: TicketId }
  | { readonly type: 'heldElsewhere'; readonly desk: DeskNumber }
  | { readonly type: 'nobodyWaiting' }
  /** The hub knows less than this desk, or other desks were faster: it decides by itself. */
  | { readonly type: 'undecided'; readonly why: string }

/** A device of the library in Node: the real protocol over real sockets, without a browser. */
export interface NodeDevice {
  readonly role: Role
  readonly client: HubClient
  readonly store: NodeStore
  clockOffMs: number
  /** Its clock has stopped here, and no hub corrects it: a day that it spends cut off. null: it goes. */
  standsAt: Instant | null
  /** The time as this device knows it: its own clock, corrected by the hub's once they have met. */
  now(): Instant
  link(): Link
  series(): Series | null
  origin(): OriginId
  site(): Site
  entries(): readonly Entry[]
  unsent(): number
  run(command: Command): Result<readonly Entry[], Refusal>
  write(facts: readonly NewFact[]): readonly Entry[]
  hello(signal?: AbortSignal): Promise<HelloReply>
  /** Pushes one batch; false: there was nothing to push. */
  push(signal?: AbortSignal): Promise<boolean>
  /** Reads one page; true: there is more. `wait`: long polling. */
  page(signal?: AbortSignal, wait?: boolean): Promise<boolean>
  purge(signal?: AbortSignal): Promise<boolean>
  /** Reads the stream until it ends; throws with it. `heard` after each event. */
  stream(signal: AbortSignal, heard: () => void): Promise<void>
  claim(desk: DeskNumber, ticketId?: TicketId | null): Promise<Claimed>
  /** Everything that is to be said, until both sides are at rest. */
  sync(): Promise<void>
  wipe(): void
  /** The page is loaded anew: what was stored stays. */
  reload(): void
}

/** Makes a device that has its cookie already. */
export function createNodeDevice(options: NodeDeviceOptions): NodeDevice {
  const { role } = options
  const client = createHubClient({
    url: options.url,
    cookie: options.cookie,
    ...(options.heard === undefined ? {} : { heard: options.heard }),
  })
  const store = createNodeStore(options)
  let link = core.createLink()
  let series: Series | null = null
  let correctionMs: number | null = null

  const device: NodeDevice = {
    role,
    client,
    store,
    clockOffMs: options.clockOffMs ?? 0,
    standsAt: null,
    now: () => device.standsAt ?? (Math.round(ownClock() + (correctionMs ?? 0)) as Instant),
    link: () => link,
    series: () => series,
    origin: store.origin,
    site: () => store.replay().site,
    entries: () => store.all().map(({ entry }) => entry),
    unsent: () => core.unsentOf(link, store.held()),
    run: (command) => store.run(command, device.now(), correctionMs !== null),
    write: (facts) => store.write(facts, device.now(), correctionMs !== null),
    hello,
    push,
    page: readPage,
    purge,
    stream,
    claim,
    sync,
    wipe: () => {
      store.wipe()
      link = core.createLink()
      series = null
    },
    reload: () => {
      link = core.createLink(link)
    },
  }
  return device

  function ownClock(): number {
    return Date.now() + device.clockOffMs
  }

  function take(heard: core.Heard): void {
    link = heard.link
    store.take(heard)
    if (heard.renounce.length > 0) series = null
  }

  async function hello(signal?: AbortSignal): Promise<HelloReply> {
    const report = {
      app: options.app ?? 'node 1.0',
      now: ownClock() as Instant,
      unsent: device.unsent(),
      storage: 'persistent' as const,
    }
    const sent = core.sayHello(link, store.held(), { version: protocolVersion, series, report })
    link = sent.link
    const askedAt = ownClock()
    const reply = read(helloReply, await client.json('POST', '/api/v1/hello', toWire(sent.request), signal))
    // The hub's clock is taken as it stood in the middle of the exchange.
    correctionMs = reply.now - (askedAt + ownClock()) / 2
    series = reply.series
    take(core.hearHello(link, sent.number, reply, store.held()))
    return reply
  }

  async function push(signal?: AbortSignal): Promise<boolean> {
    const sent = core.nextPush(link, store.held())
    if (sent === null) return false
    link = sent.link
    const answer = await client.json('POST', '/api/v1/entries', toWire(sent.request), signal)
    take(core.hearPush(link, sent.number, otherLife.parse(answer) ?? read(pushReply, answer), sent.request))
    return true
  }

  async function readPage(signal?: AbortSignal, wait = false): Promise<boolean> {
    const sent = core.nextPage(link)
    if (sent === null) return false
    link = sent.link
    const path = `/api/v1/entries?after=${formatCursor(sent.request)}${wait ? '&wait=1' : ''}`
    const answer = await client.json('GET', path, undefined, signal)
    const reply = otherLife.parse(answer) ?? read(page, answer)
    take(core.hearPage(link, sent.number, reply, store.held()))
    return reply.type === 'page' && reply.more
  }

  async function purge(signal?: AbortSignal): Promise<boolean> {
    const sent = core.nextPurgeCheck(link, store.held())
    if (sent === null) return false
    link = sent.link
    const answer = await client.json('POST', '/api/v1/purge-check', toWire(sent.request), signal)
    const reply = otherLife.parse(answer) ?? read(purgeCheckReply, answer)
    take(core.hearPurgeCheck(link, sent.number, reply, sent.request, store.held()))
    return true
  }

  async function stream(signal: AbortSignal, heard: () => void): Promise<void> {
    if (link.cursor === null) return
    const path = `/api/v1/stream?after=${formatCursor(link.cursor)}`
    const answer = await client.ask('GET', path, undefined, signal)
    if (answer.statusCode !== 200 || !(answer.headers['content-type'] ?? '').startsWith('text/event-stream')) {
      answer.destroy()
      throw new Error(`No stream: ${answer.statusCode} ${answer.headers['content-type']}`)
    }
    for await (const { event, data } of readEvents(answer, client.options.heard)) {
      const value: unknown = JSON.parse(data)
      if (event === 'page') take(core.hearFrame(link, read(page, value), store.held()))
      else if (event === 'ping') link = core.hearHorizon(link, read(heartbeat, value).horizon)
      else link = core.hearOtherLife(link, { type: 'otherLife', incarnation: '' as never })
      heard()
      if (link.cursor === null) return
    }
  }

  async function claim(desk: DeskNumber, ticketId: TicketId | null = null): Promise<Claimed> {
    const answer = await client.json('POST', '/api/v1/claims', { desk, ticketId })
    const refused = claimRefusal.parse(answer)
    if (refused !== undefined) return { type: 'heldElsewhere', desk: refused.by }
    const reply = claimReply.parse(answer)
    if (reply === undefined) return { type: 'undecided', why: JSON.stringify(answer) }
    return reply.ticketId === null ? { type: 'nobodyWaiting' } : { type: 'granted', ticketId: reply.ticketId }
  }

  async function sync(): Promise<void> {
    for (let round = 0; round < 200; round++) {
      if (link.cursor === null) await hello()
      const pushed = await push()
      while (await readPage()) if (link.cursor === null) break
      const purged = await purge()
      if (!pushed && !purged && link.cursor !== null) return
      // What the hub does not take, and does not refuse either, would be said for ever.
      if (round > 100 && core.outbox(link, store.held()).length > 0) throw new Error('The device does not come to rest')
    }
  }
}

function read<Value>(shape: Shape<Value>, value: unknown): Value {
  const parsed = shape.parse(value)
  if (parsed === undefined) throw new Error(`An answer that cannot be read: ${JSON.stringify(value).slice(0, 300)}`)
  return parsed
}
