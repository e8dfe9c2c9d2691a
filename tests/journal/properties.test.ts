import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import type { Fact, SiteEvent } from '#domain/events.ts'
import { emptyDetails } from '#domain/events.ts'
import type { Day, DeskNumber, EntryId, Instant, Label, NeedId, OriginId, Series, SubjectId } from '#domain/ids.ts'
import { entryId } from '#domain/ids.ts'
import { decide } from '#domain/decide.ts'
import { emptySite, evolve } from '#domain/site.ts'
import type { Site } from '#domain/site.ts'
import { amendmentsOf } from '#domain/visits/amendments.ts'
import { decideAmendment } from '#domain/visits/decide-amendment.ts'
import type { Entry } from '#journal/entry.ts'
import { tick } from '#journal/hybrid-clock.ts'
import { emptyReplay, play } from '#journal/replay.ts'
import { at, monday } from '../support/given.ts'
import {
  commandOf,
  createWorld,
  happening,
  isAmending,
  live,
  originNamed,
  picture,
  siteOf,
} from '../support/library-world.ts'
import type { Happening } from '../support/library-world.ts'

// The machine may be busy: the bound is for a hang, not for speed.
vi.setConfig({ testTimeout: 120_000 })

const morning = at('09:00')
const far = Number.MAX_SAFE_INTEGER as Instant
const runs = Number(process.env['PROPERTY_RUNS'] ?? 250)

async function entriesOf(devices: number, happenings: readonly Happening[]): Promise<readonly Entry[]> {
  const world = createWorld(devices, morning)
  await live(world, happenings)
  const all = new Map<EntryId, Entry>()
  for (const { journal } of world.devices) for (const entry of journal.all()) all.set(entry.id, entry)
  return [...all.values()]
}

/** A shuffle that fast-check can shrink: sort keys. */
function shuffle<T>(items: readonly T[], keys: readonly number[]): T[] {
  return items
    .map((item, index) => ({ item, key: keys[index % keys.length] ?? 0, index }))
    .sort((a, b) => a.key - b.key || a.index - b.index)
    .map(({ item }) => item)
}

