import { describe, expect, test } from 'vitest'
import { emptyDetails } from '#domain/events.ts'
import type { Day, NeedId, WorkshopType } from '#domain/ids.ts'
import { defaultSettings } from '#domain/settings.ts'
import { decodeDayBatch, encodeDayBatch, mostVisits, unknownBand } from '#domain/visits/day-batch.ts'
import { emptySheet } from '#domain/visits/day-sheet.ts'
import { encodeAnyBatch } from '#domain/visits/known-words.ts'
import type { VisitRecord } from '#domain/visits/record.ts'
import { toWireBatch, wireBatch } from '#protocol/batch.ts'
import { batchList, toWire } from '#protocol/messages.ts'
import type { DeviceId } from '#protocol/names.ts'
import { createMemoryStore } from '#hub/stores/memory-store.ts'
import { followUp, mainSite, mondayOfHub, pushInto, ticketOf } from '../../support/pushing.ts'
import { a, b, createRig, desk, desk2, firstLife, kiosk, manager, must } from './site-rig.ts'
import type { Who } from './site-rig.ts'

const hourMs = 3_600_000
const record: VisitRecord = {
  end: 'served',
  channel: 'ticket',
  band: 5,
  need: 'job' as NeedId,
  waitingMinutes: 5,
  serviceMinutes: 5,
  announced: null,
  details: emptyDetails,
}

describe('stores of others', () => {
  test('[P14] a store goes on with the browser’s next pairing in whatever role, with its like, or with a manager', async () => {
    const replacing: Who = { ...kiosk, device: 'replacingx' as DeviceId }
    const nexts: readonly (readonly [Who, boolean])[] = [
      [desk2, true],
      [manager, true],
      [kiosk, false],
      [replacing, true],
    ]
    for (const [next, isTaken] of nexts) {
      const rig = await createRig()
      await rig.push(desk, [ticketOf(a, 1)])
      rig.wait(1_000)
      await rig.book.revoke(mainSite, desk.device, rig.now())
      const line = must(await rig.book.device(mainSite, desk.device), 'the desk')
      // As the book does it: the moment of the pairing is that of the revocation.
      const paired = { id: replacing.device, role: replacing.role, bookedAt: rig.now(), revokedAt: null }
      await rig.book.adopt([{ ...line, ...paired, secretHash: 'x' }])
      const reply = await rig.push(next, [ticketOf(a, 2)])
      expect([next.device, reply]).toMatchObject([
        next.device,
        { refused: isTaken ? [] : [{ id: `${a}:2`, why: 'owner' }], forks: isTaken ? [] : [a] },
      ])
    }
  })
})

