import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { emptyDetails } from '#domain/events.ts'
import type { Day } from '#domain/ids.ts'
import { defaultSettings } from '#domain/settings.ts'
import { formatCursor } from '#protocol/cursor.ts'
import { sealDays } from '#protocol/hub-core.ts'
import type { Incarnation, SiteKey } from '#protocol/names.ts'
import { page } from '#protocol/messages.ts'
import { createMemoryStore } from '#hub/stores/memory-store.ts'
import { createMemoryBook } from '#hub/access/memory-book.ts'
import { createMetrics } from '#hub/metrics.ts'
import { silentLog } from '#hub/log.ts'
import { createStreams } from '#hub/site/streams.ts'
import type { EventSink } from '#hub/site/event-sink.ts'
import { followUp, kit, mainSite, mondayOfHub, noonOfMonday, pushInto, ticketOf } from '../../support/pushing.ts'
import { a, b, board, createRig, desk, firstLife, kiosk, listen, manager, must, until } from './site-rig.ts'

const tickets = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => ticketOf(a, from + index))

describe('pages', () => {
  test('[HR5] a page begins after the cursor, packed, and says whether there is more', async () => {
    const rig = await createRig()
    for (let from = 1; from < 2_700; from += 200) await pushInto(rig.store, mainSite, tickets(from, from + 199))
    const answer = await rig.ask(desk, 'GET', '/entries', undefined, { 'accept-encoding': 'br, gzip;q=0.8' })
    expect(answer.headers.get('content-encoding')).toBe('gzip')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const bytes = Buffer.from(await answer.arrayBuffer())
    const first = must(page.parse(JSON.parse(gunzipSync(bytes).toString())), 'a page')
    expect([first.after, first.more, first.entries.length]).toEqual([0, true, first.cursor.seq])
    const second = await rig.page(desk, first.cursor)
    expect([second.after, second.more, second.cursor.seq]).toEqual([first.cursor.seq, false, 2_800])
    const plain = await rig.ask(desk, 'GET', '/entries', undefined, { 'accept-encoding': 'gzip;q=0' })
    expect(plain.headers.get('content-encoding')).toBeNull()
  })

  test('[HR5] a cursor of another life, or beyond the log, is answered 409; one that cannot be read 400', async () => {
    const rig = await createRig()
    const status = async (after: string) => (await rig.ask(desk, 'GET', `/entries?after=${after}`)).status
    expect(await status('otherlifex.0.0000000000000000')).toBe(409)
    expect(await status(`${firstLife}.5.0000000000000000`)).toBe(409)
    expect(await status('garbage')).toBe(400)
    expect(await status('')).toBe(200)
  })

  test('[HR6] a long poll answers at once with news, and within two seconds without', async () => {
    const rig = await createRig()
    const { cursor } = await rig.page(board)
    const from = Date.now()
    const waiting = rig.page(board, cursor, '&wait=1')
    setTimeout(() => void rig.push(kiosk, tickets(1, 1)), 100)
    expect((await waiting).entries).toHaveLength(1)
    expect(Date.now() - from).toBeLessThan(10_000)
    const later = Date.now()
    const none = await rig.page(board, (await rig.page(board)).cursor, '&wait=1')
    expect(none.entries).toHaveLength(0)
    expect(Date.now() - later).toBeGreaterThan(1_500)
    expect(Date.now() - later).toBeLessThan(10_000)
  })
})

