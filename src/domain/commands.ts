import type { Announced, Details, VisitBackDated, VisitsCorrected, VisitsTyped, WorkshopHeld } from './events.ts'
import type { Day, DeskNumber, EntryId, Instant, Label, NeedId, Series, TicketId } from './ids.ts'
import type { SettingsProblem } from './settings-reader.ts'
import type { TicketState } from './queue/ticket.ts'

/** What a person wants; `decide` answers with facts or a refusal. */
export type Command =
  | {
      readonly type: 'IssueTicket'
      readonly need: NeedId
      readonly series: Series
      readonly desk?: DeskNumber
      readonly priority?: boolean
      readonly announced?: Announced
    }
  | {
      readonly type: 'GivePriority'
      readonly ticketId: TicketId
      readonly priority: boolean
      readonly desk?: DeskNumber
    }
  | { readonly type: 'CallNext'; readonly desk: DeskNumber }
  | { readonly type: 'CallTicket'; readonly ticketId: TicketId; readonly desk: DeskNumber }
  | { readonly type: 'RecallTicket'; readonly ticketId: TicketId; readonly desk: DeskNumber }
  | { readonly type: 'StartService'; readonly ticketId: TicketId; readonly desk: DeskNumber }
  | { readonly type: 'ReturnTicket'; readonly ticketId: TicketId; readonly desk: DeskNumber }
  | { readonly type: 'ParkTicket'; readonly ticketId: TicketId; readonly desk: DeskNumber }
  | { readonly type: 'TransferTicket'; readonly ticketId: TicketId; readonly desk: DeskNumber; readonly need: NeedId }
  | { readonly type: 'RecordNoShow'; readonly ticketId: TicketId; readonly desk: DeskNumber }
  | { readonly type: 'WithdrawTicket'; readonly ticketId: TicketId; readonly desk?: DeskNumber }
  | { readonly type: 'CancelTicket'; readonly ticketId: TicketId; readonly desk: DeskNumber }
  /** `details: null` ends the service now and leaves the outcome for the next tap. */
  | {
      readonly type: 'FinishVisit'
      readonly ticketId: TicketId
      readonly desk: DeskNumber
      readonly details: Details | null
    }
  | { readonly type: 'RecordOutcome'; readonly subject: EntryId; readonly desk: DeskNumber; readonly details: Details }
  | { readonly type: 'RecordWalkUp'; readonly desk: DeskNumber; readonly need: NeedId; readonly details: Details }
  | { readonly type: 'UndoLastStep'; readonly desk: DeskNumber }
  | { readonly type: 'CloseDay' }
  | { readonly type: 'ReopenDay' }
  | { readonly type: 'PauseTicketing' }
  | { readonly type: 'ResumeTicketing' }
  | { readonly type: 'ChangeSettings'; readonly document: unknown }

/** What staff want to say of a day afterwards; `decideAmendment` answers. */
export type AmendCommand =
  | (Omit<VisitBackDated, 'type'> & { readonly type: 'BackDateVisit' })
  | (Omit<VisitsTyped, 'type'> & { readonly type: 'TypeVisits' })
  | (Omit<VisitsCorrected, 'type'> & { readonly type: 'CorrectVisits' })
  | (Omit<WorkshopHeld, 'type'> & { readonly type: 'RecordWorkshop' })
  | { readonly type: 'UndoAmendment'; readonly subject: EntryId }

/** The moment of a decision: an argument, never read from a clock. `day` is the site's business day (D1). */
export interface Moment {
  readonly now: Instant
  readonly day: Day
}

/** A rule's "no": states what is so, with the facts that a screen needs for its sentence. */
export type Refusal =
  | { readonly type: 'UnknownNeed' }
  | { readonly type: 'UnknownTicket' }
  | { readonly type: 'UnknownOutcome' }
  | {
      readonly type: 'UnknownDetail'
      readonly field: 'referrals' | 'workshopType' | 'moreNeeds' | 'topics' | 'audience'
    }
  | { readonly type: 'TicketingIsPaused' }
  | { readonly type: 'OutsideHours' }
  | { readonly type: 'DayIsClosed' }
  | { readonly type: 'DayIsOpen' }
  | { readonly type: 'NobodyWaiting' }
  /** The desk has called a visitor and not yet said whether they came. */
  | { readonly type: 'DeskIsWaiting'; readonly ticketId: TicketId; readonly label: Label }
  | { readonly type: 'CalledElsewhere'; readonly label: Label; readonly desk: DeskNumber }
  | { readonly type: 'NotInThatState'; readonly label: Label; readonly state: TicketState['type'] }
  | { readonly type: 'OfAnotherDay'; readonly label: Label | null }
  | { readonly type: 'NothingToUndo' }
  /** A day or hour band that has not begun. */
  | { readonly type: 'InTheFuture' }
  | { readonly type: 'TooLongAgo'; readonly firstDay: Day }
  | { readonly type: 'UnknownBand' }
  | { readonly type: 'NumberOutOfBounds'; readonly least: number; readonly most: number }
  | { readonly type: 'SettingsAreBroken'; readonly problems: readonly SettingsProblem[] }
