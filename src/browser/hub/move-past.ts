import type { HubTrouble, MoveReport, ReleaseLedger } from '#app/ports.ts'
import { LedgerError } from '#app/ports.ts'
import { refuse, ok } from '#domain/result.ts'
import type { Result } from '#domain/result.ts'
import { isCounted } from '#journal/intervals.ts'
import { storedEntry } from '#journal/parse.ts'
import type { Entry } from '#journal/entry.ts'
import { toWireBatch } from '#protocol/batch.ts'
import { archiveReply, helloReply, pushReply } from '#protocol/messages.ts'
import type { DeviceReport, HelloReply } from '#protocol/messages.ts'
import { protocolVersion } from '#protocol/version.ts'
import { toKept } from '#statistics/kept-release.ts'
import type { Release } from '#statistics/release.ts'
import { createHubReleaseLedger } from './hub-release-ledger.ts'
import { troubleOf } from './hub-trouble.ts'
import type { HubWire } from './hub-wire.ts'
import { comparePast, saidAgain } from './compare-past.ts'
import { batchesToPush } from './past.ts'
import type { Past } from './past.ts'

const requestMs = 20_000
/** As many as one request takes. */
const mostBatches = 400
/** How often anything is said again: the hub began another life, or folded a day meanwhile. */
const mostTries = 5

/**
 * Hands a past over to the hub: what was released of it, its folded days, then its entries as if they had just been
 * written. The hub counts
 * each by its number, so that it may be repeated at any point: nothing is lost, nothing counts twice. What another copy
 * of the same store stands in the way of is said again under an origin of its own (P6).
 */
export async function movePast(
  wire: HubWire,
  past: Past,
  report: DeviceReport,
  progress: (done: number, all: number) => void,
  lives = 1,
): Promise<Result<MoveReport, HubTrouble>> {
  const all = past.releases.length + past.batches.length + past.entries.length
  let done = 0
  const step = (count: number) => {
    done += count
    progress(done, all)
  }
  progress(0, all)

  // First of all: nobody releases anything beside what they do not know was told.
  const ledger = await moveLedger(createHubReleaseLedger(wire), past.releases)
  if (ledger !== null) return refuse(ledger)
  step(past.releases.length)

  let days = 0
  for (const { body, count } of archiveParts(past)) {
    const answer = await wire.ask({ method: 'POST', path: 'archive', body, shape: archiveReply, timeoutMs: requestMs })
    if (answer.type !== 'reply') return refuse(troubleOf(answer))
    if (!answer.value.known) days += count
    step(count)
  }

  const first = await handOver(wire, past.entries, report, step)
  if (!first.ok) return first
  const again = first.value === null ? [] : saidAgain(first.value.unsaid)
  const second = await handOver(wire, again, report, step)
  if (!second.ok) return second
  // A hub that was set back meanwhile may have lost what it had confirmed: from the beginning.
  if (first.value === null || second.value === null) {
    return lives < mostTries ? movePast(wire, past, report, progress, lives + 1) : refuse('unknown')
  }
  return ok({
    entries: first.value.entries + second.value.entries,
    days,
    refused: first.value.refused + second.value.refused + second.value.unsaid.length,
  })
}

/** Each line once, behind the site's own, however often; null: done. */
async function moveLedger(ledger: ReleaseLedger, releases: readonly Release[]): Promise<HubTrouble | null> {
  if (releases.length === 0) return null
  try {
    for (let tries = 0; tries < mostTries; tries++) {
      const lines = (await ledger.list()).map(lineOf)
      const lacking = releases.filter((release) => !lines.includes(lineOf(release)))
      let known = lines.length
      for (const release of lacking) {
        // Somebody else has released something meanwhile: what is there is read again.
        if (!(await ledger.add(release, known))) break
        known += 1
      }
      if (known === lines.length + lacking.length) return null
    }
    return 'unknown'
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error
    return error.trouble === 'unreadable' ? 'unknown' : error.trouble
  }
}

function lineOf(release: Release): string {
  return JSON.stringify(toKept(release))
}

interface HandedOver {
  /** Those that the hub did not have. */
  readonly entries: number
  readonly refused: number
  /** Not to be said under these numbers: another copy has spoken under them, or another device owns them. */
  readonly unsaid: readonly Entry[]
}

