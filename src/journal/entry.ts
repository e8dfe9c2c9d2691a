import type { ClockQuality, Fact, NewFact } from '#domain/events.ts'
import type { Day, EntryId, Instant, OriginId, SubjectId } from '#domain/ids.ts'
import { entryId } from '#domain/ids.ts'
import type { HybridTime } from './hybrid-clock.ts'

/** The shape that is stored and sent; it changes only by adding. */
export const entryVersion = 1

/**
 * One line of the journal: the envelope around a fact. Identified by `(origin, n)`, n = 1, 2, 3, … without holes per
 * origin. `after` is the newest entry of the same subject that the actor had seen: it decides the order of the fold;
 * the hybrid time only breaks ties between entries that did not know of each other.
 */
export interface Entry extends Fact {
  readonly v: number
  readonly origin: OriginId
  readonly n: number
  readonly after: EntryId | null
  readonly hlc: HybridTime
}

/** What a store needs to know to write its next entry. */
export interface Head {
  readonly origin: OriginId
  /** The number of the last entry written; 0: none yet. */
  readonly n: number
  readonly hlc: HybridTime | null
  /** The last entry's moment and business day, for clocks that jump. */
  readonly at: Instant | null
  readonly day: Day | null
}

/** When a command is carried out, by the device's clock, and what is known of that clock. */
export interface Stamp {
  readonly at: Instant
  readonly day: Day
  readonly clock: ClockQuality
  readonly hlc: HybridTime
}

/** Makes the entries of one decision: numbered on from the head, all at one moment, each after what it knew. */
export function entriesFrom(
  facts: readonly NewFact[],
  head: Head,
  stamps: readonly Stamp[],
  lastOf: (subject: SubjectId) => EntryId | null,
): readonly Entry[] {
  const latest = new Map<SubjectId, EntryId>()
  return facts.map((fact, index) => {
    const n = head.n + index + 1
    const id = entryId(head.origin, n)
    const stamp = stamps[index]
    if (stamp === undefined) throw new Error('Every new entry needs a stamp of its own')
    const subject = fact.subject === 'new' ? id : fact.subject
    const after = latest.get(subject) ?? lastOf(subject)
    latest.set(subject, id)
    return { v: entryVersion, id, origin: head.origin, n, subject, after, ...stamp, event: fact.event }
  })
}

/** The head after a step's entries were written. */
export function headAfter(head: Head, appended: readonly Entry[]): Head {
  const last = appended.at(-1)
  return last === undefined ? head : { origin: head.origin, n: last.n, hlc: last.hlc, at: last.at, day: last.day }
}

/** The head after a fold: of an entry that is gone not even the moment remains. */
export function restedHead(head: Head, kept: readonly Entry[]): Head {
  const stays = kept.some(({ origin, n }) => origin === head.origin && n === head.n)
  return stays ? head : { ...head, hlc: null, at: null }
}

/** A horizon never goes back: a clock that was set back may fold an earlier day anew (V7). */
export function laterDay(known: Day | null, day: Day): Day {
  return known !== null && known > day ? known : day
}
