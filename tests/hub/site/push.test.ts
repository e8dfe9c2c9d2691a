import { describe, expect, test } from 'vitest'
import type { Day, EntryId, Instant } from '#domain/ids.ts'
import { storedEntry } from '#journal/parse.ts'
import { toWire } from '#protocol/messages.ts'
import { startCursor } from '#protocol/cursor.ts'
import type { Incarnation, SiteKey } from '#protocol/names.ts'
import { HubStoreError } from '#hub/stores/hub-store.ts'
import { createMemoryStore } from '#hub/stores/memory-store.ts'
import { followUp, mainSite, mondayOfHub, noonOfMonday, pushOf, ticketOf } from '../../support/pushing.ts'
import { a, b, createRig, desk, desk2, firstLife, kiosk, manager } from './site-rig.ts'

describe('the push lane', () => {
  test('[HR1] pushes that wait together share one commit, and each is answered for itself', async () => {
    const store = createMemoryStore(firstLife)
    let commits = 0
    const counting = {
      ...store,
      commit: (steps: Parameters<typeof store.commit>[0]) => (commits++, store.commit(steps)),
    }
    const rig = await createRig({ store: counting })
    await rig.push(kiosk, [ticketOf(a, 1)])
    const before = commits
    const replies = await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        index % 10 === 9
          ? rig.push({ ...desk, site: 'other' as SiteKey }, [ticketOf(b, 1)])
          : rig.push(kiosk, [ticketOf(a, 2 + index), ticketOf(a, 3 + index)]),
      ),
    )
    expect(commits - before).toBeLessThanOrEqual(5)
    expect(replies.every((reply) => reply.type === 'pushed' && reply.refused.length === 0)).toBe(true)
    const { logged } = await store.page(mainSite, 0, 100)
    expect(logged.map(({ seq }) => seq)).toEqual(logged.map((_, index) => index + 1))
    expect(new Set(logged.map(({ entry }) => entry.id)).size).toBe(logged.length)
    expect((await store.status('other' as SiteKey)).head.seq).toBe(1)
  })

  test('[HR1] a step that cannot be counted fails alone', async () => {
    const store = createMemoryStore(firstLife)
    const failing = {
      ...store,
      commit: (steps: Parameters<typeof store.commit>[0]) =>
        steps.some(({ wanted }) => wanted.ids.includes(`${b}:1` as EntryId))
          ? Promise.reject(Object.assign(new Error('no such text'), { code: '22P05' }))
          : store.commit(steps),
    }
    const rig = await createRig({ store: failing })
    const request = (origin: typeof a) => toWire(pushOf(firstLife, [ticketOf(origin, 1)]))
    const [good, bad] = await Promise.all([
      rig.ask(kiosk, 'POST', '/entries', request(a)),
      rig.ask(kiosk, 'POST', '/entries', request(b)),
    ])
    expect([good.status, bad.status]).toEqual([200, 422])
    expect((await store.status(mainSite)).head.seq).toBe(1)
  })

  test('[HR2] a full or absent store takes nothing, says so, and takes the same push afterwards', async () => {
    const store = createMemoryStore(firstLife)
    let trouble: 'full' | 'lost' | null = 'full'
    const rig = await createRig({
      store: {
        ...store,
        commit: (steps) => (trouble === null ? store.commit(steps) : Promise.reject(new HubStoreError(trouble))),
      },
    })
    const request = toWire(pushOf(firstLife, [ticketOf(a, 1)]))
    for (const each of ['full', 'lost'] as const) {
      trouble = each
      const answer = await rig.ask(kiosk, 'POST', '/entries', request)
      expect(answer.status).toBe(503)
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
      expect(answer.headers.get('content-type')).toBe('application/problem+json')
      expect(((await answer.json()) as { title: string }).title).toMatch(/nothing was taken/)
    }
    expect((await store.status(mainSite)).head.seq).toBe(0)
    trouble = null
    expect((await rig.ask(kiosk, 'POST', '/entries', request)).status).toBe(200)
  })

  test('[HR1] another life answers 409 and changes nothing', async () => {
    const rig = await createRig()
    const reply = await rig.push(kiosk, [ticketOf(a, 1)], { cursor: startCursor('otherlifex' as Incarnation) })
    expect(reply).toEqual({ type: 'otherLife', incarnation: firstLife })
    expect((await rig.store.status(mainSite)).head.seq).toBe(0)
  })

  test('[HR1] a store is taken over from a revoked device only, and from one that nobody knows', async () => {
    const rig = await createRig()
    await rig.push(desk, [ticketOf(a, 1)])
    expect(await rig.push(desk2, [ticketOf(a, 2)])).toMatchObject({ refused: [{ id: `${a}:2`, why: 'owner' }] })
    await rig.book.revoke(mainSite, desk.device, rig.now())
    expect(await rig.push(desk2, [ticketOf(a, 2)])).toMatchObject({ refused: [] })
    expect(rig.metrics.text()).toContain('guichet_pushes_refused_total{reason="owner"} 1')
  })

  test('[HR1] a claim ends with the commit that brought its call', async () => {
    const rig = await createRig()
    const ticket = ticketOf(a, 1)
    await rig.push(kiosk, [ticket])
    const claim = { ticketId: ticket.id, desk: 1 as never, until: (noonOfMonday + 5_000) as Instant }
    await rig.store.claim(mainSite, claim, noonOfMonday)
    await rig.push(desk, [followUp(ticket, b, 1, { type: 'TicketCalled', desk: 1 as never })])
    expect(await rig.store.claims(mainSite, noonOfMonday)).toEqual([])
  })
})

