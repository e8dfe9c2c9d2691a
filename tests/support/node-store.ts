import { randomBytes } from 'node:crypto'
import type { Command, Refusal } from '#domain/commands.ts'
import { decide } from '#domain/decide.ts'
import type { NewFact } from '#domain/events.ts'
import { createCalendar } from '#domain/hours/calendar.ts'
import type { Calendar } from '#domain/hours/calendar.ts'
import type { Site } from '#domain/site.ts'
import type { Instant, OriginId } from '#domain/ids.ts'
import { originFromBytes } from '#domain/ids.ts'
import type { Result } from '#domain/result.ts'
import { ok } from '#domain/result.ts'
import { businessDay, clockQuality } from '#journal/business-day.ts'
import { entriesFrom, headAfter, restedHead } from '#journal/entry.ts'
import type { Entry, Head, Stamp } from '#journal/entry.ts'
import { tick } from '#journal/hybrid-clock.ts'
import { isCounted } from '#journal/intervals.ts'
import { emptyReplay, lastEntryOf, play } from '#journal/replay.ts'
import type { Replay } from '#journal/replay.ts'
import { lostEntries, reissued, toReissue } from '#protocol/device-core.ts'
import type { Heard, Held, HeldEntry, Link } from '#protocol/device-core.ts'

const builtAt = Date.UTC(2026, 0, 1) as Instant

/** What a device in Node keeps: its journal in memory, folded by the real rules, and what its link says to do with it. */
export interface NodeStore {
  origin(): OriginId
  held(): Held
  replay(): Replay
  /** Every entry held, in order of arrival. */
  all(): readonly HeldEntry[]
  /** Decides on the newest state and appends, as a screen does. */
  run(command: Command, now: Instant, corrected: boolean): Result<readonly Entry[], Refusal>
  /** Appends without asking the rules. */
  write(facts: readonly NewFact[], now: Instant, corrected: boolean): readonly Entry[]
  /** Erases, merges and renounces as the link says. */
  take(heard: Heard): void
  /** Another store under another origin: as after a wipe. */
  wipe(): void
}

export interface NodeStoreOptions {
  /** Loads of entries that nobody looks at are not folded. */
  readonly folds?: boolean
  /** Thousands of entries in seconds: the link only looks at what is not confirmed. */
  readonly lean?: boolean
}

export function createNodeStore({ folds = true, lean = false }: NodeStoreOptions = {}): NodeStore {
  let head: Head = freshHead()
  let own = new Set<OriginId>([head.origin])
  let written = new Map<OriginId, number>([[head.origin, 0]])
  let entries = new Map<string, HeldEntry>()
  let unconfirmed: readonly HeldEntry[] = []
  let list: readonly HeldEntry[] | null = null
  let calendar: Calendar | null = null
  const calendarOf = ({ settings }: Site): Calendar => {
    if (calendar?.timeZone !== settings.timeZone) calendar = createCalendar(settings.timeZone)
    return calendar
  }
  let played = emptyReplay()
  /** Folded when somebody looks: frames may come faster than anybody reads them. */
  let unplayed: readonly Entry[] = []

  const all = () => (list ??= [...entries.values()])
  const held = (): Held => ({ own, written, entries: lean ? unconfirmed : all() })

  function replay(): Replay {
    if (unplayed.length > 0) played = play(played, unplayed, Date.now() as Instant)
    unplayed = []
    return played
  }

  function put(added: readonly HeldEntry[]): void {
    for (const item of added) entries.set(item.entry.id, item)
    list = null
    if (folds) unplayed = [...unplayed, ...added.map(({ entry }) => entry)]
  }

  function erase(ids: Iterable<string>): void {
    let count = 0
    for (const id of ids) if (entries.delete(id)) count += 1
    if (count === 0) return
    list = null
    const kept = all().map(({ entry }) => entry)
    played = emptyReplay()
    unplayed = folds ? kept : []
    head = restedHead(head, kept)
  }

  function write(facts: readonly NewFact[], now: Instant, corrected: boolean): readonly Entry[] {
    const { site, hlc: seen } = replay()
    const day = businessDay(calendarOf(site), now, head, builtAt)
    const quality = clockQuality(now, head, builtAt)
    let hlc = seen !== null && (head.hlc === null || seen > head.hlc) ? seen : head.hlc
    const stamps = facts.map((): Stamp => {
      hlc = tick(hlc, now, head.origin)
      return { at: now, day, clock: quality === 0 && corrected ? 1 : quality, hlc }
    })
    const fresh = entriesFrom(facts, head, stamps, (subject) => lastEntryOf(replay(), subject))
    const kept = fresh.map((entry): HeldEntry => ({ entry, receipt: null }))
    head = headAfter(head, fresh)
    written.set(head.origin, head.n)
    unconfirmed = [...unconfirmed, ...kept]
    put(kept)
    return fresh
  }

  function renounce(link: Link, origin: OriginId): void {
    if (head.origin !== origin) return
    const again = toReissue(link, held(), origin)
    const next = freshHead()
    const fresh = reissued(again, next.origin)
    erase(again.map(({ id }) => id))
    head = { ...headAfter({ ...head, origin: next.origin, n: 0 }, fresh), origin: next.origin }
    own = new Set([next.origin])
    written = new Map([[next.origin, fresh.length]])
    const kept = fresh.map((entry): HeldEntry => ({ entry, receipt: null }))
    unconfirmed = kept
    put(kept)
  }

  return {
    origin: () => head.origin,
    held,
    replay,
    all,
    run: (command, now, corrected) => {
      const { site } = replay()
      const day = businessDay(calendarOf(site), now, head, builtAt)
      const decided = decide(site, command, { now, day })
      return decided.ok ? ok(write(decided.value, now, corrected)) : decided
    },
    write,
    take: ({ link, merge, erase: gone, renounce: origins }) => {
      if (gone.size > 0) erase(gone)
      const fresh: HeldEntry[] = []
      for (const item of merge) {
        const known = entries.get(item.entry.id)
        if (known === undefined) fresh.push(item)
        else if (known.receipt === null && item.receipt !== null) {
          entries.set(item.entry.id, { ...known, receipt: item.receipt })
          list = null
        }
      }
      if (fresh.length > 0) put(fresh)
      if (!lean) {
        const lost = lostEntries(link, held())
        if (lost.size > 0) erase(lost)
      }
      for (const origin of origins) renounce(link, origin)
      unconfirmed = unconfirmed.filter(({ entry: { origin, n } }) => !isCounted(link.confirmed, origin, n))
    },
    wipe: () => {
      head = freshHead()
      own = new Set([head.origin])
      written = new Map([[head.origin, 0]])
      entries = new Map()
      unconfirmed = []
      list = null
      played = emptyReplay()
      unplayed = []
    },
  }
}

function freshHead(): Head {
  return { origin: originFromBytes(randomBytes(10)), n: 0, hlc: null, at: null, day: null }
}
