import { describe, expect, test } from 'vitest'
import { boardCalls } from '#domain/queue/board-calls.ts'
import { callingOrder } from '#domain/queue/calling-order.ts'
import { contestedCalls, supersededCalls } from '#domain/queue/desk-view.ts'
import type { Fact } from '#domain/events.ts'
import type { EntryId } from '#domain/ids.ts'
import {
  called,
  cancelled,
  desk1,
  desk2,
  desk3,
  finished,
  given,
  givenSite,
  happened,
  issued,
  main,
  moment,
  monday,
  need,
  noShow,
  outcome,
  parked,
  recalled,
  returned,
  siteWith,
  started,
  ticket,
  transferred,
  withdrawn,
} from '../support/given.ts'
import type { TicketRef } from '../support/given.ts'

const a1 = ticket('A01')
const a2 = ticket('A02')
const c1 = ticket('C01')
const c2 = ticket('C02')
const c3 = ticket('C03')
const k1 = ticket('K01')

const callNext = (desk = desk1) => ({ type: 'CallNext', desk }) as const
const call = (ref: TicketRef, desk = desk1) => ({ type: 'CallTicket', ticketId: ref.id, desk }) as const
const order = (world: ReturnType<typeof given>) =>
  callingOrder(world.site.tickets.values(), monday).map(({ label }) => label)

describe('the order of call', () => {
  test('[Q1] next is the visitor who came first', () => {
    given(issued(c1, '14:02'), issued(a1, '14:01')).when(callNext(), '14:05').thenOn(a1)
  })

  test('[Q1] visitors of the same millisecond are ordered alike on every device', () => {
    expect(order(given(issued(c1, '14:00'), issued(a1, '14:00')))).toEqual(['A01', 'C01'])
    expect(order(given(issued(a1, '14:00'), issued(c1, '14:00')))).toEqual(['A01', 'C01'])
  })

  test('[Q1] nobody waiting is said, not guessed', () => {
    given().when(callNext(), '14:05').thenRefused({ type: 'NobodyWaiting' })
  })

  test('[Q2] a desk with a list of needs takes the first of those', () => {
    const site = siteWith((document) => {
      document.site.desks = [{ number: 1, needs: ['job'] }, { number: 2 }] as typeof document.site.desks
    })
    const world = givenSite(site, issued(a1, '14:00'), issued(c1, '14:01'))
    world.when(callNext(desk1), '14:05').thenOn(c1)
    world.when(callNext(desk2), '14:05').thenOn(a1)
    givenSite(site, issued(a1, '14:00')).when(callNext(desk1), '14:05').thenRefused({ type: 'NobodyWaiting' })
  })

  test('[Q3] parked, missed, returned and transferred visitors keep their arrival and label', () => {
    const world = given(
      issued(a1, '14:00'),
      issued(a2, '14:01'),
      issued(c1, '14:02'),
      issued(k1, '14:03'),
      called(a1, desk1, '14:05'),
      returned(a1, desk1, '14:06'),
      parked(a2, desk2, '14:06'),
      returned(a2, desk2, '14:20'),
      called(c1, desk1, '14:07'),
      noShow(c1, desk1, '14:10'),
      returned(c1, desk3, '14:15'),
      called(k1, desk2, '14:16'),
      transferred(k1, desk2, 'job', '14:17'),
    )
    expect(order(world)).toEqual(['A01', 'A02', 'C01', 'K01'])
  })

  test('[Q4] priorities go ahead, two in a row at most', () => {
    const world = given(
      issued(a1, '14:00'),
      issued(a2, '14:01'),
      issued(c1, '14:02', { priority: true }),
      issued(c2, '14:03', { priority: true }),
      issued(c3, '14:04', { priority: true }),
    )
    expect(order(world)).toEqual(['C01', 'C02', 'A01', 'C03', 'A02'])
  })

  test('[Q4] priorities that were called already count for the bound', () => {
    const world = given(
      issued(a1, '14:00'),
      issued(c1, '14:02', { priority: true }),
      issued(c2, '14:03', { priority: true }),
      issued(c3, '14:04', { priority: true }),
      called(c1, desk1, '14:05'),
      called(c2, desk2, '14:06'),
    )
    world.when(callNext(desk3), '14:07').thenOn(a1)
  })

  test('[Q4] a priority may be given and taken back', () => {
    const world = given(issued(a1, '14:00'), issued(a2, '14:01'))
    world
      .when({ type: 'GivePriority', ticketId: a2.id, priority: true }, '14:02')
      .thenEvents({ type: 'PriorityGiven', priority: true })
    world.when({ type: 'GivePriority', ticketId: a2.id, priority: false }, '14:02').thenNothing()
  })

  test('[Q5] any waiting, parked or missed visitor may be called by hand', () => {
    const world = given(
      issued(a1, '14:00'),
      issued(a2, '14:01'),
      issued(c1, '14:02'),
      parked(a2, desk2, '14:06'),
      called(c1, desk2, '14:07'),
      noShow(c1, desk2, '14:10'),
    )
    for (const ref of [a1, a2, c1]) world.when(call(ref), '14:12').thenEvents({ type: 'TicketCalled', desk: desk1 })
  })
})