describe('histories of several devices', () => {
  test('[J1] any order, repetition and partition of entries folds to one site', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(happening, { minLength: 5, maxLength: 80 }),
        fc.array(fc.nat(1000), { minLength: 1, maxLength: 60 }),
        fc.array(fc.nat(200), { maxLength: 20 }),
        fc.integer({ min: 1, max: 7 }),
        async (happenings, keys, repeats, parts) => {
          const entries = await entriesOf(4, happenings)
          const expected = picture(siteOf(entries))
          const mixed = shuffle([...entries, ...repeats.flatMap((index) => entries[index] ?? [])], keys)
          let replay = emptyReplay()
          for (let part = 0; part < parts; part++) {
            const from = Math.floor((mixed.length * part) / parts)
            replay = play(replay, mixed.slice(from, Math.floor((mixed.length * (part + 1)) / parts)), far)
          }
          expect(picture(replay.site)).toBe(expected)
        },
      ),
      { numRuns: runs },
    )
  })

  test('[J1] devices that have met hold the same site', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { minLength: 5, maxLength: 60 }), async (happenings) => {
        const world = createWorld(3, morning)
        await live(world, happenings)
        for (let round = 0; round < 2; round++)
          for (let a = 0; a < 3; a++) for (let b = 0; b < 3; b++) await world.meet(a, b)
        const [first, ...others] = world.devices.map(({ journal }) => picture(siteOf(journal.all())))
        for (const other of others) expect(other).toBe(first)
      }),
      { numRuns: Math.ceil(runs / 3) },
    )
  })

  test('[N2] [N3] no label is given twice on a day by devices that were apart', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { minLength: 20, maxLength: 150 }), async (happenings) => {
        const entries = await entriesOf(5, happenings)
        const labels = entries.flatMap(({ day, event }) =>
          event.type === 'TicketIssued' ? [`${day} ${event.label}`] : [],
        )
        expect(new Set(labels).size).toBe(labels.length)
      }),
      { numRuns: runs },
    )
  })

  test('[J2] every store numbers its entries without holes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { minLength: 5, maxLength: 60 }), async (happenings) => {
        const entries = await entriesOf(3, happenings)
        for (const origin of new Set(entries.map((entry) => entry.origin))) {
          const own = entries.filter((entry) => entry.origin === origin)
          expect(own.map(({ n }) => n).sort((a, b) => a - b)).toEqual(own.map((_, index) => index + 1))
        }
      }),
      { numRuns: Math.ceil(runs / 3) },
    )
  })

  test('what decide answers is what evolve accepts, after any history', async () => {
    let decided = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(happening, { minLength: 5, maxLength: 60 }),
        fc.array(happening, { minLength: 10, maxLength: 10 }),
        async (happenings, questions) => {
          const world = createWorld(3, morning)
          await live(world, happenings)
          for (const question of questions) {
            if (question.kind !== 'command') continue
            const device = world.devices[question.device % 3]
            if (device === undefined) continue
            const { site } = device.store.getState().replay
            const moment = { now: world.now, day: device.store.getState().today }
            const command = commandOf(world, question)
            const decision = isAmending(command)
              ? decideAmendment(site, command, moment)
              : decide(site, command, moment)
            if (!decision.ok) continue
            decided += decision.value.length
            let after = site
            decision.value.forEach(({ subject, event }, index) => {
              const id = entryId(originNamed('z'), index + 1)
              const fact: Fact = {
                id,
                subject: subject === 'new' ? id : subject,
                at: moment.now,
                hlc: tick(null, moment.now, originNamed('z')),
                clock: 0,
                day: moment.day,
                event,
              }
              after = evolve(after, [fact])
              expect(hasTakenEffect(after, fact, event)).toBe(true)
            })
          }
        },
      ),
      { numRuns: runs },
    )
    expect(decided).toBeGreaterThan(runs)
  })
})

/** Whether the site shows what the event says. */
function hasTakenEffect(site: Site, { subject, day }: Fact, event: SiteEvent): boolean {
  const ticket = site.tickets.get(subject as EntryId)
  const state = ticket?.state
  switch (event.type) {
    case 'TicketIssued':
      return state?.type === 'waiting' && ticket?.label === event.label
    case 'PriorityGiven':
      return ticket?.priority === event.priority
    case 'TicketCalled':
    case 'TicketRecalled':
      return state?.type === 'called' && state.desk === event.desk
    case 'ServiceStarted':
      return state?.type === 'serving' && state.desk === event.desk
    case 'TicketReturned':
      return state?.type === 'waiting'
    case 'TicketParked':
      return state?.type === 'parked'
    case 'TicketTransferred':
      return state?.type === 'waiting' && ticket?.need === event.need
    case 'NoShowRecorded':
      return state?.type === 'noShow'
    case 'TicketWithdrawn':
      return state?.type === 'withdrawn'
    case 'TicketCancelled':
      return state?.type === 'cancelled'
    case 'VisitFinished':
      return state?.type === 'finished' && state.desk === event.desk
    case 'OutcomeRecorded':
      return (ticket?.details ?? site.walkUps.get(subject as EntryId)?.details) === event.details
    case 'WalkUpRecorded':
      return site.walkUps.has(subject as EntryId)
    case 'VisitBackDated':
    case 'VisitsTyped':
    case 'VisitsCorrected':
    case 'WorkshopHeld':
      return amendmentsOf(site).some((said) => said.event === event)
    case 'StepUndone':
      return site.histories.get(subject)?.at(-1)?.event === event
    case 'DayClosed':
      return site.closedDays.has(day)
    case 'TicketingPaused':
      return site.ticketing === 'paused'
    case 'TicketingResumed':
      return site.ticketing === 'open'
    case 'SettingsChanged':
      return site.settings.document === event.document
  }
}

