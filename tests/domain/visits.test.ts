import { describe, expect, test } from 'vitest'
import { parseEvent } from '#domain/parse-event.ts'
import type { OutcomeId, ReferralId, TopicId } from '#domain/ids.ts'
import { emptyDetails } from '#domain/events.ts'
import { decodeDayBatch, encodeDayBatch } from '#domain/visits/day-batch.ts'
import { longestMinutes, recordsOfDay, serviceMinutes, waitingMinutes } from '#domain/visits/record.ts'
import {
  called,
  cancelled,
  dayClosed,
  desk1,
  desk2,
  finished,
  given,
  happened,
  issued,
  main,
  moment,
  monday,
  noShow,
  outcome,
  paris,
  parked,
  started,
  ticket,
  transferred,
  walkUp,
  withdrawn,
} from '../support/given.ts'

const a1 = ticket('A01')
const a2 = ticket('A02')
const c1 = ticket('C01')
const c2 = ticket('C02')
const tomorrow = '2026-11-24 09:00'

function records(world: ReturnType<typeof given>, time: string) {
  return recordsOfDay(world.site, monday, moment(time), paris)
}

describe('what may never be recorded', () => {
  test('[V1] unknown fields do not ride along with a known event', () => {
    const event = parseEvent({ type: 'TicketCalled', desk: 1, visitorName: 'Ada', note: 'red coat' })
    expect(event).toEqual({ type: 'TicketCalled', desk: 1 })
  })

  test('[V1] a sentence, a name or a number where an id belongs is no event', () => {
    const details = { ...emptyDetails, outcome: 'answered' }
    const finish = (change: object) =>
      parseEvent({ type: 'VisitFinished', desk: 1, details: { ...details, ...change } })
    expect(finish({})).toBeDefined()
    for (const change of [
      { outcome: 'Mme Dupont, 12 rue X' },
      { referrals: ['call back at 06 12 34 56 78'] },
      { topics: ['a b'] },
      { audience: { status: 'lives alone' } },
      { audience: { 'her name': 'x' } },
      { moreNeeds: [42] },
    ]) {
      expect(finish(change)).toBeUndefined()
    }
  })

  test('[V1] no command can put a value outside the configuration into the journal', () => {
    const world = given(issued(a1, '14:00'), called(a1, desk1, '14:01'))
    const finish = (details: object) =>
      world.when(
        { type: 'FinishVisit', ticketId: a1.id, desk: desk1, details: { ...emptyDetails, ...details } },
        '14:10',
      )
    finish({ outcome: 'jean_dupont' as OutcomeId }).thenRefused({ type: 'UnknownOutcome' })
    finish({ referrals: ['jean_dupont' as ReferralId] }).thenRefused({ type: 'UnknownDetail', field: 'referrals' })
    finish({ topics: ['jean_dupont' as TopicId] }).thenRefused({ type: 'UnknownDetail', field: 'topics' })
    finish({ audience: { age: 'lt18' } }).thenRefused({ type: 'UnknownDetail', field: 'audience' })
  })
})

describe('the record of a visit', () => {
  test('[V2] one record per ticket that ended and per walk-up, none for a cancelled ticket', () => {
    const world = given(
      issued(a1, '14:00'),
      called(a1, desk1, '14:05'),
      finished(a1, desk1, '14:20'),
      issued(a2, '14:01'),
      cancelled(a2, desk1, '14:02'),
      issued(c1, '14:03'),
      withdrawn(c1, '14:30'),
      issued(c2, '14:04'),
      walkUp(desk1, '14:40'),
    )
    expect(records(world, '15:00').map(({ end, channel }) => [end, channel])).toEqual([
      ['served', 'ticket'],
      ['withdrawn', 'ticket'],
      ['served', 'walkUp'],
    ])
  })

  test('[V2] a transferred visit counts once, under its last need', () => {
    const world = given(
      issued(a1, '14:00'),
      called(a1, desk1, '14:05'),
      transferred(a1, desk1, 'job', '14:06'),
      called(a1, desk2, '14:10'),
      finished(a1, desk2, '14:20'),
    )
    expect(records(world, '15:00')).toMatchObject([{ need: 'job', waitingMinutes: 10 }])
  })

  test('[V3] waiting runs to the call that was answered, service from the start', () => {
    const world = given(
      issued(a1, '14:00'),
      called(a1, desk1, '14:10'),
      noShow(a1, desk1, '14:14'),
      called(a1, desk2, '14:20'),
      started(a1, desk2, '14:22'),
      finished(a1, desk2, '14:40'),
    )
    expect(waitingMinutes(world.ticket(a1))).toBe(20)
    expect(serviceMinutes(world.ticket(a1))).toBe(18)
  })

  test('[V3] without a start service runs from the answered call', () => {
    const world = given(issued(a1, '14:00'), called(a1, desk1, '14:10'), finished(a1, desk1, '14:25'))
    expect(serviceMinutes(world.ticket(a1))).toBe(15)
  })

  test('[V4] holds no label, moment, desk or id', () => {
    const world = given(issued(a1, '14:00'), called(a1, desk1, '14:10'), finished(a1, desk1, '14:25'))
    const [record] = records(world, '15:00')
    expect(record).toEqual({
      end: 'served',
      channel: 'ticket',
      band: 7,
      need: 'orient',
      waitingMinutes: 10,
      serviceMinutes: 15,
      announced: null,
      details: outcome('answered'),
    })
  })

  test('[V5] minutes are capped, and unknown where clocks cannot be compared', () => {
    const long = given(issued(a1, '14:00'), called(a1, desk1, '17:10'), finished(a1, desk1, '17:15'))
    expect(waitingMinutes(long.ticket(a1))).toBe(longestMinutes)
    const back = given(issued(a1, '14:00'), called(a1, desk1, '13:50'), finished(a1, desk1, '14:05'))
    expect(waitingMinutes(back.ticket(a1))).toBeNull()
    const suspect = given(
      issued(a1, '14:00'),
      happened(a1.id, { type: 'TicketCalled', desk: desk1 }, '14:10', 2),
      finished(a1, desk1, '14:25'),
    )
    expect(waitingMinutes(suspect.ticket(a1))).toBeNull()
  })
})