describe('one visitor, one desk', () => {
  test('[Q6] a visitor whom another desk has called is refused, and the desk is named', () => {
    const world = given(issued(a1, '14:00'), called(a1, desk2, '14:03'))
    world.when(call(a1, desk1), '14:04').thenRefused({ type: 'CalledElsewhere', label: a1.label, desk: desk2 })
    world
      .when({ type: 'ParkTicket', ticketId: a1.id, desk: desk1 }, '14:04')
      .thenRefused({ type: 'CalledElsewhere', label: a1.label, desk: desk2 })
    world
      .when({ type: 'CancelTicket', ticketId: a1.id, desk: desk1 }, '14:04')
      .thenRefused({ type: 'CalledElsewhere', label: a1.label, desk: desk2 })
  })

  test('[Q6] calling again the visitor whom one has called changes nothing', () => {
    given(issued(a1, '14:00'), called(a1, desk1, '14:03'))
      .when(call(a1, desk1), '14:04')
      .thenNothing()
  })

  test('[Q7] the first desk to call a ticket keeps it, both are told', () => {
    const world = given(issued(a1, '14:00'), called(a1, desk1, '14:03'), called(a1, desk2, '14:03:01'))
    expect(world.state(a1)).toMatchObject({ type: 'called', desk: desk1 })
    expect(supersededCalls(world.site, desk2, monday).map(({ label }) => label)).toEqual(['A01'])
    expect(supersededCalls(world.site, desk1, monday)).toEqual([])
    expect(contestedCalls(world.site, desk1, moment('14:04')).map(({ label }) => label)).toEqual(['A01'])
    expect(contestedCalls(world.site, desk2, moment('14:04'))).toEqual([])
  })

  test('[Q8] a person at the desk beats a number on a screen', () => {
    const world = given(
      issued(a1, '14:00'),
      called(a1, desk1, '14:03'),
      called(a1, desk2, '14:03:01'),
      started(a1, desk2, '14:04'),
    )
    expect(world.state(a1)).toMatchObject({ type: 'serving', desk: desk2 })
    expect(world.ticket(a1).superseded).toEqual([desk1])
  })

  test('[Q8] of two desks that serve the same visitor the first is kept and the other told', () => {
    const world = given(
      issued(a1, '14:00'),
      called(a1, desk1, '14:03'),
      started(a1, desk1, '14:04'),
      started(a1, desk2, '14:05'),
      finished(a1, desk2, '14:06'),
    )
    expect(world.state(a1)).toMatchObject({ type: 'serving', desk: desk1 })
    expect(world.ticket(a1).superseded).toEqual([desk2])
  })

  test('[Q17] a desk that serves finishes by calling another, a desk that waits is asked first', () => {
    const serving = given(
      issued(a1, '14:00'),
      issued(a2, '14:01'),
      called(a1, desk1, '14:03'),
      started(a1, desk1, '14:04'),
    )
    serving
      .when(call(a2), '14:20')
      .thenEvents(
        { type: 'VisitFinished', desk: desk1, details: { ...outcome('x'), outcome: null } },
        { type: 'TicketCalled', desk: desk1 },
      )
    const waiting = given(issued(a1, '14:00'), issued(a2, '14:01'), called(a1, desk1, '14:03'))
    waiting.when(call(a2), '14:20').thenRefused({ type: 'DeskIsWaiting', ticketId: a1.id, label: a1.label })
  })
})

