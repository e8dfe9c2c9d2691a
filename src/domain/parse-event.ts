import type { Details, SiteEvent, UnknownEvent } from './events.ts'
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

type Fields = Readonly<Record<string, unknown>>
type Parser = (fields: Fields) => SiteEvent | undefined

/**
 * Reads an event from the edges. A known type with a field that does not fit is undefined; an unknown type is kept
 * whole. Only known fields are taken over: nothing can ride along (V1).
 */
export function parseEvent(value: unknown): SiteEvent | UnknownEvent | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const fields = value as Fields
  const type = fields['type']
  if (typeof type !== 'string' || parseId(type) === undefined) return undefined
  const parser = Object.hasOwn(parsers, type) ? parsers[type as SiteEvent['type']] : undefined
  return parser === undefined ? { type: 'Unknown', original: fields } : parser(fields)
}

/** Reads the details of a visit; undefined when any part is not an id. */
export function parseDetails(value: unknown): Details | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const fields = value as Fields
  const outcome = nullable(fields['outcome'], parseOutcomeId)
  const workshopType = nullable(fields['workshopType'], parseWorkshopType)
  const referrals = list(fields['referrals'], parseReferralId)
  const moreNeeds = list(fields['moreNeeds'], parseNeedId)
  const topics = list(fields['topics'], parseTopicId)
  const audience = answers(fields['audience'])
  if (outcome === undefined || workshopType === undefined || audience === undefined) return undefined
  if (referrals === undefined || moreNeeds === undefined || topics === undefined) return undefined
  return { outcome, referrals, workshopType, moreNeeds, topics, audience }
}

const parsers: Readonly<Record<SiteEvent['type'], Parser>> = {
  TicketIssued: (fields) => {
    const label = parseLabel(fields['label'])
    const need = parseNeedId(fields['need'])
    const series = parseSeries(fields['series'])
    const num = fields['num']
    const source = fields['source']
    const desk = optional(fields['desk'], parseDeskNumber)
    if (label === undefined || need === undefined || series === undefined || desk === null) return undefined
    if (typeof num !== 'number' || !Number.isSafeInteger(num) || !agrees(label, series, num)) return undefined
    if (source !== 'kiosk' && source !== 'desk') return undefined
    const priority = fields['priority'] === true ? { priority: true } : {}
    return { type: 'TicketIssued', label, need, series, num, source, ...desk, ...priority }
  },
  PriorityGiven: (fields) => {
    const { priority } = fields as { priority?: unknown }
    const desk = optional(fields['desk'], parseDeskNumber)
    if (typeof priority !== 'boolean' || desk === null) return undefined
    return { type: 'PriorityGiven', priority, ...desk }
  },
  TicketCalled: byDesk((desk) => ({ type: 'TicketCalled', desk })),
  TicketRecalled: byDesk((desk) => ({ type: 'TicketRecalled', desk })),
  ServiceStarted: byDesk((desk) => ({ type: 'ServiceStarted', desk })),
  TicketReturned: byDesk((desk) => ({ type: 'TicketReturned', desk })),
  TicketParked: byDesk((desk) => ({ type: 'TicketParked', desk })),
  TicketTransferred: byDesk((desk, fields) => {
    const need = parseNeedId(fields['need'])
    return need === undefined ? undefined : { type: 'TicketTransferred', desk, need }
  }),
  NoShowRecorded: byDesk((desk) => ({ type: 'NoShowRecorded', desk })),
  TicketWithdrawn: (fields) => {
    const desk = optional(fields['desk'], parseDeskNumber)
    return desk === null ? undefined : { type: 'TicketWithdrawn', ...desk }
  },
  TicketCancelled: byDesk((desk) => ({ type: 'TicketCancelled', desk })),
  VisitFinished: byDesk((desk, fields) => {
    const details = parseDetails(fields['details'])
    return details === undefined ? undefined : { type: 'VisitFinished', desk, details }
  }),
  OutcomeRecorded: byDesk((desk, fields) => {
    const details = parseDetails(fields['details'])
    return details === undefined ? undefined : { type: 'OutcomeRecorded', desk, details }
  }),
  WalkUpRecorded: byDesk((desk, fields) => {
    const need = parseNeedId(fields['need'])
    const details = parseDetails(fields['details'])
    return need === undefined || details === undefined ? undefined : { type: 'WalkUpRecorded', desk, need, details }
  }),
  StepUndone: (fields) => {
    const undoes = parseEntryId(fields['undoes'])
    const desk = optional(fields['desk'], parseDeskNumber)
    return undoes === undefined || desk === null ? undefined : { type: 'StepUndone', undoes, ...desk }
  },
  DayClosed: (fields) => {
    const day = parseDay(fields['day'])
    return day === undefined ? undefined : { type: 'DayClosed', day }
  },
  TicketingPaused: () => ({ type: 'TicketingPaused' }),
  TicketingResumed: () => ({ type: 'TicketingResumed' }),
  SettingsChanged: (fields) => {
    const document = fields['document']
    return typeof document === 'object' && document !== null ? { type: 'SettingsChanged', document } : undefined
  },
}

type DeskNumber = NonNullable<ReturnType<typeof parseDeskNumber>>

function byDesk(make: (desk: DeskNumber, fields: Fields) => SiteEvent | undefined): Parser {
  return (fields) => {
    const desk = parseDeskNumber(fields['desk'])
    return desk === undefined ? undefined : make(desk, fields)
  }
}

/** Absent: `{}`; present and fitting: `{desk}`; present and not fitting: null. */
function optional(value: unknown, parse: typeof parseDeskNumber): { readonly desk?: DeskNumber } | null {
  if (value === undefined) return {}
  const desk = parse(value)
  return desk === undefined ? null : { desk }
}

function nullable<T>(value: unknown, parse: (value: unknown) => T | undefined): T | null | undefined {
  return value === null ? null : parse(value)
}

function list<T>(value: unknown, parse: (value: unknown) => T | undefined): readonly T[] | undefined {
  if (!Array.isArray(value) || value.length > 20) return undefined
  const items = value.map(parse).filter((item) => item !== undefined)
  return items.length === value.length ? items : undefined
}

function answers(value: unknown): Readonly<Record<string, string>> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  const pairs = Object.entries(value)
  const fits = pairs.every(([field, answer]) => parseId(field) !== undefined && parseAnswer(answer) !== undefined)
  return pairs.length <= 10 && fits ? (Object.fromEntries(pairs) as Record<string, string>) : undefined
}

/** Answers such as `18_25` begin with a digit. */
export function parseAnswer(value: unknown): string | undefined {
  return typeof value === 'string' && /^[a-z0-9_]{1,40}$/i.test(value) ? value : undefined
}