describe('one device against the others', () => {
  test('[P19] limits hold over many pushes, and after the hub has counted anew', async () => {
    const rig = await createRig()
    const ticket = ticketOf(a, 1)
    await rig.push(kiosk, [ticket])
    const given = (n: number) => followUp(ticket, a, n, { type: 'PriorityGiven', priority: true })
    const quarantined: string[] = []
    for (let from = 2; from <= 600; from += 100) {
      rig.wait(45_000)
      const reply = await rig.push(
        kiosk,
        Array.from({ length: 100 }, (_, index) => given(from + index)),
      )
      if (reply.type === 'pushed') quarantined.push(...reply.quarantined)
    }
    expect([quarantined.length, quarantined[0]]).toEqual([101, `${a}:501`])
    expect((await rig.store.page(mainSite, 0, 1_000)).logged).toHaveLength(500)
  })

  test('[HR14] more words than a column holds, also in a late push, keep no site from folding and counting', async () => {
    const rig = await createRig()
    const odd = (n: number) => {
      const ticket = ticketOf(a, n)
      return { ...ticket, event: { ...ticket.event, need: `need${n}` } } as never
    }
    const numbers = Array.from({ length: 254 }, (_, index) => index + 1)
    await rig.push(kiosk, numbers.slice(0, 200).map(odd))
    await rig.push(kiosk, numbers.slice(200).map(odd))
    rig.wait(48 * hourMs)
    await rig.site.sealDue()
    expect(await rig.push(kiosk, [odd(255)])).toMatchObject({ type: 'pushed', have: new Map([[a, [[1, 255]]]]) })
    const [batch] = await rig.store.batches(mainSite, mondayOfHub, mondayOfHub)
    expect(batch?.visits).toBe(255)
  })

  test('[HR14] what is named like a part of every object does not poison a batch', async () => {
    const rig = await createRig()
    const walkUp = (n: number, audience: object) =>
      ({
        ...ticketOf(b, n),
        event: { type: 'WalkUpRecorded', desk: 1, need: 'job', details: { ...emptyDetails, audience } },
      }) as never
    await rig.push(desk, [walkUp(1, { constructor: 'x' }), walkUp(2, {}), walkUp(3, JSON.parse('{"__proto__":"x"}'))])
    rig.wait(48 * hourMs)
    await rig.site.sealDue()
    const batches = await rig.store.batches(mainSite, mondayOfHub, mondayOfHub)
    const sent: unknown = JSON.parse(JSON.stringify(toWire({ type: 'batches', batches: batches.map(toWireBatch) })))
    expect(batchList.parse(sent)?.batches[0]?.columns.get('audience.constructor')?.dictionary).toEqual(['x'])
  })

  test('[HR20] of one device two pages are made at a time, the others wait; what is asked for at once is read once', async () => {
    const store = createMemoryStore(firstLife)
    let reading = 0
    let most = 0
    let reads = 0
    const rig = await createRig({
      store: {
        ...store,
        page: async (...asked) => {
          reads += 1
          most = Math.max(most, ++reading)
          await new Promise((resolve) => setTimeout(resolve, 20))
          reading -= 1
          return store.page(...asked)
        },
      },
    })
    for (let from = 1; from < 1_000; from += 200) {
      const tickets = Array.from({ length: 200 }, (_, index) => ticketOf(a, from + index))
      await pushInto(store, mainSite, tickets)
    }
    const ask = () => rig.ask(desk, 'GET', '/entries')
    const answers = await Promise.all(Array.from({ length: 40 }, ask))
    const statuses = answers.map(({ status }) => status)
    expect([
      statuses.filter((status) => status === 200).length,
      statuses.filter((status) => status === 429).length,
    ]).toEqual([22, 18])
    expect(answers.find(({ status }) => status === 429)?.headers.get('retry-after')).toBe('1')
    expect([reads, most]).toEqual([1, 1])
    const from = (seq: number) => rig.ask(desk, 'GET', `/entries?after=${firstLife}.${seq}.0000000000000000`)
    await Promise.all(Array.from({ length: 10 }, (_, index) => from(1 + index)))
    expect([reads, most]).toEqual([11, 2])
    // What is new is in the next answer.
    await pushInto(store, mainSite, [ticketOf(b, 1)])
    expect((await rig.page(desk)).entries).toHaveLength(1_001)
  })

  test('[HR20] of one device eight long polls wait at a time', async () => {
    const rig = await createRig()
    const { cursor } = await rig.page(desk)
    const at = `${cursor.incarnation}.${cursor.seq}.${cursor.tag}`
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => rig.ask(desk, 'GET', `/entries?after=${at}&wait=1`)),
    )
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(4)
    expect((await rig.ask(desk, 'GET', `/entries?after=${at}&wait=1`)).status).toBe(200)
  })
})

describe('archives', () => {
  const counted = (visits: readonly Day[], columns = false) => ({
    horizon: '2026-11-20',
    counted: { [a]: [[1, 9]] },
    batches: visits.map((day) => {
      const whole = toWireBatch(encodeDayBatch(day, [record], 1, 120, () => 0.5))
      return toWire(columns ? whole : { ...whole, visits: 100_000, columns: {} })
    }),
  })
  const days = Array.from({ length: 200 }, (_, index) =>
    new Date(Date.UTC(2026, 0, 1 + index)).toISOString().slice(0, 10),
  )

  test('[HR19] batches without columns, or with more visits than a year has, are refused before they are read', async () => {
    const rig = await createRig()
    const from = performance.now()
    expect((await rig.ask(manager, 'POST', '/archive', counted(days as Day[]))).status).toBe(422)
    expect((await rig.ask(manager, 'POST', '/archive', counted(days.slice(0, 3) as Day[]))).status).toBe(422)
    expect(performance.now() - from).toBeLessThan(10_000)
    expect((await rig.ask(manager, 'POST', '/archive', counted(['2019-05-05' as Day], true))).status).toBe(422)
    expect((await rig.ask(manager, 'POST', '/archive', counted(['2026-11-20' as Day], true))).status).toBe(200)
  })

  test('[HR19] answers that begin with a digit are answers', async () => {
    const rig = await createRig()
    const answered = { ...record, details: { ...emptyDetails, audience: { age: '18_25' } } }
    const batch = toWireBatch(encodeDayBatch('2026-11-20' as Day, [answered], 1, 120, () => 0.5))
    const archive = toWire({ horizon: '2026-11-20', counted: { [a]: [[1, 9]] }, batches: [batch] })
    expect((await rig.ask(manager, 'POST', '/archive', archive)).status).toBe(200)
  })
})