describe('what may happen to a called visitor', () => {
  test('[Q9] a recall counts on the board and does not touch the wait', () => {
    const world = given(
      issued(a1, '14:00'),
      called(a1, desk1, '14:10'),
      recalled(a1, desk1, '14:12'),
      finished(a1, desk1, '14:30'),
    )
    expect(
      boardCalls(
        given(issued(a1, '14:00'), called(a1, desk1, '14:10'), recalled(a1, desk1, '14:12')).site.tickets.values(),
        monday,
        5,
      ),
    ).toMatchObject([{ calls: 2 }])
    expect(world.ticket(a1).answeredCallAt).toBe(world.ticket(a1).issuedAt + 10 * 60_000)
  })

  test('[Q9] only the calling desk recalls, and only while it waits', () => {
    const world = given(issued(a1, '14:00'), issued(a2, '14:01'), called(a1, desk1, '14:10'))
    world
      .when({ type: 'RecallTicket', ticketId: a1.id, desk: desk2 }, '14:11')
      .thenRefused({ type: 'CalledElsewhere', label: a1.label, desk: desk1 })
    world
      .when({ type: 'RecallTicket', ticketId: a2.id, desk: desk1 }, '14:11')
      .thenRefused({ type: 'NotInThatState', label: a2.label, state: 'waiting' })
    expect(
      given(issued(a1, '14:00'), called(a1, desk1, '14:10'), recalled(a1, desk2, '14:11')).state(a1),
    ).toMatchObject({ calls: 1 })
  })

  test('[Q10] a no-show is recorded by the calling desk and comes back from any desk', () => {
    const missed = [issued(a1, '14:00'), called(a1, desk1, '14:10'), noShow(a1, desk1, '14:14')]
    expect(given(...missed).state(a1)).toMatchObject({ type: 'noShow', desk: desk1 })
    given(...missed)
      .when({ type: 'ReturnTicket', ticketId: a1.id, desk: desk2 }, '14:20')
      .thenEvents({ type: 'TicketReturned', desk: desk2 })
    given(...missed)
      .when(call(a1, desk2), '14:20')
      .thenEvents({ type: 'TicketCalled', desk: desk2 })
    given(issued(a1, '14:00'), called(a1, desk1, '14:10'))
      .when({ type: 'RecordNoShow', ticketId: a1.id, desk: desk2 }, '14:14')
      .thenRefused({ type: 'CalledElsewhere', label: a1.label, desk: desk1 })
  })

  test('[Q11] a parked visitor stays out of the order until returned or called', () => {
    const world = given(issued(a1, '14:00'), issued(a2, '14:01'), parked(a1, desk1, '14:02'))
    world.when(callNext(), '14:05').thenOn(a2)
    world
      .when({ type: 'ReturnTicket', ticketId: a1.id, desk: desk2 }, '14:05')
      .thenEvents({ type: 'TicketReturned', desk: desk2 })
    world
      .when({ type: 'ParkTicket', ticketId: a1.id, desk: desk1 }, '14:05')
      .thenRefused({ type: 'NotInThatState', label: a1.label, state: 'parked' })
  })

  test('[Q12] a transfer changes the need and keeps the ticket', () => {
    const world = given(issued(a1, '14:00'), called(a1, desk1, '14:10'), transferred(a1, desk1, 'job', '14:12'))
    expect(world.ticket(a1)).toMatchObject({ label: 'A01', need: 'job', state: { type: 'waiting' } })
    expect(world.site.tickets.size).toBe(1)
    world
      .when({ type: 'TransferTicket', ticketId: a1.id, desk: desk1, need: need('nowhere') }, '14:13')
      .thenRefused({ type: 'UnknownNeed' })
  })

  test('[Q13] nothing brings a closed ticket back', () => {
    const ends = [
      [cancelled(a1, desk1, '14:05'), 'cancelled'],
      [withdrawn(a1, '14:05'), 'withdrawn'],
      [finished(a1, desk1, '14:05'), 'finished'],
    ] as const
    for (const [end, state] of ends) {
      const later = [
        called(a1, desk2, '14:06'),
        started(a1, desk2, '14:07'),
        returned(a1, desk2, '14:08'),
        parked(a1, desk2, '14:09'),
      ]
      const world = given(issued(a1, '14:00'), called(a1, desk1, '14:02'), end, ...later)
      expect(world.state(a1)).toMatchObject({ type: state })
      world.when(call(a1, desk2), '14:10').thenRefused({ type: 'NotInThatState', label: a1.label, state })
    }
  })

  test('[Q14] a visitor may withdraw until service has started', () => {
    const command = { type: 'WithdrawTicket', ticketId: a1.id } as const
    given(issued(a1, '14:00')).when(command, '14:05').thenEvents({ type: 'TicketWithdrawn' })
    given(issued(a1, '14:00'), called(a1, desk1, '14:02'))
      .when(command, '14:05')
      .thenEvents({ type: 'TicketWithdrawn' })
    given(issued(a1, '14:00'), called(a1, desk1, '14:02'), started(a1, desk1, '14:03'))
      .when(command, '14:05')
      .thenRefused({ type: 'NotInThatState', label: a1.label, state: 'serving' })
    given(issued(a1, '14:00'), withdrawn(a1, '14:01')).when(callNext(), '14:05').thenRefused({ type: 'NobodyWaiting' })
  })

  test('[Q15] next while serving finishes; next while waiting for the visitor is refused', () => {
    given(issued(a1, '14:00'), issued(a2, '14:01'), called(a1, desk1, '14:03'), started(a1, desk1, '14:04'))
      .when(callNext(), '14:20')
      .thenEvents(
        { type: 'VisitFinished', desk: desk1, details: { ...outcome('x'), outcome: null } },
        { type: 'TicketCalled', desk: desk1 },
      )
    given(issued(a1, '14:00'), issued(a2, '14:01'), called(a1, desk1, '14:03'))
      .when(callNext(), '14:20')
      .thenRefused({ type: 'DeskIsWaiting', ticketId: a1.id, label: a1.label })
  })
})