describe('the range that was shown', () => {
  const announced = { fromMinutes: 5, toMinutes: 15 }
  const waited = (calledAt: string, range = announced) =>
    records(
      given(issued(a1, '14:00', { announced: range }), called(a1, desk1, calledAt), finished(a1, desk1, '15:00')),
      '16:00',
    )[0]?.announced

  test('[V9] lies before, around or after the wait, by exact moments', () => {
    expect(['14:04:59', '14:05', '14:10', '14:15', '14:15:01'].map((time) => waited(time))).toEqual([
      'shorter',
      'within',
      'within',
      'within',
      'longer',
    ])
    expect(waited('14:00', { fromMinutes: 0, toMinutes: 0 })).toBe('within')
  })

  test('[V9] of a visitor who never came it ends with the missed call, of others it says nothing', () => {
    const world = given(
      issued(a1, '14:00', { announced }),
      called(a1, desk1, '14:20'),
      noShow(a1, desk1, '14:24'),
      issued(a2, '14:00', { announced }),
      withdrawn(a2, '14:30'),
      issued(c1, '14:00', { announced }),
      issued(c2, '14:00'),
      called(c2, desk1, '14:10'),
      finished(c2, desk1, '14:20'),
    )
    expect(records(world, tomorrow).map(({ end, announced: word }) => [end, word])).toEqual([
      ['noShow', 'longer'],
      ['withdrawn', null],
      ['leftUnserved', null],
      ['served', null],
    ])
    const backInTheQueue = given(
      issued(a1, '14:00', { announced }),
      called(a1, desk1, '14:01'),
      noShow(a1, desk1, '14:05'),
      called(a1, desk1, '14:12'),
      finished(a1, desk1, '14:20'),
    )
    expect(records(backInTheQueue, '16:00')[0]?.announced).toBe('within')
  })

  test('[V9] it says nothing where clocks cannot be compared', () => {
    const suspect = given(
      issued(a1, '14:00', { announced }),
      happened(a1.id, { type: 'TicketCalled', desk: desk1 }, '14:10', 2),
      finished(a1, desk1, '14:25'),
    )
    expect(records(suspect, '15:00')[0]?.announced).toBeNull()
    expect(waited('13:50')).toBeNull()
  })

  test('[V9] a range that does not fit is left out, and the ticket stands', () => {
    const event = { type: 'TicketIssued', label: 'A01', need: 'orient', series: '', num: 1, source: 'kiosk' }
    expect(parseEvent({ ...event, announced: { ...announced, note: 'x' } })).toEqual({ ...event, announced })
    for (const bad of [
      null,
      'soon',
      { fromMinutes: 5 },
      { fromMinutes: 15, toMinutes: 5 },
      { fromMinutes: -5, toMinutes: 5 },
      { fromMinutes: 0, toMinutes: 481 },
      { fromMinutes: 2.5, toMinutes: 5 },
    ]) {
      expect(parseEvent({ ...event, announced: bad })).toEqual(event)
    }
  })

  test('[V9] the kiosk’s command brings it into the fact', () => {
    given()
      .when({ type: 'IssueTicket', need: a1.need, series: main, announced }, '14:00')
      .thenEvent({ type: 'TicketIssued', announced })
  })

  test('[V9] a batch keeps it as a column of fixed words, and leaves it out where nothing was shown', () => {
    const world = given(
      issued(a1, '14:00', { announced }),
      called(a1, desk1, '14:30'),
      finished(a1, desk1, '14:40'),
      issued(a2, '14:00'),
    )
    const batch = encodeDayBatch(monday, records(world, tomorrow), 2, 120, () => 0.5)
    expect(batch.columns['announced']?.dictionary).toEqual(['shorter', 'within', 'longer'])
    expect(
      decodeDayBatch(batch)
        .map(({ announced: word }) => word ?? '-')
        .sort(),
    ).toEqual(['-', 'longer'])
    const bare = encodeDayBatch(monday, records(given(issued(a2, '14:00')), tomorrow), 1, 120, () => 0.5)
    expect([bare.columns['announced'], decodeDayBatch(bare)[0]?.announced]).toEqual([undefined, null])
  })
})

