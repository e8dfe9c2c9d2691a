import { expect } from 'vitest'
import type { AmendCommand, Command, Moment, Refusal } from '#domain/commands.ts'
import { decide } from '#domain/decide.ts'
import type { Decision } from '#domain/decide.ts'
import type { Amendment, Announced, Details, Fact, SiteEvent } from '#domain/events.ts'
import { emptyDetails } from '#domain/events.ts'
import { createCalendar } from '#domain/hours/calendar.ts'
import type {
  Day,
  DeskNumber,
  EntryId,
  Instant,
  Label,
  NeedId,
  OutcomeId,
  Series,
  SubjectId,
  TicketId,
} from '#domain/ids.ts'
import { parseSettings } from '#domain/settings.ts'
import type { Site } from '#domain/site.ts'
import { emptySite, evolve } from '#domain/site.ts'
import { decideAmendment } from '#domain/visits/decide-amendment.ts'
import defaultDocument from '../../src/domain/bpi.json' with { type: 'json' }

export const paris = createCalendar('Europe/Paris')
export const monday = '2026-11-23' as Day
export const desk1 = 1 as DeskNumber
export const desk2 = 2 as DeskNumber
export const desk3 = 3 as DeskNumber
export const main = '' as Series

const needs: Readonly<Record<string, string>> = {
  A: 'orient',
  B: 'train',
  C: 'job',
  D: 'change',
  E: 'create',
  H: 'digital',
  K: 'other',
}

export interface TicketRef {
  readonly id: TicketId
  readonly label: Label
  readonly need: NeedId
  readonly num: number
}

export function need(id: string): NeedId {
  return id as NeedId
}

export function outcome(id: string): Details {
  return { ...emptyDetails, outcome: id as OutcomeId }
}

/** A ticket known by its label, issued by store `aaaaaaaaaa`. */
export function ticket(label: string): TicketRef {
  const letter = label.slice(0, 1)
  const num = Number(label.replace(/\D/g, ''))
  const n = 10_000 * (letter.charCodeAt(0) - 64) + num
  return { id: `aaaaaaaaaa:${n}` as TicketId, label: label as Label, need: need(needs[letter] ?? 'other'), num }
}

/** `09:03` on Monday 2026-11-23 in Paris, or `2026-11-24 09:03`. */
export function at(time: string): Instant {
  const [day, clock] = time.includes(' ') ? time.split(' ') : [monday, time]
  const [hours = 0, minutes = 0, seconds = 0] = (clock ?? '').split(':').map(Number)
  return (paris.startOf(day as Day) + ((hours * 60 + minutes) * 60 + seconds) * 1000) as Instant
}

export function moment(time: string): Moment {
  return { now: at(time), day: paris.dayOf(at(time)) }
}

type Happened = (id: EntryId) => Fact

export function happened(
  subject: SubjectId | 'new',
  event: SiteEvent,
  time: string,
  clock: Fact['clock'] = 0,
): Happened {
  return (id) => ({
    id,
    subject: subject === 'new' ? id : subject,
    at: at(time),
    hlc: hlcOf(at(time), id),
    clock,
    day: paris.dayOf(at(time)),
    event,
  })
}

/** As the journal writes it; entries of one millisecond keep the order in which they are given. */
function hlcOf(moment: Instant, id: EntryId): string {
  const [origin = '', n = ''] = id.split(':')
  return `${String(moment).padStart(15, '0')}-${n.padStart(5, '0')}-${origin}`
}

export function issued(
  ref: TicketRef,
  time: string,
  more: { readonly priority?: boolean; readonly desk?: DeskNumber; readonly announced?: Announced } = {},
): Happened {
  const fact = happened(
    ref.id,
    {
      type: 'TicketIssued',
      label: ref.label,
      need: ref.need,
      series: main,
      num: ref.num,
      source: more.desk === undefined ? 'kiosk' : 'desk',
      ...more,
    },
    time,
  )
  return () => fact(ref.id)
}

