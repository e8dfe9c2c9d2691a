import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { emptyDetails } from '#domain/events.ts'
import type { DeskNumber, EntryId, OriginId, TicketId } from '#domain/ids.ts'
import { entryId } from '#domain/ids.ts'
import type { Entry } from '#journal/entry.ts'
import { newIncarnation, openPostgresSecrets } from '#hub/secrets.ts'
import { openPostgresBook } from '#hub/access/postgres-book.ts'
import { openPostgresStore } from '#hub/stores/postgres-store.ts'
import { startPostgres } from '../../support/postgres-server.ts'
import type { PostgresServer } from '../../support/postgres-server.ts'
import { followUp, mainSite, ticketOf } from '../../support/pushing.ts'
import { a, b, board, createRig, desk, desk2, kiosk, manager } from './site-rig.ts'
import type { Rig, Who } from './site-rig.ts'

const one = 1 as DeskNumber
const two = 2 as DeskNumber

async function claim(rig: Rig, number: DeskNumber, ticketId: TicketId | null = null, who: Who = desk) {
  const answer = await rig.ask(who, 'POST', '/claims', { desk: number, ticketId })
  return [answer.status, await answer.json()] as const
}

const tickets = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => ticketOf(a, from + index))

describe('claims', () => {
  test('[HR12] two desks that press at once get two visitors, the third nobody', async () => {
    const rig = await createRig()
    await rig.push(kiosk, tickets(1, 2))
    const answers = await Promise.all([claim(rig, one), claim(rig, two), claim(rig, 3 as DeskNumber)])
    expect(answers).toEqual([
      [200, { ticketId: `${a}:1` }],
      [200, { ticketId: `${a}:2` }],
      [200, { ticketId: null }],
    ])
    expect(await claim(rig, one)).toEqual([200, { ticketId: `${a}:1` }])
    rig.wait(6_000)
    expect(await claim(rig, 3 as DeskNumber)).toEqual([200, { ticketId: `${a}:1` }])
  })

  test('[HR12] one device cannot claim the queue for itself, however many desks it says it is', async () => {
    const rig = await createRig()
    await rig.push(kiosk, tickets(1, 20))
    const answers: number[] = []
    for (let number = 1; number <= 98; number++) answers.push((await claim(rig, number as DeskNumber))[0])
    expect(answers.filter((status) => status === 200)).toHaveLength(3)
    expect(new Set(answers.slice(3))).toEqual(new Set([503]))
    // What it holds it may ask for again; others go on; and it goes on itself when its claims have ended.
    expect(await claim(rig, one)).toEqual([200, { ticketId: `${a}:1` }])
    expect(await claim(rig, 99 as DeskNumber, null, desk2)).toEqual([200, { ticketId: `${a}:4` }])
    rig.wait(6_000)
    expect((await claim(rig, 50 as DeskNumber))[0]).toBe(200)
  })

  test('[HR13] a chosen ticket that another desk holds or is about to call is refused with that desk', async () => {
    const rig = await createRig()
    const [first, second] = tickets(1, 2)
    if (first === undefined || second === undefined) throw new Error('No tickets')
    await rig.push(kiosk, [first, second])
    await rig.push(desk, [followUp(first, b, 1, { type: 'TicketCalled', desk: one })])
    expect(await claim(rig, two, first.id)).toEqual([409, { by: 1 }])
    await claim(rig, 3 as DeskNumber, second.id)
    expect(await claim(rig, two, second.id)).toEqual([409, { by: 3 }])
  })

  test('[HR13] what the hub’s rules refuse is said by its name, and the desk decides by itself', async () => {
    const rig = await createRig()
    const [first] = tickets(1, 2)
    if (first === undefined) throw new Error('No ticket')
    await rig.push(kiosk, tickets(1, 2))
    await rig.push(desk, [followUp(first, b, 1, { type: 'TicketCalled', desk: one })])
    expect(await claim(rig, one)).toMatchObject([409, { type: 'DeskIsWaiting', status: 409 }])
    expect(await claim(rig, one, 'zzzzzzzzzz:1' as EntryId)).toMatchObject([409, { type: 'UnknownTicket' }])
    expect((await claim(rig, one, null, kiosk))[0]).toBe(403)
    expect((await claim(rig, one, null, board))[0]).toBe(403)
    expect((await claim(rig, one, null, manager))[0]).toBe(409)
    expect((await rig.ask(desk2, 'POST', '/claims', { desk: 100, ticketId: null })).status).toBe(422)
  })

  test('[HR12] ten desks press 2,000 times: nobody is called twice, and nobody waits while a desk gets nothing', async () => {
    const rig = await createRig()
    await pressAll([rig], 2_000)
  })
})