describe('the stream', () => {
  test('[HR7] it catches up, goes on live, and every page carries its cursor as id', async () => {
    const rig = await createRig()
    rig.site.start()
    for (let from = 1; from <= 1_001; from += 200) await pushInto(rig.store, mainSite, tickets(from, from + 199))
    const response = await rig.ask(desk, 'GET', '/stream')
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
    expect(response.headers.get('x-accel-buffering')).toBe('no')
    expect(response.headers.get('cache-control')).toContain('no-transform')
    const stream = listen(response)
    await until(() => stream.pages().at(-1)?.cursor.seq === 1_200)
    for (let n = 1_201; n <= 1_210; n++) await rig.push(kiosk, tickets(n, n))
    await until(() => stream.pages().at(-1)?.cursor.seq === 1_210)
    let seq = 0
    for (const each of stream.pages()) {
      expect(each.after).toBe(seq)
      seq = each.cursor.seq
    }
    const numbers = stream
      .pages()
      .flatMap(({ entries }) => entries.map(({ entry }) => (entry.value as { n: number }).n))
    expect(numbers).toEqual(Array.from({ length: 1_210 }, (_, index) => index + 1))
    const ids = stream.heard.filter(({ event }) => event === 'page')
    expect(ids.map(({ id }) => id)).toEqual(stream.pages().map(({ cursor }) => formatCursor(cursor)))
    await stream.stop()
    await until(() => !rig.site.connected(mainSite, desk.device))
    await rig.site.stop()
  })

  test('[HR7] the id of the last event wins over the address; trouble is said within the stream', async () => {
    const rig = await createRig()
    await rig.push(kiosk, tickets(1, 3))
    const { cursor } = await rig.page(desk)
    const after = `${firstLife}.0.0000000000000000`
    const stream = listen(
      await rig.ask(desk, 'GET', `/stream?after=${after}`, undefined, { 'last-event-id': formatCursor(cursor) }),
    )
    await rig.push(kiosk, tickets(4, 4))
    rig.site.start()
    await rig.push(kiosk, tickets(5, 5))
    await until(() => stream.pages().length > 0)
    expect(stream.pages()[0]?.after).toBe(3)
    for (const broken of ['otherlifex.0.0000000000000000', 'garbage', `${firstLife}.99.0000000000000000`]) {
      const response = await rig.ask(desk, 'GET', `/stream?after=${broken}`)
      expect(response.status).toBe(200)
      const other = listen(response)
      await until(other.over)
      expect(other.heard).toEqual([{ event: 'hello', id: null, data: { type: 'otherLife', incarnation: firstLife } }])
    }
    await rig.site.stop()
    await until(stream.over)
  })

  test('[HR7] another life of the store ends every stream with the word to say hello', async () => {
    const store = createMemoryStore(firstLife)
    let life = firstLife
    const rig = await createRig({ store: { ...store, incarnation: () => life } })
    rig.site.start()
    const stream = listen(await rig.ask(board, 'GET', '/stream'))
    await until(() => stream.heard.length > 0)
    life = 'secondlife' as Incarnation
    await until(stream.over, 20_000)
    expect(stream.heard.at(-1)).toEqual({ event: 'hello', id: null, data: { type: 'otherLife', incarnation: life } })
    await rig.site.stop()
  })

  test('[HR8] each role has its own page, made once, however many listen', async () => {
    const store = createMemoryStore(firstLife)
    const book = createMemoryBook()
    const parts = { store, book, series: { lease: () => Promise.resolve(null) }, kit, metrics: createMetrics() }
    const streams = createStreams({ ...parts, log: silentLog, now: () => 5 as never })
    streams.start()
    const written = new Map<string, Set<Uint8Array>>()
    const sinkOf = (role: string): EventSink => ({
      write: (bytes) => {
        if (Buffer.from(bytes).includes('event: page')) written.set(role, (written.get(role) ?? new Set()).add(bytes))
      },
      unsent: () => 0,
      end: () => undefined,
      drop: () => undefined,
    })
    for (let index = 0; index < 200; index++) {
      for (const role of ['kiosk', 'board', 'desk', 'manager'] as const) {
        streams.open({ site: mainSite, device: `${role}${index}xxxx` as never, role }, 0, sinkOf(role))
      }
    }
    await until(async () => (await store.status(mainSite)).head.seq === 0)
    await new Promise((resolve) => setTimeout(resolve, 50))
    const ticket = ticketOf(a, 1)
    await pushInto(store, mainSite, [ticket])
    const secret = { ...emptyDetails, outcome: 'answered' as never }
    await pushInto(store, mainSite, [
      followUp(ticket, b, 1, { type: 'VisitFinished', desk: 1 as never, details: secret }),
    ])
    await until(() => ['kiosk', 'board', 'desk', 'manager'].every((role) => written.get(role)?.size === 2))
    expect(written.get('desk')).toEqual(written.get('manager'))
    const text = (role: string) => [...(written.get(role) ?? [])].map((bytes) => Buffer.from(bytes).toString()).join('')
    expect(text('desk')).toContain('answered')
    for (const role of ['kiosk', 'board']) expect(text(role)).not.toContain('answered')
    expect(text('board')).not.toContain('"job"')
    streams.stop()
  })

  test('[HR9] a reader that does not read is cut off at 8 MB, and the others go on', async () => {
    const store = createMemoryStore(firstLife)
    const parts = { store, book: createMemoryBook(), series: { lease: () => Promise.resolve(null) }, kit }
    const metrics = createMetrics()
    const streams = createStreams({ ...parts, metrics, log: silentLog, now: () => 5 as never })
    streams.start()
    let dropped = false
    let got = 0
    const slow = streams.open({ site: mainSite, device: 'slowxxxxxx' as never, role: 'desk' }, 0, {
      write: () => undefined,
      unsent: () => (got > 1 ? 9_000_000 : 0),
      end: () => undefined,
      drop: () => {
        dropped = true
        slow.closed()
      },
    })
    streams.open({ site: mainSite, device: 'quickxxxxx' as never, role: 'desk' }, 0, {
      write: () => (got += 1),
      unsent: () => 0,
      end: () => undefined,
      drop: () => undefined,
    })
    await new Promise((resolve) => setTimeout(resolve, 20))
    for (let n = 1; n <= 5; n++) await pushInto(store, mainSite, tickets(n, n))
    await until(() => dropped && got >= 6)
    expect(streams.count()).toBe(1)
    expect(metrics.text()).toContain('guichet_streams_dropped_total{reason="slow"} 1')
    streams.stop()
  })

  test('[HR10] a device that is revoked by another process loses its streams within two seconds', async () => {
    const rig = await createRig()
    rig.site.start()
    const stream = listen(await rig.ask(desk, 'GET', '/stream'))
    const other = listen(await rig.ask(kiosk, 'GET', '/stream'))
    await until(() => rig.site.connected(mainSite, desk.device))
    await rig.book.revoke(mainSite, desk.device, rig.now())
    await until(stream.over, 2_300)
    expect(rig.site.connected(mainSite, kiosk.device)).toBe(true)
    rig.site.endStreams(mainSite, kiosk.device)
    await until(other.over, 100)
    await rig.site.stop()
  })

  test('[HR10] of a device’s many streams the newest live on', async () => {
    const rig = await createRig()
    rig.site.start()
    const streams: ReturnType<typeof listen>[] = []
    for (let index = 0; index < 5; index++) streams.push(listen(await rig.ask(kiosk, 'GET', '/stream')))
    await until(() => streams.slice(0, 3).every(({ over }) => over()))
    expect(streams.slice(3).map(({ over }) => over())).toEqual([false, false])
    expect(rig.metrics.text()).toContain('guichet_streams_open 2')
    await rig.site.stop()
    await until(() => streams.every(({ over }) => over()))
  })

  test('[HR11] heartbeats wait for no database; who is revoked is asked once, for all sites', async () => {
    const book = createMemoryBook()
    let asked = 0
    const hanging = {
      ...book,
      devices: () => Promise.reject(new Error('asked for one site')),
      revokedSince: () => ((asked += 1), new Promise<never>(() => undefined)),
    }
    const store = createMemoryStore(firstLife)
    const parts = { store, book: hanging, series: { lease: () => Promise.resolve(null) }, kit }
    const log = { ...silentLog, error: (_: string, error: unknown) => expect.fail(String(error)) }
    const streams = createStreams({ ...parts, metrics: createMetrics(), log, now: () => noonOfMonday })
    streams.start()
    const pings = [0, 0]
    for (const [index, site] of [mainSite, 'other' as SiteKey].entries()) {
      streams.open({ site, device: kiosk.device, role: 'kiosk' }, 0, {
        write: (bytes) => {
          if (Buffer.from(bytes).toString().includes('event: ping')) pings[index] = (pings[index] ?? 0) + 1
        },
        unsent: () => 0,
        end: () => undefined,
        drop: () => undefined,
      })
    }
    await until(() => pings.every((count) => count >= 3), 4_500)
    expect(asked).toBe(1)
    streams.stop()
  })

  test('[HR11] a heartbeat comes at once and every two seconds; a fold is told without waiting for it', async () => {
    const rig = await createRig()
    rig.site.start()
    await rig.push(kiosk, tickets(1, 2))
    const stream = listen(await rig.ask(manager, 'GET', '/stream'))
    const pings = () => stream.heard.filter(({ event }) => event === 'ping')
    await until(() => pings().length === 1, 500)
    await until(() => pings().length >= 3, 4_500)
    expect(pings().at(-1)?.data).toEqual({ now: rig.now(), head: 2, horizon: null })
    const before = pings().length
    await rig.store.seal(mainSite, ({ entries, batches }) =>
      sealDays(entries, mondayOfHub, batches, defaultSettings(), kit),
    )
    await until(() => pings().some(({ data }) => (data as { horizon: Day | null }).horizon === mondayOfHub), 500)
    expect(pings().length - before).toBeLessThanOrEqual(2)
    await rig.site.stop()
  })
})
