import type { Details, SiteEvent } from '../events.ts'
import type { Day, DeskNumber, EntryId, Instant, NeedId } from '../ids.ts'

/** A visitor who was helped without a ticket. */
export interface WalkUp {
  readonly id: EntryId
  readonly desk: DeskNumber
  readonly need: NeedId
  readonly day: Day
  readonly recordedAt: Instant
  readonly details: Details
}

export function evolveWalkUp(walkUp: WalkUp, event: SiteEvent): WalkUp {
  return event.type === 'OutcomeRecorded' ? { ...walkUp, details: event.details } : walkUp
}
