import type { Announced, Details, SiteEvent, UnknownEvent } from './events.ts'
import {
  parseDay,
  parseDeskNumber,
  parseEntryId,
  parseId,
  parseLabel,
  parseNeedId,
  parseOutcomeId,
  parseReferralId,
  parseSeries,
  parseTopicId,
  parseWorkshopType,
} from './ids.ts'
import { agrees } from './queue/numbering.ts'

/**
 * Reads an event from the edges. A known type with a field that does not fit is undefined; an unknown type is kept
 * whole. Only known fields are taken over: nothing can ride along (V1).
 */
export function parseEvent(value: unknown): SiteEvent | UnknownEvent | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const original = value as Fields
  const type = original['type']
  if (typeof type !== 'string' || parseId(type) === undefined) return undefined
  if (!Object.hasOwn(readers, type)) return { type: 'Unknown', original }
  const fields = readFields(readers[type as SiteEvent['type']], original)
  if (fields === undefined) return undefined
  const event = { type, ...fields } as SiteEvent
  return event.type !== 'TicketIssued' || agrees(event.label, event.series, event.num) ? event : undefined
}

/** Reads the details of a visit; undefined when any part is not an id. */
export function parseDetails(value: unknown): Details | undefined {
  return readFields<Readers<Details>>(detailsReaders, value)
}

/** Answers such as `18_25` begin with a digit. */
export function parseAnswer(value: unknown): string | undefined {
  return typeof value === 'string' && /^[a-z0-9_]{1,40}$/i.test(value) ? value : undefined
}

type Fields = Readonly<Record<string, unknown>>
/** undefined: the value does not fit; `absent`: the field is left out. */
type Reader<Value> = (value: unknown) => Value | typeof absent | undefined
type Readers<Shape> = { readonly [Name in keyof Shape]-?: Reader<Shape[Name]> }

const absent = Symbol('absent')

const detailsReaders: Readers<Details> = {
  outcome: nullable(parseOutcomeId),
  referrals: list(parseReferralId),
  workshopType: nullable(parseWorkshopType),
  moreNeeds: list(parseNeedId),
  topics: list(parseTopicId),
  audience: answers,
}

const byDesk = { desk: parseDeskNumber }
const ofDay = { day: parseDay }
const mayNameDesk = { desk: optional(parseDeskNumber) }
const visits = { need: parseNeedId, outcome: nullable(parseOutcomeId) }
const visit = { need: parseNeedId, details: parseDetails }
const band = whole(0, 23)

const readers: { readonly [Type in SiteEvent['type']]: Readers<Omit<Extract<SiteEvent, { type: Type }>, 'type'>> } = {
  TicketIssued: {
    label: parseLabel,
    need: parseNeedId,
    series: parseSeries,
    num: whole(1, Number.MAX_SAFE_INTEGER),
    source: (value) => (value === 'kiosk' || value === 'desk' ? value : undefined),
    ...mayNameDesk,
    priority: (value) => value === true || absent,
    // A ticket is worth more than what was said of its wait: a range that does not fit is left out.
    announced: (value) => parseAnnounced(value) ?? absent,
  },
  PriorityGiven: { priority: (value) => (typeof value === 'boolean' ? value : undefined), ...mayNameDesk },
  TicketCalled: byDesk,
  TicketRecalled: byDesk,
  ServiceStarted: byDesk,
  TicketReturned: byDesk,
  TicketParked: byDesk,
  TicketTransferred: { ...byDesk, need: parseNeedId },
  NoShowRecorded: byDesk,
  TicketWithdrawn: mayNameDesk,
  TicketCancelled: byDesk,
  VisitFinished: { ...byDesk, details: parseDetails },
  OutcomeRecorded: { ...byDesk, details: parseDetails },
  WalkUpRecorded: { ...byDesk, ...visit },
  VisitBackDated: { ...mayNameDesk, ...ofDay, band, ...visit },
  VisitsTyped: { ...ofDay, band: nullable(band), ...visits, count: whole(1, 500) },
  VisitsCorrected: {
    ...ofDay,
    ...visits,
    count: whole(1, 500),
    becomes: nullable((value) => readFields<typeof visits>(visits, value)),
  },
  WorkshopHeld: {
    ...ofDay,
    workshopType: parseWorkshopType,
    sessions: whole(1, 50),
    attendees: whole(0, 5_000),
    capacity: nullable(whole(0, 5_000)),
  },
  StepUndone: { undoes: parseEntryId, ...mayNameDesk },
  DayClosed: ofDay,
  TicketingPaused: {},
  TicketingResumed: {},
  SettingsChanged: { document: (value) => (typeof value === 'object' && value !== null ? value : undefined) },
}

type Read<Shape extends Readonly<Record<string, Reader<unknown>>>> = {
  readonly [Name in keyof Shape]: Exclude<ReturnType<Shape[Name]>, typeof absent | undefined>
}

function readFields<Shape extends Readonly<Record<string, Reader<unknown>>>>(
  shape: Shape,
  value: unknown,
): Read<Shape> | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const read: Record<string, unknown> = {}
  // Not `Object.entries`: thousands of events are read at a start.
  for (const name in shape) {
    const part = shape[name]?.((value as Fields)[name])
    if (part === undefined) return undefined
    if (part !== absent) read[name] = part
  }
  return read as Read<Shape>
}

function parseAnnounced(value: unknown): Announced | undefined {
  const read = readFields({ fromMinutes: whole(0, 480), toMinutes: whole(0, 480) }, value)
  return read !== undefined && read.fromMinutes <= read.toMinutes ? read : undefined
}

function optional<Value>(parse: (value: unknown) => Value | undefined) {
  return (value: unknown) => (value === undefined ? absent : parse(value))
}

function nullable<Value>(parse: (value: unknown) => Value | undefined) {
  return (value: unknown) => (value === null ? null : parse(value))
}

function whole(least: number, most: number) {
  return (value: unknown) =>
    typeof value === 'number' && Number.isSafeInteger(value) && value >= least && value <= most ? value : undefined
}

function list<Value>(parse: (value: unknown) => Value | undefined) {
  return (value: unknown): readonly Value[] | undefined => {
    if (!Array.isArray(value) || value.length > 20) return undefined
    const items = value.map(parse).filter((item) => item !== undefined)
    return items.length === value.length ? items : undefined
  }
}

function answers(value: unknown): Readonly<Record<string, string>> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  const pairs = Object.entries(value)
  const fits = pairs.every(([field, answer]) => parseId(field) !== undefined && parseAnswer(answer) !== undefined)
  return pairs.length <= 10 && fits ? (Object.fromEntries(pairs) as Record<string, string>) : undefined
}
