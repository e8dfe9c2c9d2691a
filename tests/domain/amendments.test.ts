import { describe, expect, test } from 'vitest'
import type { AmendCommand } from '#domain/commands.ts'
import type { Amendment, Details } from '#domain/events.ts'
import { emptyDetails } from '#domain/events.ts'
import type { Day, EntryId, NeedId, OutcomeId, ReferralId, TopicId, WorkshopType } from '#domain/ids.ts'
import { parseEvent } from '#domain/parse-event.ts'
import { amendmentsOf } from '#domain/visits/amendments.ts'
import { decodeDayBatch, sheetOf } from '#domain/visits/day-batch.ts'
import type { DayBatch } from '#domain/visits/day-batch.ts'
import { batchOfHeldDay } from '#domain/visits/held-day.ts'
import {
  amended,
  called,
  desk1,
  desk2,
  desk3,
  finished,
  given,
  happened,
  issued,
  moment,
  monday,
  need,
  outcome,
  ticket,
  walkUp,
} from '../support/given.ts'

const a1 = ticket('A01')
const c1 = ticket('C01')
const c2 = ticket('C02')
const saturday = '2026-11-21' as Day
const answered = 'answered' as OutcomeId
const unresolved = 'unresolved' as OutcomeId
const interview = 'interview' as WorkshopType

const backDate: AmendCommand = {
  type: 'BackDateVisit',
  desk: desk1,
  day: saturday,
  band: 7,
  need: need('job'),
  details: outcome('answered'),
}
const typeVisits: AmendCommand = {
  type: 'TypeVisits',
  day: saturday,
  band: null,
  need: need('job'),
  outcome: answered,
  count: 12,
}
const correct: AmendCommand = {
  type: 'CorrectVisits',
  day: saturday,
  need: need('job'),
  outcome: answered,
  count: 2,
  becomes: null,
}
const workshop: AmendCommand = {
  type: 'RecordWorkshop',
  day: saturday,
  workshopType: interview,
  sessions: 2,
  attendees: 17,
  capacity: 24,
}

