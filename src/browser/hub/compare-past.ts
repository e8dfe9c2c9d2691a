import type { HubTrouble } from '#app/ports.ts'
import type { EntryId, OriginId } from '#domain/ids.ts'
import { originFromBytes } from '#domain/ids.ts'
import { ok, refuse } from '#domain/result.ts'
import type { Result } from '#domain/result.ts'
import type { Entry } from '#journal/entry.ts'
import { isCounted } from '#journal/intervals.ts'
import { parseEntry, storedEntry } from '#journal/parse.ts'
import { formatCursor, startCursor } from '#protocol/cursor.ts'
import { reissued } from '#protocol/device-core.ts'
import { page } from '#protocol/messages.ts'
import type { HelloReply } from '#protocol/messages.ts'
import { canonical, isOfTheSite } from '#protocol/names.ts'
import { subjectDays } from '#protocol/sealing.ts'
import { troubleOf } from './hub-trouble.ts'
import type { HubWire } from './hub-wire.ts'

const requestMs = 20_000

/** What of a past the hub has to be told. */
export interface Compared {
  readonly unknown: readonly Entry[]
  /** Another copy of this store has said something else under these numbers, or under earlier ones (P6). */
  readonly forked: readonly Entry[]
}

/**
 * Compares a past with what the hub holds: a number that is counted may be another copy's. Of a folded day nothing is
 * kept to compare with.
 */
export async function comparePast(
  wire: HubWire,
  met: HelloReply,
  entries: readonly Entry[],
): Promise<Result<Compared, HubTrouble>> {
  const counted = entries.filter(({ origin, n }) => isCounted(met.have, origin, n))
  if (counted.length === 0) return ok({ unknown: entries, forked: [] })
  const held = await wordsOf(wire, met, new Set(counted.map(({ id }) => id)))
  if (!held.ok) return held
  const days = subjectDays(entries)
  const forkedFrom = new Map<OriginId, number>()
  for (const entry of counted) {
    const { id, origin, n, subject } = entry
    const words = held.value.get(id)
    const isFolded = !isOfTheSite(subject) && met.horizon !== null && (days.get(subject) ?? entry.day) <= met.horizon
    if (words === undefined ? isFolded : words === wordsIn(entry)) continue
    forkedFrom.set(origin, Math.min(n, forkedFrom.get(origin) ?? n))
  }
  const isForked = ({ origin, n }: Entry) => n >= (forkedFrom.get(origin) ?? Infinity)
  return ok({
    // What follows a fork is about the other words: it must not be taken for what the other copy has said.
    forked: entries.filter((entry) => isForked(entry) && held.value.get(entry.id) !== wordsIn(entry)),
    unknown: entries.filter((entry) => !isForked(entry) && !isCounted(met.have, entry.origin, entry.n)),
  })
}

/**
 * What cannot be said under its own origin, under another one: the same one each time, with the same numbers, so that a
 * move may be repeated. It is named after the first words that part this store from its copy.
 */
export function saidAgain(unsaid: readonly Entry[]): readonly Entry[] {
  const fresh = new Map<OriginId, OriginId>()
  for (const entry of [...unsaid].sort((a, b) => a.n - b.n)) {
    if (!fresh.has(entry.origin)) fresh.set(entry.origin, originNamed(wordsIn(entry)))
  }
  return reissued(
    unsaid,
    ({ origin }) => fresh.get(origin) ?? origin,
    ({ n }) => n,
  )
}

/** The hub's log is read once; the words of `wanted` are kept. */
async function wordsOf(
  wire: HubWire,
  { cursor }: HelloReply,
  wanted: ReadonlySet<EntryId>,
): Promise<Result<ReadonlyMap<EntryId, string>, HubTrouble>> {
  const words = new Map<EntryId, string>()
  for (let after = startCursor(cursor.incarnation); ;) {
    const path = `entries?after=${formatCursor(after)}`
    const answer = await wire.ask({ path, shape: page, timeoutMs: requestMs })
    if (answer.type !== 'reply') return refuse(troubleOf(answer))
    for (const { entry } of answer.value.entries) {
      const read = parseEntry(entry.value)
      if (read.ok && wanted.has(read.value.id)) words.set(read.value.id, wordsIn(read.value))
    }
    if (!answer.value.more) return ok(words)
    after = answer.value.cursor
  }
}

function wordsIn(entry: Entry): string {
  return canonical(storedEntry(entry))
}

/** No secret, and no chance either: ten letters that another text does not have. */
function originNamed(text: string): OriginId {
  return originFromBytes(Uint8Array.from({ length: 10 }, (_, letter) => sum(text, letter)))
}

function sum(text: string, seed: number): number {
  let value = Math.imul(seed + 1, 0x9e3779b1)
  for (let at = 0; at < text.length; at++) {
    value = Math.imul(value ^ text.charCodeAt(at), 0x01000193)
    value ^= value >>> 15
  }
  return Math.imul(value, 0x85ebca6b) >>> 24
}