/** Facts that no decision would ever have allowed: any type on any subject, in any order, with any parent. */
const wildEntry: fc.Arbitrary<Entry> = fc
  .record({
    origin: fc.constantFrom('aaaaaaaaaa', 'bbbbbbbbbb', 'cccccccccc'),
    n: fc.integer({ min: 1, max: 25 }),
    about: fc.oneof(
      fc.integer({ min: 1, max: 6 }).map((n) => `aaaaaaaaaa:${n}`),
      fc.constantFrom('settings', 'ticketing', 'day:2026-11-23', 'self'),
    ),
    after: fc.option(
      fc
        .tuple(fc.constantFrom('aaaaaaaaaa', 'bbbbbbbbbb'), fc.integer({ min: 1, max: 25 }))
        .map(([o, n]) => `${o}:${n}`),
    ),
    wall: fc.integer({ min: 0, max: 100_000 }),
    clock: fc.constantFrom(0 as const, 1 as const, 2 as const),
    event: wildEvent(),
  })
  .map(({ origin, n, about, after, wall, clock, event }) => {
    const id = entryId(origin as OriginId, n)
    const moment = (morning + wall) as Instant
    return {
      v: 1,
      id,
      origin: origin as OriginId,
      n,
      subject: (about === 'self' ? id : about) as SubjectId,
      after: after as EntryId | null,
      hlc: tick(null, moment, origin as OriginId),
      at: moment,
      clock,
      day: monday,
      event,
    }
  })

function wildEvent(): fc.Arbitrary<Entry['event']> {
  const desk = fc.integer({ min: 1, max: 3 }) as fc.Arbitrary<DeskNumber>
  const simple = fc.constantFrom(
    'TicketCalled',
    'TicketRecalled',
    'ServiceStarted',
    'TicketReturned',
    'TicketParked',
    'NoShowRecorded',
    'TicketWithdrawn',
    'TicketCancelled',
  )
  return fc.oneof(
    fc.record({ type: simple, desk }) as fc.Arbitrary<SiteEvent>,
    fc.record({
      type: fc.constantFrom('VisitFinished' as const, 'OutcomeRecorded' as const),
      desk,
      details: fc.constant(emptyDetails),
    }),
    fc.integer({ min: 1, max: 9 }).map((num): SiteEvent => ({
      type: 'TicketIssued',
      label: `A0${num}` as Label,
      need: 'orient' as NeedId,
      series: '' as Series,
      num,
      source: 'kiosk',
    })),
    fc.record({
      type: fc.constant('WalkUpRecorded' as const),
      desk,
      need: fc.constant('job' as NeedId),
      details: fc.constant(emptyDetails),
    }),
    fc
      .integer({ min: 1, max: 25 })
      .map((n): SiteEvent => ({ type: 'StepUndone', undoes: `aaaaaaaaaa:${n}` as EntryId })),
    fc.constantFrom<SiteEvent[]>(
      { type: 'VisitsTyped', day: monday, band: null, need: 'job' as NeedId, outcome: null, count: 3 },
      { type: 'DayClosed', day: '2026-11-23' as Day },
      { type: 'TicketingPaused' },
      { type: 'TicketingResumed' },
      { type: 'SettingsChanged', document: { broken: true } },
    ),
    fc.record({ type: fc.constant('Unknown' as const), original: fc.constant({ type: 'DroneLanded' }) }),
  )
}

test('evolve never throws, whatever is in the journal, and [J1] its order does not matter', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(wildEntry, { selector: ({ id }) => id, maxLength: 40 }),
      fc.array(fc.nat(1000), { minLength: 1, maxLength: 40 }),
      (entries, keys) => {
        expect(picture(siteOf(shuffle(entries, keys)))).toBe(picture(siteOf(entries)))
        expect(() => evolve(emptySite(), entries)).not.toThrow()
      },
    ),
    { numRuns: runs * 4 },
  )
})