describe('what a batch says beside its visits', () => {
  const day = '2026-11-20'
  const workshops = [{ type: 'interview', sessions: 2, attendees: 9, capacity: null }]
  const told = { desks: [0, 2], corrected: 3, workshops }
  const whole = toWire(
    toWireBatch(encodeDayBatch(day as Day, [{ ...record, announced: 'longer', channel: 'typed' }], 1, 120, () => 0.5)),
  ) as Record<string, unknown>
  const bring = async (change: object) => {
    const rig = await createRig()
    const body = { horizon: day, counted: { [a]: [[1, 9]] }, batches: [{ ...whole, ...change }] }
    const answer = await rig.ask(manager, 'POST', '/archive', body)
    return { rig, status: answer.status }
  }

  test('[HR19] desks, corrections and workshops join, are stored and handed out; an older version’s batch has none', async () => {
    const { rig, status } = await bring(told)
    expect(status).toBe(200)
    const [batch] = await rig.store.batches(mainSite, day as Day, day as Day)
    expect(batch).toMatchObject(told)
    const before = await (await rig.ask(desk, 'GET', '/batches/digests')).json()
    const answer = batchList.parse(await (await rig.ask(desk, 'GET', `/batches?day=${day}`)).json())
    expect(answer?.batches[0]).toMatchObject(told)
    // Another store's batch of the same day: sums, and the larger number of desks.
    const other = { horizon: day, counted: { [b]: [[1, 9]] }, batches: [{ ...whole, ...told, desks: [1, 1, 1] }] }
    expect((await rig.ask(manager, 'POST', '/archive', other)).status).toBe(200)
    const [both] = await rig.store.batches(mainSite, day as Day, day as Day)
    expect(both).toMatchObject({
      visits: 2,
      desks: [1, 2, 1],
      corrected: 6,
      workshops: [{ sessions: 4, attendees: 18 }],
    })
    expect(await (await rig.ask(desk, 'GET', '/batches/digests')).json()).not.toEqual(before)
    const { desks: _, corrected: _c, workshops: _w, ...older } = whole
    expect(wireBatch.parse(older)).toMatchObject({ visits: 1, desks: [], corrected: 0, workshops: [] })
  })

  test.each([
    ['a name for a type', { workshops: [{ ...workshops[0], type: 'with Mr Smith' }] }],
    ['a type twice', { workshops: [...workshops, ...workshops] }],
    ['too many types', { workshops: Array.from({ length: 81 }, (_, n) => ({ ...workshops[0], type: `type${n}` })) }],
    ['half a head', { workshops: [{ ...workshops[0], attendees: 0.5 }] }],
    ['a sentence', { corrected: 'three, by Ada' }],
    ['more than there are', { corrected: 1_000_001 }],
    ['desks beyond any number', { desks: [100] }],
    ['more bands than a day has', { desks: Array.from({ length: 289 }, () => 1) }],
    [
      'another word',
      { columns: { ...(whole['columns'] as object), announced: { dictionary: ['for Ada'], values: [1] } } },
    ],
    [
      'another channel',
      { columns: { ...(whole['columns'] as object), channel: { dictionary: ['Ada'], values: [1] } } },
    ],
    [
      'a band beyond the day',
      { columns: { ...(whole['columns'] as object), band: { dictionary: null, values: [99] } } },
    ],
  ])('[HR19] %s is refused whole', async (_, change) => {
    const { rig, status } = await bring(change)
    expect([status, (await rig.store.status(mainSite)).horizon]).toEqual([422, null])
  })

  test('[V11] a visit whose hour nobody noted has no band, whatever the width, also on the wire', async () => {
    const unknown = { columns: { ...(whole['columns'] as object), band: { dictionary: null, values: [unknownBand] } } }
    const { rig, status } = await bring(unknown)
    expect(status).toBe(200)
    const wider = { horizon: day, counted: { [b]: [[1, 9]] }, batches: [{ ...whole, ...unknown, bandMinutes: 60 }] }
    expect((await rig.ask(manager, 'POST', '/archive', wider)).status).toBe(200)
    const [batch] = await rig.store.batches(mainSite, day as Day, day as Day)
    expect(decodeDayBatch(must(batch, 'a batch')).map(({ band }) => band)).toEqual([null, null])
  })
})

test('[V8] types of workshop that a configuration does not have leave a batch that can be written', () => {
  const many = Array.from({ length: 90 }, (_, n) => ({
    type: (n === 0 ? 'interview' : `type${n}`) as WorkshopType,
    sessions: 1,
    attendees: 1,
    capacity: null,
  }))
  const sheet = { ...emptySheet, records: [record], workshops: many }
  const batch = encodeAnyBatch(mondayOfHub, sheet, 120, defaultSettings(), () => 0.5)
  expect([batch.visits, batch.workshops?.map(({ type }) => type)]).toEqual([1, ['interview']])
})

test('[V8] a batch of more visits than the wire carries is cut, not refused: the site goes on forgetting', () => {
  const many = Array.from({ length: 130_000 }, () => record)
  const batch = encodeDayBatch(mondayOfHub, many, 130_000, 120, () => 0.5)
  expect([batch.visits, batch.ticketsIssued]).toEqual([mostVisits, mostVisits])
  const sent: unknown = JSON.parse(JSON.stringify(toWire({ type: 'batches', batches: [toWireBatch(batch)] })))
  expect(batchList.parse(sent)?.batches[0]?.visits).toBe(mostVisits)
})
