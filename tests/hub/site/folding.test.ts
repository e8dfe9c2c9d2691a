import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { emptyDetails } from '#domain/events.ts'
import type { Day, EntryId, Instant, NeedId } from '#domain/ids.ts'
import { defaultSettings } from '#domain/settings.ts'
import { decodeDayBatch, encodeDayBatch } from '#domain/visits/day-batch.ts'
import type { DayBatch } from '#domain/visits/day-batch.ts'
import { tick } from '#journal/hybrid-clock.ts'
import { emptyReplay, play } from '#journal/replay.ts'
import { toWireBatch } from '#protocol/batch.ts'
import type { SealedArchive } from '#protocol/hub-view.ts'
import { isCleanBatch, joinArchive } from '#protocol/joining.ts'
import { archiveReply, batchDigests, batchList, toWire } from '#protocol/messages.ts'
import { canonical } from '#protocol/names.ts'
import type { Incarnation } from '#protocol/names.ts'
import { createMemoryStore } from '#hub/stores/memory-store.ts'
import { emptySiteLog, sealed, written } from '#hub/stores/site-log.ts'
import type { SiteLog } from '#hub/stores/site-log.ts'
import { createSiteFolds } from '#hub/site/site-folds.ts'
import { followUp, kit, mainSite, mondayOfHub, noonOfMonday, pushInto, ticketOf } from '../../support/pushing.ts'
import { a, b, createRig, desk, firstLife, kiosk, manager, must } from './site-rig.ts'

const hourMs = 3_600_000
const one = 1 as never
const tuesday = '2026-11-24' as Day