describe('what staff may say of a day afterwards', () => {
  test('[D7] becomes a fact of its own, under its own subject', () => {
    const commands = [backDate, typeVisits, correct, workshop]
    const types = ['VisitBackDated', 'VisitsTyped', 'VisitsCorrected', 'WorkshopHeld'] as const
    commands.forEach((command, index) => {
      given()
        .whenAmending(command, '10:00')
        .thenEvents({ ...command, type: types[index] } as Amendment)
      expect(parseEvent({ ...command, type: types[index], note: 'from Ada' })).toEqual({
        ...command,
        type: types[index],
      })
    })
  })

  test('[D7] is of a day and band that have begun, and not long ago', () => {
    const at = (day: string, band = 3) => given().whenAmending({ ...backDate, day: day as Day, band }, '10:00')
    at('2026-11-24').thenRefused({ type: 'InTheFuture' })
    at('2026-11-23', 6).thenRefused({ type: 'InTheFuture' })
    at('2026-11-23', 5).thenEvent({ type: 'VisitBackDated' })
    at('2025-10-19').thenEvent({ type: 'VisitBackDated' })
    at('2025-10-18').thenRefused({ type: 'TooLongAgo', firstDay: '2025-10-19' as Day })
    at('2026-11-20', 12).thenRefused({ type: 'UnknownBand' })
    at('2026-11-20', -1).thenRefused({ type: 'UnknownBand' })
    given()
      .whenAmending({ ...typeVisits, day: '2019-12-31' as Day }, '2020-06-01 10:00')
      .thenRefused({ type: 'TooLongAgo', firstDay: '2020-01-01' as Day })
  })

  test('[D7] says nothing that is not in the configuration, and no number beyond its bounds', () => {
    const when = (command: AmendCommand) => given().whenAmending(command, '10:00')
    when({ ...backDate, need: need('jean_dupont') }).thenRefused({ type: 'UnknownNeed' })
    when({ ...backDate, details: outcome('jean_dupont') }).thenRefused({ type: 'UnknownOutcome' })
    when({ ...typeVisits, outcome: 'abandoned' as OutcomeId }).thenRefused({ type: 'UnknownOutcome' })
    when({ ...typeVisits, count: 0 }).thenRefused({ type: 'NumberOutOfBounds', least: 1, most: 500 })
    when({ ...typeVisits, count: 1.5 }).thenRefused({ type: 'NumberOutOfBounds', least: 1, most: 500 })
    when({ ...correct, need: need('jean_dupont') }).thenRefused({ type: 'UnknownNeed' })
    when({ ...correct, becomes: { need: need('nobody'), outcome: null } }).thenRefused({ type: 'UnknownNeed' })
    when({ ...correct, count: 501 }).thenRefused({ type: 'NumberOutOfBounds', least: 1, most: 500 })
    when({ ...workshop, workshopType: 'yoga' as WorkshopType }).thenRefused({
      type: 'UnknownDetail',
      field: 'workshopType',
    })
    when({ ...workshop, sessions: 51 }).thenRefused({ type: 'NumberOutOfBounds', least: 1, most: 50 })
    when({ ...workshop, attendees: -1 }).thenRefused({ type: 'NumberOutOfBounds', least: 0, most: 5_000 })
    when({ ...workshop, capacity: 5_001 }).thenRefused({ type: 'NumberOutOfBounds', least: 0, most: 5_000 })
  })

  test('[D7] what no honest device says of a day is read, and counts nowhere', () => {
    const said = (day: string) => amended({ ...correctFact, day: day as Day }, '10:00')
    const world = given(said('2026-11-24'), said('2025-10-18'), said('2019-12-31'), said('2026-11-22'))
    expect(amendmentsOf(world.site).map(({ event }) => event.day)).toEqual(['2026-11-22'])
  })

  test('[V1] no sentence, name or fraction fits in one', () => {
    const facts: readonly (readonly [Amendment, readonly object[]])[] = [
      [
        backDateFact,
        [{ band: 24 }, { desk: 'Ada' }, { need: 'a b' }, { details: { outcome: 'answered' } }, { day: 3 }],
      ],
      [typedFact, [{ count: 501 }, { outcome: 'Mme Dupont' }, { outcome: undefined }, { band: 1.5 }]],
      [correctFact, [{ becomes: { need: 'job' } }, { becomes: 'job' }, { becomes: undefined }, { count: 0 }]],
      [workshopFact, [{ attendees: 5_001 }, { workshopType: 'for Ada' }, { capacity: undefined }, { sessions: '2' }]],
    ]
    for (const [fact, changes] of facts) {
      expect(parseEvent(fact)).toEqual(fact)
      for (const change of changes) expect([change, parseEvent({ ...fact, ...change })]).toEqual([change, undefined])
    }
    const becomes = { need: 'job', outcome: null }
    expect(parseEvent({ ...correctFact, becomes: { ...becomes, who: 'Ada' } })).toEqual({ ...correctFact, becomes })
  })

  test('[D8] may be taken back while it is held, and what is not there may not', () => {
    const world = given(amended(typedFact, '10:00'))
    const [said] = amendmentsOf(world.site)
    const subject = said?.id ?? ('zzzzzzzzzz:1' as EntryId)
    world.whenAmending({ type: 'UndoAmendment', subject }, '11:00').thenEvents({ type: 'StepUndone', undoes: subject })
    const undone = given(
      amended(typedFact, '10:00'),
      happened(subject, { type: 'StepUndone', undoes: subject }, '11:00'),
    )
    expect(amendmentsOf(undone.site)).toEqual([])
    undone.whenAmending({ type: 'UndoAmendment', subject }, '12:00').thenRefused({ type: 'NothingToUndo' })
    const walked = given(walkUp(desk1, '10:00'))
    const [walkUpId] = walked.site.walkUps.keys()
    walked
      .whenAmending({ type: 'UndoAmendment', subject: walkUpId ?? subject }, '11:00')
      .thenRefused({ type: 'NothingToUndo' })
  })

  test('[Q16] a desk takes back its own back-dated visit like any step', () => {
    const world = given(amended(backDateFact, '10:00'))
    world.when({ type: 'UndoLastStep', desk: desk1 }, '10:01').thenEvent({ type: 'StepUndone', desk: desk1 })
    world.when({ type: 'UndoLastStep', desk: desk2 }, '10:01').thenRefused({ type: 'NothingToUndo' })
  })
})

