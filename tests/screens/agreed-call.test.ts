import { expect, onTestFinished, test, vi } from 'vitest'
import { startApp } from '#app/app.ts'
import type { Claimed } from '#app/ports.ts'
import type { Command } from '#domain/commands.ts'
import type { DeskNumber, EntryId, NeedId, OriginId, Series } from '#domain/ids.ts'
import { agreedCall } from '#screens/desk/agreed-call.ts'
import { fakePorts } from '../support/fake-ports.ts'
import { at } from '../support/given.ts'
import { ticketOf } from '../support/pushing.ts'

const desk1 = 1 as DeskNumber
const desk2 = 2 as DeskNumber
const elsewhere = 'zzzzzzzzzz' as OriginId
const callNext = { type: 'CallNext', desk: desk1 } as const
const issue: Command = { type: 'IssueTicket', need: 'job' as NeedId, series: '' as Series }

/** A desk with a live hub that gives these answers, and two tickets of another device. */
async function liveDesk(...answers: readonly Claimed[]) {
  const ports = fakePorts(at('12:05'))
  await ports.store.merge([1, 2].map((n) => ticketOf(elsewhere, n)))
  const app = startApp(ports)
  onTestFinished(() => app.stop())
  await app.refresh()
  ports.hub.setStanding({ freshness: 'live', role: 'desk' })
  const claim = vi.fn<typeof ports.hub.claim>()
  for (const answer of answers) claim.mockResolvedValueOnce(answer)
  claim.mockResolvedValue({ type: 'unreachable' })
  ports.hub.desk.claim = claim
  return { app, ports, claim }
}

const ticket = (n: number) => `${elsewhere}:${n}` as EntryId
const granted = (n: number): Claimed => ({ type: 'granted', ticketId: ticket(n) })

test('the ticket that the hub grants is called', async () => {
  const { app, claim } = await liveDesk(granted(2))
  expect(await agreedCall(app, callNext)).toEqual({ type: 'CallTicket', ticketId: ticket(2), desk: desk1 })
  expect(claim).toHaveBeenCalledWith(desk1, null)
})

test('a granted ticket that is still on its way is waited for', async () => {
  const { app, ports } = await liveDesk(granted(3))
  const agreed = agreedCall(app, callNext)
  setTimeout(() => void ports.store.merge([ticketOf(elsewhere, 3)]), 50)
  expect(await agreed).toEqual({ type: 'CallTicket', ticketId: ticket(3), desk: desk1 })
})

test('one that does not come leaves the desk to decide alone', async () => {
  const { app } = await liveDesk(granted(9))
  const asked = performance.now()
  expect(await agreedCall(app, callNext)).toEqual(callNext)
  expect(performance.now() - asked).toBeLessThan(1_000)
})

test('a hub out of reach, or not live, holds nobody up', async () => {
  const { app, ports, claim } = await liveDesk()
  expect(await agreedCall(app, callNext)).toEqual(callNext)
  ports.hub.setStanding({ freshness: 'stale' })
  expect(await agreedCall(app, callNext)).toEqual(callNext)
  expect(claim).toHaveBeenCalledOnce()
})

test('[Q6] a chosen ticket that another desk is about to call is refused in the same words as one it has called', async () => {
  const { app } = await liveDesk({ type: 'heldElsewhere', desk: desk2 })
  expect(await agreedCall(app, { type: 'CallTicket', ticketId: ticket(1), desk: desk1 })).toEqual({
    type: 'CalledElsewhere',
    label: 'J01',
    desk: desk2,
  })
})

test('for the next visitor it asks once more', async () => {
  const { app, claim } = await liveDesk({ type: 'heldElsewhere', desk: desk2 }, granted(2))
  expect(await agreedCall(app, callNext)).toMatchObject({ ticketId: ticket(2) })
  expect(claim).toHaveBeenCalledTimes(2)
})

test('a granted ticket whose call from another desk has arrived meanwhile is asked for anew', async () => {
  const { app } = await liveDesk(granted(1), granted(2))
  await app.dispatch({ type: 'CallTicket', ticketId: ticket(1), desk: desk2 })
  expect(await agreedCall(app, callNext)).toMatchObject({ ticketId: ticket(2) })
})

test('whom the hub gives to other desks is not called here; who was given a number here and is unknown to it, is', async () => {
  const { app, ports } = await liveDesk({ type: 'nobodyWaiting' }, { type: 'nobodyWaiting' })
  expect(await agreedCall(app, callNext)).toEqual({ type: 'NobodyWaiting' })
  const own = await app.dispatch(issue)
  ports.hub.setStanding({ unsent: 1 })
  expect(await agreedCall(app, callNext)).toEqual({
    type: 'CallTicket',
    ticketId: own.ok ? own.value.subject : null,
    desk: desk1,
  })
})

test('also who was given a number here under another origin, while the disk was full', async () => {
  const { app, ports } = await liveDesk({ type: 'nobodyWaiting' })
  ports.hub.setStanding({ unsent: 1 })
  Object.assign(ports.hub, { unsentTickets: () => [ticket(2)] })
  expect(await agreedCall(app, callNext)).toEqual({ type: 'CallTicket', ticketId: ticket(2), desk: desk1 })
})

test('where others were quicker twice it asks a third time, and then says what is so: nobody is called without a claim', async () => {
  const held: Claimed = { type: 'heldElsewhere', desk: desk2 }
  const { app, ports, claim } = await liveDesk(held, held, granted(2), held, held, held)
  expect(await agreedCall(app, callNext)).toMatchObject({ ticketId: ticket(2) })
  expect(await agreedCall(app, callNext)).toEqual({ type: 'NobodyWaiting' })
  await app.dispatch({ type: 'CallTicket', ticketId: ticket(1), desk: desk2 })
  for (let tries = 0; tries < 3; tries++) claim.mockResolvedValueOnce(granted(1))
  expect(await agreedCall(app, callNext)).toEqual({ type: 'CalledElsewhere', label: 'J01', desk: desk2 })
  expect(ports.hub.standing().freshness).toBe('live')
  expect(claim).toHaveBeenCalledTimes(9)
})

test('[Q15] who is called and has not been heard of is asked about first, without the hub', async () => {
  const { app, claim } = await liveDesk(granted(2))
  await app.dispatch({ type: 'CallTicket', ticketId: ticket(1), desk: desk1 })
  expect(await agreedCall(app, callNext)).toEqual(callNext)
  expect(claim).not.toHaveBeenCalled()
})