describe('folds of days', () => {
  test('[HR14] a day is folded when it is over and every device that wrote on it has delivered since', async () => {
    const rig = await createRig()
    await rig.push(kiosk, [ticketOf(a, 1), ticketOf(a, 2)])
    await rig.push(desk, [followUp(ticketOf(a, 1), b, 1, { type: 'TicketCalled', desk: one })])
    await rig.site.sealDue()
    expect((await rig.store.status(mainSite)).horizon).toBeNull()
    rig.wait(13 * hourMs)
    await rig.hello(kiosk)
    await rig.site.sealDue()
    // The desk has not been heard since midnight: it may have more.
    expect((await rig.store.status(mainSite)).horizon).toBeNull()
    await rig.hello(desk, { own: [b], report: { app: 'x', now: 1, unsent: 1, storage: 'full' } })
    await rig.site.sealDue()
    expect((await rig.store.status(mainSite)).horizon).toBeNull()
    await rig.push(desk, [followUp(ticketOf(a, 1), b, 2, { type: 'ServiceStarted', desk: one }, `${b}:1` as EntryId)], {
      unsent: 1,
    })
    await rig.site.sealDue()
    expect((await rig.store.status(mainSite)).horizon).toBe(mondayOfHub)
    const { logged } = await rig.store.page(mainSite, 0, 10)
    expect(logged).toEqual([])
    const [batch] = await rig.store.batches(mainSite, mondayOfHub, mondayOfHub)
    expect([batch?.visits, batch?.ticketsIssued]).toEqual([2, 2])
    await rig.site.sealDue()
    expect(await rig.store.batches(mainSite, mondayOfHub, mondayOfHub)).toEqual([batch])
    expect(rig.metrics.text()).toContain('guichet_folds_total 1')
  })

  test('[HR14] a device that stays away, or is revoked, holds the fold up for the retention at most', async () => {
    for (const revoked of [false, true]) {
      const rig = await createRig()
      await rig.push(kiosk, [ticketOf(a, 1)])
      rig.wait(13 * hourMs)
      if (revoked) await rig.book.revoke(mainSite, kiosk.device, rig.now())
      await rig.site.sealDue()
      expect((await rig.store.status(mainSite)).horizon).toBe(revoked ? mondayOfHub : null)
      // Midnight in Paris is an hour before that of the rest: 24 hours after it.
      rig.wait(23 * hourMs)
      await rig.site.sealDue()
      expect((await rig.store.status(mainSite)).horizon).toBe(mondayOfHub)
    }
  })

  test('[HS12] what could not be read goes with the day on which it came, at the latest after the retention', async () => {
    const store = createMemoryStore(firstLife)
    let forgotten = 0
    const forget = (_: unknown, before: Instant) => ((forgotten = before), Promise.resolve())
    const rig = await createRig({ store: { ...store, forget } })
    const startOfTuesday = Date.UTC(2026, 10, 23, 23)
    await rig.push(kiosk, [ticketOf(a, 1)])
    // On the day itself: what came before yesterday.
    await rig.site.sealDue()
    expect(forgotten).toBe(startOfTuesday - 48 * hourMs)
    rig.wait(13 * hourMs)
    await rig.site.sealDue()
    expect(forgotten).toBe(startOfTuesday - 24 * hourMs)
    await rig.hello(kiosk)
    await rig.site.sealDue()
    expect((await store.status(mainSite)).horizon).toBe(mondayOfHub)
    expect(forgotten).toBe(startOfTuesday)
    // A library that is closed folds no day.
    rig.wait(72 * hourMs)
    await rig.site.sealDue()
    expect(forgotten).toBe(startOfTuesday + 48 * hourMs)
  })

  test('[HR14] a fold that is interrupted leaves everything, and the next one does it', async () => {
    const store = createMemoryStore(firstLife)
    let broken = true
    const rig = await createRig({
      store: {
        ...store,
        seal: (site, step) =>
          store.seal(site, (view) => {
            const sealing = step(view)
            if (broken) throw new Error('killed')
            return sealing
          }),
      },
    })
    await rig.push(kiosk, [ticketOf(a, 1)])
    rig.wait(48 * hourMs)
    await rig.site.sealDue()
    expect((await store.page(mainSite, 0, 10)).logged).toHaveLength(1)
    broken = false
    await rig.site.sealDue()
    expect((await store.page(mainSite, 0, 10)).logged).toHaveLength(0)
  })

  test('[HR14] a desk that was cut off over the fold still delivers, and is counted once', async () => {
    const rig = await createRig()
    const ticket = ticketOf(a, 1)
    await rig.push(desk, [ticket])
    rig.wait(48 * hourMs)
    await rig.site.sealDue()
    const finish = { type: 'VisitFinished', desk: one, details: { ...emptyDetails, outcome: 'answered' } } as never
    const late = [
      ticket,
      followUp(ticket, a, 2, { type: 'TicketCalled', desk: one }),
      followUp(ticket, a, 3, finish, `${a}:2` as EntryId),
    ]
    for (let times = 0; times < 2; times++) await rig.push(desk, late)
    const [batch] = await rig.store.batches(mainSite, mondayOfHub, mondayOfHub)
    expect(decodeDayBatch(must(batch, 'a batch')).map(({ end, details }) => [end, details.outcome])).toEqual([
      ['served', 'answered'],
    ])
    expect((await rig.store.page(mainSite, 0, 10)).logged).toHaveLength(0)
    expect(rig.metrics.text()).toContain('guichet_entries_late_total 2')
  })
})

