import type { Fact, SiteEvent, TicketEvent, WalkUpRecorded } from './events.ts'
import { isFiledUnder } from './filing.ts'
import { settingsSubject, ticketingSubject } from './ids.ts'
import type { Day, EntryId, Instant, SubjectId, TicketId } from './ids.ts'
import { evolveTicket } from './queue/ticket.ts'
import type { Ticket } from './queue/ticket.ts'
import { numberKey } from './queue/numbering.ts'
import type { Numbers } from './queue/numbering.ts'
import { defaultSettings, parseSettings } from './settings.ts'
import type { Settings } from './settings.ts'
import type { WalkUp } from './visits/walk-up.ts'
import { evolveWalkUp } from './visits/walk-up.ts'

/** Everything a screen may ask: the fold of the journal. A cache, never the truth (design D1). */
export interface Site {
  readonly settings: Settings
  readonly tickets: ReadonlyMap<TicketId, Ticket>
  readonly walkUps: ReadonlyMap<EntryId, WalkUp>
  readonly ticketing: 'open' | 'paused'
  /** Days that were closed by hand, and when. A day that is over needs no such fact (D2). */
  readonly closedDays: ReadonlyMap<Day, Instant>
  readonly numbers: Numbers
  /** The facts of each subject in causal order: what a re-fold and an undo need. */
  readonly histories: ReadonlyMap<SubjectId, readonly Fact[]>
}

export function emptySite(settings: Settings = defaultSettings()): Site {
  return {
    settings,
    tickets: new Map(),
    walkUps: new Map(),
    ticketing: 'open',
    closedDays: new Map(),
    numbers: new Map(),
    histories: new Map(),
  }
}

/**
 * Folds facts into the site. Never fails. The facts of one subject come in causal order; the order of subjects does
 * not matter. O(facts) plus one copy of each index.
 */
export function evolve(site: Site, facts: readonly Fact[]): Site {
  if (facts.length === 0) return site
  const draft = draftOf(site)
  for (const fact of facts) {
    const history = [...(draft.histories.get(fact.subject) ?? []), fact]
    draft.histories.set(fact.subject, history)
    if (fact.event.type === 'StepUndone') foldSubject(draft, fact.subject, history)
    else applyFact(draft, fact)
  }
  return draft
}

/** Replaces the history of one subject, e.g. when a fact from the past has arrived, and folds it anew. */
export function refold(site: Site, subject: SubjectId, history: readonly Fact[]): Site {
  const draft = draftOf(site)
  draft.histories.set(subject, history)
  foldSubject(draft, subject, history)
  return draft
}

/** The facts that still count: without those that were undone, and without the undoing. */
export function standingFacts(history: readonly Fact[]): readonly Fact[] {
  const undone = new Set<EntryId>()
  // Settings and ticketing are changed back, not undone: they have no beginning to fold from.
  const [first] = history
  if (first === undefined || first.subject === settingsSubject || first.subject === ticketingSubject) return history
  for (const { event } of history) if (event.type === 'StepUndone') undone.add(event.undoes)
  if (undone.size === 0) return history
  // Issuing cannot be undone (its label is on paper): a mistake is cancelled instead (Q16).
  return history.filter(
    ({ id, event }) => event.type === 'TicketIssued' || (event.type !== 'StepUndone' && !undone.has(id)),
  )
}

type Draft = {
  -readonly [K in keyof Site]: Site[K] extends ReadonlyMap<infer Key, infer Value> ? Map<Key, Value> : Site[K]
}

function draftOf(site: Site): Draft {
  return {
    ...site,
    tickets: new Map(site.tickets),
    walkUps: new Map(site.walkUps),
    closedDays: new Map(site.closedDays),
    numbers: new Map(site.numbers),
    histories: new Map(site.histories),
  }
}

function foldSubject(draft: Draft, subject: SubjectId, history: readonly Fact[]): void {
  draft.tickets.delete(subject as TicketId)
  draft.walkUps.delete(subject as EntryId)
  if (subject.startsWith('day:')) draft.closedDays.delete(subject.slice(4) as Day)
  for (const fact of standingFacts(history)) applyFact(draft, fact)
}

function applyFact(draft: Draft, fact: Fact): void {
  const { event } = fact
  if (!isFiledUnder(fact)) return
  switch (event.type) {
    case 'SettingsChanged': {
      const parsed = parseSettings(event.document)
      // A document of a newer version that this one cannot read leaves the settings as they were.
      if (parsed.ok) draft.settings = parsed.value
      return
    }
    case 'TicketingPaused':
    case 'TicketingResumed':
      draft.ticketing = event.type === 'TicketingPaused' ? 'paused' : 'open'
      return
    case 'DayClosed':
      draft.closedDays.set(event.day, fact.at)
      return
    case 'WalkUpRecorded':
      applyWalkUp(draft, fact, event)
      return
    // Of another day: they are read off their histories where a batch is made.
    case 'VisitBackDated':
    case 'VisitsTyped':
    case 'VisitsCorrected':
    case 'WorkshopHeld':
    case 'Unknown':
      return
    default:
      if (event.type === 'TicketIssued') countNumber(draft, fact, event)
      applySubject(draft, fact, event)
  }
}

function applySubject(draft: Draft, fact: Fact, event: TicketEvent): void {
  const walkUp = draft.walkUps.get(fact.subject as EntryId)
  if (walkUp !== undefined) {
    draft.walkUps.set(walkUp.id, evolveWalkUp(walkUp, event))
    return
  }
  const ticket = draft.tickets.get(fact.subject as TicketId)
  const next = evolveTicket(ticket, fact, event)
  if (next !== undefined && next !== ticket) draft.tickets.set(next.id, next)
}

function applyWalkUp(draft: Draft, fact: Fact, event: WalkUpRecorded): void {
  draft.walkUps.set(fact.id, {
    id: fact.id,
    desk: event.desk,
    need: event.need,
    day: fact.day,
    recordedAt: fact.at,
    details: event.details,
  })
}

function countNumber(draft: Draft, fact: Fact, event: Extract<SiteEvent, { type: 'TicketIssued' }>): void {
  const key = numberKey(fact.day, event.label.slice(0, 1), event.series)
  draft.numbers.set(key, Math.max(draft.numbers.get(key) ?? 0, event.num))
}
