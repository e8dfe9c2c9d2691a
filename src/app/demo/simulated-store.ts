import type { Command } from '#domain/commands.ts'
import { decide } from '#domain/decide.ts'
import type { Day, EntryId, Instant, OriginId } from '#domain/ids.ts'
import type { Site } from '#domain/site.ts'
import { entriesFrom, headAfter } from '#journal/entry.ts'
import type { Entry, Head } from '#journal/entry.ts'
import { tick } from '#journal/hybrid-clock.ts'
import { emptyReplay, lastEntryOf, play } from '#journal/replay.ts'

/** One store of a simulated library; commands go the way they go in earnest: decide, stamp, fold. */
export interface SimulatedStore {
  readonly site: () => Site
  readonly entries: () => readonly Entry[]
  /** Carries a command out; answers its first subject. @throws where the rules refuse: a simulation knows its queue. */
  readonly run: (command: Command, at: Instant) => EntryId
}

export function createSimulatedStore(day: Day, origin: OriginId): SimulatedStore {
  const written: Entry[] = []
  let replay = emptyReplay()
  let head: Head = { origin, n: 0, hlc: null, at: null, day: null }

  function run(command: Command, at: Instant): EntryId {
    const decision = decide(replay.site, command, { now: at, day })
    if (!decision.ok) throw new Error(`The rules refuse ${command.type}: ${JSON.stringify(decision.error)}`)
    let { hlc } = head
    const stamps = decision.value.map(() => {
      hlc = tick(hlc, at, origin)
      return { at, day, clock: 0 as const, hlc }
    })
    const entries = entriesFrom(decision.value, head, stamps, (subject) => lastEntryOf(replay, subject))
    replay = play(replay, entries, at)
    head = headAfter(head, entries)
    written.push(...entries)
    return (entries[0]?.subject ?? '') as EntryId
  }

  return { site: () => replay.site, entries: () => written, run }
}