describe('what is said of a day afterwards', () => {
  const total = (n: number, day: Day) => {
    const base = ticketOf(a, n, { day, at: (noonOfMonday + 48 * hourMs + n) as Instant })
    const event = {
      type: 'VisitsTyped',
      day: mondayOfHub,
      band: null,
      need: 'job' as NeedId,
      outcome: null,
      count: 4,
    } as const
    return { ...base, hlc: tick(null, base.at, a), event }
  }

  test('[P20] it waits for the fold of its own day, changes the batch and its digest, and counts once', async () => {
    const rig = await createRig()
    const wednesday = '2026-11-25' as Day
    await rig.push(kiosk, [ticketOf(b, 1)])
    rig.wait(48 * hourMs)
    await rig.site.sealDue()
    const digest = async () => (await rig.ask(desk, 'GET', '/batches/digests')).text()
    const before = await digest()
    for (let times = 0; times < 2; times++) await rig.push(manager, [total(1, wednesday)])
    expect([await digest(), (await rig.store.page(mainSite, 0, 10)).logged.length]).toEqual([before, 1])
    rig.wait(48 * hourMs)
    for (let times = 0; times < 2; times++) await rig.site.sealDue()
    const [batch] = await rig.store.batches(mainSite, mondayOfHub, mondayOfHub)
    expect([batch?.visits, batch?.ticketsIssued, await digest()]).not.toEqual([1, 1, before])
    expect(batch?.visits).toBe(5)
    // A manager who was cut off over the fold.
    for (let times = 0; times < 2; times++) await rig.push(manager, [total(2, wednesday)])
    expect((await rig.store.batches(mainSite, mondayOfHub, mondayOfHub))[0]?.visits).toBe(9)
    expect((await rig.store.page(mainSite, 0, 10)).logged).toEqual([])
  })

  test('[P9] a desk may not type totals, nor a kiosk anything', async () => {
    const rig = await createRig()
    const entry = total(1, mondayOfHub)
    for (const who of [desk, kiosk]) {
      expect(await rig.push(who, [entry])).toMatchObject({ refused: [{ why: 'role' }] })
    }
  })
})

describe('what no honest device writes', () => {
  const odd: readonly (readonly [string, object])[] = [
    ['a moment beyond all calendars', { at: 8_900_000_000_000_000 }],
    ['the last day there is', { day: '9999-12-31' }],
    ['the first day there is', { day: '0000-01-01' }],
    ['the year 1970', { at: 0, day: '1970-01-01' }],
  ]
  test.each(odd)('[HR14] %s keeps no site from folding and forgetting', async (name, change) => {
    const rig = await createRig()
    await rig.push(kiosk, [ticketOf(a, 1), { ...ticketOf(a, 2), ...change }])
    rig.wait(48 * hourMs)
    await rig.site.sealDue()
    expect([name, (await rig.store.status(mainSite)).horizon]).toEqual([name, mondayOfHub])
    // The same, late: it is counted or set aside, and the push is answered.
    expect(await rig.push(kiosk, [ticketOf(a, 3), { ...ticketOf(a, 4), ...change }])).toMatchObject({
      type: 'pushed',
      refused: [],
    })
    expect((await rig.store.have(mainSite, [a])).get(a)).toEqual([[1, 4]])
  })

  test('[HR14] more needs than a batch can tell apart keep no site from folding and forgetting', async () => {
    const rig = await createRig()
    const many = Array.from({ length: 300 }, (_, index) => {
      const ticket = ticketOf(a, index + 1)
      return { ...ticket, event: { ...ticket.event, need: `need${index}` } } as never
    })
    await rig.push(kiosk, many.slice(0, 200))
    await rig.push(kiosk, many.slice(200))
    rig.wait(48 * hourMs)
    await rig.site.sealDue()
    expect((await rig.store.status(mainSite)).horizon).toBe(mondayOfHub)
  })
})

