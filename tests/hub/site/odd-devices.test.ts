import { describe, expect, test } from 'vitest'
import { emptyDetails } from '#domain/events.ts'
import type { Day, NeedId } from '#domain/ids.ts'
import { encodeDayBatch, mostVisits } from '#domain/visits/day-batch.ts'
import type { VisitRecord } from '#domain/visits/record.ts'
import { toWireBatch } from '#protocol/batch.ts'
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

test('[V8] a batch of more visits than the wire carries is cut, not refused: the site goes on forgetting', () => {
  const many = Array.from({ length: 130_000 }, () => record)
  const batch = encodeDayBatch(mondayOfHub, many, 130_000, 120, () => 0.5)
  expect([batch.visits, batch.ticketsIssued]).toEqual([mostVisits, mostVisits])
  const sent: unknown = JSON.parse(JSON.stringify(toWire({ type: 'batches', batches: [toWireBatch(batch)] })))
  expect(batchList.parse(sent)?.batches[0]?.visits).toBe(mostVisits)
})
