import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Amendment, SiteEvent } from '#domain/events.ts'
import { emptyDetails } from '#domain/events.ts'
import { addDays } from '#domain/hours/calendar.ts'
import type { Day, DeskNumber, Instant, NeedId, OriginId, OutcomeId, WorkshopType } from '#domain/ids.ts'
import { defaultSettings } from '#domain/settings.ts'
import { emptySite } from '#domain/site.ts'
import { decodeDayBatch } from '#domain/visits/day-batch.ts'
import type { DayBatch } from '#domain/visits/day-batch.ts'
import { tick } from '#journal/hybrid-clock.ts'
import type { Entry } from '#journal/entry.ts'
import { emptyReplay, play } from '#journal/replay.ts'
import { batchesOf } from '#protocol/correction.ts'
import { acceptPush, adoptArchive, readPush, sealDays, wantedBy } from '#protocol/hub-core.ts'
import { canonical } from '#protocol/names.ts'
import type { Incarnation } from '#protocol/names.ts'
import { sealableHorizon } from '#protocol/sealing.ts'
import { archiveOf, emptySiteLog, sealed, viewOf, written } from '#hub/stores/site-log.ts'
import type { SiteLog } from '#hub/stores/site-log.ts'
import { contextOf, farFromLimits, kit, mondayOfHub, noonOfMonday, pushOf, ticketOf } from '../support/pushing.ts'

const life = 'firstlife1' as Incarnation
const store = 'bbbbbbbbbb' as OriginId
const desk = 1 as DeskNumber
const friday = addDays(mondayOfHub, -3)
const tuesday = addDays(mondayOfHub, 1)
const settings = defaultSettings()
const dayMs = 24 * 3_600_000
const runs = Number(process.env['PROPERTY_RUNS'] ?? 200)
const details = { ...emptyDetails, outcome: 'answered' as OutcomeId }
const job = 'job' as NeedId

/** The `n`th fact of the store, said on a day; what it opens is its own subject. */
function said(n: number, day: Day, event: SiteEvent, subject?: Entry): Entry {
  const at = (noonOfMonday + Math.round((Date.parse(day) - Date.parse(mondayOfHub)) / dayMs) * dayMs + n) as Instant
  const base = ticketOf(store, n, { at, day, hlc: tick(null, at, store), event })
  return subject === undefined ? base : { ...base, subject: subject.subject, after: subject.id }
}

function push(log: SiteLog, entries: readonly Entry[], more: Parameters<typeof contextOf>[1] = {}): SiteLog {
  const read = readPush(pushOf(life, entries, [], log.horizon))
  return written(log, acceptPush(viewOf(log, wantedBy(read)), read, contextOf(life, more), kit).write)
}

function seal(log: SiteLog, horizon: Day): SiteLog {
  const entries = log.logged.map(({ entry }) => entry)
  return sealed(log, sealDays(entries, horizon, log.batches, settings, kit))
}

/** What batches say, up to their shuffle; a day of which nothing is left is as one that never was. */
function told(batches: Iterable<DayBatch>) {
  return [...batches]
    .filter(({ visits, corrected, workshops }) => visits > 0 || corrected !== undefined || workshops !== undefined)
    .sort((a, b) => (a.day < b.day ? -1 : 1))
    .map(({ day, ticketsIssued, corrected = 0, workshops = [], ...batch }) => [
      day,
      ticketsIssued,
      corrected,
      workshops,
      decodeDayBatch({ day, ticketsIssued, ...batch })
        .map(canonical)
        .sort(),
    ])
}

const backDated = (day: Day): Amendment => ({ type: 'VisitBackDated', desk, day, band: 5, need: job, details })
const typed = (day: Day, count: number): Amendment => ({
  type: 'VisitsTyped',
  day,
  band: null,
  need: job,
  outcome: details.outcome,
  count,
})

