import type { SiteEvent, UnknownEvent } from '#domain/events.ts'
import { emptyDetails } from '#domain/events.ts'
import type { NeedId } from '#domain/ids.ts'
import type { Entry } from '#journal/entry.ts'

/** What a paired device is for; the hub decides by it what it may append and what it ever receives (P9, P10). */
export type Role = 'kiosk' | 'board' | 'desk' | 'manager'
export type EventType = SiteEvent['type'] | UnknownEvent['type']

/** Which roles may append which facts (P9). A fact of a newer version waits at the kiosk until the hub knows it. */
export const mayAppend: Readonly<Record<EventType, readonly Role[]>> = {
  TicketIssued: ['kiosk', 'desk', 'manager'],
  PriorityGiven: ['kiosk', 'desk', 'manager'],
  TicketWithdrawn: ['kiosk', 'desk', 'manager'],
  TicketCalled: ['desk', 'manager'],
  TicketRecalled: ['desk', 'manager'],
  ServiceStarted: ['desk', 'manager'],
  TicketReturned: ['desk', 'manager'],
  TicketParked: ['desk', 'manager'],
  TicketTransferred: ['desk', 'manager'],
  NoShowRecorded: ['desk', 'manager'],
  TicketCancelled: ['desk', 'manager'],
  VisitFinished: ['desk', 'manager'],
  OutcomeRecorded: ['desk', 'manager'],
  WalkUpRecorded: ['desk', 'manager'],
  StepUndone: ['desk', 'manager'],
  DayClosed: ['desk', 'manager'],
  TicketingPaused: ['desk', 'manager'],
  TicketingResumed: ['desk', 'manager'],
  SettingsChanged: ['manager'],
  Unknown: ['desk', 'manager'],
}

/** What a board is told in place of a need: the label's letter is all that it shows. */
export const withheldNeed = 'withheld' as NeedId

/** Whether a device of this role may append this entry as its own (P9). */
export function allowsAppend(role: Role, entry: Entry): boolean {
  if (!mayAppend[entry.event.type].includes(role)) return false
  // A kiosk has no desk: it cannot speak in a desk's name.
  return role !== 'kiosk' || !('desk' in entry.event) || entry.event.desk === undefined
}

/**
 * An entry as a device of this role receives it (P10); null: not at all. The very same object where nothing is
 * withheld: only such entries carry a receipt, since only they can be given back.
 */
export function receivedBy(role: Role, entry: Entry): Entry | null {
  switch (role) {
    case 'desk':
    case 'manager':
      return entry
    case 'kiosk':
      return reduced(entry, seenByKiosk(entry.event))
    case 'board':
      return reduced(entry, seenByBoard(entry.event))
  }
}

/** A kiosk sees the queue and how it moves; of a finished visit only that it is over. */
function seenByKiosk(event: Entry['event']): Entry['event'] | null {
  switch (event.type) {
    case 'OutcomeRecorded':
    case 'WalkUpRecorded':
    case 'Unknown':
      return null
    case 'VisitFinished':
      return { type: 'VisitFinished', desk: event.desk, details: emptyDetails }
    default:
      return event
  }
}

/** A board sees which label goes to which desk, and when a call no longer stands. */
function seenByBoard(event: Entry['event']): Entry['event'] | null {
  switch (event.type) {
    case 'TicketIssued': {
      const { label, series, num } = event
      return { type: 'TicketIssued', label, need: withheldNeed, series, num, source: 'kiosk' }
    }
    case 'VisitFinished':
      return { type: 'VisitFinished', desk: event.desk, details: emptyDetails }
    case 'TicketParked':
    case 'TicketTransferred':
      // Why the visitor went back is the desk's affair; the call no longer stands.
      return { type: 'TicketReturned', desk: event.desk }
    case 'TicketWithdrawn':
      return { type: 'TicketWithdrawn' }
    case 'PriorityGiven':
    case 'OutcomeRecorded':
    case 'WalkUpRecorded':
    case 'Unknown':
      return null
    default:
      return event
  }
}

function reduced(entry: Entry, event: Entry['event'] | null): Entry | null {
  if (event === null) return null
  return event === entry.event ? entry : { ...entry, event }
}
