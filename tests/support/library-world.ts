import fc from 'fast-check'
import type { AmendCommand, Command } from '#domain/commands.ts'
import { emptyDetails } from '#domain/events.ts'
import { addDays } from '#domain/hours/calendar.ts'
import type { Day, DeskNumber, Instant, OriginId, OutcomeId, Series, TicketId, WorkshopType } from '#domain/ids.ts'
import type { Site } from '#domain/site.ts'
import { amendmentsOf } from '#domain/visits/amendments.ts'
import { decideAmendment } from '#domain/visits/decide-amendment.ts'
import { createDispatch } from '#app/dispatch.ts'
import type { Dispatch, Dispatched } from '#app/dispatch.ts'
import { createAppStore } from '#app/store.ts'
import type { AppStore } from '#app/store.ts'
import type { Entry } from '#journal/entry.ts'
import { createMemoryJournal } from '#journal/memory-journal.ts'
import type { MemoryJournal } from '#journal/memory-journal.ts'
import { emptyReplay, play } from '#journal/replay.ts'
import { canonical } from '#protocol/names.ts'
import { need } from './given.ts'

/** One device of the simulated library: its own store, its own clock, the real way in. */
export interface Device {
  readonly origin: OriginId
  readonly series: Series
  readonly journal: MemoryJournal
  readonly store: AppStore
  readonly dispatch: Dispatch
  /** How far its clock is off, ms; may change at any time. */
  clockOffMs: number
}

export interface World {
  readonly devices: readonly Device[]
  /** The true time. */
  now: Instant
  run(device: number, command: Command | AmendCommand): Promise<Dispatched>
  /** Hands `from`'s entries to `to`, as a meeting would; repeats do no harm. */
  meet(from: number, to: number): Promise<void>
}

export const builtAt = Date.UTC(2026, 10, 1) as Instant

export function originNamed(letter: string): OriginId {
  return letter.repeat(10) as OriginId
}

export function createWorld(count: number, start: Instant): World {
  const world: { now: Instant } = { now: start }
  const devices = Array.from({ length: count }, (_, index): Device => {
    const origin = originNamed('abcdefgh'[index] ?? 'x')
    const journal = createMemoryJournal(origin)
    const store = createAppStore(start, '2026-11-23' as Day)
    const device = {
      origin,
      series: (index === 0 ? '' : 'ABCDEFH'[index - 1]) as Series,
      journal,
      store,
      clockOffMs: 0,
    }
    const clock = { now: () => Math.max(0, world.now + device.clockOffMs) as Instant, offsetMs: 0 }
    return Object.assign(device, { dispatch: createDispatch({ store: journal, clock, builtAt }, store) })
  })
  const at = (index: number): Device => {
    const device = devices[index % devices.length]
    if (device === undefined) throw new Error('A world without devices')
    return device
  }
  return Object.assign(world, {
    devices,
    run: (device: number, command: Command | AmendCommand) =>
      at(device).dispatch(isAmending(command) ? (site, moment) => decideAmendment(site, command, moment) : command),
    meet: async (from: number, to: number) => {
      await at(to).journal.merge(at(from).journal.all())
    },
  })
}

/** What two devices must agree on, as text. */
export function picture(site: Site): string {
  const sorted = <Value>(map: ReadonlyMap<string, Value>) => [...map].sort(([a], [b]) => (a < b ? -1 : 1))
  return JSON.stringify([
    sorted(site.tickets),
    sorted(site.walkUps),
    amendmentsOf(site).map(({ id, event }) => [id, canonical(event)]),
    sorted(site.closedDays),
    sorted(site.numbers),
    site.ticketing,
    site.settings.siteId,
  ])
}

export function siteOf(entries: readonly Entry[]): Site {
  return play(emptyReplay(), entries, Number.MAX_SAFE_INTEGER as Instant).site
}

/** One thing that happens in the library. Tickets are named by their place in the device's own list. */
export type Happening =
  | {
      readonly kind: 'command'
      readonly device: number
      readonly pick: number
      readonly verb: string
      readonly desk: number
    }
  | { readonly kind: 'meet'; readonly from: number; readonly to: number }
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'clock'; readonly device: number; readonly offMs: number }

const verbs = [
  'issue',
  'issue',
  'issue',
  'issueByHand',
  'next',
  'next',
  'next',
  'call',
  'recall',
  'start',
  'start',
  'finish',
  'finish',
  'finishOpen',
  'outcome',
  'return',
  'park',
  'noShow',
  'transfer',
  'cancel',
  'withdraw',
  'priority',
  'walkUp',
  'undo',
  'backDate',
  'type',
  'correct',
  'workshop',
  'takeBack',
  'pause',
  'resume',
  'closeDay',
  'reopenDay',
]

const hour = 3_600_000

