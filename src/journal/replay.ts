import type { Instant, OriginId, SubjectId, EntryId } from '#domain/ids.ts'
import type { Site } from '#domain/site.ts'
import { emptySite, evolve, refold } from '#domain/site.ts'
import { causalOrder, comesLast } from './causal-order.ts'
import type { Entry } from './entry.ts'
import type { HybridTime } from './hybrid-clock.ts'
import { observe } from './hybrid-clock.ts'
import type { Counted, Intervals } from './intervals.ts'
import { contains, withNumber } from './intervals.ts'

/** The journal played into a site, and what is needed to go on playing. Immutable from outside. */
export interface Replay {
  readonly site: Site
  readonly counted: Counted
  readonly entriesBySubject: ReadonlyMap<SubjectId, readonly Entry[]>
  /** The largest trusted hybrid time seen. */
  readonly hlc: HybridTime | null
}

export function emptyReplay(site: Site = emptySite(), counted: Counted = new Map()): Replay {
  return { site, counted, entriesBySubject: new Map(), hlc: null }
}

/**
 * Plays entries in any order and with any repetition (J1): an entry that is counted already changes nothing; one that
 * comes last in its subject takes the fast path; one from the past re-folds its subject.
 *
 * @param now the reader's own clock, against which far-ahead times are not followed.
 */
export function play(replay: Replay, entries: readonly Entry[], now: Instant): Replay {
  if (entries.length === 0) return replay
  const counted = new Map<OriginId, Intervals>(replay.counted)
  const entriesBySubject = new Map(replay.entriesBySubject)
  const stale = new Set<SubjectId>()
  const fresh: Entry[] = []
  let { hlc } = replay
  for (const entry of entries) {
    const known = counted.get(entry.origin) ?? []
    if (contains(known, entry.n)) continue
    counted.set(entry.origin, withNumber(known, entry.n))
    hlc = observe(hlc, entry.hlc, now)
    const before = entriesBySubject.get(entry.subject) ?? []
    const isLast = !stale.has(entry.subject) && comesLast(before, entry)
    entriesBySubject.set(entry.subject, isLast ? [...before, entry] : causalOrder([...before, entry]))
    if (isLast) fresh.push(entry)
    else stale.add(entry.subject)
  }
  let site = evolve(
    replay.site,
    fresh.filter(({ subject }) => !stale.has(subject)),
  )
  for (const subject of stale) site = refold(site, subject, entriesBySubject.get(subject) ?? [])
  return { site, counted, entriesBySubject, hlc }
}

/** The newest entry of a subject in the order of the fold: the causal parent of the next one. */
export function lastEntryOf(replay: Replay, subject: SubjectId): EntryId | null {
  return replay.entriesBySubject.get(subject)?.at(-1)?.id ?? null
}
