import type { HubTrouble, MoveReport } from '#app/ports.ts'
import { refuse, ok } from '#domain/result.ts'
import type { Result } from '#domain/result.ts'
import { isCounted } from '#journal/intervals.ts'
import { storedEntry } from '#journal/parse.ts'
import type { Entry } from '#journal/entry.ts'
import { toWireBatch } from '#protocol/batch.ts'
import { archiveReply, helloReply, pushReply } from '#protocol/messages.ts'
import type { DeviceReport, HelloReply } from '#protocol/messages.ts'
import { protocolVersion } from '#protocol/version.ts'
import { troubleOf } from './hub-trouble.ts'
import type { HubWire } from './hub-wire.ts'
import { batchesToPush } from './past.ts'
import type { Past } from './past.ts'

const requestMs = 20_000
/** As many as one request takes. */
const mostBatches = 400
/** How often anything is said again: the hub began another life, or folded a day meanwhile. */
const mostTries = 5

/**
 * Hands a past over to the hub: its folded days first, then its entries as if they had just been written. The hub counts
 * each by its number, so that it may be repeated at any point: nothing is lost, nothing counts twice.
 */
export async function movePast(
  wire: HubWire,
  past: Past,
  report: DeviceReport,
  progress: (done: number, all: number) => void,
  lives = 1,
): Promise<Result<MoveReport, HubTrouble>> {
  const all = past.batches.length + past.entries.length
  let done = 0
  const step = (count: number) => {
    done += count
    progress(done, all)
  }
  progress(0, all)

  let days = 0
  for (const { body, count } of archiveParts(past)) {
    const answer = await wire.ask({ method: 'POST', path: 'archive', body, shape: archiveReply, timeoutMs: requestMs })
    if (answer.type !== 'reply') return refuse(troubleOf(answer))
    if (!answer.value.known) days += count
    step(count)
  }

  let met: HelloReply | null = null
  let entries = 0
  let refused = 0
  for (const batch of batchesToPush(past.entries)) {
    let left: readonly Entry[] = batch
    for (let tries = 0; left.length > 0; tries++) {
      if (tries === mostTries) return refuse('unknown')
      if (met === null) {
        const hello = await sayHello(wire, report, past.entries)
        if (!hello.ok) return hello
        met = hello.value
      }
      const { have: known } = met
      left = left.filter(({ origin, n }) => !isCounted(known, origin, n))
      if (left.length === 0) break
      const pushed = await push(wire, met, batch, left.length)
      if (!pushed.ok) return pushed
      // A hub that was set back meanwhile may have lost what it had confirmed: from the beginning.
      if (pushed.value === null) {
        return lives < mostTries ? movePast(wire, past, report, progress, lives + 1) : refuse('unknown')
      }
      const { have, horizon, refused: no, quarantined } = pushed.value
      met = { ...met, horizon }
      const over = new Set<string>([...no.map(({ id }) => id), ...quarantined])
      const before = left.length
      left = left.filter(({ id, origin, n }) => !over.has(id) && !isCounted(have, origin, n))
      const said = no.filter(({ why }) => why !== 'forked').length
      refused += said
      entries += before - left.length - said
    }
    step(batch.length)
  }
  return ok({ entries, days, refused })
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
async function push(wire: HubWire, met: HelloReply, batch: readonly Entry[], unsent: number) {
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