export function called(ref: TicketRef, desk: DeskNumber, time: string): Happened {
  return happened(ref.id, { type: 'TicketCalled', desk }, time)
}
export function recalled(ref: TicketRef, desk: DeskNumber, time: string): Happened {
  return happened(ref.id, { type: 'TicketRecalled', desk }, time)
}
export function started(ref: TicketRef, desk: DeskNumber, time: string): Happened {
  return happened(ref.id, { type: 'ServiceStarted', desk }, time)
}
export function returned(ref: TicketRef, desk: DeskNumber, time: string): Happened {
  return happened(ref.id, { type: 'TicketReturned', desk }, time)
}
export function parked(ref: TicketRef, desk: DeskNumber, time: string): Happened {
  return happened(ref.id, { type: 'TicketParked', desk }, time)
}
export function noShow(ref: TicketRef, desk: DeskNumber, time: string): Happened {
  return happened(ref.id, { type: 'NoShowRecorded', desk }, time)
}
export function transferred(ref: TicketRef, desk: DeskNumber, to: string, time: string): Happened {
  return happened(ref.id, { type: 'TicketTransferred', desk, need: need(to) }, time)
}
export function cancelled(ref: TicketRef, desk: DeskNumber, time: string): Happened {
  return happened(ref.id, { type: 'TicketCancelled', desk }, time)
}
export function withdrawn(ref: TicketRef, time: string): Happened {
  return happened(ref.id, { type: 'TicketWithdrawn' }, time)
}
export function finished(
  ref: TicketRef,
  desk: DeskNumber,
  time: string,
  details: Details = outcome('answered'),
): Happened {
  return happened(ref.id, { type: 'VisitFinished', desk, details }, time)
}
export function walkUp(desk: DeskNumber, time: string, details: Details = outcome('answered')): Happened {
  return happened('new', { type: 'WalkUpRecorded', desk, need: need('job'), details }, time)
}
export function amended(event: Amendment, time: string): Happened {
  return happened('new', event, time)
}
export function dayClosed(day: Day, time: string): Happened {
  return happened(`day:${day}` as SubjectId, { type: 'DayClosed', day }, time)
}

/** The default configuration with some parts replaced. */
export function siteWith(change: (document: typeof defaultDocument) => void): Site {
  const document = structuredClone(defaultDocument)
  change(document)
  const parsed = parseSettings(document)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error))
  return emptySite(parsed.value)
}

/** Given facts, when a command comes at a time, then facts or a refusal. */
export function given(...history: readonly Happened[]) {
  return givenSite(emptySite(), ...history)
}

export function givenSite(start: Site, ...history: readonly Happened[]) {
  const facts = history.map((fact, index) => fact(`bbbbbbbbbb:${index + 1}` as EntryId))
  const site = evolve(start, facts)
  return {
    site,
    facts,
    state: (ref: TicketRef) => site.tickets.get(ref.id)?.state,
    ticket: (ref: TicketRef) => {
      const found = site.tickets.get(ref.id)
      if (found === undefined) throw new Error(`No ticket ${ref.label}`)
      return found
    },
    when: (command: Command, time: string) => answers(decide(site, command, moment(time))),
    whenAmending: (command: AmendCommand, time: string) => answers(decideAmendment(site, command, moment(time))),
  }
}

function answers(decision: Decision) {
  return {
    thenEvents: (...events: readonly SiteEvent[]) => {
      expect(decision.ok ? decision.value.map(({ event }) => event) : decision.error).toEqual(events)
    },
    thenEvent: (event: Partial<SiteEvent>) => {
      expect(decision.ok ? decision.value.map((fact) => fact.event) : decision.error).toMatchObject([event])
    },
    thenOn: (ref: TicketRef) => {
      expect(decision.ok ? decision.value.at(-1)?.subject : decision.error).toBe(ref.id)
    },
    thenNothing: () => {
      expect(decision).toEqual({ ok: true, value: [] })
    },
    thenRefused: (refusal: Refusal) => {
      expect(decision).toEqual({ ok: false, error: refusal })
    },
  }
}
