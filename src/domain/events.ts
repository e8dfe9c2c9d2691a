import type {
  Day,
  DeskNumber,
  EntryId,
  Instant,
  Label,
  NeedId,
  OutcomeId,
  ReferralId,
  Series,
  SubjectId,
  TopicId,
  WorkshopType,
} from './ids.ts'

/**
 * How a visit ended, as the agent notes it. No field can hold an identity or a sentence: all values are ids of the
 * site's configuration (V1).
 */
export interface Details {
  readonly outcome: OutcomeId | null
  readonly referrals: readonly ReferralId[]
  readonly workshopType: WorkshopType | null
  /** Further needs of the same conversation; the ticket's own need is not repeated here. */
  readonly moreNeeds: readonly NeedId[]
  readonly topics: readonly TopicId[]
  /** Audience field id → answer id; only fields that the site switched on and the visitor volunteered. */
  readonly audience: Readonly<Record<string, string>>
}

export interface TicketIssued {
  readonly type: 'TicketIssued'
  readonly label: Label
  readonly need: NeedId
  readonly series: Series
  readonly num: number
  readonly source: 'kiosk' | 'desk'
  readonly desk?: DeskNumber
  readonly priority?: boolean
  readonly announced?: Announced
}

/** The range of waiting that the visitor was shown: whole minutes, 0 to 480. Of what was shown, not of a person. */
export interface Announced {
  readonly fromMinutes: number
  readonly toMinutes: number
}

/** Given by a desk, or asked for at the kiosk without a reason. */
export interface PriorityGiven {
  readonly type: 'PriorityGiven'
  readonly priority: boolean
  readonly desk?: DeskNumber
}

export interface TicketCalled {
  readonly type: 'TicketCalled'
  readonly desk: DeskNumber
}

export interface TicketRecalled {
  readonly type: 'TicketRecalled'
  readonly desk: DeskNumber
}

export interface ServiceStarted {
  readonly type: 'ServiceStarted'
  readonly desk: DeskNumber
}

/** Back into the queue, keeping the arrival (Q3). */
export interface TicketReturned {
  readonly type: 'TicketReturned'
  readonly desk: DeskNumber
}

export interface TicketParked {
  readonly type: 'TicketParked'
  readonly desk: DeskNumber
}

export interface TicketTransferred {
  readonly type: 'TicketTransferred'
  readonly desk: DeskNumber
  readonly need: NeedId
}

export interface NoShowRecorded {
  readonly type: 'NoShowRecorded'
  readonly desk: DeskNumber
}

/** The visitor left the queue before being served. */
export interface TicketWithdrawn {
  readonly type: 'TicketWithdrawn'
  readonly desk?: DeskNumber
}

/** An agent removed the ticket: a mistake, a duplicate. Counts nowhere. */
export interface TicketCancelled {
  readonly type: 'TicketCancelled'
  readonly desk: DeskNumber
}

export interface VisitFinished {
  readonly type: 'VisitFinished'
  readonly desk: DeskNumber
  readonly details: Details
}

/** The outcome of a finished visit or a walk-up, noted later or corrected: replaces what was there (O3). */
export interface OutcomeRecorded {
  readonly type: 'OutcomeRecorded'
  readonly desk: DeskNumber
  readonly details: Details
}

export interface WalkUpRecorded {
  readonly type: 'WalkUpRecorded'
  readonly desk: DeskNumber
  readonly need: NeedId
  readonly details: Details
}

/** A walk-up that is noted afterwards: its day and hour band are known, no moment. */
export interface VisitBackDated {
  readonly type: 'VisitBackDated'
  readonly desk?: DeskNumber
  readonly day: Day
  /** The index of the site's hour band, from 0. */
  readonly band: number
  readonly need: NeedId
  readonly details: Details
}

/** Totals of a desk that worked without tickets. */
export interface VisitsTyped {
  readonly type: 'VisitsTyped'
  readonly day: Day
  /** null: nobody noted when. */
  readonly band: number | null
  readonly need: NeedId
  readonly outcome: OutcomeId | null
  /** 1 to 500. */
  readonly count: number
}

/** So many served visits of a day were of another need or outcome, or (null) never were. */
export interface VisitsCorrected {
  readonly type: 'VisitsCorrected'
  readonly day: Day
  readonly need: NeedId
  readonly outcome: OutcomeId | null
  /** 1 to 500; where there are fewer, all of them. */
  readonly count: number
  readonly becomes: { readonly need: NeedId; readonly outcome: OutcomeId | null } | null
}

/** Group offers of one type on one day: heads are counted, nobody is noted. */
export interface WorkshopHeld {
  readonly type: 'WorkshopHeld'
  readonly day: Day
  readonly workshopType: WorkshopType
  /** 1 to 50. */
  readonly sessions: number
  /** 0 to 5,000, in all sessions together. */
  readonly attendees: number
  /** Places in all sessions together; null: not known. */
  readonly capacity: number | null
}

/** Takes back one step; the fold of its subject goes on as if that entry had never been (Q16). */
export interface StepUndone {
  readonly type: 'StepUndone'
  readonly undoes: EntryId
  readonly desk?: DeskNumber
}

export interface DayClosed {
  readonly type: 'DayClosed'
  readonly day: Day
}

export interface TicketingPaused {
  readonly type: 'TicketingPaused'
}

export interface TicketingResumed {
  readonly type: 'TicketingResumed'
}

/** The whole configuration document; the last one counts. */
export interface SettingsChanged {
  readonly type: 'SettingsChanged'
  readonly document: unknown
}

export type TicketEvent =
  | TicketIssued
  | PriorityGiven
  | TicketCalled
  | TicketRecalled
  | ServiceStarted
  | TicketReturned
  | TicketParked
  | TicketTransferred
  | NoShowRecorded
  | TicketWithdrawn
  | TicketCancelled
  | VisitFinished
  | OutcomeRecorded
  | StepUndone

export type WalkUpEvent = WalkUpRecorded | OutcomeRecorded | StepUndone
/** What staff say of a day afterwards; each is a subject of its own, and goes into the batch of the day that it is of. */
export type Amendment = VisitBackDated | VisitsTyped | VisitsCorrected | WorkshopHeld
export type SiteEvent =
  TicketEvent | WalkUpEvent | Amendment | DayClosed | TicketingPaused | TicketingResumed | SettingsChanged

/** A fact of a newer version: kept and passed on, ignored by the fold (J6). */
export interface UnknownEvent {
  readonly type: 'Unknown'
  readonly original: Readonly<Record<string, unknown>>
}

/** 0: this device never met a hub; 1: corrected by a hub; 2: suspect (jumped). */
export type ClockQuality = 0 | 1 | 2

/** What the rules see of a journal entry. */
export interface Fact {
  readonly id: EntryId
  readonly subject: SubjectId
  readonly at: Instant
  /** Compares as text, and never goes back within a store, whatever its clock does (J4): what comes first is read off it. */
  readonly hlc: string
  readonly clock: ClockQuality
  readonly day: Day
  readonly event: SiteEvent | UnknownEvent
}

/** A fact that `decide` wants: the journal gives it an id; `new` means that it opens a subject of its own. */
export interface NewFact {
  readonly subject: SubjectId | 'new'
  readonly event: SiteEvent
}

export const emptyDetails: Details = {
  outcome: null,
  referrals: [],
  workshopType: null,
  moreNeeds: [],
  topics: [],
  audience: {},
}

export function deskOf(event: Fact['event']): DeskNumber | undefined {
  return 'desk' in event ? event.desk : undefined
}