describe('the batch of a day', () => {
  const details = {
    ...outcome('referred'),
    referrals: ['apec', 'adie'] as ReferralId[],
    topics: ['job.cv' as TopicId],
    audience: { status: 'retired' },
  }
  const world = given(
    ...Array.from({ length: 12 }, (_, index) => ticket(`A${String(index + 1).padStart(2, '0')}`)).flatMap(
      (ref, index) => [
        issued(ref, `14:${String(index + 10)}`),
        called(ref, desk1, `15:${String(index + 10)}`),
        finished(ref, desk1, `15:${String(index + 30)}`, index % 2 === 0 ? details : outcome('answered')),
      ],
    ),
    walkUp(desk1, '16:00'),
  )
  const all = records(world, '18:00')

  test('[V6] is shuffled: arrival order does not survive', () => {
    let seed = 1
    const random = () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647
    const batch = encodeDayBatch(monday, all, 12, 120, random)
    const before = all.map((record) => record.details.outcome).join()
    const after = decodeDayBatch(batch)
      .map((record) => record.details.outcome)
      .join()
    expect(after).not.toBe(before)
  })

  test('[V6] loses nothing but the order', () => {
    const batch = encodeDayBatch(monday, all, 12, 120, Math.random)
    const sorted = (list: readonly unknown[]) => list.map((record) => JSON.stringify(record)).sort()
    expect(sorted(decodeDayBatch(batch))).toEqual(sorted(all.map(inKeyOrder)))
    expect(batch.ticketsIssued).toBe(12)
    expect(Object.values(batch.columns).every(({ values }) => values.length === 13)).toBe(true)
  })

  function inKeyOrder(record: (typeof all)[number]) {
    const { outcome: how, workshopType, referrals, moreNeeds, topics, audience } = record.details
    return { ...record, details: { outcome: how, workshopType, referrals, moreNeeds, topics, audience } }
  }
})

describe('outcomes', () => {
  test('[O1] system outcomes and other sites outcomes are refused', () => {
    const world = given(issued(a1, '14:00'), called(a1, desk1, '14:01'))
    world
      .when({ type: 'FinishVisit', ticketId: a1.id, desk: desk1, details: outcome('abandoned') }, '14:10')
      .thenRefused({ type: 'UnknownOutcome' })
    world
      .when(
        {
          type: 'FinishVisit',
          ticketId: a1.id,
          desk: desk1,
          details: { ...outcome('referred'), referrals: ['apec', 'adie', 'bge'] as ReferralId[] },
        },
        '14:10',
      )
      .thenRefused({ type: 'UnknownDetail', field: 'referrals' })
  })

  test('[O2] a visit may be finished right after a call and its outcome noted later', () => {
    given(issued(a1, '14:00'), called(a1, desk1, '14:01'))
      .when({ type: 'FinishVisit', ticketId: a1.id, desk: desk1, details: null }, '14:10')
      .thenEvents({ type: 'VisitFinished', desk: desk1, details: emptyDetails })
    const open = given(issued(a1, '14:00'), called(a1, desk1, '14:01'), finished(a1, desk1, '14:10', emptyDetails))
    open
      .when({ type: 'RecordOutcome', subject: a1.id, desk: desk1, details: outcome('answered') }, '14:30')
      .thenEvents({ type: 'OutcomeRecorded', desk: desk1, details: outcome('answered') })
  })

  test('[O3] corrected on the same day only; a first outcome also after midnight', () => {
    const noted = given(issued(a1, '14:00'), called(a1, desk1, '14:01'), finished(a1, desk1, '14:10'))
    const correct = { type: 'RecordOutcome', subject: a1.id, desk: desk1, details: outcome('unresolved') } as const
    noted.when(correct, '18:00').thenEvent({ type: 'OutcomeRecorded' })
    noted.when(correct, tomorrow).thenRefused({ type: 'OfAnotherDay', label: a1.label })
    const open = given(issued(a1, '14:00'), called(a1, desk1, '14:01'), finished(a1, desk1, '14:10', emptyDetails))
    open.when(correct, tomorrow).thenEvent({ type: 'OutcomeRecorded' })
    const walk = given(walkUp(desk1, '14:40'))
    const subject = [...walk.site.walkUps.keys()][0]
    if (subject === undefined) throw new Error('No walk-up')
    walk.when({ ...correct, subject }, '15:00').thenEvent({ type: 'OutcomeRecorded' })
    walk.when({ ...correct, subject }, tomorrow).thenRefused({ type: 'OfAnotherDay', label: null })
  })

  test('[O3] the correction replaces what was there', () => {
    const world = given(
      issued(a1, '14:00'),
      called(a1, desk1, '14:01'),
      finished(a1, desk1, '14:10'),
      happened(a1.id, { type: 'OutcomeRecorded', desk: desk1, details: outcome('unresolved') }, '14:20'),
    )
    expect(world.ticket(a1).details?.outcome).toBe('unresolved')
  })
})