describe('undo', () => {
  const undo = (desk = desk1) => ({ type: 'UndoLastStep', desk }) as const
  const undone = (undoes: string) => ({ type: 'StepUndone', undoes: undoes as EntryId, desk: desk1 }) as const

  test('[Q16] undo takes back the latest step of this desk', () => {
    const world = given(issued(a1, '14:00'), called(a1, desk1, '14:03'))
    world.when(undo(), '14:04').thenEvents(undone('bbbbbbbbbb:2'))
    expect(
      given(issued(a1, '14:00'), called(a1, desk1, '14:03'), happened(a1.id, undone('bbbbbbbbbb:2'), '14:04')).state(
        a1,
      ),
    ).toEqual({ type: 'waiting' })
  })

  test('[Q16] another press takes back the step before', () => {
    const world = given(
      issued(a1, '14:00'),
      called(a1, desk1, '14:03'),
      started(a1, desk1, '14:04'),
      happened(a1.id, undone('bbbbbbbbbb:3'), '14:05'),
    )
    expect(world.state(a1)).toMatchObject({ type: 'called' })
    world.when(undo(), '14:06').thenEvents(undone('bbbbbbbbbb:2'))
  })

  test('[Q16] a step after which another desk has acted on the same visitor stays', () => {
    given(issued(a1, '14:00'), parked(a1, desk1, '14:03'), called(a1, desk2, '14:04'))
      .when(undo(), '14:05')
      .thenRefused({ type: 'NothingToUndo' })
  })

  test('[Q16] a ticket given by hand is cancelled, its number stays used', () => {
    given(issued(a1, '14:00', { desk: desk1 }))
      .when(undo(), '14:01')
      .thenEvents({ type: 'TicketCancelled', desk: desk1 })
  })

  test('[Q16] a finished visit comes back to its desk, a kiosk ticket cannot be undone', () => {
    const world = given(
      issued(a1, '14:00'),
      called(a1, desk1, '14:03'),
      finished(a1, desk1, '14:04'),
      happened(a1.id, undone('bbbbbbbbbb:3'), '14:05'),
    )
    expect(world.state(a1)).toMatchObject({ type: 'called', desk: desk1 })
    given(issued(a1, '14:00')).when(undo(), '14:01').thenRefused({ type: 'NothingToUndo' })
  })
})

