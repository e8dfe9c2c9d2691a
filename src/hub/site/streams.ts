import type { Day, Instant } from '#domain/ids.ts'
import { formatCursor } from '#protocol/cursor.ts'
import { heartbeatMs } from '#protocol/link-state.ts'
import { makePage } from '#protocol/hub-core.ts'
import { toWire } from '#protocol/messages.ts'
import type { DeviceId, Incarnation, SiteKey } from '#protocol/names.ts'
import type { Role } from '#protocol/roles.ts'
import type { Caller } from '../access/access.ts'
import type { PageOfLog } from '../stores/hub-store.ts'
import type { EventSink } from './event-sink.ts'
import type { SiteParts } from './site-parts.ts'

/** The open streams of this process: every batch is encoded once for each role, however many listen. */
export interface Streams {
  /** Whether another stream may be opened. */
  hasRoom(): boolean
  /** @param seq where the device stands; `closed` is to be called when the other side is gone. */
  open(caller: Caller, seq: number, sink: EventSink): { readonly closed: () => void }
  connected(site: SiteKey, device: DeviceId): boolean
  devices(): readonly { readonly site: SiteKey; readonly device: DeviceId }[]
  end(site: SiteKey, device: DeviceId, why: string): void
  count(): number
  start(): void
  stop(): void
}

interface Listener {
  readonly caller: Caller
  readonly sink: EventSink
  seq: number
  /** Whether it has everything up to the channel's own place. */
  live: boolean
  open: boolean
}

/** One site's streams. */
interface Channel {
  readonly site: SiteKey
  readonly life: Incarnation
  readonly listeners: Set<Listener>
  /** How far the listeners that are live have been served; null: not known yet. */
  seq: number | null
  horizon: Day | null
  pumping: boolean
  again: boolean
}

/** As the device's own limits: a frame is a small page. */
const frameSize = 500
/** A reader that has so much unread is cut off: it comes back with its cursor. */
const mostUnsentBytes = 8 * 1024 * 1024
/** During a catch-up the next page waits until the reader has taken most of the last. */
const easyUnsentBytes = 512 * 1024
const mostStreams = 5_000
/** So far the clocks of two hub processes may be apart: a revocation bears the other one's moment. */
const clocksApartMs = 3_600_000
/** A device has one; a page that is loaded anew may overlap. */
const mostPerDevice = 2

