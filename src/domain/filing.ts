import type { Fact } from './events.ts'
import { daySubject, parseEntryId, settingsSubject, ticketingSubject } from './ids.ts'

/**
 * Whether a fact is filed under what it is about (J19). What is under a subject of another kind is never folded: it
 * would make the fold depend on arrival.
 */
export function isFiledUnder({ id, subject, event }: Pick<Fact, 'id' | 'subject' | 'event'>): boolean {
  switch (event.type) {
    case 'TicketIssued':
    case 'WalkUpRecorded':
    case 'VisitBackDated':
    case 'VisitsTyped':
    case 'VisitsCorrected':
    case 'WorkshopHeld':
      return subject === id
    case 'SettingsChanged':
      return subject === settingsSubject
    case 'TicketingPaused':
    case 'TicketingResumed':
      return subject === ticketingSubject
    case 'DayClosed':
      return subject === daySubject(event.day)
    // Of a newer version: only it knows.
    case 'Unknown':
      return true
    // A closed day is opened again by undoing.
    case 'StepUndone':
      return subject !== settingsSubject && subject !== ticketingSubject
    default:
      return parseEntryId(subject) !== undefined
  }
}