describe('the board', () => {
  test('[Q18] shows label, desk and moment of calls, newest first, and nothing else', () => {
    const world = given(
      issued(a1, '14:00'),
      issued(c1, '14:01'),
      called(a1, desk1, '14:03'),
      called(c1, desk2, '14:04'),
    )
    const calls = boardCalls(world.site.tickets.values(), monday, 5)
    expect(calls.map(({ label, desk }) => [label, desk])).toEqual([
      ['C01', 2],
      ['A01', 1],
    ])
    expect(Object.keys(calls[0] ?? {}).sort()).toEqual(['calledAt', 'calls', 'desk', 'label', 'ticketId', 'valid'])
  })

  test('[Q18] standing calls are never pushed out by answered ones', () => {
    const world = given(
      issued(a1, '14:00'),
      issued(a2, '14:01'),
      issued(c1, '14:02'),
      called(a1, desk1, '14:03'),
      called(a2, desk2, '14:04'),
      started(a2, desk2, '14:05'),
      called(c1, desk3, '14:06'),
      started(c1, desk3, '14:07'),
    )
    const calls = boardCalls(world.site.tickets.values(), monday, 1)
    expect(calls.filter(({ valid }) => valid).map(({ label }) => label)).toEqual(['A01'])
  })

  test('[Q18] missed, returned and cancelled visitors are gone from the board', () => {
    for (const end of [noShow(a1, desk1, '14:05'), returned(a1, desk1, '14:05'), cancelled(a1, desk1, '14:05')]) {
      const world = given(issued(a1, '14:00'), called(a1, desk1, '14:03'), end)
      expect(boardCalls(world.site.tickets.values(), monday, 5)).toEqual([])
    }
  })
})

test('[Q1] a ticket may be issued under its need, and under no other', () => {
  given()
    .when({ type: 'IssueTicket', need: need('job'), series: main }, '14:00')
    .thenEvent({ type: 'TicketIssued', label: c1.label, source: 'kiosk' })
  given()
    .when({ type: 'IssueTicket', need: need('lunch'), series: main }, '14:00')
    .thenRefused({ type: 'UnknownNeed' })
})

describe('a clock that is set back by an hour', () => {
  // The entries keep their hybrid times, which never go back.
  const later = (fact: (id: EntryId) => Fact, hlc: string) => (id: EntryId) => ({ ...fact(id), hlc })

  test('[Q1] does not put a later visitor before an earlier one', () => {
    const world = given(later(issued(c1, '14:50'), '1'), later(issued(a1, '14:00'), '2'))
    expect(order(world)).toEqual(['C01', 'A01'])
  })

  test('[Q16] undo still takes back the step that was made last', () => {
    const world = given(
      later(issued(c1, '14:40'), '1'),
      later(issued(a1, '14:41'), '2'),
      later(called(c1, desk1, '14:50'), '3'),
      later(finished(c1, desk1, '14:55'), '4'),
      later(called(a1, desk1, '14:05'), '5'),
    )
    world
      .when({ type: 'UndoLastStep', desk: desk1 }, '14:06')
      .thenEvents({ type: 'StepUndone', undoes: 'bbbbbbbbbb:5' as EntryId, desk: desk1 })
  })

  test('[Q18] the board shows the newest call first', () => {
    const world = given(
      later(issued(c1, '14:40'), '1'),
      later(issued(a1, '14:41'), '2'),
      later(called(c1, desk1, '14:50'), '3'),
      later(called(a1, desk2, '14:05'), '4'),
    )
    expect(boardCalls(world.site.tickets.values(), monday, 5).map(({ label }) => label)).toEqual(['A01', 'C01'])
  })
})