describe('bodies', () => {
  const garbage: readonly (readonly [string, string, number])[] = [
    ['nothing', '', 400],
    ['no JSON', '{"cursor":', 400],
    ['a list', '[]', 422],
    ['null', 'null', 422],
    ['a text', '"hello"', 422],
    ['another shape', '{"cursor":null}', 422],
    ['depth', `${'['.repeat(200_000)}${']'.repeat(200_000)}`, 422],
    ['depth within a string', JSON.stringify({ text: '['.repeat(500) }), 422],
    ['a prototype', '{"__proto__":{"cursor":1},"entries":[]}', 422],
    ['too much', `"${'x'.repeat(2_100_000)}"`, 413],
  ]

  test.each(['/hello', '/entries', '/purge-check', '/claims'])(
    '[HR3] %s refuses garbage as a problem',
    async (path) => {
      const rig = await createRig()
      for (const [name, body, status] of garbage) {
        const answer = await rig.ask(manager, 'POST', path, body)
        expect([name, answer.status, answer.headers.get('content-type')]).toEqual([
          name,
          status,
          'application/problem+json',
        ])
      }
    },
  )

  test('[HR3] a body without a length is cut off where it grows too large', async () => {
    const rig = await createRig()
    let sent = 0
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        sent += 1
        controller.enqueue(new Uint8Array(100_000).fill(32))
      },
    })
    const request = new Request('http://localhost:8080/api/v1/entries', {
      method: 'POST',
      headers: { 'test-caller': 'managerxxx manager' },
      body,
      duplex: 'half',
    } as RequestInit)
    expect((await rig.app.request(request)).status).toBe(413)
    expect(sent).toBeLessThan(40)
  })

  test('[HR3] text that no database keeps is stored without it, and comes back counted', async () => {
    const rig = await createRig()
    const odd = { ...storedEntry(ticketOf(a, 1)), event: { type: 'Later', text: 'a\u0000b\ud800c' } }
    const body = { cursor: `${firstLife}.0.0000000000000000`, horizon: null, unsent: 1 }
    const send = () => rig.ask(manager, 'POST', '/entries', { ...body, entries: [{ entry: odd, receipt: null }] })
    for (let times = 0; times < 2; times++) {
      const answer = await send()
      expect([answer.status, await answer.json()]).toMatchObject([
        200,
        { refused: [], forks: [], have: { [a]: [[1, 1]] } },
      ])
    }
    const { logged } = await rig.store.page(mainSite, 0, 10)
    expect(logged.map(({ entry }) => entry.event)).toEqual([
      { type: 'Unknown', original: { type: 'Later', text: 'a\uFFFDb\uFFFDc' } },
    ])
  })

  test('[HR3] entries that cannot be read are set aside and block no other', async () => {
    const rig = await createRig()
    const reply = await rig.push(kiosk, [ticketOf(a, 1), { ...ticketOf(a, 2), day: 'never' as Day }, ticketOf(a, 3)])
    expect(reply).toMatchObject({ refused: [], quarantined: [`${a}:2`], have: new Map([[a, [[1, 3]]]]) })
    expect(await rig.store.quarantinedCount(mainSite)).toBe(1)
  })

  test('[HR4] an application that is too old is told to load anew', async () => {
    const rig = await createRig()
    const answer = await rig.ask(kiosk, 'POST', '/hello', { version: 0 })
    expect(answer.status).toBe(426)
  })
})

describe('hello', () => {
  test('[HR4] what a device says of itself stands in the book, its clock against the hub, and what it has to send', async () => {
    const rig = await createRig()
    const report = { app: 'test 2', now: rig.now() + 90_000, unsent: 3, storage: 'bestEffort' }
    const reply = await rig.hello(desk, { report })
    expect(reply).toMatchObject({ head: 0, horizon: null, role: 'desk', device: desk.device, series: 'A' })
    await rig.push(desk, [ticketOf(a, 1), ticketOf(a, 2)], { unsent: 3 })
    await rig.site.stop()
    expect(await rig.book.device(mainSite, desk.device)).toMatchObject({
      app: 'test 2',
      clockOffsetMs: 90_000,
      storage: 'bestEffort',
      unsent: 1,
      lastSeenAt: noonOfMonday,
    })
  })

  test('[HR4] a known cursor is kept, and what is counted of what the device holds is told', async () => {
    const rig = await createRig()
    await rig.push(kiosk, [ticketOf(a, 1), ticketOf(a, 2)])
    const { cursor } = await rig.page(desk)
    const again = await rig.hello(desk, {
      cursor: `${cursor.incarnation}.${cursor.seq}.${cursor.tag}`,
      holding: { [a]: [[1, 9]] },
      own: [b],
    })
    expect([again.cursor, again.have]).toEqual([cursor, new Map([[a, [[1, 2]]]])])
    const lost = await rig.hello(desk, { cursor: `otherlifex.2.ffffffffffffffff` })
    expect(lost.cursor).toEqual(startCursor(firstLife))
  })

  test('[HR5] purge-check names what the hub lacks, in this life only', async () => {
    const rig = await createRig()
    await rig.push(kiosk, [ticketOf(a, 1), ticketOf(a, 2)])
    const ask = (life: string) =>
      rig.ask(kiosk, 'POST', '/purge-check', { cursor: `${life}.0.0000000000000000`, holding: { [a]: [[1, 3]] } })
    expect(await (await ask(firstLife)).json()).toEqual({
      type: 'purge',
      horizon: null,
      lacking: { [a]: [[3, 3]] },
      rates: null,
    })
    expect((await ask('otherlifex')).status).toBe(409)
    expect(mondayOfHub).toBe('2026-11-23')
  })
})