describe('the fold in memory', () => {
  test('[HR15] it is what a fresh fold of the log is, after pushes, folds of days and another life', async () => {
    let life = firstLife
    const memory = createMemoryStore(firstLife)
    const store = { ...memory, incarnation: () => life }
    const folds = createSiteFolds({ store, now: () => noonOfMonday })
    const fresh = async () => {
      const { logged } = await store.page(mainSite, 0, 10_000)
      return play(
        emptyReplay(),
        logged.map(({ entry }) => entry),
        noonOfMonday,
      ).site.tickets
    }
    for (let n = 1; n <= 20; n++) {
      await pushInto(store, mainSite, [ticketOf(a, n), { ...ticketOf(b, n), day: tuesday }])
      if (n === 10) {
        const { sealDays } = await import('#protocol/hub-core.ts')
        await store.seal(mainSite, ({ entries, batches }) =>
          sealDays(entries, mondayOfHub, batches, defaultSettings(), kit),
        )
      }
      if (n === 15) life = 'secondlife' as Incarnation
      const [first, second] = await Promise.all([folds.current(mainSite), folds.current(mainSite)])
      expect(first.replay.site.tickets).toEqual(await fresh())
      expect(second).toBe(first)
    }
  })

  test('[HR15] what was committed before the question is in the answer; sites that rest are let go', async () => {
    const store = createMemoryStore(firstLife)
    let now = noonOfMonday
    const folds = createSiteFolds({ store, now: () => now })
    await Promise.all(
      Array.from({ length: 50 }, async (_, index) => {
        await pushInto(store, mainSite, [ticketOf(a, index + 1)])
        expect((await folds.current(mainSite)).replay.site.tickets.has(`${a}:${index + 1}` as EntryId)).toBe(true)
      }),
    )
    expect(folds.count()).toBe(1)
    now = (now + 11 * 60_000) as Instant
    folds.evict()
    expect(folds.count()).toBe(0)
    for (let index = 0; index < 300; index++) await folds.current(`site${index}` as never)
    expect(folds.count()).toBeLessThanOrEqual(201)
  })

  test('[HR15] a store that fails once is asked again', async () => {
    const store = createMemoryStore(firstLife)
    let fails = true
    const page: typeof store.page = (...args) => (fails ? Promise.reject(new Error('away')) : store.page(...args))
    const folds = createSiteFolds({ store: { ...store, page }, now: () => noonOfMonday })
    await expect(folds.current(mainSite)).rejects.toThrow('away')
    fails = false
    expect((await folds.current(mainSite)).seq).toBe(0)
  })
})