export function createStreams({ store, book, metrics, log, now }: SiteParts): Streams {
  const channels = new Map<SiteKey, Channel>()
  let count = 0
  let beats: NodeJS.Timeout | undefined
  let revocations: NodeJS.Timeout | undefined
  let unwatch: (() => void) | undefined

  function channelOf(site: SiteKey): Channel {
    const known = channels.get(site)
    if (known !== undefined && known.life === store.incarnation()) return known
    if (known !== undefined) endChannel(known)
    const channel: Channel = {
      site,
      life: store.incarnation(),
      listeners: new Set(),
      seq: null,
      horizon: null,
      pumping: false,
      again: false,
    }
    channels.set(site, channel)
    return channel
  }

  function write(listener: Listener, bytes: Uint8Array<ArrayBuffer>): void {
    if (!listener.open) return
    if (listener.sink.unsent() > mostUnsentBytes) {
      metrics.count('streams_dropped', 1, 'slow')
      listener.sink.drop()
      return
    }
    metrics.count('stream_bytes', bytes.byteLength)
    listener.sink.write(bytes)
  }

  /** Hands on what is new, to all who have come along; called again meanwhile it goes round once more. */
  async function pump(channel: Channel): Promise<void> {
    if (channel.pumping) {
      channel.again = true
      return
    }
    channel.pumping = true
    try {
      do {
        channel.again = false
        await pumpOnce(channel)
      } while (channel.again && channels.get(channel.site) === channel)
    } catch (error) {
      // The next heartbeat tries again.
      channel.again = true
      log.error('stream', error)
    } finally {
      channel.pumping = false
    }
  }

  async function pumpOnce(channel: Channel): Promise<void> {
    for (;;) {
      if (channel.seq === null) {
        const { head, horizon } = await store.status(channel.site)
        channel.seq = head.seq
        channel.horizon = horizon
      }
      const after = channel.seq
      const page = await store.page(channel.site, after, frameSize)
      if (store.incarnation() !== channel.life) return endChannel(channel)
      const { head, horizon } = page.status
      if (page.logged.length > 0 || head.seq > after) {
        const encode = encoder(channel, after, page)
        const end = page.more ? (page.logged.at(-1)?.seq ?? head.seq) : head.seq
        for (const listener of channel.listeners) {
          if (!listener.live) continue
          write(listener, encode(listener.caller.role))
          listener.seq = end
        }
        channel.seq = end
      }
      if (horizon !== channel.horizon) {
        channel.horizon = horizon
        beat(channel)
      }
      if (!page.more) return
    }
  }

  /** A batch's bytes by role; desk and manager receive the same. */
  function encoder(channel: Channel, after: number, page: PageOfLog): (role: Role) => Uint8Array<ArrayBuffer> {
    const made = new Map<Role, Uint8Array<ArrayBuffer>>()
    return (role) => {
      const seen = role === 'manager' ? 'desk' : role
      const known = made.get(seen)
      if (known !== undefined) return known
      const frame = makePage(after, page.logged, page.more, page.status, {
        incarnation: channel.life,
        role: seen,
        now: now(),
      })
      const bytes = eventBytes('page', toWire(frame), formatCursor(frame.cursor))
      made.set(seen, bytes)
      return bytes
    }
  }

  /** Brings a new listener up to the others; from then on it shares their batches. */
  async function catchUp(channel: Channel, listener: Listener): Promise<void> {
    while (listener.open) {
      if (channel.seq !== null && listener.seq >= channel.seq) {
        listener.live = true
        return
      }
      const page = await store.page(channel.site, listener.seq, frameSize)
      if (store.incarnation() !== channel.life) return endChannel(channel)
      if (page.logged.length > 0 || page.status.head.seq > listener.seq) {
        write(listener, encoder(channel, listener.seq, page)(listener.caller.role))
        listener.seq = page.more ? (page.logged.at(-1)?.seq ?? page.status.head.seq) : page.status.head.seq
      }
      if (channel.seq === null) await pump(channel)
      if (channel.seq === null) await rest(100)
      while (listener.open && listener.sink.unsent() > easyUnsentBytes) await rest(20)
    }
  }

  function beat(channel: Channel): void {
    const bytes = eventBytes('ping', { now: now(), head: channel.seq ?? 0, horizon: channel.horizon })
    for (const listener of channel.listeners) write(listener, bytes)
  }

  /** Another life has begun: everybody says hello again. */
  function endChannel(channel: Channel): void {
    if (channels.get(channel.site) === channel) channels.delete(channel.site)
    const bytes = helloEvent(store.incarnation())
    for (const listener of channel.listeners) {
      write(listener, bytes)
      listener.sink.end()
    }
  }

  /** A heartbeat for all, and a second try where the store had failed. Waits for nothing. */
  function beatAll(): void {
    for (const channel of channels.values()) {
      if (channel.life !== store.incarnation()) endChannel(channel)
      else if (channel.listeners.size === 0) channels.delete(channel.site)
      else {
        beat(channel)
        if (channel.again && !channel.pumping) void pump(channel)
      }
    }
  }

  /** An end for who was revoked, here or by another process. */
  async function endRevoked(): Promise<void> {
    if (count === 0) return
    for (const { site, id } of await book.revokedSince((now() - clocksApartMs) as Instant)) end(site, id, 'revoked')
  }

  function end(site: SiteKey, device: DeviceId, why: string): void {
    for (const listener of channels.get(site)?.listeners ?? []) {
      if (listener.caller.device !== device) continue
      metrics.count('streams_dropped', 1, why)
      listener.sink.end()
    }
  }

  function open(caller: Caller, seq: number, sink: EventSink): { readonly closed: () => void } {
    const channel = channelOf(caller.site)
    const own = [...channel.listeners].filter(({ caller: { device } }) => device === caller.device)
    for (const old of own.slice(0, Math.max(0, own.length + 1 - mostPerDevice))) {
      metrics.count('streams_dropped', 1, 'replaced')
      old.sink.end()
    }
    const listener: Listener = { caller, sink, seq, live: false, open: true }
    channel.listeners.add(listener)
    count += 1
    // At once: a browser behind a proxy that gathers bytes learns early whether they come.
    write(listener, eventBytes('ping', { now: now(), head: channel.seq ?? seq, horizon: channel.horizon }))
    void catchUp(channel, listener).catch((error: unknown) => {
      log.error('stream', error)
      sink.end()
    })
    return {
      closed: () => {
        if (!listener.open) return
        listener.open = false
        count -= 1
        channel.listeners.delete(listener)
      },
    }
  }

  return {
    hasRoom: () => count < mostStreams,
    open,
    connected: (site, device) =>
      [...(channels.get(site)?.listeners ?? [])].some(({ caller }) => caller.device === device),
    devices: () => [...channels.values()].flatMap(({ listeners }) => [...listeners].map(({ caller }) => caller)),
    end,
    count: () => count,
    start: () => {
      unwatch ??= store.watch((site) => {
        const channel = channels.get(site)
        if (channel !== undefined) void pump(channel)
      })
      beats ??= setInterval(beatAll, heartbeatMs).unref()
      let busy = false
      revocations ??= setInterval(() => {
        if (busy) return
        busy = true
        void endRevoked()
          .catch((error: unknown) => log.error('stream', error))
          .finally(() => (busy = false))
      }, heartbeatMs / 2).unref()
    },
    stop: () => {
      clearInterval(beats)
      clearInterval(revocations)
      unwatch?.()
      for (const { listeners } of channels.values()) for (const { sink } of listeners) sink.end()
    },
  }
}

/** Says that another life has begun: the device says hello again, and nothing else is needed to know. */
export function helloEvent(incarnation: Incarnation): Uint8Array<ArrayBuffer> {
  return eventBytes('hello', { type: 'otherLife', incarnation })
}

function eventBytes(event: string, data: unknown, id?: string): Uint8Array<ArrayBuffer> {
  const name = id === undefined ? '' : `id: ${id}\n`
  return Buffer.from(`${name}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
}

function rest(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref())
}