describe('claims over several processes', () => {
  let server: PostgresServer
  beforeAll(async () => {
    server = await startPostgres()
  }, 120_000)
  afterAll(() => server.stop(), 60_000)

  test('[HR12] ten desks at two processes of one database press 400 times', { timeout: 120_000 }, async () => {
    const url = await server.database()
    const rigs: Rig[] = []
    const closing: (() => Promise<void>)[] = []
    for (let index = 0; index < 2; index++) {
      const store = await openPostgresStore({ url, newIncarnation, connections: 6 })
      const book = await openPostgresBook({ url, connections: 2 })
      const secrets = await openPostgresSecrets(store.sql, store.incarnation)
      rigs.push(await createRig({ store, book, secrets }))
      closing.push(book.close, store.close)
    }
    await pressAll(rigs, 400)
    for (const close of closing) await close()
  })
})

/** Ten desks call and finish until nobody waits; the devices write what real ones would. */
async function pressAll(rigs: readonly Rig[], count: number): Promise<void> {
  const [first] = rigs
  if (first === undefined) throw new Error('No hub')
  for (let from = 1; from <= count; from += 200) await first.push(kiosk, tickets(from, Math.min(count, from + 199)))
  const called: EntryId[] = []
  const issued = new Map(tickets(1, count).map((ticket) => [ticket.id, ticket]))
  let nothing = 0

  async function work(index: number): Promise<void> {
    const rig = rigs[index % rigs.length]
    if (rig === undefined) throw new Error('No hub')
    const origin = `desk${String(index).padStart(6, '0')}` as OriginId
    const number = (index + 1) as DeskNumber
    let n = 0
    let open: Entry | null = null
    for (let presses = 0; presses < count; presses++) {
      if (open !== null) {
        const finish = { type: 'VisitFinished', desk: number, details: emptyDetails } as const
        const ticket = issued.get(open.subject as EntryId)
        if (ticket === undefined) throw new Error('No such ticket')
        n += 1
        await rig.push({ ...desk, device: `device${index}xxxx` as never }, [
          { ...followUp(ticket, origin, n, finish, open.id), hlc: hybrid(n, origin) },
        ])
        open = null
      }
      const [status, answer] = await claim(rig, number, null, { ...desk, device: `device${index}xxxx` as never })
      const { ticketId } = answer as { ticketId: EntryId | null }
      if (status !== 200) throw new Error(`${status} ${JSON.stringify(answer)}`)
      if (ticketId === null) {
        nothing += 1
        // Whoever waits now is about to be called by another desk.
        const { logged } = await rig.store.page(mainSite, 0, 100_000)
        const gone = new Set(
          logged.filter(({ entry }) => entry.event.type === 'TicketCalled').map(({ entry }) => entry.subject),
        )
        const claims = new Set((await rig.store.claims(mainSite, rig.now())).map((each) => each.ticketId))
        const waiting = [...issued.keys()].filter((id) => !gone.has(id) && !claims.has(id))
        // A claim ends after the commit of its call: looked at in between it is neither.
        const later = new Set(
          (await rig.store.page(mainSite, 0, 100_000)).logged
            .filter(({ entry }) => entry.event.type === 'TicketCalled')
            .map(({ entry }) => entry.subject),
        )
        expect(waiting.filter((id) => !later.has(id))).toEqual([])
        return
      }
      called.push(ticketId)
      const ticket = issued.get(ticketId)
      if (ticket === undefined) throw new Error('A ticket that nobody issued')
      n += 1
      open = {
        ...followUp(ticket, origin, n, { type: 'TicketCalled', desk: number }),
        hlc: hybrid(n, origin),
        id: entryId(origin, n),
      }
      await rig.push({ ...desk, device: `device${index}xxxx` as never }, [open])
    }
  }

  await Promise.all(Array.from({ length: 10 }, (_, index) => work(index)))
  expect(new Set(called).size).toBe(called.length)
  expect(called.length).toBe(count)
  expect(nothing).toBe(10)
}

function hybrid(n: number, origin: OriginId): Entry['hlc'] {
  return `${String(1_795_000_000_000 + n).padStart(15, '0')}-00000-${origin}` as Entry['hlc']
}