describe('the archive', () => {
  const record = (need: string, end: 'served' | 'noShow' = 'served') => ({
    end,
    channel: 'ticket' as const,
    band: 5,
    need: need as NeedId,
    waitingMinutes: 3,
    serviceMinutes: 7,
    announced: null,
    details: emptyDetails,
  })
  const batchOf = (day: string, needs: readonly string[], issued = needs.length) =>
    encodeDayBatch(
      day as Day,
      needs.map((need) => record(need)),
      issued,
      120,
      () => 0.3,
    )
  const wire = (batches: readonly DayBatch[], counted: object, horizon: string | null) => ({
    horizon,
    counted,
    batches: batches.map((batch) => toWire(toWireBatch(batch))),
  })

  test('[HR19] the archive of a lone device joins once, and merges with days that the site has folded itself', async () => {
    const rig = await createRig()
    await rig.push(kiosk, [ticketOf(a, 1)])
    rig.wait(48 * hourMs)
    await rig.site.sealDue()
    const archive = wire(
      [batchOf('2026-11-22', ['job', 'job']), batchOf('2026-11-23', ['digital'], 2)],
      { [b]: [[1, 30]] },
      '2026-11-23',
    )
    const send = async () => {
      const answer = await rig.ask(manager, 'POST', '/archive', archive)
      return archiveReply.parse(await answer.json())
    }
    expect(await send()).toEqual({ type: 'archived', known: false })
    expect(await send()).toEqual({ type: 'archived', known: true })
    const days = await rig.store.batches(mainSite, '2026-11-01' as Day, '2026-12-01' as Day)
    expect(days.map(({ day, visits, ticketsIssued }) => [day, visits, ticketsIssued])).toEqual([
      ['2026-11-22', 2, 2],
      ['2026-11-23', 2, 3],
    ])
    expect((await rig.store.have(mainSite, [b])).get(b)).toEqual([[1, 30]])
    const listed = batchDigests.parse(await (await rig.ask(desk, 'GET', '/batches/digests')).json())
    expect(listed?.days.map(({ day }) => day)).toEqual(['2026-11-22', '2026-11-23'])
    const fetched = await rig.ask(desk, 'GET', '/batches?day=2026-11-22&day=2026-11-30')
    expect(batchList.parse(await fetched.json())?.batches.map(({ day }) => day)).toEqual(['2026-11-22'])
  })

  test('[HR19] what a batch may not say is refused, and so is who may not', async () => {
    const rig = await createRig()
    const [good] = [batchOf('2026-11-20', ['job'])]
    const bad: readonly DayBatch[] = [
      batchOf('2026-11-20', ['Mr Smith, 3 rue X']),
      { ...must(good, 'one'), visits: 2 },
      {
        ...must(good, 'one'),
        columns: { ...good?.columns, end: { dictionary: ['arrested'], values: Uint8Array.of(1) } },
      },
    ]
    for (const batch of bad) {
      const answer = await rig.ask(manager, 'POST', '/archive', wire([batch], { [b]: [[1, 2]] }, '2026-11-20'))
      expect([answer.status, (await rig.store.status(mainSite)).horizon]).toEqual([422, null])
    }
    const many = Array.from({ length: 200 }, (_, index) => batchOf('2026-11-20', [`need${index}`]))
    const both = many.map((batch) => ({ ...batch, day: '2026-11-20' as Day }))
    expect((await rig.ask(manager, 'POST', '/archive', wire(both, { [b]: [[1, 2]] }, '2026-11-20'))).status).toBe(422)
    for (const who of [kiosk, desk]) {
      expect((await rig.ask(who, 'POST', '/archive', wire([], {}, null))).status).toBe(403)
    }
    expect((await rig.ask(kiosk, 'GET', '/batches/digests')).status).toBe(403)
    expect((await rig.ask(kiosk, 'GET', '/batches?day=2026-11-22')).status).toBe(403)
    expect((await rig.ask(desk, 'GET', '/batches?day=yesterday')).status).toBe(400)
    const all = Array.from({ length: 401 }, () => 'day=2026-11-22').join('&')
    expect((await rig.ask(desk, 'GET', `/batches?${all}`)).status).toBe(400)
    expect(await (await rig.ask(desk, 'GET', '/batches')).json()).toEqual({ type: 'batches', batches: [] })
  })

  test('[HR19] more words than a column holds are refused, not half-joined', async () => {
    const rig = await createRig()
    const needs = (from: number) => Array.from({ length: 200 }, (_, index) => `need${from + index}`)
    const first = wire([batchOf('2026-11-20', needs(0))], { [a]: [[1, 200]] }, '2026-11-20')
    const second = wire([batchOf('2026-11-20', needs(200))], { [b]: [[1, 200]] }, '2026-11-20')
    expect((await rig.ask(manager, 'POST', '/archive', first)).status).toBe(200)
    expect((await rig.ask(manager, 'POST', '/archive', second)).status).toBe(422)
    expect((await rig.store.have(mainSite, [b])).get(b)).toBeUndefined()
  })

  test('[P18] repeated, reordered, in parts or grown since: each day of a store joins once', () => {
    const settings = defaultSettings()
    const days = ['2026-11-18', '2026-11-19', '2026-11-20', '2026-11-21']
    const own = batchOf('2026-11-19', ['job'])
    const batches = days.map((day, index) => batchOf(day, ['job', `need${index}`], 3))
    const numbers = new Map([[b, [[1, 40] as const]]])
    const whole: SealedArchive = { horizon: '2026-11-21' as Day, counted: numbers, batches }
    const named = new Map([[b, []]])
    const before: SealedArchive = {
      horizon: '2026-11-19' as Day,
      counted: new Map([[b, [[1, 20] as const]]]),
      batches: batches.slice(0, 2),
    }
    const parts: readonly SealedArchive[] = [
      { ...whole, counted: named, batches: batches.slice(0, 2) },
      { ...whole, counted: named, batches: batches.slice(2, 3) },
      { ...whole, batches: batches.slice(3) },
    ]
    const start = sealed(emptySiteLog, {
      horizon: '2026-11-19' as Day,
      batches: [own],
      gone: new Set(),
      counted: new Map(),
    })
    const join = (log: SiteLog, archive: SealedArchive): SiteLog => {
      const view = {
        entries: log.logged.map(({ entry }) => entry),
        horizon: log.horizon,
        batches: log.batches,
        have: log.have,
      }
      const sealing = joinArchive(view, archive, mondayOfHub, settings, kit)
      return sealing === null ? log : sealed(log, sealing)
    }
    const told = (log: SiteLog) => ({
      horizon: log.horizon,
      have: [...(log.have.get(b) ?? [])],
      days: [...log.batches.values()]
        .sort((x, y) => (x.day < y.day ? -1 : 1))
        .map((batch) => [batch.day, batch.ticketsIssued, decodeDayBatch(batch).map(canonical).sort()]),
    })
    const expected = told(join(start, whole))
    expect(expected.days.map(([day, issued]) => [day, issued])).toEqual([
      ['2026-11-18', 3],
      ['2026-11-19', 4],
      ['2026-11-20', 3],
      ['2026-11-21', 3],
    ])
    const steps = fc.array(fc.constantFrom('whole', 'before', 0, 1), { maxLength: 8 })
    fc.assert(
      fc.property(steps, fc.boolean(), (sent, inParts) => {
        // The last part, and a whole one, say what is counted: whatever came before, nothing joins after.
        const archives = [
          ...sent
            .filter((step) => step !== 'whole')
            .map((step) => (step === 'before' ? before : must(parts[Number(step)], 'a part'))),
          ...(inParts ? parts : [whole]),
          ...sent.map((step) =>
            step === 'whole' ? whole : step === 'before' ? before : must(parts[Number(step)], 'a part'),
          ),
        ]
        const log = archives.reduce(join, start)
        expect(told(log)).toEqual(expected)
      }),
      { numRuns: 200 },
    )
  })

  test('[P18] what came as ordinary entries already does not join again, and what is held is counted once', () => {
    const settings = defaultSettings()
    const entries = [1, 2, 3].map((n) => ticketOf(b, n))
    const logged = entries.map((entry, index) => ({
      seq: index + 1,
      tag: '0' as never,
      entry,
      digest: '' as never,
      receipt: '' as never,
      receivedAt: noonOfMonday,
    }))
    const held = written(emptySiteLog, {
      appended: logged,
      counted: new Map(),
      owners: new Map(),
      quarantined: [],
      batches: [],
    })
    const view = { entries, horizon: null, batches: new Map(), have: held.have }
    const archive = (to: number) => ({
      horizon: mondayOfHub,
      counted: new Map([[b, [[1, to] as const]]]),
      batches: [batchOf('2026-11-23', ['job', 'job', 'job', 'job'])],
    })
    expect(joinArchive(view, archive(3), tuesday, settings, kit)).toBeNull()
    const joined = must(joinArchive(view, archive(4), tuesday, settings, kit), 'a sealing')
    expect([joined.gone.size, joined.batches.map(({ visits }) => visits)]).toEqual([3, [4]])
  })

  test('[P18] a clock that was ahead folds no day of the site that is not over', () => {
    const archive = {
      horizon: '2099-01-01' as Day,
      counted: new Map([[b, [[1, 4] as const]]]),
      batches: [batchOf('2098-12-31', ['job'])],
    }
    const view = { entries: [], horizon: null, batches: new Map(), have: new Map() }
    expect(joinArchive(view, archive, tuesday, defaultSettings(), kit)?.horizon).toBe(mondayOfHub)
  })

  test('[P18] a batch says nothing that a visit’s record may not say', () => {
    expect(isCleanBatch(batchOf('2026-11-20', ['job', 'digital']), tuesday)).toBe(true)
    expect(isCleanBatch(batchOf('2026-11-20', ['a whole sentence about somebody']), tuesday)).toBe(false)
  })
})