describe('amendments through a hub', () => {
  test('[P20] travel and go with the day on which they were said, into the batch of the day that they are of', () => {
    let log = push(emptySiteLog, [said(1, friday, { type: 'WalkUpRecorded', desk, need: job, details })])
    log = seal(log, friday)
    log = push(log, [said(2, mondayOfHub, backDated(friday))])
    expect([log.logged.length, told(log.batches.values())[0]?.[4]]).toMatchObject([1, { length: 1 }])
    // A day with nothing but an amendment is folded like others.
    const held = play(
      emptyReplay(emptySite(settings)),
      log.logged.map(({ entry }) => entry),
      noonOfMonday,
    )
    const nextNoon = { now: (noonOfMonday + dayMs) as Instant, day: tuesday }
    expect(sealableHorizon(held.site, nextNoon, () => true)).toBe(mondayOfHub)
    log = seal(log, mondayOfHub)
    expect([log.logged, told(log.batches.values()).map(([day, , , , visits]) => [day, (visits as []).length])]).toEqual(
      [[], [[friday, 2]]],
    )
  })

  test('[P20] late or repeated they count once', () => {
    let log = seal(emptySiteLog, mondayOfHub)
    const entries = [said(1, mondayOfHub, typed(friday, 3)), said(2, mondayOfHub, backDated(friday))]
    for (let times = 0; times < 3; times++) log = push(log, entries)
    expect(log.logged).toEqual([])
    expect(told(log.batches.values())).toMatchObject([[friday, 0, 0, [], { length: 4 }]])
  })

  test('[P20] who takes one back without knowing that it is folded is told, and comes again with all of it', () => {
    const visit = said(1, mondayOfHub, backDated(friday))
    const undo = said(2, tuesday, { type: 'StepUndone', undoes: visit.id }, visit)
    const before = seal(push(emptySiteLog, [visit]), mondayOfHub)
    const read = readPush(pushOf(life, [undo], [], null))
    const accepted = acceptPush(viewOf(before, wantedBy(read)), read, contextOf(life), kit)
    expect(accepted.reply).toMatchObject({ type: 'pushed', horizon: mondayOfHub, refused: [] })
    expect(written(before, accepted.write)).toEqual(before)
    const after = push(before, [visit, undo])
    expect([after.logged, told(after.batches.values())]).toEqual([[], []])
  })

  test('[P20] what a batch has counted of a correction is not taken back', () => {
    const visits = said(1, friday, typed(friday, 3))
    const correction = said(2, mondayOfHub, {
      type: 'VisitsCorrected',
      day: friday,
      need: job,
      outcome: details.outcome,
      count: 2,
      becomes: null,
    })
    const undo = said(3, tuesday, { type: 'StepUndone', undoes: correction.id }, correction)
    const before = seal(push(emptySiteLog, [visits, correction]), mondayOfHub)
    expect(told(push(before, [correction, undo]).batches.values())).toEqual(told(before.batches.values()))
    expect(told(before.batches.values())).toMatchObject([[friday, 0, 2, [], { length: 1 }]])
  })

  test('[P13] a hub from an older backup is brought up to the amended batch, and counts nothing twice', () => {
    const backup = push(emptySiteLog, [said(1, mondayOfHub, typed(friday, 3))])
    const later = seal(push(backup, [said(2, mondayOfHub, backDated(friday))]), mondayOfHub)
    const archive = archiveOf(later)
    const entries = backup.logged.map(({ entry }) => entry)
    const restored = adoptArchive(entries, backup.batches, archive, settings, kit)
    const log = restored === null ? backup : sealed(backup, restored)
    expect(told(push(log, [said(2, mondayOfHub, backDated(friday))]).batches.values())).toEqual(
      told(later.batches.values()),
    )
  })

  test('[P19] one of a day that could not be amended when it was said is set aside, and so is the 2,001st', () => {
    const ahead = said(1, mondayOfHub, backDated(tuesday))
    const longAgo = said(2, mondayOfHub, backDated(addDays(mondayOfHub, -401)))
    const good = said(3, mondayOfHub, backDated(friday))
    const read = readPush(pushOf(life, [ahead, longAgo, good]))
    const { reply, write } = acceptPush(viewOf(emptySiteLog, wantedBy(read)), read, contextOf(life), kit)
    expect(reply).toMatchObject({ quarantined: [ahead.id, longAgo.id] })
    expect(write.quarantined.map(({ field }) => field)).toEqual(['event', 'event'])
    const busy = { tally: { ...farFromLimits, amended: () => 1_999 } }
    const log = push(emptySiteLog, [good, said(4, mondayOfHub, backDated(friday))], busy)
    expect([log.logged.length, log.quarantined.map(({ field }) => field)]).toEqual([1, ['event']])
  })

  test('[P19] whatever totals are typed, a batch stays as large as the wire carries', () => {
    const many = Array.from({ length: 260 }, (_, index) => said(index + 1, mondayOfHub, typed(friday, 500)))
    const [batch] = batchesOf(many, mondayOfHub, settings, () => 0.5)
    expect(batch?.visits).toBe(100_000)
  })
})

/** A fact of Friday or Monday, and on which day it is said. */
const anyFact = fc.record({
  kind: fc.constantFrom('walkUp', 'backDated', 'typed', 'workshop', 'undone'),
  of: fc.constantFrom(friday, mondayOfHub),
  later: fc.integer({ min: 0, max: 2 }),
  need: fc.constantFrom('job', 'train'),
  count: fc.integer({ min: 1, max: 4 }),
})
type AnyFact = typeof anyFact extends fc.Arbitrary<infer Fact> ? Fact : never