const backDateFact: Amendment = { ...backDate, type: 'VisitBackDated' }
const typedFact: Amendment = { ...typeVisits, type: 'VisitsTyped' }
const correctFact: Amendment = { ...correct, type: 'VisitsCorrected' }
const workshopFact: Amendment = { ...workshop, type: 'WorkshopHeld' }

function batchAt(world: ReturnType<typeof given>, day = monday, earlier?: DayBatch): DayBatch {
  return batchOfHeldDay(world.site, day, moment('2026-11-24 09:00'), Math.random, earlier)
}

/** What each visit of a batch says, in text order. */
function told(batch: DayBatch): readonly string[] {
  return decodeDayBatch(batch)
    .map(({ channel, band, need: of, details }) => [channel, band ?? '?', of, details.outcome ?? '-'].join(' '))
    .sort()
}

describe('the batch of an amended day', () => {
  test('[V11] back-dated and typed visits are served ones with a channel of their own and no minutes', () => {
    const world = given(
      amended(backDateFact, '10:00'),
      amended({ ...typedFact, count: 2 }, '10:01'),
      amended({ ...typedFact, band: 6, outcome: null, count: 1 }, '10:02'),
      walkUp(desk1, '2026-11-21 15:00'),
    )
    const batch = batchAt(world, saturday)
    expect(told(batch)).toEqual([
      'backDated 7 job answered',
      'typed 6 job -',
      'typed ? job answered',
      'typed ? job answered',
      'walkUp 7 job answered',
    ])
    const typed = decodeDayBatch(batch).filter(({ channel }) => channel === 'typed')
    expect(
      typed.every(
        ({ end, waitingMinutes, serviceMinutes }) => [end, waitingMinutes, serviceMinutes].join() === 'served,,',
      ),
    ).toBe(true)
    expect([batch.ticketsIssued, batch.columns['channel']?.dictionary]).toEqual([
      0,
      ['ticket', 'walkUp', 'backDated', 'typed'],
    ])
  })

  test('[V11] their band is told in the width that the day’s batch has', () => {
    const known = { ...batchAt(given(walkUp(desk1, '2026-11-21 15:00')), saturday), bandMinutes: 240 }
    const world = given(amended(backDateFact, '10:00'), amended({ ...typedFact, count: 1 }, '10:01'))
    expect(told(batchAt(world, saturday, known))).toEqual([
      'backDated 3 job answered',
      'typed ? job answered',
      'walkUp 7 job answered',
    ])
  })

  test('[V12] a correction changes as many as there are, and the batch says how many', () => {
    const visits = ['15:00', '15:10', '15:20'].map((time) => walkUp(desk1, `2026-11-21 ${time}`))
    const becomes = { need: need('train'), outcome: unresolved }
    const corrected = (count: number, of = becomes as typeof becomes | null) =>
      batchAt(given(...visits, amended({ ...correctFact, count, becomes: of }, '10:00')), saturday)
    expect([told(corrected(2)), corrected(2).corrected]).toEqual([
      ['walkUp 7 job answered', 'walkUp 7 train unresolved', 'walkUp 7 train unresolved'],
      2,
    ])
    expect([told(corrected(2, null)), corrected(2, null).corrected]).toEqual([['walkUp 7 job answered'], 2])
    expect([told(corrected(9, null)), corrected(9, null).corrected]).toEqual([[], 3])
    expect(corrected(9, { need: need('job'), outcome: answered }).corrected).toBeUndefined()
  })

  test('[V12] only served visits of that need and outcome are meant; none noted is an outcome like others', () => {
    const world = given(
      issued(c1, '14:00'),
      called(c1, desk1, '14:01'),
      finished(c1, desk1, '14:10', emptyDetails),
      issued(c2, '14:00'),
      issued(a1, '14:00'),
      called(a1, desk1, '14:11'),
      finished(a1, desk1, '14:20'),
      amended(
        {
          ...correctFact,
          day: monday,
          outcome: null,
          count: 5,
          becomes: { need: need('job'), outcome: answered },
        },
        '15:00',
      ),
    )
    expect([told(batchAt(world)), batchAt(world).corrected]).toEqual([
      ['ticket 7 job -', 'ticket 7 job answered', 'ticket 7 orient answered'],
      1,
    ])
  })

  test('[V12] what hung on the wrong need or outcome goes with it', () => {
    const details: Details = {
      ...outcome('referred'),
      referrals: ['apec' as ReferralId],
      topics: ['job.cv' as TopicId],
      moreNeeds: [need('train'), need('create')],
      audience: { status: 'retired' },
    }
    const after = (becomes: { readonly need: NeedId; readonly outcome: OutcomeId }) =>
      decodeDayBatch(
        batchAt(
          given(
            walkUp(desk1, '2026-11-21 15:00', details),
            amended({ ...correctFact, outcome: 'referred' as OutcomeId, becomes }, '10:00'),
          ),
          saturday,
        ),
      )[0]?.details
    expect(after({ need: need('train'), outcome: 'referred' as OutcomeId })).toEqual({
      ...details,
      topics: [],
      moreNeeds: [need('create')],
    })
    expect(after({ need: need('job'), outcome: answered })).toEqual({ ...details, outcome: answered, referrals: [] })
  })

  test('[V12] corrections come in the order in which they were said, after all visits', () => {
    const first = { ...correctFact, count: 1, becomes: { need: need('job'), outcome: unresolved } } as Amendment
    const second = { ...correctFact, outcome: unresolved, count: 5, becomes: null } as Amendment
    const world = given(amended(second, '10:01'), amended(first, '10:00'), walkUp(desk1, '2026-11-21 15:00'))
    expect([told(batchAt(world, saturday)), batchAt(world, saturday).corrected]).toEqual([[], 2])
  })

  test('[V13] workshops are sums by type in id order, and no visits', () => {
    const world = given(
      amended(workshopFact, '10:00'),
      amended({ ...workshopFact, sessions: 1, attendees: 5, capacity: null }, '10:01'),
      amended({ ...workshopFact, workshopType: 'cv_letter' as WorkshopType, capacity: 10 }, '10:02'),
    )
    const batch = batchAt(world, saturday)
    expect([batch.visits, batch.workshops]).toEqual([
      0,
      [
        { type: 'cv_letter', sessions: 2, attendees: 17, capacity: 10 },
        { type: 'interview', sessions: 3, attendees: 22, capacity: null },
      ],
    ])
  })

  test('[V10] it says how many desks were at work in each band, never which', () => {
    const world = given(
      issued(a1, '09:50', { desk: desk3 }),
      called(a1, desk1, '10:05'),
      finished(a1, desk1, '11:30'),
      issued(c1, '11:00'),
      called(c1, desk2, '11:59'),
      walkUp(desk2, '12:10'),
      amended({ ...backDateFact, day: monday }, '18:30'),
      issued(c2, '23:00'),
      called(c2, desk3, '23:50'),
      finished(c2, desk3, '2026-11-24 00:20'),
    )
    const batch = batchAt(world)
    expect(batch.desks).toEqual([0, 0, 0, 0, 1, 2, 1, 0, 0, 0, 0, 1])
    expect(batchAt(given(issued(a1, '09:50'))).desks).toBeUndefined()
  })

  test('[V10] where something late joins, the larger number of desks stands', () => {
    const earlier = batchAt(given(walkUp(desk1, '10:00'), walkUp(desk2, '10:10'), walkUp(desk1, '12:00')))
    const later = batchAt(given(walkUp(desk3, '10:20'), walkUp(desk3, '14:20')), monday, earlier)
    expect([earlier.desks, later.desks]).toEqual([
      [0, 0, 0, 0, 0, 2, 1, 0, 0, 0, 0, 0],
      [0, 0, 0, 0, 0, 2, 1, 1, 0, 0, 0, 0],
    ])
  })

  test('[V7] a folded day takes them up beside what it knows', () => {
    const earlier = batchAt(
      given(walkUp(desk1, '2026-11-21 15:00'), amended(workshopFact, '2026-11-22 10:00')),
      saturday,
    )
    const world = given(amended(workshopFact, '10:00'), amended({ ...correctFact, count: 9 }, '10:01'))
    expect(sheetOf(batchAt(world, saturday, earlier))).toMatchObject({
      records: [],
      corrected: 1,
      workshops: [{ type: 'interview', sessions: 4, attendees: 34, capacity: 48 }],
    })
  })
})
