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
  VisitBackDated: ['desk', 'manager'],
  VisitsTyped: ['manager'],
  VisitsCorrected: ['manager'],
  WorkshopHeld: ['manager'],
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

/** A kiosk sees the queue and how it moves; of a finished visit only that it is over. A list of what it may see. */
function seenByKiosk(event: Entry['event']): Entry['event'] | null {
  switch (event.type) {
    case 'TicketIssued':
    case 'PriorityGiven':
    case 'TicketWithdrawn':
    case 'TicketCalled':
    case 'TicketRecalled':
    case 'ServiceStarted':
    case 'TicketReturned':
    case 'TicketParked':
    case 'TicketTransferred':
    case 'NoShowRecorded':
    case 'TicketCancelled':
    case 'StepUndone':
    case 'DayClosed':
    case 'TicketingPaused':
    case 'TicketingResumed':
    case 'SettingsChanged':
      return event
    case 'VisitFinished':
      return { type: 'VisitFinished', desk: event.desk, details: emptyDetails }
    case 'OutcomeRecorded':
    case 'WalkUpRecorded':
    case 'VisitBackDated':
    case 'VisitsTyped':
    case 'VisitsCorrected':
    case 'WorkshopHeld':
    case 'Unknown':
      return null
  }
}

/**
 * A board sees which label goes to which desk, when a call no longer stands, and how many wait. A list of what it may
 * see. That a visitor was parked, missed, cancelled or left is told apart, without a word more: each holds in other
 * states and another may follow it, so that one in place of the other would show a call, or a number, that is wrong.
 */
function seenByBoard(event: Entry['event']): Entry['event'] | null {
  switch (event.type) {
    case 'TicketIssued': {
      const { label, series, num } = event
      return { type: 'TicketIssued', label, need: withheldNeed, series, num, source: 'kiosk' }
    }
    case 'TicketCalled':
    case 'TicketRecalled':
    case 'ServiceStarted':
    case 'TicketReturned':
    case 'TicketParked':
    case 'NoShowRecorded':
    case 'TicketCancelled':
    case 'DayClosed':
    // Whole: a document that is cut would not be read, and nothing in it is about a visitor.
    case 'SettingsChanged':
      return event
    case 'TicketTransferred':
      // Back in the queue, for whatever need.
      return { type: 'TicketReturned', desk: event.desk }
    case 'TicketWithdrawn':
      return { type: 'TicketWithdrawn' }
    case 'VisitFinished':
      return { type: 'VisitFinished', desk: event.desk, details: emptyDetails }
    case 'StepUndone':
      return { type: 'StepUndone', undoes: event.undoes }
    case 'PriorityGiven':
    case 'TicketingPaused':
    case 'TicketingResumed':
    case 'OutcomeRecorded':
    case 'WalkUpRecorded':
    case 'VisitBackDated':
    case 'VisitsTyped':
    case 'VisitsCorrected':
    case 'WorkshopHeld':
    case 'Unknown':
      return null
  }
}

function reduced(entry: Entry, event: Entry['event'] | null): Entry | null {
  if (event === null) return null
  return event === entry.event ? entry : { ...entry, event }
}