/** The entries of a fact, each as often as it is named; what is taken back comes with what it was. */
function entriesOf({ kind, of, later, need, count }: AnyFact, n: number): readonly Entry[] {
  const day = kind === 'walkUp' ? of : addDays(of, later)
  const visits = { day: of, need: need as NeedId, outcome: details.outcome }
  switch (kind) {
    case 'walkUp':
      return [said(n, day, { type: 'WalkUpRecorded', desk, need: need as NeedId, details })]
    case 'backDated':
      return [said(n, day, backDated(of))]
    case 'workshop':
      return [
        said(n, day, {
          type: 'WorkshopHeld',
          day: of,
          workshopType: need as string as WorkshopType,
          sessions: count,
          attendees: 3 * count,
          capacity: count === 1 ? null : 10,
        }),
      ]
    default: {
      const total = said(n, day, { type: 'VisitsTyped', band: 4, count, ...visits })
      return kind === 'typed' ? [total] : [total, said(n + 1, day, { type: 'StepUndone', undoes: total.id }, total)]
    }
  }
}

/** Folds come between deliveries, and never go back. */
const anyDelivery = fc.record({
  order: fc.array(fc.nat(1_000), { minLength: 1, maxLength: 20 }),
  folds: fc.array(fc.record({ after: fc.nat(12), days: fc.nat(4) }), { maxLength: 4 }),
  repeats: fc.array(fc.nat(12), { maxLength: 4 }),
})
const lastDay = addDays(mondayOfHub, 2)

function deliver(
  groups: readonly (readonly Entry[])[],
  { folds, repeats }: Pick<typeof anyDelivery extends fc.Arbitrary<infer D> ? D : never, 'folds' | 'repeats'>,
): SiteLog {
  let log = emptySiteLog
  groups.forEach((entries, index) => {
    log = push(log, entries)
    for (const { after, days } of folds) {
      const horizon = addDays(friday, days)
      if (after === index && (log.horizon === null || horizon > log.horizon)) log = seal(log, horizon)
    }
    for (const repeated of repeats) if (repeated <= index) log = push(log, groups[repeated] ?? [])
  })
  return seal(log, lastDay)
}

describe('any order and any split of facts', () => {
  test('[P20] [V7] of visits, totals, workshops and what is taken back gives the same batches', () => {
    fc.assert(
      fc.property(fc.array(anyFact, { minLength: 1, maxLength: 12 }), anyDelivery, (facts, { order, ...delivery }) => {
        const groups = facts.map((fact, index) => entriesOf(fact, index * 2 + 1))
        const mixed = groups
          .map((entries, index) => ({ entries, key: order[index % order.length] ?? 0 }))
          .sort((a, b) => a.key - b.key)
          .map(({ entries }) => entries)
        expect(told(deliver(mixed, delivery).batches.values())).toEqual(
          told(batchesOf(groups.flat(), lastDay, settings, () => 0.5)),
        )
      }),
      { numRuns: runs },
    )
  })

  test('[P20] [V12] with corrections too, where none comes before what had been said before it', () => {
    const anyCorrection = fc.record({
      kind: fc.constant('correction' as const),
      of: fc.constantFrom(friday, mondayOfHub),
      later: fc.integer({ min: 0, max: 2 }),
      from: fc.constantFrom('job', 'train'),
      to: fc.constantFrom('job', 'train', null),
      count: fc.integer({ min: 1, max: 6 }),
    })
    fc.assert(
      fc.property(
        fc.array(fc.oneof(anyFact, anyCorrection), { minLength: 1, maxLength: 12 }),
        anyDelivery,
        (facts, delivery) => {
          // Visits of a day happen before anything is said of it afterwards.
          const inOrder = [...facts].sort((a, b) => Number(b.kind === 'walkUp') - Number(a.kind === 'walkUp'))
          const groups = inOrder
            .map((fact, index) => {
              if (fact.kind !== 'correction') return entriesOf(fact, index * 2 + 1)
              const becomes = fact.to === null ? null : { need: fact.to as NeedId, outcome: null }
              const { of: day, count, from } = fact
              const need = from as NeedId
              const event = { type: 'VisitsCorrected', day, need, outcome: details.outcome, count, becomes } as const
              return [said(index * 2 + 1, addDays(day, fact.later), event)]
            })
            .sort((a, b) => ((a[0]?.hlc ?? '') < (b[0]?.hlc ?? '') ? -1 : 1))
          expect(told(deliver(groups, delivery).batches.values())).toEqual(
            told(batchesOf(groups.flat(), lastDay, settings, () => 0.5)),
          )
        },
      ),
      { numRuns: runs },
    )
  })
})
