import type { Day, EntryId, OriginId } from '#domain/ids.ts'
import type { DayBatch } from '#domain/visits/day-batch.ts'
import { laterDay } from '#journal/entry.ts'
import type { Counted } from '#journal/intervals.ts'
import { countedOf, difference, only, union, withEntries } from '#protocol/counting.ts'
import type {
  LoggedEntry,
  LogHead,
  QuarantinedEntry,
  SealedArchive,
  Sealing,
  SiteView,
  SiteWrite,
  Wanted,
} from '#protocol/hub-view.ts'
import { firstTag } from '#protocol/names.ts'
import type { DeviceId, Tag } from '#protocol/names.ts'

/** Everything a hub keeps of one site, as a value: the memory store's tables, and the model's. */
export interface SiteLog {
  readonly head: LogHead
  readonly horizon: Day | null
  readonly logged: readonly LoggedEntry[]
  readonly have: Counted
  readonly owners: ReadonlyMap<OriginId, DeviceId>
  readonly batches: ReadonlyMap<Day, DayBatch>
  readonly quarantined: readonly QuarantinedEntry[]
}

export const emptySiteLog: SiteLog = {
  head: { seq: 0, tag: firstTag },
  horizon: null,
  logged: [],
  have: new Map(),
  owners: new Map(),
  batches: new Map(),
  quarantined: [],
}

export function viewOf(log: SiteLog, wanted: Wanted): SiteView {
  const ids = new Set<EntryId>(wanted.ids)
  const held = ids.size === 0 ? [] : log.logged.filter(({ entry }) => ids.has(entry.id))
  return {
    head: log.head,
    horizon: log.horizon,
    have: only(log.have, wanted.origins),
    owners: new Map([...log.owners].filter(([origin]) => wanted.origins.includes(origin))),
    digests: new Map(held.map(({ entry, digest }) => [entry.id, digest])),
    batches: new Map([...log.batches].filter(([day]) => wanted.days.includes(day))),
  }
}

export function written(log: SiteLog, write: SiteWrite): SiteLog {
  const last = write.appended.at(-1)
  return {
    ...log,
    head: last === undefined ? log.head : { seq: last.seq, tag: last.tag },
    logged: [...log.logged, ...write.appended],
    have: union(
      withEntries(
        log.have,
        write.appended.map(({ entry }) => entry),
      ),
      write.counted,
    ),
    owners: new Map([...log.owners, ...write.owners]),
    batches: new Map([...log.batches, ...write.batches.map((batch) => [batch.day, batch] as const)]),
    quarantined: [...log.quarantined, ...write.quarantined],
  }
}

export function sealed(log: SiteLog, sealing: Sealing): SiteLog {
  return {
    ...log,
    horizon: laterDay(log.horizon, sealing.horizon),
    have: union(log.have, sealing.counted),
    logged: log.logged.filter(({ entry }) => !sealing.gone.has(entry.id)),
    batches: new Map([...log.batches, ...sealing.batches.map((batch) => [batch.day, batch] as const)]),
  }
}

/** The tag at a sequence number; null where its entry is folded away. */
export function tagAt(log: SiteLog, seq: number): Tag | null {
  if (seq === 0) return firstTag
  if (seq === log.head.seq) return log.head.tag
  return log.logged.find((line) => line.seq === seq)?.tag ?? null
}

export function archiveOf(log: SiteLog): SealedArchive {
  const held = countedOf(log.logged.map(({ entry }) => entry))
  return { horizon: log.horizon, batches: [...log.batches.values()], counted: difference(log.have, held) }
}