/** null: the hub has begun another life. */
async function handOver(
  wire: HubWire,
  all: readonly Entry[],
  report: DeviceReport,
  step: (count: number) => void,
): Promise<Result<HandedOver | null, HubTrouble>> {
  if (all.length === 0) return ok({ entries: 0, refused: 0, unsaid: [] })
  const hello = await sayHello(wire, report, all)
  if (!hello.ok) return hello
  const compared = await comparePast(wire, hello.value, all)
  if (!compared.ok) return compared
  const { unknown, forked } = compared.value
  const rest = new Set(unknown)
  const unsaid: Entry[] = [...forked]
  const { cursor } = hello.value
  let { horizon } = hello.value
  let entries = 0
  let refused = 0
  step(all.length - unknown.length - forked.length)
  // What is counted of a late visit goes along with the rest of it (P8).
  const late = new Set(unknown.map(({ subject }) => subject))
  const forkedIds = new Set(forked.map(({ id }) => id))
  const pushed = all.filter(({ id, subject }) => late.has(subject) && !forkedIds.has(id))
  for (const batch of batchesToPush(pushed)) {
    let left: readonly Entry[] = batch.filter((entry) => rest.has(entry))
    const before = left.length
    for (let tries = 0; left.length > 0; tries++) {
      if (tries === mostTries) return refuse('unknown')
      const answer = await push(wire, { cursor, horizon }, batch, left.length)
      if (!answer.ok) return answer
      if (answer.value === null) return ok(null)
      const { have, refused: no, quarantined } = answer.value
      horizon = answer.value.horizon
      const over = new Map<string, string>(no.map(({ id, why }) => [id, why]))
      const isUnsaid = ({ id }: Entry) => over.get(id) === 'owner' || over.get(id) === 'forked'
      const mine = left.filter(isUnsaid)
      unsaid.push(...mine)
      const said = left.filter((entry) => over.has(entry.id) && !isUnsaid(entry)).length
      refused += said
      const isDone = ({ id, origin, n }: Entry) =>
        over.has(id) || quarantined.includes(id) || isCounted(have, origin, n)
      const open = left.filter((entry) => !isDone(entry))
      entries += left.length - open.length - said - mine.length
      left = open
    }
    step(before - batch.filter((entry) => unsaid.includes(entry)).length)
  }
  return ok({ entries, refused, unsaid })
}

/** Only the last part says what is counted: until then the hub tells the days apart (P18). */
function archiveParts({ batches, counted, horizon }: Past) {
  if (batches.length === 0 && counted.size === 0) return []
  const unnamed = new Map([...counted.keys()].map((origin) => [origin, []]))
  const parts = Math.max(1, Math.ceil(batches.length / mostBatches))
  return Array.from({ length: parts }, (_, part) => {
    const days = batches.slice(part * mostBatches, (part + 1) * mostBatches)
    const isLast = part === parts - 1
    const body = {
      horizon: isLast ? horizon : null,
      counted: isLast ? counted : unnamed,
      batches: days.map(toWireBatch),
    }
    return { body, count: days.length }
  })
}

/** A hello of its own, without a cursor: it asks what of these entries is counted, and disturbs no link. */
async function sayHello(
  wire: HubWire,
  report: DeviceReport,
  entries: readonly Entry[],
): Promise<Result<HelloReply, HubTrouble>> {
  const holding = new Map(entries.map(({ origin, n }) => [origin, [[n, n]] as const]))
  const body = { version: protocolVersion, cursor: null, holding, own: [], series: null, report }
  const answer = await wire.ask({ method: 'POST', path: 'hello', body, shape: helloReply, timeoutMs: requestMs })
  return answer.type === 'reply' ? ok(answer.value) : refuse(troubleOf(answer))
}

/** null: the hub has begun another life. */
async function push(
  wire: HubWire,
  met: Pick<HelloReply, 'cursor' | 'horizon'>,
  batch: readonly Entry[],
  unsent: number,
) {
  const items = batch.map((entry) => ({ entry: { value: storedEntry(entry) }, receipt: null }))
  const body = { cursor: met.cursor, horizon: met.horizon, entries: items, unsent }
  const answer = await wire.ask({
    method: 'POST',
    path: 'entries',
    body,
    shape: pushReply,
    timeoutMs: requestMs,
  })
  if (answer.type === 'reply') return ok(answer.value)
  return answer.type === 'otherLife' ? ok(null) : refuse(troubleOf(answer))
}