export const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 14,
    arbitrary: fc.record({
      kind: fc.constant('command' as const),
      device: fc.nat(4),
      pick: fc.nat(30),
      verb: fc.constantFrom(...verbs),
      desk: fc.integer({ min: 1, max: 3 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('meet' as const), from: fc.nat(4), to: fc.nat(4) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('wait' as const),
      ms: fc.oneof(fc.integer({ min: 0, max: 600_000 }), fc.integer({ min: 0, max: 14 * hour })),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('clock' as const),
      device: fc.nat(4),
      offMs: fc.constantFrom(0, -hour, hour, -30 * hour, 400 * 24 * hour, -60 * 365 * 24 * hour),
    }),
  },
)

/** Plays happenings; commands that a rule refuses are simply refused. */
export async function live(world: World, happenings: readonly Happening[]): Promise<void> {
  for (const event of happenings) {
    if (event.kind === 'meet') await world.meet(event.from, event.to)
    else if (event.kind === 'wait') world.now = (world.now + event.ms) as Instant
    else if (event.kind === 'clock')
      (world.devices[event.device % world.devices.length] as Device).clockOffMs = event.offMs
    else await world.run(event.device, commandOf(world, event))
  }
}

export function isAmending(command: Command | AmendCommand): command is AmendCommand {
  return ['BackDateVisit', 'TypeVisits', 'CorrectVisits', 'RecordWorkshop', 'UndoAmendment'].includes(command.type)
}

export function commandOf(world: World, event: Extract<Happening, { kind: 'command' }>): Command | AmendCommand {
  const device = world.devices[event.device % world.devices.length] as Device
  const { site } = device.store.getState().replay
  const tickets = [...site.tickets.keys()].sort()
  const ticketId = (tickets[event.pick % Math.max(1, tickets.length)] ?? 'zzzzzzzzzz:1') as TicketId
  const desk = event.desk as DeskNumber
  const needs = site.settings.needs
  const wanted = needs[event.pick % needs.length]?.id ?? need('job')
  const details = { ...emptyDetails, outcome: 'answered' as OutcomeId }
  const day = addDays(device.store.getState().today, -(event.pick % 3))
  const band = event.pick % 12
  const count = 1 + event.pick
  switch (event.verb) {
    case 'issue':
      return { type: 'IssueTicket', need: wanted, series: device.series }
    case 'issueByHand':
      return { type: 'IssueTicket', need: wanted, series: device.series, desk, priority: event.pick % 2 === 0 }
    case 'next':
      return { type: 'CallNext', desk }
    case 'call':
      return { type: 'CallTicket', ticketId, desk }
    case 'recall':
      return { type: 'RecallTicket', ticketId, desk }
    case 'start':
      return { type: 'StartService', ticketId, desk }
    case 'finish':
      return { type: 'FinishVisit', ticketId, desk, details }
    case 'finishOpen':
      return { type: 'FinishVisit', ticketId, desk, details: null }
    case 'outcome':
      return {
        type: 'RecordOutcome',
        subject: [...site.walkUps.keys()][event.pick] ?? ticketId,
        desk,
        details,
      }
    case 'return':
      return { type: 'ReturnTicket', ticketId, desk }
    case 'park':
      return { type: 'ParkTicket', ticketId, desk }
    case 'noShow':
      return { type: 'RecordNoShow', ticketId, desk }
    case 'transfer':
      return { type: 'TransferTicket', ticketId, desk, need: wanted }
    case 'cancel':
      return { type: 'CancelTicket', ticketId, desk }
    case 'withdraw':
      return { type: 'WithdrawTicket', ticketId }
    case 'priority':
      return { type: 'GivePriority', ticketId, priority: event.pick % 3 !== 0 }
    case 'walkUp':
      return { type: 'RecordWalkUp', desk, need: wanted, details }
    case 'undo':
      return { type: 'UndoLastStep', desk }
    case 'backDate':
      return { type: 'BackDateVisit', desk, day, band, need: wanted, details }
    case 'type':
      return { type: 'TypeVisits', day, band: event.pick % 2 === 0 ? null : band, need: wanted, outcome: null, count }
    case 'correct':
      return {
        type: 'CorrectVisits',
        day,
        need: wanted,
        outcome: details.outcome,
        count,
        becomes: event.pick % 2 === 0 ? null : { need: needs[0]?.id ?? wanted, outcome: null },
      }
    case 'workshop':
      return {
        type: 'RecordWorkshop',
        day,
        workshopType: site.settings.workshopTypes[0]?.id ?? ('none' as WorkshopType),
        sessions: count,
        attendees: event.pick,
        capacity: null,
      }
    case 'takeBack':
      return { type: 'UndoAmendment', subject: amendmentsOf(site)[event.pick % 3]?.id ?? ticketId }
    case 'pause':
      return { type: 'PauseTicketing' }
    case 'resume':
      return { type: 'ResumeTicketing' }
    case 'closeDay':
      return { type: 'CloseDay' }
    default:
      return { type: 'ReopenDay' }
  }
}