describe('days', () => {
  test('[D2] a day is over when the calendar has gone on, or when it was closed by hand', () => {
    const history = [issued(a1, '14:00'), issued(a2, '14:01'), called(a2, desk1, '14:05')]
    expect(records(given(...history), '23:59')).toEqual([])
    expect(records(given(...history), '2026-11-24 00:00').map(({ end }) => end)).toEqual([
      'leftUnserved',
      'leftUnserved',
    ])
    expect(records(given(...history, dayClosed(monday, '18:00')), '18:01').map(({ end }) => end)).toEqual([
      'leftUnserved',
      'leftUnserved',
    ])
  })

  test('[D3] yesterday is not worked; who was at the desk before midnight may be finished with', () => {
    const world = given(
      issued(a1, '14:00'),
      issued(a2, '23:30'),
      called(a2, desk1, '23:50'),
      started(a2, desk1, '23:51'),
    )
    world
      .when({ type: 'CallTicket', ticketId: a1.id, desk: desk2 }, tomorrow)
      .thenRefused({ type: 'OfAnotherDay', label: a1.label })
    world.when({ type: 'CallNext', desk: desk2 }, tomorrow).thenRefused({ type: 'NobodyWaiting' })
    world
      .when({ type: 'FinishVisit', ticketId: a2.id, desk: desk1, details: outcome('answered') }, '2026-11-24 00:20')
      .thenEvent({ type: 'VisitFinished' })
    world
      .when({ type: 'FinishVisit', ticketId: a2.id, desk: desk1, details: outcome('answered') }, tomorrow)
      .thenRefused({ type: 'OfAnotherDay', label: a2.label })
  })

  test('[D5] open tickets end unserved, missed ones as no-shows, never as served', () => {
    const world = given(
      issued(a1, '14:00'),
      issued(a2, '14:01'),
      called(a2, desk1, '14:05'),
      started(a2, desk1, '14:06'),
      issued(c1, '14:02'),
      parked(c1, desk1, '14:07'),
      issued(c2, '14:03'),
      called(c2, desk2, '14:08'),
      noShow(c2, desk2, '14:12'),
    )
    expect(
      records(world, tomorrow)
        .map(({ end }) => end)
        .sort(),
    ).toEqual(['leftUnserved', 'leftUnserved', 'leftUnserved', 'noShow'])
  })

  test('[D5] a finish that arrives late makes it served', () => {
    const late = given(issued(a2, '23:30'), called(a2, desk1, '23:50'), finished(a2, desk1, '2026-11-24 00:20'))
    expect(records(late, tomorrow)).toMatchObject([{ end: 'served', serviceMinutes: 30 }])
  })

  test('[D6] a day closed by mistake is reopened with its queue', () => {
    const closed = given(issued(a1, '14:00'), dayClosed(monday, '14:10'))
    closed.when({ type: 'CallNext', desk: desk1 }, '14:11').thenRefused({ type: 'DayIsClosed' })
    closed.when({ type: 'CloseDay' }, '14:11').thenRefused({ type: 'DayIsClosed' })
    closed.when({ type: 'ReopenDay' }, '14:11').thenEvent({ type: 'StepUndone' })
    const closing = closed.facts[1]
    if (closing === undefined) throw new Error('No closing')
    const reopened = given(
      issued(a1, '14:00'),
      dayClosed(monday, '14:10'),
      happened(closing.subject, { type: 'StepUndone', undoes: closing.id }, '14:12'),
    )
    reopened.when({ type: 'CallNext', desk: desk1 }, '14:13').thenOn(a1)
    reopened.when({ type: 'ReopenDay' }, '14:13').thenRefused({ type: 'DayIsOpen' })
  })
})
